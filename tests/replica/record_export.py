"""The Record's exports of a meeting as XML: transcripts, votes, and questions that were not reached."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from html import escape
from typing import Any
from xml.sax.saxutils import escape as escape_xml

Facts = dict[str, Any]
Members = Mapping[str, tuple[str, str, str]]
"""By key: name, and role in English and in Welsh."""

_TOTALS = {"For": "VotesTotalFor", "Against": "VotesTotalAgainst", "Abstain": "VotesTotalAbstain"}


def export(meeting: Facts, kind: str, members: Members) -> str:
    """The export of a kind, such as ``Votes`` or ``BilingualTranscript``: one flat row a speech or a member's vote."""
    rows = {"Votes": _votes, "QNR": _unreached}.get(kind, _speeches)(meeting, kind, members)
    suffix = {"Votes": "_Vote", "QNR": "_QNR_Bilingual"}.get(kind, "_" + kind.removesuffix("Transcript"))
    plain = meeting["row"] == "Table"
    tag = "Table" if plain else meeting["row"] + suffix
    root = "NewDataSet" if plain else "dataroot"
    made = "" if plain else f' generated="{meeting["when"]:%Y-%m-%d}T23:00:00"'
    body = "".join(f"  <{tag}>\n{_fields(row)}  </{tag}>\n" for row in rows)
    return f'<?xml version="1.0" encoding="utf-8"?>\n<{root}{made}>\n{body}</{root}>\n'


def _fields(row: Facts) -> str:
    return "".join(
        f"    <{name}>{escape_xml(str(value))}</{name}>\n" if value != "" else f"    <{name} />\n"
        for name, value in row.items()
    )


def _common(meeting: Facts) -> Facts:
    return {
        "Meeting_ID": meeting["id"],
        "Assembly": 5 if meeting["when"].year < 2021 else 6 if meeting["when"] < datetime(2026, 5, 8) else 7,
        "MeetingDate": meeting["when"].isoformat(),
    }


def _member(key: str, members: Members) -> Facts:
    name, english, welsh = members[key]
    return {
        "Member_name_English": name,
        "Member_job_title_English": english,
        "Member_job_title_Welsh": welsh,
    }


def _html(text: str) -> str:
    """Words as the exports hold them: HTML, which the XML then escapes."""
    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines())


def _speeches(meeting: Facts, kind: str, members: Members) -> Iterator[Facts]:
    number = 0
    for place, item in enumerate(meeting["items"], 1):
        for who, lang, english, welsh in item["speeches"]:
            number += 1
            yield {
                **_common(meeting),
                "Contribution_ID": meeting["id"] * 10 + number,
                "Contribution_Order_ID": number,
                "contribution_type": "C",
                "contribution_language": lang,
                "ContributionTime": meeting["when"].replace(minute=number).isoformat(),
                "Agenda_Item_ID": f"{meeting['when']:%y%m%d}-{place}",
                "Agenda_item_english": item["english"],
                "Agenda_item_welsh": item["welsh"],
                **_member(who, members),
                **_words(kind, lang, english, welsh),
            }


def _words(kind: str, lang: str, english: str, welsh: str) -> Facts:
    if kind == "EnglishTranscript":
        return {"Contribution_English": _html(english)}
    if kind == "WelshTranscript":
        return {"Contribution_Welsh": _html(welsh)}
    spoken, translated = (welsh, english) if lang == "cy" else (english, welsh)
    return {"contribution_verbatim": _html(spoken), "contribution_translated": _html(translated)}


def _unreached(meeting: Facts, kind: str, members: Members) -> Iterator[Facts]:
    for order, item in enumerate(meeting["unreached"]):
        for what in ("question", "answer"):
            who, english, welsh = item[what]
            yield {
                **_common(meeting),
                "Contribution_Order_ID": order,
                "Agenda_Item_ID": f"{meeting['when']:%y%m%d}-{kind}",
                "Agenda_item_english": item["english"],
                "Agenda_item_welsh": item["welsh"],
                "contribution_type": "QNR" if what == "question" else "ANR",
                # Answers come escaped once more than questions do.
                "contribution_verbatim": welsh if what == "question" else escape(_html(welsh)),
                "contribution_translated": english if what == "question" else escape(_html(english)),
                **{
                    name: value
                    for name, value in _member(who, members).items()
                    if ("name" in name) == (what == "question")
                },
            }


def _votes(meeting: Facts, kind: str, members: Members) -> Iterator[Facts]:
    for division in meeting["divisions"]:
        cast = division["cast"]
        english, welsh = division["result"]
        for place, (who, how) in enumerate(cast.items()):
            yield {
                **_common(meeting),
                "Contribution_ID": division["id"],
                "ID": division["id"] * 100 + place,
                "Vote_Name": f"{meeting['id']}_?",
                "Vote_Name_English": division["english"],
                "Vote_Name_Welsh": division["welsh"],
                **{field: list(cast.values()).count(name) for name, field in _TOTALS.items()},
                "Vote_Result_Welsh": welsh,
                "Vote_Result_English": english,
                "Results_Result": how,
                "Member_name_English": _member(who, members)["Member_name_English"],
            }
