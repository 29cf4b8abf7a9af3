"""The papers of the Senedd's replica: Bills, memoranda, reports with recommendations, and the answers to them."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from tests.replica.build import pdf

Row = dict[str, Any]
"""A Bill or a piece of a committee's work, as the site's data has it."""


def papers(rows: Iterable[Row]) -> dict[str, Callable[[], bytes]]:
    """The papers of Bills and issues: laid ones by their file name, others by number and language ("s163601-cy")."""
    found: dict[str, Callable[[], bytes]] = {}
    for row in rows:
        for lang, side in (("en", "e"), ("cy", "w")):
            if "sections" in row:
                found[f"pri-ld{row['laid']}-{side}.pdf"] = partial(_bill, row, lang)
                found[f"pri-ld{row['laid']}-em-{side}.pdf"] = partial(_memorandum, row, lang)
            if report := row.get("report"):
                found[f"cr-ld{report['laid']}-{side}.pdf"] = partial(_report, row, lang)
            if response := row.get("response"):
                found[f"{response['number']}-{lang}"] = partial(_response, row, lang)
    return found


def _bill(bill: Row, lang: str) -> bytes:
    lines = [f"# {bill[lang]}"]
    for number, section in enumerate(bill["sections"], 1):
        parts = zip("abcdefgh", section[f"parts_{lang}"], strict=False)
        lines += [f"# {number} {section[lang]}", f"(1) {section[f'lead_{lang}']}"]
        lines += [f"({letter}) {part}" for letter, part in parts]
    return pdf(*lines, title=bill[lang])


def _memorandum(bill: Row, lang: str) -> bytes:
    title = f"{'Explanatory Memorandum' if lang == 'en' else 'Memorandwm Esboniadol'}: {bill[lang]}"
    lead = "The Bill is meant to:" if lang == "en" else "Bwriedir i'r Bil:"
    return pdf(f"# {title}", bill[f"intro_{lang}"], lead, *(f"• {aim};" for aim in bill[f"aims_{lang}"]), title=title)


def _report(row: Row, lang: str) -> bytes:
    word = "Recommendation" if lang == "en" else "Argymhelliad"
    lines = [f"{word} {number}. {words}" for number, words in enumerate(row["report"][lang], 1)]
    return pdf(f"# {row[lang]}", *lines, title=row[lang])


def _response(row: Row, lang: str) -> bytes:
    word, made = ("Recommendation", "Response") if lang == "en" else ("Argymhelliad", "Ymateb")
    lines: list[str] = []
    for number, (asked, said) in enumerate(zip(row["report"][lang], row["response"][lang], strict=True), 1):
        lines += [f"{word} {number}. {asked}", f"{made}: {said}"]
    return pdf(f"# {row[lang]}", *lines, title=row[lang])
