"""Case studies in the small corpus, for tests of their screen."""

from corpus.codebook import Theme
from corpus.models import CaseStudy, ThemeMark
from tests.tui.filled import Filled


def tell_cases(filled: Filled) -> None:
    """Add two case studies: one of the hub at Aberwen, one with a hostile name and nothing else."""
    hub, audit = filled.passage("library-hub", "sixty"), filled.passage("audit-2023", "counted four")
    made = {"confidence": 0.8, "rule": "named"}
    figures = [
        {"figure": "sixty", "unit": "volunteers", "what": "keep it open", "direction": ""},
        {"figure": "six", "unit": "days", "what": "a week", "direction": "up"},
    ]
    with filled.corpus.write() as session:
        session.add(
            CaseStudy(
                passage_id=hub.id,
                name="Hub in the old library",
                place="Aberwen",
                sector="community",
                outcomes=figures,
                start=hub.start,
                end=hub.end,
                **made,
            )
        )
        session.add(
            CaseStudy(
                passage_id=audit.id,
                name="[b]Hubs[/b] \x1b[31mof\u202e Cymru",
                place="",
                sector="",
                outcomes=[],
                start=audit.start,
                end=audit.end,
                **made,
            )
        )
        session.add(ThemeMark(passage_id=hub.id, theme=Theme.ASSETS, start=0, end=4, confidence=0.9, rule="words"))
