"""The tags of RIS, and what they say in CSL."""

TYPES_OUT = {
    "article": "GEN",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "book": "BOOK",
    "broadcast": "VIDEO",
    "chapter": "CHAP",
    "classic": "CLSWK",
    "dataset": "DATA",
    "document": "GEN",
    "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC",
    "figure": "FIGURE",
    "graphic": "ART",
    "hearing": "HEAR",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "UNPB",
    "map": "MAP",
    "motion_picture": "MPCT",
    "musical_score": "MUSIC",
    "pamphlet": "PAMP",
    "paper-conference": "CPAPER",
    "patent": "PAT",
    "personal_communication": "PCOMM",
    "post-weblog": "BLOG",
    "regulation": "LEGAL",
    "report": "RPRT",
    "software": "COMP",
    "song": "SOUND",
    "speech": "SLIDE",
    "standard": "STAND",
    "thesis": "THES",
    "webpage": "ELEC",
}
"""What has none of its own is written as GEN."""

_ALSO_IN = {
    "ABST": "article-journal",
    "ADVS": "motion_picture",
    "AGGR": "dataset",
    "ANCIENT": "classic",
    "CONF": "paper-conference",
    "CTLG": "book",
    "DBASE": "dataset",
    "EBOOK": "book",
    "ECHAP": "chapter",
    "EDBOOK": "book",
    "EJOUR": "article-journal",
    "GOVDOC": "report",
    "ICOMM": "personal_communication",
    "INPR": "article-journal",
    "JFULL": "article-journal",
    "MANSCPT": "manuscript",
    "MULTI": "webpage",
    "SER": "book",
    "UNBILL": "bill",
    "WEB": "webpage",
    "VIDEO": "motion_picture",
}

TYPES_IN = (
    {tag: kind for kind, tag in TYPES_OUT.items() if tag not in {"GEN", "VIDEO"}} | {"GEN": "document"} | _ALSO_IN
)

TEXTS = (
    ("TI", "title"),
    ("ST", "title-short"),
    ("T2", "container-title"),
    ("T3", "collection-title"),
    ("PB", "publisher"),
    ("CY", "publisher-place"),
    ("UR", "URL"),
    ("LA", "language"),
    ("M3", "genre"),
    ("M1", "number"),
    ("VL", "volume"),
    ("IS", "issue"),
    ("ET", "edition"),
    ("DO", "DOI"),
    ("AB", "abstract"),
    ("N1", "note"),
)
"""As written; ``ALSO`` are read too."""

ALSO = {
    "T1": "title",
    "CT": "title",
    "BT": "container-title",
    "JO": "container-title",
    "JF": "container-title",
    "JA": "container-title-short",
    "J2": "container-title-short",
    "PP": "publisher-place",
    "N2": "abstract",
    "CN": "call-number",
    "DB": "source",
    "SE": "section",
    "NV": "number-of-volumes",
}
NAMES = {"AU": "author", "A1": "author", "A2": "editor", "ED": "editor", "A3": "collection-editor", "A4": "translator"}
COMMA = "\N{SINGLE LOW-9 QUOTATION MARK}"
"""Stands for a comma in the name of a body, which RIS would take to come before a given name."""

EVENT_TYPES = frozenset({"speech", "hearing", "paper-conference"})
"""What is held or spoken at what stands in T2."""
