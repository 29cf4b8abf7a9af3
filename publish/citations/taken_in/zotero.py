"""Zotero's own JSON: what its programming interface hands out, an object for each item, or only the ``data`` of it."""

from collections.abc import Mapping

from corpus.language import msg
from publish.citations.taken_in.cleaning import MOST_NAMES, Refused, finished, named, stated, texts, words
from publish.citations.typed import Item, Name

TYPES = {
    "artwork": "graphic",
    "audioRecording": "song",
    "bill": "bill",
    "blogPost": "post-weblog",
    "book": "book",
    "bookSection": "chapter",
    "case": "legal_case",
    "computerProgram": "software",
    "conferencePaper": "paper-conference",
    "dataset": "dataset",
    "dictionaryEntry": "entry-dictionary",
    "document": "document",
    "email": "personal_communication",
    "encyclopediaArticle": "entry-encyclopedia",
    "film": "motion_picture",
    "forumPost": "post",
    "hearing": "hearing",
    "instantMessage": "personal_communication",
    "interview": "interview",
    "journalArticle": "article-journal",
    "letter": "personal_communication",
    "magazineArticle": "article-magazine",
    "manuscript": "manuscript",
    "map": "map",
    "newspaperArticle": "article-newspaper",
    "patent": "patent",
    "podcast": "song",
    "preprint": "article",
    "presentation": "speech",
    "radioBroadcast": "broadcast",
    "report": "report",
    "standard": "standard",
    "statute": "legislation",
    "thesis": "thesis",
    "tvBroadcast": "broadcast",
    "videoRecording": "motion_picture",
    "webpage": "webpage",
}
_BESIDE = frozenset({"note", "attachment", "annotation"})
"""What lies beside references in a library."""

_FIELDS = {
    "title": ("title", "nameOfAct", "caseName", "subject"),
    "title-short": ("shortTitle",),
    "container-title": (
        *("publicationTitle", "bookTitle", "websiteTitle", "blogTitle", "proceedingsTitle", "encyclopediaTitle"),
        *("dictionaryTitle", "forumTitle", "programTitle", "reporter", "code"),
    ),
    "container-title-short": ("journalAbbreviation",),
    "collection-title": ("seriesTitle", "series"),
    "collection-number": ("seriesNumber",),
    "publisher": (
        *("publisher", "institution", "university", "label", "studio", "network", "distributor", "company"),
        *("organization", "repository"),
    ),
    "publisher-place": ("place",),
    "authority": ("court", "legislativeBody", "committee", "issuingAuthority"),
    "event-title": ("conferenceName", "meetingName"),
    "genre": (
        *("reportType", "thesisType", "letterType", "manuscriptType", "presentationType", "websiteType", "postType"),
        *("mapType", "genre", "type"),
    ),
    "number": (
        *("reportNumber", "billNumber", "publicLawNumber", "docketNumber", "patentNumber", "documentNumber"),
        *("episodeNumber", "archiveID", "number"),
    ),
    "volume": ("volume", "codeVolume", "reporterVolume"),
    "issue": ("issue",),
    "page": ("pages", "codePages", "firstPage"),
    "number-of-pages": ("numPages",),
    "number-of-volumes": ("numberOfVolumes",),
    "section": ("section",),
    "edition": ("edition",),
    "version": ("versionNumber",),
    "language": ("language",),
    "abstract": ("abstractNote",),
    "archive": ("archive",),
    "archive_location": ("archiveLocation",),
    "call-number": ("callNumber",),
    "source": ("libraryCatalog",),
    "DOI": ("DOI",),
    "ISBN": ("ISBN",),
    "ISSN": ("ISSN",),
    "note": ("extra",),
    "URL": ("url",),
}
_DAYS = {"issued": ("date", "dateEnacted", "dateDecided", "issueDate"), "accessed": ("accessDate",)}

_PARTS = {
    **dict.fromkeys(
        (
            *("author", "artist", "performer", "director", "programmer", "podcaster", "presenter", "sponsor"),
            *("interviewee", "inventor", "cartographer"),
        ),
        "author",
    ),
    "editor": "editor",
    "seriesEditor": "collection-editor",
    "translator": "translator",
    "recipient": "recipient",
    "interviewer": "interviewer",
    "bookAuthor": "container-author",
}
"""Other sorts of helpers are not told in citations."""


def is_reference(row: Mapping[str, object]) -> bool:
    """Whether an object is an item of Zotero's."""
    return "itemType" in _data(row)


def is_beside(row: object) -> bool:
    """Whether it is a note or file that lies with references, and is none."""
    return isinstance(row, dict) and str(_data(row).get("itemType")) in _BESIDE


def item(row: Mapping[str, object], at: int) -> Item:
    """A reference; ``at`` is the how-manieth it is. Fields that citations do not need are left out.

    Raises Refused for a type that is not known.
    """
    data = _data(row)
    kind = data.get("itemType")
    if not isinstance(kind, str) or kind not in TYPES:
        shown = words(kind, at)[:40] if isinstance(kind, str) else "?"
        raise Refused(msg("number {at} in it is of a type that is not known: {type}"), at=at, type=shown)
    made: Item = {"id": words(data.get("citationKey") or "", at), "type": TYPES[kind]}
    fields = {part: _first(data, names, at) for part, names in _FIELDS.items()}
    fields["event"] = fields["event-title"]
    texts(made, fields)
    _names(made, data.get("creators", []), at)
    for part, names in _DAYS.items():
        if when := stated(_first(data, names, at)):
            made[part] = when  # type: ignore[literal-required]
    meta = row.get("meta")
    if isinstance(meta, dict) and (when := stated(words(meta.get("parsedDate", ""), at))):
        made["issued"] = when
    return finished(made)


def _data(row: Mapping[str, object]) -> Mapping[str, object]:
    """The fields of an item, which stand in its ``data`` where the interface has put other things beside."""
    data = row.get("data")
    return data if isinstance(data, dict) else row


def _first(data: Mapping[str, object], names: tuple[str, ...], at: int) -> str:
    return next((said for name in names if data.get(name) and (said := words(data[name], at, marked=True))), "")


def _names(made: Item, creators: object, at: int) -> None:
    if not isinstance(creators, list) or len(creators) > MOST_NAMES:
        raise Refused(msg("number {at} in it has names that are no list of names"), at=at)
    for each in creators:
        if not isinstance(each, dict):
            raise Refused(msg("number {at} in it has names that are no list of names"), at=at)
        part = _PARTS.get(str(each.get("creatorType")))
        said = {key: words(each[key], at) for key in ("name", "lastName", "firstName") if key in each}
        name = named(said.get("name") or said.get("lastName", ""), said.get("firstName", ""))
        if part and name:
            people: list[Name] = made.setdefault(part, [])  # type: ignore[misc]
            people.append(name)
