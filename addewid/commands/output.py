"""What commands share: options, and printing rows as JSON or as lines for people. Data goes to stdout."""

import json
from collections.abc import Callable
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

import click

WELCOME = """There is no document yet.
To begin:  addewid starter       builds the corpus that comes with Addewid
      or:  addewid add PATH…     adds documents of yours; then: addewid update"""
"""What a person reads whose corpus is empty."""

Command = TypeVar("Command", bound=Callable[..., Any])


def json_option(command: Command) -> Command:
    """``--json``: print data for programs."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)


def values_of(words: type[StrEnum]) -> click.Choice[str]:
    """A choice among the values of the codebook; Click by itself would ask for Python's names."""
    return click.Choice([word.value for word in words])


def day(context: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    """A date typed as YYYY-MM-DD."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter(f"{value} is not a date; write it as 2026-05-01.") from error


def dump(value: object) -> None:
    """Print one JSON value."""
    click.echo(json.dumps(plain(value), ensure_ascii=False, indent=2))


def dump_line(value: object) -> None:
    """Print one JSON value on one line."""
    click.echo(json.dumps(plain(value), ensure_ascii=False))


def plain(value: object) -> object:
    """A row as what JSON knows: dates as ISO, sets and tuples as lists."""
    if is_dataclass(value) and not isinstance(value, type):
        return {name: plain(held) for name, held in asdict(value).items()}
    if isinstance(value, dict):
        return {str(name): plain(held) for name, held in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(held) for held in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value


def shorten(words: str, width: int) -> str:
    """Words on one line, cut with an ellipsis."""
    line = " ".join(words.split())
    return line if len(line) <= width else f"{line[: width - 1].rstrip()}…"


def count_of(number: int, one: str, many: str = "") -> str:
    """``1 document``, ``3 documents``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
