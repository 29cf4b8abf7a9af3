"""Briefings of the unmet: only what people decided, whose words, by whose judgement; the same in every format."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import docx
import pytest

from corpus.codebook import CommitmentKind, Delivery, Lang, Theme
from corpus.database import Corpus
from corpus.errors import UsageProblem
from corpus.language import use
from corpus.rows import CommitmentFilter
from publish import pandoc
from publish.briefing import Briefing, By, as_docx, as_markdown, gather
from publish.briefing.asked import asked
from publish.briefing.gathering import Brief
from publish.briefing.saying import judged as said_of
from publish.charts import alternative
from publish.rights import Rights
from tests.publish.judged import ON
from tests.tui.filled import AIM, BREAKS, CONSULT, HUBS, HYBIAU, MARKUP, REVIEW, Filled


def brief(judged: Filled, by: By = By.BODY, rights: Rights | None = None, **wanted: object) -> Briefing:
    with judged.corpus.read() as session:
        return gather(session, CommitmentFilter(on=ON, **wanted), by, rights or Rights())  # type: ignore[arg-type]


def words_of(briefing: Briefing) -> list[str]:
    return [each.row.quote for group in briefing.groups for each in group.briefs]


def test_it_tells_the_unmet_and_counts_what_nobody_assessed(judged: Filled) -> None:
    told = brief(judged)
    assert sorted(words_of(told)) == sorted([HUBS, REVIEW, HYBIAU, MARKUP])
    assert (told.total, told.overdue, told.waiting) == (4, 2, 3)
    text = as_markdown(told)
    assert "4 promises are unmet" in text
    assert "3 more are not yet assessed: not assessed is not unmet." in text
    assert not [words for words in (BREAKS, AIM, CONSULT) if words in text]
    assert "7 promises, of which people decided what became of 4; 3 not yet assessed." in text


def test_what_was_judged_later_is_not_told_of_an_earlier_day(judged: Filled) -> None:
    with judged.corpus.read() as session:
        before = gather(session, CommitmentFilter(on=date(2024, 1, 14)), By.BODY, Rights())
    assert (before.total, before.waiting) == (0, 7)
    assert "0 promises are unmet" in as_markdown(before)


def test_each_promise_has_its_words_its_source_and_whose_judgement_it_is(judged: Filled) -> None:
    hubs = next(each for group in brief(judged).groups for each in group.briefs if each.row.quote == HUBS)
    assert hubs.citation.startswith("Welsh Government, A plan for care close to home")
    assert "https://example.org/plan-2021" in hubs.citation
    told = " ".join(said_of(hubs))
    assert "Delivery: stalled. Decided by Mair Tester, as of 15 Jan 2024. Because: So the audit says." in told
    assert "1 piece of evidence was accepted by people." in told
    review = next(each for group in brief(judged).groups for each in group.briefs if each.row.quote == REVIEW)
    assert review.judged is not None
    assert review.judged.search in " ".join(said_of(review))


def test_what_was_recorded_later_of_an_earlier_day_is_not_what_is_told(judged: Filled) -> None:
    judged.judge(HUBS, "broken", judged.links()[0], as_of=date(2023, 6, 1), because="An older view.")
    hubs = next(each for group in brief(judged).groups for each in group.briefs if each.row.quote == HUBS)
    assert hubs.judged is not None
    assert (hubs.judged.value, hubs.judged.because) == ("stalled", "So the audit says.")


def test_groups_are_of_bodies_themes_or_stretches_of_time(judged: Filled) -> None:
    bodies = brief(judged)
    assert [(group.key, len(group.briefs)) for group in bodies.groups] == [("welsh-government", 3), ("", 1)]
    themes = brief(judged, By.THEME)
    keys = [group.key for group in themes.groups]
    assert keys[-1] == ""
    assert {Theme.COMMUNITY_RESILIENCE, Theme.PEER_NETWORKS, Theme.OUTCOMES} == set(keys[:-1])
    assert len(words_of(themes)) == 5 and themes.total == 4, "a promise on two themes stands twice and counts once"
    days = brief(judged, By.DEADLINE)
    assert [(group.key, len(group.briefs)) for group in days.groups] == [("overdue", 2), ("", 2)]
    assert [bar.total for bar in days.charts[1].bars] == [2, 2]


def test_a_filter_narrows_and_is_told(judged: Filled) -> None:
    told = brief(judged, overdue=True, langs=frozenset({Lang.EN}))
    assert words_of(told) == [HUBS]
    assert told.waiting == 3 - 0
    told = brief(judged, deliveries=frozenset({Delivery.STALLED}), themes=frozenset({Theme.PEER_NETWORKS}))
    assert words_of(told) == [HUBS]
    assert told.asked == "theme: peer networks; delivery: stalled"
    assert "theme: peer networks; delivery: stalled, as of 2 Mar 2026" in as_markdown(told)
    with pytest.raises(UsageProblem, match="not-assessed is not"):
        brief(judged, deliveries=frozenset({Delivery.NOT_ASSESSED}))


def test_what_was_asked_is_said_in_words() -> None:
    everything = CommitmentFilter(
        bodies=frozenset({"welsh-government"}),
        kinds=frozenset({CommitmentKind.DUTY}),
        document="plan-2021",
        text="hubs",
        since=date(2020, 1, 1),
        until=date(2021, 1, 1),
        overdue=True,
    )
    assert asked(everything) == (
        "body: Welsh Government; kind: duty; document: plan-2021; words: “hubs”; stated on 1 Jan 2020 or later; "
        "stated on 1 Jan 2021 or earlier; overdue only"
    )
    assert asked(CommitmentFilter()) == ""


def test_text_of_documents_and_people_is_no_markup(judged: Filled) -> None:
    text = as_markdown(brief(judged))
    page = pandoc.convert(text, "markdown", "html", "--wrap=none")
    shown = "".join(ET.fromstring(f"<main>{page}</main>").itertext())
    assert MARKUP in shown
    assert "$x^2$ <b>or</b> |so|." in shown
    for sign in ("<b>", "<script", "<em>x", "\x1b", "\u202e", '<a href="x"'):
        assert sign not in page


def test_markdown_shows_pictures_where_they_are(judged: Filled) -> None:
    told = brief(judged)
    assert "![" not in as_markdown(told)
    text = as_markdown(told, {told.charts[0]: "unmet-1.png"})
    assert text.count("](unmet-1.png)") == 1
    assert "Bar chart (promises): What became of the promises." in text


def test_a_docx_has_headings_tables_and_pictures_with_words(judged: Filled) -> None:
    told = brief(judged)
    made = as_docx(told)
    assert made == as_docx(told)
    opened = docx.Document(io.BytesIO(made))
    styles = [(paragraph.style.name, paragraph.text) for paragraph in opened.paragraphs if paragraph.style]
    assert ("Title", "Unmet promises, by body") in styles
    assert [text for style, text in styles if style == "Heading 1"] == ["In short", "In pictures", "The promises"]
    text = "\n".join(text for _, text in styles)
    for words in (HUBS, HYBIAU, MARKUP, "$x^2$ <b>or</b> |so|."):
        assert words in text
    assert len(opened.tables) == len(told.charts) == len(opened.inline_shapes)
    described = [shape._inline.docPr.get("descr") for shape in opened.inline_shapes]
    assert described == [alternative(chart) for chart in told.charts]
    assert opened.core_properties.language == "en-GB"


def test_more_promises_than_a_document_holds_are_refused_in_a_sentence(judged: Filled) -> None:
    with pytest.raises(UsageProblem, match="A DOCX of 3,001 promises would be too long"):
        as_docx(replace(brief(judged), total=3001))


def test_words_in_the_other_language_are_marked_so(judged: Filled) -> None:
    with zipfile.ZipFile(io.BytesIO(as_docx(brief(judged)))) as archive:
        tree = ET.fromstring(archive.read("word/document.xml"))
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    welsh = [
        "".join(run.itertext())
        for run in tree.iter(f"{word}r")
        if any(lang.get(f"{word}val") == "cy-GB" for lang in run.iter(f"{word}lang"))
    ]
    assert "".join(welsh).strip("“”").startswith("Bydd Llywodraeth Cymru yn agor")


def test_it_speaks_welsh(judged: Filled) -> None:
    use(Lang.CY)
    told = brief(judged)
    assert told.lang is Lang.CY
    assert told.groups[0].label == "Llywodraeth Cymru"
    assert docx.Document(io.BytesIO(as_docx(told))).core_properties.language == "cy-GB"


def test_a_document_that_may_not_be_handed_on_is_quoted_shortly(
    judged: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("publish.rights.SHORT", 20)
    told = brief(judged, rights=Rights(frozenset({"plan-2021"})))
    words = {each.row.quote: each.words for group in told.groups for each in group.briefs}
    assert words[HUBS] == "The Welsh…"
    assert words[MARKUP] == MARKUP, "another document"
    assert HUBS not in as_markdown(told)


def test_a_promise_that_nobody_judged_is_never_told_as_judged(judged: Filled) -> None:
    hubs = next(each for group in brief(judged).groups for each in group.briefs)
    with pytest.raises(ValueError, match=hubs.row.ref):
        list(said_of(Brief(hubs.row, hubs.words, hubs.citation, None, 0)))


def test_an_empty_corpus_makes_a_short_briefing(corpus: Corpus) -> None:
    with corpus.read() as session:
        told = gather(session, CommitmentFilter(on=ON), By.THEME, Rights())
    assert (told.groups, told.charts) == ((), ())
    assert "The promises" not in as_markdown(told)
    assert docx.Document(io.BytesIO(as_docx(told))).paragraphs
