"""One commitment stated twice is told by its words or its place; formulas and rivals are left alone."""

from dataclasses import replace
from datetime import date
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from corpus.codebook import CommitmentKind, DocumentKind, Lang
from nlp.same.pairing import Pair, Statement, pairs

HUBS = "We will open ten community hubs in the former libraries of Gwent by March 2023."
NUMBERS = count(1)


def said(quote: str, document: str, **more: object) -> Statement:
    number = next(NUMBERS)
    plain = Statement(
        ref=f"c-{number:05}",
        quote=quote,
        lang=Lang.EN,
        kind=CommitmentKind.PLEDGE,
        body="welsh-government",
        deadline=None,
        document=document,
        title=document,
        document_kind=DocumentKind.STRATEGY,
        issued=date(2021, 6, 15),
        number="",
        passage=number,
        twin=None,
        start=0,
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def joined(*statements: Statement) -> list[tuple[str, str]]:
    return [(pair.one, pair.other) for pair in pairs(statements)]


def test_a_strategy_and_its_annual_report_say_the_same() -> None:
    made = said(HUBS, "strategy")
    quoted = said(
        "In 2021 we said that we will open ten community hubs in the former libraries of Gwent by March 2023.",
        "report", issued=date(2022, 7, 1), kind=CommitmentKind.PLEDGE,
    )  # fmt: skip
    other = said("We will review how carers of children are assessed in every county.", "report")
    (pair,) = pairs([quoted, other, made])
    assert (pair.one, pair.other) == (made.ref, quoted.ref), "the earlier comes first"
    assert any("words the same" in reason for reason in pair.reasons)
    assert any("said" in reason for reason in pair.reasons), "it says what only one of them says"


def test_a_promise_with_another_figure_or_another_place_is_another_promise() -> None:
    made = said(HUBS, "strategy")
    assert joined(made, said(HUBS.replace("2023", "2026"), "later")) == []
    assert joined(made, said(HUBS.replace("Gwent", "Powys"), "later")) == []
    assert joined(made, said(HUBS, "later", body="audit-wales")) == []
    assert joined(made, said(HUBS.replace("will", "should"), "later", kind=CommitmentKind.RECOMMENDATION)) == []


def law(quote: str, kind: DocumentKind, number: str, **more: object) -> Statement:
    title = {DocumentKind.BILL: "Orchards (Wales) Bill", DocumentKind.ACT: "Orchards (Wales) Act 2024"}[kind]
    facts = {"document": f"orchards-{kind}", "title": title, "document_kind": kind, "number": number}
    return said(quote, **{**facts, "kind": CommitmentKind.DUTY, **more})  # type: ignore[arg-type]


def test_a_bill_and_its_act_are_joined_under_one_number_and_under_a_moved_one() -> None:
    report = "The Welsh Ministers must lay a report on the orchards before the Assembly each year."
    keep = "A local authority must keep a register of every orchard that stands in its area."
    statements = [
        law(report, DocumentKind.BILL, "4(1)"),
        law(keep, DocumentKind.BILL, "7"),
        law(report.replace("the Assembly", "Senedd Cymru"), DocumentKind.ACT, "4(1)", issued=date(2024, 1, 1)),
        law(keep, DocumentKind.ACT, "9", issued=date(2024, 1, 1)),
    ]
    found = {(pair.one, pair.other): pair for pair in pairs(statements)}
    assert set(found) == {(statements[0].ref, statements[2].ref), (statements[1].ref, statements[3].ref)}
    assert "both under 4(1)" in found[statements[0].ref, statements[2].ref].reasons
    assert "under 7 and 9" in found[statements[1].ref, statements[3].ref].reasons
    assert all("a Bill and its Act" in pair.reasons for pair in found.values())


def test_the_same_duty_in_two_acts_or_twice_in_one_is_two_duties() -> None:
    words = "The Welsh Ministers must publish every direction that they give under this section."
    twice = [law(words, DocumentKind.ACT, "4"), law(words, DocumentKind.ACT, "19")]
    other = law(words, DocumentKind.ACT, "4", document="hedges", title="Hedges (Wales) Act 2019")
    assert joined(*twice, other) == []


def test_a_formula_that_many_documents_hold_is_joined_to_none() -> None:
    words = "I will write to the Member and a copy of my letter will be put in the library."
    assert joined(*(said(words, f"answer {number}") for number in range(40))) == []
    assert len(joined(*(said(words, f"answer {number}") for number in range(3)))) == 3


def test_two_formats_of_one_document_are_joined_also_in_short_promises() -> None:
    page = said("We will do so.", "plan-html", title="A plan for care")
    file = said("We will do so.", "plan-pdf", title="A plan for care")
    assert len(joined(page, file)) == 1
    assert joined(page, replace(file, title="Something else")) == []


def welsh(quote: str, english: Statement, **more: object) -> Statement:
    return said(quote, english.document, lang=Lang.CY, **{"twin": english.passage, **more})


def test_twin_passages_are_joined_in_the_order_of_their_place() -> None:
    first = said("We will open ten hubs by 31 March 2023.", "plan", deadline=date(2023, 3, 31))
    second = replace(said("We will review them.", "plan"), passage=first.passage, start=60)
    un = welsh("Byddwn yn agor deg hyb erbyn 31 Mawrth 2023.", first, deadline=date(2023, 3, 31))
    dau = replace(welsh("Byddwn yn eu hadolygu.", first), passage=un.passage, start=70)
    first, second = replace(first, twin=un.passage), replace(second, twin=un.passage)
    found = pairs([dau, second, un, first])
    assert [(pair.one, pair.other) for pair in found] == [(first.ref, un.ref), (second.ref, dau.ref)]
    assert "the same deadline, 2023-03-31" in found[0].reasons


def test_twin_passages_that_state_unlike_numbers_are_joined_only_where_they_agree() -> None:
    dated = said("We will open ten hubs by 31 March 2023.", "plan", deadline=date(2023, 3, 31))
    aim = replace(said("We hope for more.", "plan"), passage=dated.passage, start=60)
    un = welsh("Byddwn yn agor deg hyb erbyn 31 Mawrth 2023.", dated, deadline=date(2023, 3, 31))
    dated, aim = replace(dated, twin=un.passage), replace(aim, twin=un.passage)
    assert joined(dated, aim, un) == [(dated.ref, un.ref)]


def test_twin_documents_without_twin_passages_are_joined_by_number_deadline_and_body() -> None:
    one = said("Publish it.", "plan", number="4.2", deadline=date(2023, 3, 31))
    un = said("Ei gyhoeddi.", "plan", lang=Lang.CY, number="4.2", deadline=date(2023, 3, 31))
    assert joined(one, un) == [(one.ref, un.ref)]
    assert joined(one, un, replace(un, ref="c-x", passage=one.passage + 99)) == [], "only where no other could be meant"
    assert joined(one, replace(un, deadline=date(2024, 3, 31))) == []


WORDS = st.lists(st.sampled_from([*HUBS.split(), "Powys", "review", "12", "and", "carers", "the"]), max_size=14)
STATEMENTS = st.lists(
    st.builds(
        lambda words, document, lang, kind, number: said(
            " ".join(words), document, lang=lang, document_kind=kind, number=number, passage=len(words), twin=len(words)
        ),
        WORDS,
        st.sampled_from(["a", "b", "c"]),
        st.sampled_from(Lang),
        st.sampled_from([DocumentKind.ACT, DocumentKind.BILL, DocumentKind.STRATEGY]),
        st.sampled_from(["", "1", "2(a)"]),
    ),
    max_size=12,
)


@given(STATEMENTS)
def test_pairs_are_of_two_known_statements_each_once_and_do_not_hang_on_the_order(statements: list[Statement]) -> None:
    found = pairs(statements)
    refs = {one.ref for one in statements}
    assert all({pair.one, pair.other} <= refs and pair.one != pair.other and pair.reasons for pair in found)
    assert all(0 <= pair.score <= 1 for pair in found)
    assert len({frozenset((pair.one, pair.other)) for pair in found}) == len(found)
    assert found == sorted(found, key=lambda pair: (-pair.score, pair.one, pair.other))
    assert sorted(pairs(statements[::-1]), key=str) == sorted(found, key=str)


def test_a_pair_says_all_of_it_in_words() -> None:
    first, second = said(HUBS, "one"), said(HUBS, "two", issued=date(2022, 1, 1))
    assert pairs([first, second]) == [Pair(first.ref, second.ref, 0.88, ("the same words", "the same body"))]
