"""record.senedd.wales and cofnod.senedd.cymru: the table of XML exports, the exports, the search and written questions.

What was held, asked and answered is in the two data files beside this module.
"""

import json
import tomllib
from collections.abc import Iterable
from datetime import date
from functools import cache
from html import escape
from pathlib import Path

from tests.replica.asked import Answer, Asked, Fault
from tests.replica.build import XML, page, paragraphs
from tests.replica.record_export import Facts, export

ENGLISH, WELSH = HOSTS = ("record.senedd.wales", "cofnod.senedd.cymru")
MEETINGS_A_PAGE = 3
"""The real table has 16."""
RESULTS_A_PAGE = 8

_JSON = "application/json; charset=utf-8"
_CELLS = ("BilingualTranscript", "WelshTranscript", "EnglishTranscript", "QNR", "Votes")
_BUSINESS = "https://business.senedd.wales/mgUserInfo.aspx?UID="


def answer(asked: Asked) -> Answer | None:
    """The exports and the search are in English only, as far as they are played."""
    if asked.path.startswith("/WrittenQuestion/"):
        return _question(asked)
    routes = {
        "/XMLExport": _table,
        "/XMLExport/": _table,
        "/XMLExport/SeeMore": _more_meetings,
        "/XMLExport/Download": _export,
        "/Search/": _search,
        "/Search/SeeMore": _more_results,
    }
    return routes[asked.path](asked) if asked.host == ENGLISH and asked.path in routes else None


@cache
def _data(name: str) -> Facts:
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8"))


