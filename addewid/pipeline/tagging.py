"""Tagging: each version that today's rules have not read, one transaction a version.

A version is tagged whole, also when few of its passages differ from the version before: who "we" are, what a list hangs
on and which Act a section amends are told by passages around, and the longest Act takes a second or two.
"""

from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field

from addewid.pipeline import workers
from addewid.pipeline.workers import Done, Job
from addewid.workspace import Workspace
from corpus import findings
from corpus.findings import Kept
from corpus.models import Version
from nlp import Tagger, fingerprint

WORTH = 200_000
"""Characters of text for which another process is worth its start."""


@dataclass(slots=True)
class Outcome:
    """What tagging came to.

    ``lost`` names commitments and evidence decided about whose words are gone, ``failed`` the documents that the
    tagger failed on: these keep what was found in them before, and are tried again next time.
    """

    versions: int = 0
    commitments: int = 0
    progress: int = 0
    responses: int = 0
    themes: int = 0
    case_studies: int = 0
    questions: int = 0
    lost: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def take(self, kept: Kept) -> None:
        """Count one version's findings."""
        self.versions += 1
        self.commitments += kept.commitments
        self.progress += kept.progress
        self.responses += kept.responses
        self.themes += kept.themes
        self.case_studies += kept.case_studies
        self.questions += kept.questions
        self.lost.extend(kept.lost)


def tag(workspace: Workspace, processes: int | None = None) -> Outcome:
    """Tag what is new, and everything again when the rules have changed; warn of what was lost, and of what failed.

    ``processes`` stands above the setting of that name; 0 asks for as many as there are cores.
    """
    rules, outcome, faults = fingerprint(), Outcome(), dict[str, str]()
    with workspace.corpus.read() as session:
        stale = findings.stale(session, rules)
    wanted = workspace.settings.processes if processes is None else processes
    many = min(wanted or workers.cores(), len(stale), 1 + sum(stale.values()) // WORTH)
    with (
        closing(_tagged(workspace, stale, many)) as tagged,
        workspace.narrator.task("Tagging", len(stale), "documents") as task,
    ):
        for done in tagged:
            if done.fault:
                faults[done.ref] = done.fault
            else:
                with workspace.corpus.write() as session:
                    outcome.take(findings.keep(session, done.version_id, done.findings, rules))
            task.advance()
    outcome.failed.extend(faults)
    for ref, fault in faults.items():
        workspace.narrator.warn(
            f"{ref}: the tagger failed on it ({fault}), so it stays as it was and is tried again next time; "
            "please report it, with what ADDEWID_DEBUG=1 shows."
        )
    for ref in outcome.lost:
        workspace.narrator.warn(
            f"{ref}: somebody decided about these words, and they are no longer in their document; "
            "look at it again. addewid lost lists all such words."
        )
    return outcome


def _tagged(workspace: Workspace, stale: dict[int, int], processes: int) -> Generator[Done, None, None]:
    jobs = _jobs(workspace, stale)
    if processes > 1:
        yield from workers.tagged(jobs, processes, Tagger)
        return
    for job in jobs:
        yield workers.done(job, workspace.tagger)


def _jobs(workspace: Workspace, stale: dict[int, int]) -> Iterator[Job]:
    for version_id, length in stale.items():
        with workspace.corpus.read() as session:
            source = findings.source(session, version_id)
            version = session.get_one(Version, version_id)
            ref = f"{version.document.key}/{version.lang}"
        yield Job(version_id, ref, length, source)
