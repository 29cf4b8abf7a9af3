"""The Senedd's business: the register of Bills, their pages, committees, consultations, papers, in both languages.

What is played is in ``senedd_business_bills.toml`` and ``senedd_business_committees.toml``.
"""

import tomllib
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time
from functools import cache, partial
from html import escape
from pathlib import Path

from tests.replica.asked import Answer, Asked, Fault
from tests.replica.build import PDF, RSS, Entry, page, pdf, rss
from tests.replica.senedd_papers import Row, papers

ENGLISH, WELSH = "business.senedd.wales", "busnes.senedd.cymru"
SITE, WELSH_SITE = "senedd.wales", "senedd.cymru"
LAID = "laiddocuments.senedd.wales"
HOSTS = (ENGLISH, WELSH, SITE, WELSH_SITE, LAID)
_MODERNGOV_ROBOTS = "User-agent: *\nDisallow: /mgCalendar*\nDisallow: /ieLogon.aspx\n"
ROBOTS = {
    ENGLISH: _MODERNGOV_ROBOTS,
    WELSH: _MODERNGOV_ROBOTS,
    SITE: "User-agent: *\nDisallow: /umbraco/\n",
    WELSH_SITE: "User-agent: *\nDisallow: /umbraco/\n",
}

REGISTERS = {
    "/senedd-business/legislation/": ("register", "Legislation"),
    "/senedd-business/legislation/senedd-acts/": ("acts", "Senedd Acts"),
    "/senedd-business/legislation/rejected-bills-and-withdrawn-bills/": ("rejected", "Rejected and withdrawn Bills"),
}
LABELS = {
    "en": ("Business type:", "Reason considered: Senedd Business;", "First published:", "Documents"),
    "cy": ("Math o fusnes:", "Rheswm dros ei ystyried: Busnes y Senedd;", "Cyhoeddwyd gyntaf:", "Dogfennau"),
}
BUSINESS_CY = {
    "Committee Inquiry": "Ymchwiliad pwyllgor",
    "Budget Scrutiny": "Craffu ar y gyllideb",
    "Other": "Arall",
    "Bill": "Bil",
}


