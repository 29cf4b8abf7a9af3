"""The tables as ``docs/exports.md`` tells them: every column, its type and what it holds, from the code itself."""

from collections.abc import Iterable

from publish.export.columns import Column, Table


def described(tables: Iterable[Table]) -> str:
    """A section of Markdown for each table."""
    return "\n".join(_table(table) for table in tables)


def _table(table: Table) -> str:
    head = f"### {table.title}\n\n`{table.name}`, a row named by `{table.key}`. {table.description}\n"
    rows = "".join(f"| `{each.name}` | {_type(each)} | {each.description} |\n" for each in table.columns)
    return f"{head}\n| column | type | what it holds |\n| --- | --- | --- |\n{rows}"


def _type(column: Column[object]) -> str:
    return f"{column.type}, of `{column.references}`" if column.references else column.type
