"""The spiders, by name. Each is imported when it is used."""

import importlib
from typing import TYPE_CHECKING

from corpus.errors import UsageProblem

if TYPE_CHECKING:
    from crawlers.spiders.base import Source

SOURCES = {
    "gov-wales-consultations": "gov_wales_consultations:GovWalesConsultations",
    "gov-wales-publications": "gov_wales_publications:GovWalesPublications",
    "gov-wales-statements": "gov_wales_statements:GovWalesStatements",
    "senedd-bills": "senedd_bills:SeneddBills",
    "senedd-committees": "senedd_committees:SeneddCommittees",
    "senedd-record": "senedd_record:SeneddRecord",
    "senedd-questions": "senedd_questions:SeneddQuestions",
    "senedd-research": "senedd_research:SeneddResearch",
    "legislation": "legislation:LegislationGovUk",
    "audit-wales": "audit_wales:AuditWales",
    "future-generations": "future_generations:FutureGenerations",
    "copronet": "copronet:Copronet",
    "website": "website:Website",
}


def load(key: str) -> "type[Source]":
    """The spider of a name, or of a key such as ``website:example.org``. Raises UsageProblem where there is none."""
    name = key.partition(":")[0]
    if name not in SOURCES:
        raise UsageProblem(f"No source is called {name}; there are: {', '.join(SOURCES)}.")
    module, _, spider = SOURCES[name].partition(":")
    found: type[Source] = getattr(importlib.import_module(f"crawlers.spiders.{module}"), spider)
    return found