def _meetings(asked: Asked) -> list[Facts]:
    found: list[Facts] = _data("senedd_record")["meetings"]
    return found[: len(found) // 2] if asked.fault is Fault.SHRUNK else found


def _questions(asked: Asked) -> list[Facts]:
    found: list[Facts] = _data("senedd_record_questions")["questions"]
    return found[::2] if asked.fault is Fault.SHRUNK else found


def _slashed(day: date) -> str:
    return f"{day:%d/%m/%Y}"


# ---- the table of exports


def _table(asked: Asked) -> Answer:
    meetings = [] if asked.fault is Fault.EMPTY_LISTING else _meetings(asked)
    rows = "".join(_row(meeting) for meeting in meetings[:MEETINGS_A_PAGE])
    more = '<a class="seeMore" href="#">See More</a>' if len(meetings) > MEETINGS_A_PAGE else ""
    heads = "".join(f"<th>{name}</th>" for name in ("Date", "Meeting", "Bilingual", "Welsh", "English", "QNR", "Votes"))
    committees = '<option value="0">All</option><option value="908">Plenary</option>'
    return Answer(
        page(
            "XML Export - Record of Proceedings",
            f'<main><h1>XML Export</h1><select id="SelectedCommitteeID">{committees}</select>\n'
            f"<table><thead><tr>{heads}</tr></thead><tbody>\n{rows}</tbody></table>{more}</main>",
        )
    )


def _more_meetings(asked: Asked) -> Answer:
    number = 1 if asked.fault is Fault.REPEATED_LISTING else int(asked.query.get("Page", "1"))
    meetings = [] if asked.fault is Fault.EMPTY_LISTING else _meetings(asked)
    start = (number - 1) * MEETINGS_A_PAGE
    rows = "".join(_row(meeting) for meeting in meetings[start : start + MEETINGS_A_PAGE])
    more = len(meetings) > start + MEETINGS_A_PAGE
    return Answer(json.dumps({"Html": rows, "MoreToShow": more}), _JSON)


def _row(meeting: Facts) -> str:
    cells = [f"{meeting['when']:%d/%m/%Y %H:%M}", escape(meeting["forum"])]
    for kind in _CELLS:
        words = kind.removesuffix("Transcript")
        link = f"/XMLExport/Download?meetingID={meeting['id']}&amp;xmlDownloadType={kind}"
        cells.append(f'<a href="{link}">{words}</a>' if kind in meeting["exports"] else "")
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>\n"


# ---- the exports


def _export(asked: Asked) -> Answer | None:
    kind = asked.query.get("xmlDownloadType", "")
    meetings = (one for one in _meetings(asked) if str(one["id"]) == asked.query.get("meetingID"))
    meeting = next(meetings, None)
    if meeting is None or kind not in meeting["exports"]:
        return None
    name = f"{meeting['when']:%y%m%d}_{kind}.xml"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Answer(export(meeting, kind, _data("senedd_record")["members"]), XML, headers=headers)


# ---- the search


def _search(asked: Asked) -> Answer:
    found = _between(asked, asked.query.get("start", ""), asked.query.get("end", ""))
    shown = found[:RESULTS_A_PAGE]
    count = f'<span class="searchResultCount">Showing {len(shown)} of {len(found)} results found</span>'
    more = '<a class="seeMore" href="#">See More</a>' if len(found) > len(shown) else ""
    body = f'<div class="searchResultContainer">{count if found else ""}\n{"".join(map(_result, shown))}{more}</div>'
    return Answer(page("Search - Record of Proceedings", f"<main><h1>Search</h1>{body}</main>"))


def _more_results(asked: Asked) -> Answer:
    start, end = ("-".join(reversed(asked.query.get(name, "").split("/"))) for name in ("Start", "End"))
    found = _between(asked, start, end)
    number = 1 if asked.fault is Fault.REPEATED_LISTING else int(asked.query.get("Page", "1"))
    at = (number - 1) * RESULTS_A_PAGE
    shown = found[at : at + RESULTS_A_PAGE]
    more = len(found) > at + RESULTS_A_PAGE
    return Answer(json.dumps({"Results": [_result(one) for one in shown], "MoreToShow": more}), _JSON)


def _between(asked: Asked, start: str, end: str) -> list[Facts]:
    """The written questions tabled from one day to another, both included and in ISO; newest first."""
    written = asked.query.get("type", asked.query.get("Type")) == "7"
    if asked.fault is Fault.EMPTY_LISTING or not written:
        return []
    return [one for one in _questions(asked) if start <= one["tabled"].isoformat() <= (end or "9999")]


def _result(question: Facts) -> str:
    name, area, uid = _data("senedd_record_questions")["members"][question["by"]]
    tabled = f"Tabled on {_slashed(question['tabled'])} for answer on {_slashed(question['due'])}"
    return (
        '<div class="searchResult daiCorner writtenQuestion">'
        f'<a href="../WrittenQuestion/{question["id"]}" class="detail">'
        f'<span class="title">Written Question - WQ{question["id"]}</span>'
        f'<span class="subTitle">{tabled}</span>'
        f'<div class="context">{escape(question["english"])}</div></a>'
        f'<div class="memberBar"><a href="{_BUSINESS}{uid}"><span class="name">{escape(name)}</span>'
        f'<span class="area">{escape(area)}</span></a></div></div>\n'
    )


# ---- a written question


def _question(asked: Asked) -> Answer:
    number = asked.path.rpartition("/")[2]
    welsh = asked.host == WELSH
    question = next((one for one in _data("senedd_record_questions")["questions"] if str(one["id"]) == number), None)
    title, lang = ("Cofnod y Trafodion", "cy") if welsh else ("Record of Proceedings", "en")
    if question is None:  # the frame of a page without anything in it, and no error
        return Answer(page(title, f"<header>{title}</header><main></main>", lang=lang))
    switch = f'<a href="https://{ENGLISH if welsh else WELSH}{asked.path}">{"English" if welsh else "Cymraeg"}</a>'
    parts = "\n".join(_parts(question, welsh))
    body = f'<header>{switch}</header><main><div class="itemContent writtenQuestion">\n{parts}\n</div></main>'
    return Answer(page(f"WQ{number} - {title}", body, lang=lang))


def _parts(question: Facts, welsh: bool) -> Iterable[str]:
    data = _data("senedd_record_questions")
    name, area, uid = data["members"][question["by"]]
    role = data["roles"][question["to"]][welsh]
    tabled = "Wedi'i gyflwyno ar" if welsh else "Tabled on"
    yield (
        f'<div class="memberBar"><a href="{_BUSINESS}{uid}"><span class="name">{escape(name)}</span>'
        f'<span class="area">{escape(area)}</span></a></div>'
    )
    yield (
        f'<span class="title">WQ{question["id"]}</span> <span>({question.get("tongue", "e")})</span> '
        f'<span class="date">{tabled} {_slashed(question["tabled"])}</span>'
    )
    # A question or an answer that has not been translated stands in English on the Welsh page as well.
    asked = question["welsh"] if welsh and "welsh" in question else question["english"]
    yield f'<div class="itemContent__content">{paragraphs(asked)}</div>'
    if question.get("withdrawn"):
        yield f'<span class="withdrawn">{"Tynnwyd yn ôl" if welsh else "Withdrawn"}</span>'
    elif "answer" not in question:
        yield f'<span class="keyline">{"I’w ateb gan:" if welsh else "To be answered by:"} {role}</span>'
    else:
        when = _slashed(question["answered"])
        by = f"Wedi'i ateb gan {role} | Wedi'i ateb ar {when}" if welsh else f"Answered by {role} | Answered on {when}"
        words = question["ateb"] if welsh and "ateb" in question else question["answer"]
        yield f'<div class="answer"><span class="keyline">{escape(by)}</span>{paragraphs(*words)}</div>'