@cache
def _told(name: str) -> dict[str, list[Row]]:
    path = Path(__file__).with_name(f"senedd_business_{name}.toml")
    found: dict[str, list[Row]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return found


def _bills() -> list[Row]:
    return _told("bills")["bill"]


def _rows(name: str) -> list[Row]:
    return _told("committees")[name]


def _find(rows: Iterable[Row], key: str, value: str | None) -> Row | None:
    return next((row for row in rows if str(row[key]) == value), None)


def _some(asked: Asked, rows: list[str]) -> list[str]:
    if asked.fault is Fault.EMPTY_LISTING:
        return []
    return rows[: len(rows) // 2] if asked.fault is Fault.SHRUNK else rows


def _link(href: str, words: str) -> str:
    return f'<a href="{escape(href)}">{escape(words)}</a>'


# The pages of senedd.wales


def _website(title: str, body: str) -> Answer:
    return Answer(page(title, f'<header><a href="https://{WELSH_SITE}/">Cymraeg</a></header>\n<main>{body}</main>'))


def _register(asked: Asked, name: str, title: str) -> Answer:
    rows = [
        '<li class="table__row">'
        f'<p class="row__col row__col--1">{_link(_issue_address(bill["iid"]), bill["en"])}</p>'
        f'<p class="row__col row__col--2">{escape(bill["stage"])}</p>'
        f'<p class="row__col row__col--3">{escape(bill["progress"])}</p></li>'
        for bill in _bills()
        if bill["list"] == name
    ]
    head = '<li class="table__row"><p class="row__col row__col--1">Title</p></li>'
    table = "\n".join([head, *_some(asked, rows)])
    return _website(title, f'<h1>{title}</h1>\n<ul class="table">{table}</ul>')


def _committee(row: Row) -> Answer:
    issues = {str(issue["iid"]): issue["en"] for issue in [*_rows("issue"), *_bills()]}
    work = "".join(f"<li>{_link(_issue_address(iid), issues[str(iid)])}</li>" for iid in row["issues"])
    meetings = _link(f"https://{ENGLISH}/ieListMeetings.aspx?CommitteeId={row['id']}", "All meetings")
    return _website(row["en"], f"<h1>{escape(row['en'])}</h1>\n<h2>Current Work</h2><ul>{work}</ul>\n<p>{meetings}</p>")


# The pages of the business site


def _issue_address(iid: int) -> str:
    return f"https://{ENGLISH}/mgIssueHistoryHome.aspx?IId={iid}"


def _business(asked: Asked, title: str, content: str) -> Answer:
    """A page of the business site, which links to itself in the other language."""
    welsh = asked.host == WELSH
    query = "&".join(f"{key}={value}" for key, value in asked.query.items())
    other = f"https://{ENGLISH if welsh else WELSH}{asked.path}?{query}&LLL={0 if welsh else 1}"
    body = (
        f"<header>{_link(other, 'English' if welsh else 'Cymraeg')} {_link('mgCalendarMonthView.aspx', 'Calendar')} "
        f'{_link("ieLogon.aspx", "Log in")}</header>\n<h1 class="mgMainTitleTxt">{escape(title)}</h1>\n'
        f'<div class="mgContent">\n{content}\n</div>\n'
        "<aside><h2>Helpful Links</h2><p>Find a Member of the Senedd</p></aside>"
    )
    return Answer(page(title, body, lang="cy" if welsh else "en"))


def _lang(asked: Asked) -> str:
    return "cy" if asked.host == WELSH else "en"


def _rich(texts: Iterable[str]) -> str:
    """Rich text as the editor has it: ``# `` begins a fold, ``- `` an item of a list."""
    out: list[str] = []
    listed = folded = False
    for words in texts:
        if listed and not words.startswith("- "):
            out.append("<p>&lt;&lt;&lt;</p>")
            listed = False
        if words.startswith("- ") and not listed:
            out.append("<p>&gt;&gt;&gt;&gt;</p>")
            listed = True
        if words.startswith("# "):
            out.append(f"<p>¬¬¬{escape(words[2:])}</p>")
            folded = True
        elif words.startswith("- "):
            out.append(f"<p>&gt;&gt;&gt;{escape(words[2:])}</p>")
        else:
            out.append(f"<p>{escape(words)}</p>")
    out += ["<p>&lt;&lt;&lt;</p>"] if listed else []
    out += ["<p>zzz</p>"] if folded else []
    return f'<div class="mgWordPara">{"".join(out)}</div>'


def _papers(row: Row, lang: str) -> list[tuple[str, str]]:
    """Address and words of the papers of a Bill or issue."""
    side, host = ("w", WELSH) if lang == "cy" else ("e", ENGLISH)
    found = []
    if "sections" in row:
        folder = f"https://{SITE}/laid documents/pri-ld{row['laid']}/" if row["laid"] == 15877 else f"https://{LAID}/"
        bill, memorandum = (
            ("Bil, fel y'i cyflwynwyd (PDF, 241KB)", "Memorandwm Esboniadol (PDF, 1MB)")
            if lang == "cy"
            else ("Bill, as introduced (PDF, 238KB)", "Explanatory Memorandum (PDF, 1MB)")
        )
        found += [
            (f"{folder}pri-ld{row['laid']}-{side}.pdf", bill),
            (f"{folder}pri-ld{row['laid']}-em-{side}.pdf", memorandum),
        ]
    if report := row.get("report"):
        words = "Adroddiad Cyfnod 1 y Pwyllgor (PDF, 900KB)" if lang == "cy" else "Stage 1 report (PDF, 900KB)"
        found.append((f"https://{LAID}/cr-ld{report['laid']}-{side}.pdf", report.get(f"title_{lang}", words)))
    if response := row.get("response"):
        name = "Ymateb.pdf" if lang == "cy" else "Response.pdf"
        words = "Ymateb Llywodraeth Cymru" if lang == "cy" else "Welsh Government response"
        found.append((f"https://{host}/documents/{response['number']}/{name}", f"{words}, {response[f'on_{lang}']}"))
        letter = "Llythyr at y Cadeirydd" if lang == "cy" else "Letter to the Chair"
        found.append((f"https://{host}/documents/{response['number']}9/Letter.pdf", letter))
    return found


def _documents(papers: Iterable[tuple[str, str]], lang: str) -> str:
    items = "".join(f"<li>{_link(href, words)} <span>PDF 132 KB</span></li>" for href, words in papers)
    head = f'<h2 class="mgSubTitleTxt">{LABELS[lang][3]}</h2>'
    return f'{head}<ul class="mgNonBulletTableList">{items}</ul>' if items else ""


def _details(business: str, published: str, lang: str) -> str:
    kind, reason, first, _ = LABELS[lang]
    said = BUSINESS_CY[business] if lang == "cy" else business
    return f"<p>{kind} {said}</p>\n<p>{reason}</p>\n<p>{first} {published}</p>"


def _tabs(lang: str) -> str:
    names = ("Manylion", "Hanes") if lang == "cy" else ("Issue Details", "Issue History")
    return "<ul>" + "".join(f'<li><a href="#{name}">{name}</a></li>' for name in names) + "</ul>"


def _bill(asked: Asked, bill: Row) -> Answer:
    lang = _lang(asked)
    aims = "If it is passed, the Bill will:" if lang == "en" else "Os caiff ei basio, bydd y Bil yn:"
    about = _rich([bill[f"intro_{lang}"], aims, *(f"- {aim}" for aim in bill[f"aims_{lang}"])])
    lines = [stage[lang == "cy"] for stage in bill["stages"]]
    head = "Record of passage in the Senedd" if lang == "en" else "Cofnod o daith y Bil drwy'r Senedd"
    if bill["list"] == "register":  # the newer pages have a table
        rows = "".join(f"<tr><td><p><b>{escape(line)}</b></p></td><td></td></tr>" for line in lines)
        record = f'<div class="mgWordPara"><h3>{head}</h3><table>{rows}</table></div>'
    else:
        told = "".join(f"<h4>{escape(line)}</h4>" if line.endswith(")") else f"<p>{escape(line)}</p>" for line in lines)
        record = f'<div class="mgWordPara"><h3>{head}</h3>{told}</div>'
    content = "\n".join(
        [_tabs(lang), about, record, _details("Bill", "07/07/2025", lang), _documents(_papers(bill, lang), lang)]
    )
    return _business(asked, bill[lang], content)


def _issue(asked: Asked) -> Answer | None:
    iid = asked.query.get("IId")
    if bill := _find(_bills(), "iid", iid):
        return _bill(asked, bill)
    issue = _find(_rows("issue"), "iid", iid)
    if issue is None:
        return None
    lang = _lang(asked)
    details = _details(issue["business"], issue["published"], lang)
    content = [_tabs(lang), _rich(issue[f"text_{lang}"]), details, _documents(_papers(issue, lang), lang)]
    return _business(asked, issue[lang], "\n".join(content))


def _consultation(asked: Asked) -> Answer | None:
    row = _find(_rows("consultation"), "id", asked.query.get("ID"))
    if row is None:
        return None
    lang, english = _lang(asked), asked.host == ENGLISH
    content = []
    if "background" in row:
        words = "View the background to this consultation" if english else "Gweld cefndir yr ymgynghoriad hwn"
        content.append(f"<p>{_link(_issue_address(row['background']), words)}</p>")
    purpose = "Purpose of the consultation" if english else "Diben yr ymgynghoriad"
    asks = "The committee asks:" if english else "Mae'r pwyllgor yn gofyn:"
    content.append(
        _rich([f"# {purpose}", asks, *(f"- {one}" for one in row[f"questions_{lang}"]), row["closing"][not english]])
    )
    papers = [(f"documents/{number}/CP.pdf", f"{words}: written evidence") for number, words in row.get("evidence", [])]
    if letter := row.get("letter"):
        papers.append((f"documents/{letter[0]}/Letter.pdf", letter[1 if english else 2]))
    return _business(asked, row[lang], "\n".join([*content, _documents(papers, lang)]))


def _list(asked: Asked, file: str, rows: Iterable[Row]) -> str:
    items = [f"<li>{_link(f'{file}?ID={one}', name)}</li>" for one, name in ((row["id"], row["en"]) for row in rows)]
    return f'<ul class="mgBulletList">{"".join(_some(asked, items))}</ul>'


def _consultations(asked: Asked) -> Answer:
    return _business(asked, "Consultations", _list(asked, "mgConsultationDisplay.aspx", _rows("consultation")))


def _feed(asked: Asked) -> Answer | None:
    if asked.query.get("f") != "76":
        return None
    entries = []
    for row in _rows("consultation"):
        if "span" in row:
            opens, closes = (datetime.combine(date.fromisoformat(on), time(tzinfo=UTC)) for on in row["span"])
            span = f"start date: {opens:%a, %d %b %Y} 00:00:00 GMT, end date: {closes:%a, %d %b %Y} 23:59:00 GMT"
            address = f"https://{ENGLISH}/mgConsultationDisplay.aspx?ID={row['id']}"
            entries.append(Entry(address, row["en"], opens, f"{row['en']}, {span}"))
    if asked.fault is Fault.EMPTY_LISTING:
        entries = []
    if asked.fault is Fault.SHRUNK:
        entries = entries[: len(entries) // 2]
    return Answer(rss("Senedd - Active consultations", f"https://{ENGLISH}/", entries), RSS)


def _committees(asked: Asked) -> Answer:
    return _business(asked, "Committees", _list(asked, "mgCommitteeDetails.aspx", _rows("committee")))


def _meetings(asked: Asked) -> Answer | None:
    committee = asked.query.get("CommitteeId")
    held = [(row["id"], row["when"]) for row in _rows("meeting") if str(row["committee"]) == committee]
    rows = [f"<li>{_link(f'ieListDocuments.aspx?CId={committee}&MId={one}&Ver=4', when)}</li>" for one, when in held]
    return _business(asked, "Meetings", f"<ul>{''.join(rows)}</ul>") if rows else None


def _meeting(asked: Asked) -> Answer | None:
    row = _find(_rows("meeting"), "id", asked.query.get("MId"))
    if row is None:
        return None
    papers = [(f"documents/{number}/Paper.pdf", words) for number, words in row["papers"]]
    return _business(asked, f"Meeting of {row['when']}", "<h2>Agenda</h2>" + _documents(papers, _lang(asked)))


PAGES: dict[str, Callable[[Asked], Answer | None]] = {
    "/mgRss.aspx": _feed,
    "/mgConsultationListDisplay.aspx": _consultations,
    "/mgConsultationDisplay.aspx": _consultation,
    "/mgListCommittees.aspx": _committees,
    "/mgIssueHistoryHome.aspx": _issue,
    "/ieListMeetings.aspx": _meetings,
    "/ieListDocuments.aspx": _meeting,
}


def _paper(asked: Asked) -> Answer | None:
    if asked.host in (LAID, SITE):
        made = papers([*_bills(), *_rows("issue")]).get(asked.path.rsplit("/", 1)[-1])
    else:
        number = asked.path.split("/")[2]
        named = papers([*_bills(), *_rows("issue")]).get(f"{number}-{_lang(asked)}")
        made = named or partial(pdf, f"# Paper {number}", "A paper of the Senedd.")
    return Answer(made(), PDF) if made else None


def answer(asked: Asked) -> Answer | None:
    """What these sites answer."""
    if asked.path.endswith(".pdf"):
        return _paper(asked)
    if asked.host in (ENGLISH, WELSH):
        found = PAGES.get(asked.path)
        return found(asked) if found else None
    if asked.host == SITE:
        if asked.path in REGISTERS:
            return _register(asked, *REGISTERS[asked.path])
        row = _find(_rows("committee"), "id", asked.path.removeprefix("/committee/"))
        return _committee(row) if row else None
    return None
