"""Which lost words are told: those that a person said something about which still counts."""

from collections.abc import Callable
from datetime import date

from sqlalchemy.orm import Session

from corpus import commitments, documents, evidence, findings, versions
from corpus.codebook import CommitmentKind, LinkState, Relation
from corpus.database import Corpus
from corpus.types import LinkSuggestion, ReadDocument
from corpus.verify import lost, verify

Put = Callable[[Session, ReadDocument], versions.Added]
Make = Callable[..., ReadDocument]
REPORT = tuple(f"Report {number} tells that hub {number} was opened in May." for number in range(4))


def test_of_lost_evidence_what_a_person_put_there_or_accepted_is_told(
    corpus: Corpus, put: Put, make_document: Make
) -> None:
    """The program's own guess counts for nothing, nor does what was rejected; a person's that is open again does."""
    with corpus.write() as session:
        plan = put(session, make_document("We will open four hubs."))
        ref = findings.add(session, documents.passages(session, plan.version_id)[0].id, 0, 23, CommitmentKind.PLEDGE)
        report = put(session, make_document(*REPORT, work="report", issued=date(2023, 1, 1)))
        guessed, accepted, rejected, reopened = documents.passages(session, report.version_id)
        guesses = [LinkSuggestion(each.id, 0, 20, Relation.DELIVERS, 0.5, ("why",)) for each in (guessed, rejected)]
        evidence.suggest(session, ref, guesses, 1)
        by_words = {link.quotation.passage.id: link.ref for link in commitments.get(session, ref).evidence}
        evidence.decide(session, by_words[rejected.id], LinkState.REJECTED, "Mair")
        for passage in (accepted, reopened):
            row = evidence.add(session, ref, passage.id, 0, 20, Relation.DELIVERS, "Mair")
            by_words[passage.id] = row.ref
        evidence.decide(session, by_words[reopened.id], LinkState.SUGGESTED, "Mair")
        assert lost(session) == []

        newer = put(session, make_document("Nothing of the kind.", work="report", issued=date(2023, 1, 1)))
        told = sorted([by_words[accepted.id], by_words[reopened.id]])
        list(verify(session))
        assert [check.owner for check in lost(session)] == told, "read again before it is tagged"
        kept = findings.keep(session, newer.version_id, [], "rules")
        assert [check.owner for check in lost(session)] == told
        assert sorted(kept.lost) == told
