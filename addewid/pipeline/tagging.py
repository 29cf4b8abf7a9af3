"""Tagging: each version that today's rules have not read, one transaction a version."""

from dataclasses import dataclass, field

from addewid.workspace import Workspace
from corpus import findings
from corpus.findings import Kept
from nlp import fingerprint


@dataclass(slots=True)
class Outcome:
    """What tagging came to. ``lost`` names commitments that people decided about and whose words are gone."""

    versions: int = 0
    commitments: int = 0
    themes: int = 0
    case_studies: int = 0
    questions: int = 0
    lost: list[str] = field(default_factory=list)

    def take(self, kept: Kept) -> None:
        """Count one version's findings."""
        self.versions += 1
        self.commitments += kept.commitments
        self.themes += kept.themes
        self.case_studies += kept.case_studies
        self.questions += kept.questions
        self.lost.extend(kept.lost)


def tag(workspace: Workspace) -> Outcome:
    """Tag what is new, and everything again when the rules have changed."""
    rules, outcome = fingerprint(), Outcome()
    with workspace.corpus.read() as session:
        stale = findings.stale(session, rules)
    with workspace.narrator.task("Tagging", len(stale), "documents") as task:
        for version_id in stale:
            with workspace.corpus.read() as session:
                source = findings.source(session, version_id)
            found = list(workspace.tagger.tag(source))
            with workspace.corpus.write() as session:
                outcome.take(findings.keep(session, version_id, found, rules))
            task.advance()
    for ref in outcome.lost:
        workspace.narrator.warn(f"{ref}: the words of this commitment are no longer in its document; look at it again.")
    return outcome
