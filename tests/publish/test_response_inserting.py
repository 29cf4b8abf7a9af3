"""What is put into a response reads back as the same words and citation, and checks as found, whatever the words."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from corpus import documents
from corpus.codebook import AnchorOutcome, DocumentKind, Lang
from corpus.database import Corpus
from corpus.types import Passage, ReadDocument, lay_out
from corpus.versions import Added
from publish.responses.checking import check
from publish.responses.form import parse
from publish.responses.inserting import of_passage, quotation_markdown
from publish.responses.sources import folded

Put = Callable[[Session, ReadDocument], Added]

PASSAGES = (
    "A council must (a) listen, [as amended] and—so far as is “reasonably practicable”—act on what it hears.",
    "Bydd y cyngor yn gofyn i'r bobl a'u teuluoedd, ac mae'n rhaid iddo ateb; dyna 'r drefn a'r 'nod'.",
    "The rule *must* hold_for all `users` of x_1^2 and of $E = mc^2$, \\alpha and \\[14\\] @home, #3 & co. <b>bold</b>",
    "“We will”, she said, ‘open the hubs’ in councils' areas.^1 See http://example.org/a_b_c?x=1&y=2 for the ’90s.",
    "\u200fשלום\u200e the orchard said: \u202eolleh\u202c and went on... and on -- for 10 days --- at least.",
    "1. This begins as a list does, and costs £5 | €6; 50% of it ~is~ struck | out :::",
    "> This begins as a quotation does, and holds \"straight\" and «other» marks; it's o'r gorau.",
    "Ŵyl y ty\u0302 a\u0302 tho gwyrdd: cafodd y plant – pob un – eu cinio am ddim ... neu beidio.",
    "{.status promise=c-1} [@fake, p. 3] [^1] ^[a note] ![picture](x.png) [link](y) a::: b",
)


def document(*texts: str, lang: Lang = Lang.EN) -> ReadDocument:
    passages = lay_out([Passage(text, 0, 0, number=str(at)) for at, text in enumerate(texts, 1)])
    return ReadDocument("A rule", lang, DocumentKind.ACT, passages, "test", work="rule", issued=date(2020, 1, 1))


@pytest.mark.parametrize("number", range(len(PASSAGES)))
@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("source", list(Lang))
def test_a_whole_passage_is_found_again(corpus: Corpus, put: Put, number: int, lang: Lang, source: Lang) -> None:
    with corpus.write() as session:
        for spoken in Lang:
            put(session, document(*PASSAGES, lang=spoken))
        passage = documents.passages(session, documents.get(session, "rule", source).version_id)[number]
        quoted = quotation_markdown(session, of_passage(passage, 0, len(passage.text)), lang)
        draft = parse(f"---\nlang: {lang}\n---\n\nSo it says:\n\n{quoted}\n\nand more.")
        (one,) = draft.quotations
        assert folded(one.words) == folded(passage.text)
        assert one.citation is not None
        assert one.citation.key == ("rule/cy" if source is Lang.CY else "rule")
        assert not draft.faults
        assert check(session, draft, references=(), on=date(2026, 1, 1)).outcomes[AnchorOutcome.FOUND] == 1


PIECES = [*"abc dé ŵ'’‘“”\"*_`[]{}()<>@^~$\\#|&;:.,!?-–—…=+%/\u200f\u00ad\u0302 123"]
PIECES += [
    " the ",
    " a'r ",
    " i'r ",
    "'s ",
    "@key",
    " [",
    "] ",
    "{.x}",
    "<!--",
    "-->",
    "``",
    "^[",
    "--",
    "&amp;",
    "\\[",
]
STRANGE = (
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=40)
    .map("".join)
    .filter(lambda text: any(map(str.isalnum, folded(text))))
)


@given(before=STRANGE, words=STRANGE, after=STRANGE)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_words_are_found_again(corpus: Corpus, put: Put, before: str, words: str, after: str) -> None:
    text = f"{before} {words} {after}"
    start = len(before) + 1
    with corpus.write() as session:
        put(session, document(text, "Another thing."))
        passage = documents.passages(session, documents.get(session, "rule").version_id)[0]
        quoted = quotation_markdown(session, of_passage(passage, start, start + len(words)), Lang.EN)
        draft = parse(f"He said:\n\n{quoted}")
        told = [folded(one.words) for one in draft.quotations]
        assert told == [folded(words)], quoted
        assert draft.quotations[0].citation is not None
        assert draft.quotations[0].citation.key == "rule"
        assert len(draft.citations) == 1
        assert not draft.faults
        outcomes = check(session, draft, references=(), on=date(2026, 1, 1)).outcomes
        assert outcomes[AnchorOutcome.FOUND] == 1, quoted
