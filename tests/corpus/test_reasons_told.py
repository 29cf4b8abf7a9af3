"""Every reason that the program can write is known again, and told in the language in use."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.codebook import Lang
from corpus.language import use
from corpus.reasons import _PATTERNS, told

ROOT = Path(__file__).parents[2]
WRITERS = {"nlp/links.py", "nlp/same/twins.py", "nlp/same/wording.py", "nlp/responses/matching.py"}
"""The modules of nlp that give reasons which are kept."""

DAY = "2024-05-03"
SAMPLES = {"dated": DAY, "deadline": DAY, "state": "under-way", "kind": "duty", "response": "accepted"}


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    use(Lang.EN)


def written(node: ast.expr) -> list[str]:
    """What an expression can come to, with ``{names}`` for what is filled in."""
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.IfExp(body=one, orelse=other):
            return [*written(one), *written(other)]
        case ast.JoinedStr(values=values):
            return ["".join(parts) for parts in product(*map(written, values))]
        case ast.FormattedValue(value=ast.IfExp() as value):
            return written(value)
        case ast.FormattedValue(value=ast.Attribute(attr=name)):
            return [f"{{{name}}}"]
        case ast.FormattedValue(value=value):
            return ["{themes}" if "themes" in ast.unparse(value) else "{words}"]
    return []


def given_in(tree: ast.AST) -> Iterator[str]:
    """Every reason that a module writes: what is appended to, or begins, ``reasons``; and places of statements."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="reasons"), attr="append"), args=[reason]):
                yield from written(reason)
            case ast.Assign(targets=[ast.Name(id="reasons" | "place")], value=value):
                lists = [each for each in ast.walk(value) if isinstance(each, ast.List)]
                for each in [one for of in lists for one in of.elts] or [value]:
                    yield from written(each)
            case ast.Call(func=ast.Name(id="_pair"), args=[*_, place]):
                yield from written(place)


@pytest.mark.parametrize("path", sorted(WRITERS))
def test_every_reason_of_a_suggestion_is_told_in_welsh(path: str) -> None:
    reasons = set(given_in(ast.parse((ROOT / path).read_text(encoding="utf-8"))))
    assert len(reasons) > 5
    known = {_shape(form) for form, _ in _PATTERNS}
    use(Lang.CY)
    for reason in reasons:
        assert _shape(reason) in known, f"give {reason!r} a form in corpus/reasons.py"
        kept = reason.format_map(defaultdict(lambda: "12", {"themes": "assets, prevention"} | SAMPLES))
        assert told(kept) != kept
        assert not {DAY, "under-way", "duty", "accepted", "assets"} & set(re.findall(r"[\w-]+", told(kept)))


def _shape(message: str) -> str:
    return re.sub(r"\{\w+\}", "{}", message)


def test_no_other_module_gives_reasons() -> None:
    found = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "nlp").rglob("*.py")
        if "reasons.append" in (text := path.read_text(encoding="utf-8")) or "reasons=" in text
    }
    assert found - {"nlp/explain.py", "nlp/status.py"} == WRITERS, "those of the scorer and of a status are not kept"


@pytest.mark.parametrize(
    ("kept", "english", "welsh"),
    [
        ("later: 2024-05-03", "later: 3 May 2024", "diweddarach: 3 Mai 2024"),
        ("shares hubs, carers", "shares hubs, carers", "yn rhannu hubs, carers"),
        ("the same body", "the same body", "yr un corff"),
        ("both under 12a", "both under 12a", "y ddau o dan 12a"),
        ("duty in one, pledge in the other", "duty in one, pledge in the other", None),
    ],
)  # fmt: skip
def test_a_kept_reason_is_told(kept: str, english: str, welsh: str | None) -> None:
    assert told(kept) == english
    use(Lang.CY)
    assert told(kept) == welsh if welsh else "duty" not in told(kept)


@given(st.text(), st.sampled_from(["", "shares ", "later: ", "same theme: ", "reports it ", "under ", "says "]))
def test_whatever_is_kept_can_be_told(words: str, begin: str) -> None:
    for lang in Lang:
        use(lang)
        assert isinstance(told(begin + words), str)
    use(Lang.EN)
    assert told(begin + words) == begin + words or begin == "later: "


@pytest.mark.parametrize("odd", ["later: 2024-13-45", "later: tomorrow", "says nothing of it", "same theme: {0}", ""])
def test_what_has_no_shape_is_told_as_it_was_kept(odd: str) -> None:
    use(Lang.CY)
    assert told(odd) == odd
