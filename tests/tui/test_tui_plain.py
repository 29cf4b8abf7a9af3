"""Every view as plain lines: nothing drawn, nothing that drives a terminal, one fact on a line, in both languages."""

import re
import unicodedata

import pytest

from corpus.codebook import Lang
from corpus.database import Corpus
from corpus.errors import NotFound, UsageProblem
from corpus.language import use
from tests.tui.filled import BREAKS, HUBS, TODAY, WHO, Filled, Searched
from tests.tui.told import tell_cases
from tui.desk import Desk
from tui.plain import VIEWS, Asked, lines
from tui.plain.help import ABOUT
from tui.preferences import Preferences


@pytest.fixture
def desk(corpus: Corpus, search: Searched) -> Desk:
    return Desk(corpus, search, WHO, lambda: TODAY)


def said(view: str, desk: Desk, *words: str, limit: int = 20, skip: int = 0) -> list[str]:
    return list(lines(view, Asked(desk, words, Preferences(), limit, skip)))


def words_for(view: str, filled: Filled) -> tuple[str, ...]:
    return {"promise": (filled.ref(HUBS),), "search": ("hub",), "reader": ("plan-2021",)}.get(view, ())


def drawn(line: str) -> list[str]:
    """Characters that draw, drive the terminal, or turn the line round."""
    return [
        c for c in line if unicodedata.category(c) in ("Cc", "Cf", "Cs") or "\u2500" <= c <= "\u259f" or c in "\u28ff│"
    ]


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_is_lines_of_words(desk: Desk, decided: Filled, view: str, lang: Lang) -> None:
    use(lang)
    told = said(view, desk, *words_for(view, decided))
    assert told and told[0]
    for line in told:
        assert line == line.strip() and "\n" not in line
        assert not drawn(line), line
        assert not line or any(c.isalnum() for c in line), f"a sign alone: {line}"


@pytest.mark.parametrize("view", [view for view in VIEWS if view not in ("promise", "reader")])
def test_every_view_bears_an_empty_corpus(desk: Desk, view: str) -> None:
    assert said(view, desk, *(("hub",) if view == "search" else ()))


def test_the_overview_counts(desk: Desk, decided: Filled) -> None:
    told = said("overview", desk)
    assert told[:3] == ["Overview of 2 Mar 2026", "6 documents", "7 promises"] or told[2] == "7 promises"
    assert "stalled: 1" in told and "not assessed: 6" in told
    assert "pledge: 4; met 0, unmet 1, not assessed 3, superseded 0" in told


def test_promises_are_found_by_their_words_and_listed_some_at_a_time(desk: Desk, decided: Filled) -> None:
    told = said("promises", desk, "community", "hubs")
    assert told[:2] == ["1 promise", "With the words: community hubs"]
    assert f"“{HUBS}”" in told and "Delivery: stalled" in told and "By when: 31 Mar 2023" in told
    assert f"Reference: {decided.ref(HUBS)}" in told
    first, second = said("promises", desk, limit=3), said("promises", desk, limit=3, skip=3)
    assert first[-2:] == ["Listed: 1 to 3 of 7.", "For the next, add: --skip 3"]
    assert not {line for line in first if line.startswith("Reference")} & set(second)
    assert said("promises", desk, limit=3, skip=6)[-1] == "Listed: 7 to 7 of 7."
    assert said("promises", desk, skip=60) == ["7 promises"]


def test_a_promise_with_its_evidence_and_what_became_of_it(desk: Desk, decided: Filled) -> None:
    told = said("promise", desk, decided.ref(HUBS))
    assert told[0] == f"“{HUBS}”"
    assert "Delivery: stalled" in told and "Response: not judged" in told
    assert "State: accepted" in told and "State: suggested" in told
    assert "Evidence" in told and any(line.startswith("Timeline") for line in told)
    assert any("The auditors counted four open hubs" in line for line in told)
    assert any("So the audit says." in line for line in told)
    assert "No evidence is known for this promise yet." in said("promise", desk, decided.ref(BREAKS))


def test_what_waits_says_why(desk: Desk, decided: Filled) -> None:
    told = said("review", desk)
    assert told[0].endswith("wait for you") and sum(line.startswith("Why: ") for line in told) > 1


def test_a_search_says_what_it_found_and_where(desk: Desk, decided: Filled) -> None:
    told = said("search", desk, "library", "hub")
    assert told[0].startswith("2 passages, best first")
    assert any(line.startswith("At Aberwen sixty volunteers") for line in told)
    assert any(line.startswith("Stands in: The old library at Aberwen") for line in told)
    with pytest.raises(UsageProblem, match="Say what to search for"):
        said("search", desk)


def test_a_document_is_read_from_any_passage(desk: Desk, decided: Filled) -> None:
    told = said("reader", desk, "plan-2021/en")
    assert told[0] == "A plan for care close to home"
    assert "Heading: Hubs" in told and "p. 6" in told and f"Promise: {decided.ref(HUBS)}" in told
    assert any(line.startswith("1.2 The Welsh Government will open") for line in told)
    assert said("reader", desk, "plan-2021/cy")[0] == "Cynllun ar gyfer gofal yn nes at adref"
    assert said("reader", desk, "plan-2021/en", limit=2, skip=4)[-2:] == [
        "Listed: 5 to 6 of 11.",
        "For the next, add: --skip 6",
    ]
    with pytest.raises(NotFound):
        said("reader", desk, "nothing")
    with pytest.raises(UsageProblem, match="write plan-2021/en or plan-2021/cy"):
        said("reader", desk, "plan-2021/fr")
    with pytest.raises(UsageProblem, match="Say which"):
        said("reader", desk)


def test_hostile_titles_and_words_are_harmless(desk: Desk, decided: Filled) -> None:
    told = said("promises", desk, "tenant", "\x1b[31m\u202e")
    assert told == ["0 promises", "With the words: tenant [31m"]
    told = said("promises", desk, "tenant")
    assert "Document: [b]Report[/b] on [31mred tape [/nonsense" in told


def test_case_studies_say_what_they_are_evidence_of(desk: Desk, decided: Filled) -> None:
    tell_cases(decided)
    told = said("cases", desk)
    assert told[0].endswith("case studies") and any(line.startswith("Stands in: ") for line in told)
    assert any(re.match(r"Evidence of c-\w+, \w+: “", line) for line in told)
    assert said("cases", desk, "no", "such", "words") == ["0 case studies", "With the words: no such words"]


def test_settings_and_help_name_what_there_is(desk: Desk) -> None:
    told = said("settings", desk)
    assert "Language: as this computer: English. The language of everything the app says. In the file: language" in told
    told = said("help", desk)
    assert {view.split()[0] for view in ABOUT} == set(VIEWS)
    assert all(any(line.startswith(view) for line in told) for view in VIEWS)


def test_there_is_no_other_view(desk: Desk) -> None:
    with pytest.raises(UsageProblem, match="charts is no view; there are: overview, promises"):
        said("charts", desk)


def test_the_lines_speak_welsh(desk: Desk, decided: Filled) -> None:
    use(Lang.CY)
    told = said("promises", desk, "community", "hubs")
    assert "By when: 31 Mar 2023" not in told and any("31 Maw 2023" in line for line in told)
