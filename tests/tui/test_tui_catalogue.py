"""Nothing that a person sees stands outside the catalogues, and nothing in the catalogues lacks its Welsh."""

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from corpus.language import DOMAINS, LOCALE

ROOT = Path(__file__).parents[2]

READ: Mapping[str, Sequence[str]] = {
    domain: paths.split()
    for domain, paths in re.findall(r"-o build/(\w+)\.pot (.+)", (ROOT / "Makefile").read_text(encoding="utf-8"))
}
"""What ``make catalogue`` makes each catalogue of."""

SAME = frozenset(
    {
        "{day}, {time} UTC",
        "{size} MB",
        "Sector",
        "Data",
        "Word (.docx)",
        "LibreOffice (.odt)",
        "PDF (.pdf)",
        "Markdown (.md)",
    }
)
"""Messages whose Welsh is as the English; so is that of those without a word."""


_LETTERS = re.compile(r"[A-Za-z]{2,}")


@pytest.fixture(scope="module", params=DOMAINS)
def domain(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def extracted(domain: str, tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The messages that stand in the code now, found as ``make catalogue`` finds them."""
    path = tmp_path_factory.mktemp("extracted") / f"{domain}.pot"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        arguments = ["pybabel", "--quiet", "extract", "-F", "pyproject.toml", "-o", str(path), *READ[domain]]
        CommandLineInterface().run(arguments)  # type: ignore[no-untyped-call]
    return read(path)


@pytest.fixture(scope="module")
def welsh(domain: str) -> Catalog:
    return read(po(domain))


def po(domain: str) -> Path:
    return LOCALE / "cy" / "LC_MESSAGES" / f"{domain}.po"


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def messages(catalogue: Catalog) -> dict[object, Message]:
    return {message.id: message for message in catalogue if message.id}


def forms(text: object) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(map(str, text)) if isinstance(text, list | tuple) else ()


def worded(text: str) -> str:
    """A message without what is filled in."""
    return "".join(words for words, *_ in Formatter().parse(text))


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_message_of_the_code_is_in_the_catalogue_and_no_other(extracted: Catalog, welsh: Catalog) -> None:
    there, wanted = messages(welsh), messages(extracted)
    assert len(wanted) > 100
    assert not wanted.keys() - there.keys(), "run make catalogue, and write the Welsh"
    assert not there.keys() - wanted.keys(), "run make catalogue"
    assert not welsh.obsolete


def test_every_message_has_its_welsh(welsh: Catalog) -> None:
    for message in messages(welsh).values():
        assert not message.fuzzy, message.id
        said = forms(message.string)
        assert len(said) == (6 if message.pluralizable else 1), message.id
        assert all(each.strip() for each in said), message.id
        if not message.pluralizable and message.id not in SAME and _LETTERS.search(worded(str(message.id))):
            assert said[0] != message.id, f"the Welsh of {message.id!r} is English"


def test_plural_forms_are_those_of_welsh(welsh: Catalog) -> None:
    assert welsh.num_plurals == 6
    assert welsh.plural_expr == "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5)"


def test_what_is_filled_in_is_the_same_in_both_languages(welsh: Catalog) -> None:
    for message in messages(welsh).values():
        english = forms(message.id)
        wanted = set[str]().union(*map(names, english))
        for said in forms(message.string):
            assert names(said) <= wanted, message.id
            missing = wanted - names(said)
            assert not missing or (message.pluralizable and missing == {"count"}), (message.id, missing)
        if message.pluralizable:
            assert "count" in names(forms(message.string)[-1]), message.id


def test_the_welsh_begins_and_ends_and_is_marked_up_as_the_english(welsh: Catalog) -> None:
    for message in messages(welsh).values():
        one = forms(message.id)[0]
        for said in forms(message.string):
            assert len(one) - len(one.lstrip()) == len(said) - len(said.lstrip()), message.id
            assert len(one) - len(one.rstrip()) == len(said) - len(said.rstrip()), message.id
            assert one.count("\n") == said.count("\n"), message.id
            assert one.count("[") == said.count("["), message.id  # Textual would read it as markup
            assert "’" not in said and "‘" not in said, message.id
            if not message.pluralizable and len(one) > 2:
                assert (one[-1] in ".…:") == (said[-1] in ".…:"), message.id


def test_what_is_read_at_run_time_is_the_catalogue_compiled(domain: str, welsh: Catalog) -> None:
    compiled = BytesIO()
    write_mo(compiled, welsh)
    assert po(domain).with_suffix(".mo").read_bytes() == compiled.getvalue(), "run make catalogue"


def given(tree: ast.AST) -> Iterator[tuple[int, str, list[ast.expr]]]:
    """What is given to tr(), msg() and plural() for a message, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) in ("tr", "msg", "plural"):
            yield node.lineno, called(node), node.args[: 2 if called(node) == "plural" else 1]


def test_every_message_is_given_as_it_stands_where_it_can_be_found(domain: str, welsh: Catalog) -> None:
    known = {each for message in messages(welsh) for each in forms(message)}
    for path in (
        path for name in READ[domain] for path in [ROOT / name, *(ROOT / name).rglob("*.py")] if path.is_file()
    ):
        for line, call, messages_given in given(ast.parse(path.read_text(encoding="utf-8"))):
            at = f"{path.relative_to(ROOT)}:{line}"
            for each in messages_given:
                assert not isinstance(each, ast.JoinedStr | ast.BinOp), f"{at}: {call}() of what is put together"
                if isinstance(each, ast.Constant) and each.value and path.name != "wording.py":
                    assert each.value in known, f"{at}: not found by extraction (is it in an f-string?): {each.value!r}"


# What is visible stands in messages

CALLS = frozenset({"tr", "msg", "plural", "in_english"})
"""What takes a message."""

TECHNICAL = frozenset(
    {
        *("deed", "Binding", "getattr", "hasattr", "TypeVar", "in_background", "run_worker", "query_one", "query"),
        *("set_class", "add_class", "remove_class", "has_class", "has_pseudo_class", "compile", "add_mode", "work"),
        *("cancel_group", "get_visual_style", "get_component_rich_style", "partition", "removeprefix", "startswith"),
        *("endswith", "removesuffix", "split", "replace", "encode", "decode", "on", "run_action", "import_module"),
        *("first", "Latest", "get", "NewType", "get_component_styles", "fullmatch", "search", "match", "sub"),
    }
)
"""Calls whose words nobody sees: names of things, keys, patterns."""

TECHNICAL_NAMES = frozenset(
    {
        "id",
        "classes",
        "group",
        "variant",
        "name",
        "type",
        "restrict",
        "encoding",
        "errors",
        "severity",
        "mode",
        "newline",
    }
)
"""Arguments of any call whose words nobody sees."""

SHOWN = frozenset(
    {
        *("Static", "Label", "Button", "Tick", "Checkbox", "Option", "Selection", "Content", "styled", "assemble"),
        *("toned", "cell", "titled", "notify", "update", "say", "_say", "SystemCommand", "Input", "filled"),
        *("Select", "TitleLine", "title"),
    }
)
"""Calls whose every word is seen, be it only one."""

ALLOWED = frozenset(
    {
        *("Addewid", "English", "Cymraeg"),
        *("Croeso i Addewid · Welcome to Addewid", "Ym mha iaith? · In which language?"),
        *("promise REF", "reader DOCUMENT"),
    }
)
"""What is the same in every language: names, each language's own of itself, what is asked before one is chosen, and
what is typed for a command.
"""

_SENTENCE = re.compile(r"[A-Za-z]{2,}[,;:]? [A-Za-z(“{]|^[A-Z][a-z]{2,}$|[a-z]{2,}[…!?.:]( |$)|\w’\w")


def sources() -> list[Path]:
    return sorted({*(ROOT / "tui").rglob("*.py")} - {ROOT / "tui" / "tones.py", ROOT / "tui" / "themes.py"})


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def unsaid(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Literals that look like words for people and stand outside a message, with their lines."""
    yield from _unsaid(tree, shown=False)


def _unsaid(node: ast.AST, *, shown: bool) -> Iterator[tuple[int, str]]:
    match node:
        case ast.Constant(value=str(text), lineno=line):
            if (_LETTERS if shown else _SENTENCE).search(text) and not _allowed(text):
                yield line, text
        case ast.JoinedStr(values=values, lineno=line):
            if any(isinstance(part, ast.Constant) and _LETTERS.search(str(part.value)) for part in values) and (
                shown or _SENTENCE.search("".join(_part(part) for part in values))
            ):
                yield line, ast.unparse(node)
            for each in values:
                if isinstance(each, ast.FormattedValue):
                    yield from _unsaid(each.value, shown=False)
        case ast.Expr(value=ast.Constant()) | ast.Assert() | ast.AnnAssign(value=None):
            return  # a docstring, or for whoever reads the code
        case ast.AnnAssign(value=ast.expr() as value):
            yield from _unsaid(value, shown=False)
        case ast.Call():
            yield from _of_call(node)
        case ast.Dict(values=values):
            for each in values:
                yield from _unsaid(each, shown=False)
        case ast.Assign(targets=[ast.Name(id="AUTO_FOCUS" | "__all__")]):
            return
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            inside: list[ast.AST | None] = [
                *node.decorator_list,
                *node.args.defaults,
                *node.args.kw_defaults,
                *node.body,
            ]
            for part in filter(None, inside):
                yield from _unsaid(part, shown=False)
        case ast.Subscript(value=value):
            yield from _unsaid(value, shown=False)
        case ast.Compare():
            return
        case ast.MatchValue() | ast.arg():
            return
        case _:
            inner = shown and isinstance(node, ast.IfExp | ast.BinOp | ast.BoolOp | ast.Tuple | ast.List | ast.Starred)
            for child in ast.iter_child_nodes(node):
                yield from _unsaid(child, shown=inner)


def _part(part: ast.expr) -> str:
    return str(part.value) if isinstance(part, ast.Constant) else "{}"


def _allowed(text: str) -> bool:
    return text.strip() in ALLOWED or text.startswith("--") or "://" in text


def _of_call(node: ast.Call) -> Iterator[tuple[int, str]]:
    name = called(node)
    yield from _unsaid(node.func, shown=False)
    if name == "from_markup":
        bare = re.sub(r"\[[^]]*\]|\$\w+", "", ast.unparse(node.args[0]))
        if _LETTERS.search(bare[2:]):  # words between the tags; values are named, and filled in by Textual
            yield node.lineno, bare
        node = ast.Call(node.func, [], node.keywords)
    message = name in CALLS or name.endswith(("Problem", "Error", "Busy", "NotFound", "Needed"))
    skipped = len(node.args) if name in TECHNICAL else {"plural": 2}.get(name, 1) if message else 0
    for each in node.args[skipped:]:
        yield from _unsaid(each, shown=name in SHOWN)
    for argument in node.keywords:
        if message or argument.arg not in TECHNICAL_NAMES:
            told = name in SHOWN and argument.arg in ("label", "placeholder", "tooltip", "prompt", "title")
            yield from _unsaid(argument.value, shown=told)


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_words_for_people_stand_in_messages(path: Path) -> None:
    found = [f"{path.name}:{line}: {text!r}" for line, text in unsaid(ast.parse(path.read_text(encoding="utf-8")))]
    assert not found, "\n".join(["put these into tr(), plural() or msg():", *found])


@pytest.mark.parametrize(
    "code",
    [
        'self.notify("gone")',
        'self.notify(f"{count} gone")',
        'Static(f"Found {n}")',
        'yield Input(placeholder="type here", id="x")',
        'Button("Save" if new else "Keep", id="save")',
        'Content.assemble(("due", Tone.BAD), day)',
        'HELP = "What this is for"',
        'NAMES = {"kind": "Kind"}',
        'deed("a", "accept", msg("Accept"), tooltip="Take what is there")',
        'tr("Saved as {name}", name="the old one")',
        'raise UsageProblem("no such thing", name="the thing itself")',
        'self.border_title = "The promise"',
        'def f(told: str = "not a thing") -> None: ...',
        'tr("Words: ") + "and more words"',
    ],
)
def test_words_outside_messages_are_seen(code: str) -> None:
    assert list(unsaid(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        'self.notify(tr("gone"), severity="error")',
        'Static(tr("Found {count}", count=n), classes="form-name", id="found")',
        'plural("{count} promise", "{count} promises", n)',
        'deed("f5,ctrl+r", "reload", msg("Read again"), show=False)',
        'self.query_one("#words-line Input").add_class("-refused")',
        'def f(self) -> "Question": ...',
        'raise UsageProblem("{ref} says so already.", ref=ref)',
        '"""What this does, in words."""',
        'assert found, "there is always one"',
        'date = f"{on:%Y-%m-%d}" + f"kind:{kind}"',
    ],
)
def test_what_nobody_sees_needs_no_message(code: str) -> None:
    assert not list(unsaid(ast.parse(code)))
