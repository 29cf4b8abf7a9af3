"""What the parts of documents are called where they are cited, in both languages, as written and as read."""

from enum import StrEnum

from corpus.codebook import Lang


class Label(StrEnum):
    """What a number is the number of."""

    SECTION = "section"
    REGULATION = "regulation"
    ARTICLE = "article"
    RULE = "rule"
    PARAGRAPH = "paragraph"
    SCHEDULE = "schedule"
    PART = "part"
    CHAPTER = "chapter"
    PAGE = "page"
    COUNT = "count"
    """The how-manieth passage it is."""


WRITTEN = {
    Lang.EN: {
        Label.SECTION: "s.",
        Label.REGULATION: "reg.",
        Label.ARTICLE: "art.",
        Label.RULE: "r.",
        Label.PARAGRAPH: "para.",
        Label.SCHEDULE: "Sch.",
        Label.PAGE: "p.",
    },
    Lang.CY: {
        Label.SECTION: "a.",
        Label.REGULATION: "rhl.",
        Label.ARTICLE: "erthygl",
        Label.RULE: "rheol",
        Label.PARAGRAPH: "para.",
        Label.SCHEDULE: "Atod.",
        Label.PAGE: "t.",
    },
}

INSERTING = {Lang.EN: "inserting", Lang.CY: "yn mewnosod"}
"""Before the number that inserted words are given in the enactment they are inserted into."""

_READ = {
    Label.SECTION: "s ss sec secs sect sects section sections § §§ a aa adr adran adrannau hadran",
    Label.REGULATION: "reg regs regulation regulations rhl rhlau rheoliad rheoliadau reoliad",
    Label.ARTICLE: "art arts article articles erth ergl erthygl erthyglau",
    Label.RULE: "r rr rule rules rheol rheolau reol",
    Label.PARAGRAPH: "para paras paragraph paragraphs paragraff paragraffau baragraff pharagraff",
    Label.SCHEDULE: "sch schs sched scheds schedule schedules atod atodlen atodlenni",
    Label.PART: "pt pts part parts rhan rhannau ran",
    Label.CHAPTER: "ch chs chap chaps chapter chapters pen pennod penodau bennod",
    Label.PAGE: "p pp pg page pages t tt tud tudalen tudalennau dudalen",
    Label.COUNT: "¶ ¶¶",
}

BY_WORD = {word: label for label, words in _READ.items() for word in words.split()}
"""Labels by the words for them, in small letters and without a full stop."""

AND = frozenset({"and", "a", "ac", "&", ",", ";"})
TO = frozenset({"to", "hyd", "-", "–", "—"})
