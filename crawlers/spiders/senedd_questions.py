"""Written questions to the Welsh Government, and ministers' answers."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from parsel import Selector, SelectorList
from scrapy.http import TextResponse

from corpus.codebook import DocumentKind, Lang, PassageKind
from corpus.readers import detect
from corpus.readers.clean import clean
from corpus.readers.record_rows import paragraphs
from corpus.types import Passage
from crawlers import pages
from crawlers.dates import day
from crawlers.items import Claim, Follow, Item, Nothing, Yielded
from crawlers.select import PageChanged, many, one, required, text
from crawlers.spiders.base import Source, reads
from crawlers.spiders.record_pages import HOSTS, ROOT, SENEDD, publisher, see_more

REACH = timedelta(weeks=13)
MOST = 100

_SEARCH = f"{ROOT}/Search/?query=&type=7"
_MORE = (
    f"{ROOT}/Search/SeeMore?Query=&MemberID=-1&Type=7&Start={{:%d/%m/%Y}}&End={{:%d/%m/%Y}}"
    "&MeetingType=-2&MotionType=-1&OrderPaperFilter=False&Page={}&Unselected=All"
)
_RESULT = "div.searchResult.writtenQuestion"
_TABLED = re.compile(r"Tabled on (\d{2}/\d{2}/\d{4})")
_HEAD = re.compile(r"(WA?Q\d+)\s*(?:\(([ew])\))?\D*(\d{2}/\d{2}/\d{4})")
_ANSWERED = re.compile(r"Answered by (.+?)\s*\|\s*Answered on (\d{2}/\d{2}/\d{4})")
_AWAITED = re.compile(r"To be answered by:\s*(.+)")
_BY = re.compile(r"\bgan\s+(.+?)\s*\|")


class SeneddQuestions(Source):
    """Written questions to the Welsh Government, and ministers' answers.

    Site: https://record.senedd.wales/Search/ of type 7, a week at a time, eight results a page, with "See More".
    Yields: one document a question: the question, said by who asked it and dated when it was tabled, and the answer,
        said by the minister and dated when it was given; who, whom, when and in which language it was tabled are its
        facts.
    Caveats: Without --since the thirteen weeks up to the newest question are listed; what was collected before stays.
        A question without an answer is looked at again every day until it has one or is withdrawn, and from then on
        never, so that a later correction, or a translation that comes after the answer, is missed. A number that
        nobody used answers with a page that has nothing in it; as only numbers that the search shows are asked for,
        such a page is reported. A search shows 100 results at most, so that a week with as many is asked for in
        halves. What is not translated stands in English on the Welsh page; a Welsh document is made only of a page
        whose words are Welsh. The weeks hold more or fewer questions as the Senedd sits or not, so that their number
        is compared with what the search claims and with no earlier crawl.
    Confirmed: The search's addresses and markup, the page's words "WQ90096 (e) Tabled on", "To be answered by:" and
        "Answered by X | Answered on" and its .writtenQuestion, .itemContent__content, .answer and .keyline (read in
        several public programs that used them; no page was seen). Assumed: that a search without dates shows the
        newest first, the limit of 100 (one program), that page 1 of "See More" is the first (else fewer are listed
        than the search claims), .name within .writtenQuestion, .withdrawn (of 2018), the link to the Welsh page, and
        that on it "gan" comes before the minister.
    """

    name = "senedd-questions"
    hosts = HOSTS
    publisher = SENEDD
    fresh_for = timedelta(days=1)
    steady = False
    entry = (Follow(address=_SEARCH, read="newest", listing=True),)

    @reads
    def newest(self, response: TextResponse) -> Iterator[Yielded]:
        """The newest questions, from which the weeks to ask for are counted back."""
        last = max(_tabled(response, row) for row in many(response, _RESULT))
        start = min(self.since or last - REACH, last)
        monday = last - timedelta(days=last.weekday())
        while monday + timedelta(days=6) >= start:
            yield _window(monday, monday + timedelta(days=6))
            monday -= timedelta(days=7)

    @reads
    def window(self, response: TextResponse, *, start: str, end: str) -> Iterator[Yielded]:
        """How many questions were tabled from one day to another, and which, if they are all on this page."""
        container = one(response, "div.searchResultContainer")
        if not container.css(".searchResult, .searchResultCount"):
            yield Nothing("no question was tabled in these days")
            return
        first, last = date.fromisoformat(start), date.fromisoformat(end)
        count = _count(response, container)
        if count >= MOST and first < last:
            middle = first + (last - first) // 2
            yield _window(first, middle)
            yield _window(middle + timedelta(days=1), last)
            return
        yield Claim(count)
        rows = many(response, _RESULT, container)
        if len(rows) < count:
            yield _page(first, last, 1, count)
        else:
            yield from _followed(response, rows)

    @reads
    def more(self, response: TextResponse, *, start: str, end: str, page: str, left: str) -> Iterator[Yielded]:
        """A page of them all. ``left`` is how many are on it and to come after it."""
        results = see_more(response, "Results", list)
        if not results:
            return
        rows = many(response, _RESULT, Selector("".join(map(str, results))))
        yield from _followed(response, rows)
        if len(rows) < int(left):
            yield _page(date.fromisoformat(start), date.fromisoformat(end), int(page) + 1, int(left) - len(rows))

    @reads
    def question(self, response: TextResponse) -> Iterator[Yielded]:
        """A question with its answer, if it has one, and the way to its Welsh page."""
        box = one(response, "div.writtenQuestion")
        head = _HEAD.search(words := text(box))
        if head is None or "Tabled on" not in words:
            raise PageChanged("number and “Tabled on”", response.url)
        tabled = _day(response, head[3])
        facts = {"tabled_in": "cy" if head[2] == "w" else "en", "asked_by": required(response, ".name", box)}
        facts |= _answering(response, box)
        shared = {"number": head[1], "tabled": tabled.isoformat(), "answered": facts.get("answered", "")}
        yield _item(response, box, Lang.EN, response.url, facts, shared, facts.get("answered_by", ""))
        stamp = f"{facts['status']} {shared['answered']}".strip()
        if facts["status"] != "unanswered":
            yield Follow(address=response.url, read="question", stamp=stamp)
        if twin := pages.twin(response, Lang.CY):
            context = {"work": response.url, **shared}
            yield Follow(address=twin, read="welsh", context=context, stamp=stamp, dated=tabled)

    @reads
    def welsh(self, response: TextResponse, *, work: str, number: str, tabled: str, answered: str) -> Iterator[Yielded]:
        """The Welsh page of a question whose English one has been read, and may be ahead of it with the answer.

        Nothing where its words are English.
        """
        box = one(response, "div.writtenQuestion")
        answered = answered if box.css(".answer") else ""
        by = _BY.search(required(response, ".answer .keyline", box)) if answered else None
        if answered and by is None:
            raise PageChanged("“gan” and a minister in .answer .keyline", response.url)
        shared = {"number": number, "tabled": tabled, "answered": answered}
        item = _item(response, box, Lang.CY, work, {}, shared, by[1] if by else "")
        spoken = [passage for passage in item.passages if passage.kind is PassageKind.SPEECH]
        if detect.language(spoken)[0] is Lang.CY:
            yield item
        else:
            yield Nothing("it is not translated")


def _window(start: date, end: date) -> Follow:
    address = f"{_SEARCH}&start={start.isoformat()}&end={end.isoformat()}"
    context = {"start": start.isoformat(), "end": end.isoformat()}
    return Follow(address=address, read="window", context=context, listing=True)


def _page(start: date, end: date, number: int, left: int) -> Follow:
    context = {"start": start.isoformat(), "end": end.isoformat(), "page": str(number), "left": str(left)}
    return Follow(address=_MORE.format(start, end, number), read="more", context=context, listing=True)


def _count(response: TextResponse, container: Selector) -> int:
    found = re.search(r"of (\d+)", required(response, "span.searchResultCount", container).replace(",", ""))
    if found is None:
        raise PageChanged("number in span.searchResultCount", response.url)
    return int(found[1])


def _tabled(response: TextResponse, row: Selector) -> date:
    found = _TABLED.search(required(response, "span.subTitle", row))
    return _day(response, found[1] if found else "")


def _day(response: TextResponse, words: str) -> date:
    found = day(words)
    if found is None:
        raise PageChanged("date after “Tabled on”", response.url)
    return found


def _followed(response: TextResponse, rows: SelectorList[Selector]) -> Iterator[Follow]:
    for row in rows:
        yield Follow(
            address=response.urljoin(required(response, "a.detail::attr(href)", row)),
            read="question",
            dated=_tabled(response, row),
            counts=True,
        )


def _answering(response: TextResponse, box: Selector) -> dict[str, str]:
    """Whether a question is answered, withdrawn or waiting, with who answers it and when."""
    if found := _ANSWERED.search(text(box.css(".keyline"))):
        when = _day(response, found[2]).isoformat()
        return {"status": "answered", "answered_by": found[1], "answered": when}
    if box.css(".withdrawn"):
        return {"status": "withdrawn"}
    lines = box.xpath(".//*[contains(text(), 'To be answered by')]")
    if found := _AWAITED.search(text(lines)):
        return {"status": "unanswered", "answered_by": found[1]}
    raise PageChanged("“Answered by … | Answered on …” or “To be answered by: …”", response.url)


def _item(
    response: TextResponse,
    box: Selector,
    lang: Lang,
    work: str,
    facts: dict[str, str],
    shared: dict[str, str],
    role: str,
) -> Item:
    """The document in a language. ``shared`` is what does not depend on it: number, tabled, answered."""
    tabled = date.fromisoformat(shared["tabled"])
    asked = paragraphs(one(response, ".itemContent__content", box).get())
    asker = required(response, ".name", box)
    passages = [_said(words, shared["number"], asker, "", tabled) for words in asked]
    if shared["answered"]:
        when = date.fromisoformat(shared["answered"])
        keyline = clean(required(response, ".answer .keyline", box))
        answer = [words for words in paragraphs(one(response, ".answer", box).get()) if words != keyline]
        passages.append(Passage(keyline, 0, 0, PassageKind.HEADING, dated=when))
        passages += [_said(words, shared["number"], "", role, when, keyline) for words in answer]
    return Item(
        kind=DocumentKind.WRITTEN_QUESTION,
        title=shared["number"],
        work=work,
        lang=lang,
        publisher=publisher(tabled),
        issued=tabled,
        facts=facts,
        passages=tuple(passages),
    )


def _said(words: str, number: str, speaker: str, role: str, when: date, above: str = "") -> Passage:
    headings = (above,) if above else ()
    return Passage(words, 0, 0, PassageKind.SPEECH, headings, number=number, speaker=speaker, role=role, dated=when)
