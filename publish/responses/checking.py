"""Checking a response against the corpus and the account, so that its writer can stand by every quotation.

That words stand in their source says nothing of whether they support what is said of them: that is for people to judge.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date

from sqlalchemy.orm import Session

from corpus import documents
from corpus.codebook import AnchorOutcome
from corpus.errors import NotFound
from corpus.language import day, number, plural, tr
from publish.responses.checked import Checked, Note, NoteKind, Problem, ProblemKind
from publish.responses.form import Cited, Draft, Quoted
from publish.responses.library import Library
from publish.responses.quoting import Judged, judge, no_such_label
from publish.responses.statuses import problems as status_problems
from publish.rights import SHORT, Rights

_KINDS = {
    AnchorOutcome.CHANGED: ProblemKind.CHANGED,
    AnchorOutcome.AMBIGUOUS: ProblemKind.AMBIGUOUS,
    AnchorOutcome.ORPHANED: ProblemKind.ORPHANED,
}
_BEST_FIRST = tuple(AnchorOutcome)
_SHOWN = 60


def check(
    session: Session, draft: Draft, *, references: Collection[str], on: date, rights: Rights | None = None
) -> Checked:
    """A response as it stands on a day, with all that fails, by line.

    ``references`` are the keys of the writer's own references, ``rights`` say which documents are quoted briefly only.
    """
    return _Check(session, draft, frozenset(references), on, rights or Rights()).run()


class _Check:
    def __init__(self, session: Session, draft: Draft, references: frozenset[str], on: date, rights: Rights) -> None:
        self._session = session
        self._draft = draft
        self._references = references
        self._on = on
        self._rights = rights
        self._library = Library(session)
        self._problems: list[Problem] = []
        self._notes: list[Note] = []
        self._outcomes: Counter[AnchorOutcome] = Counter()
        self._uncited = 0
        self._unchecked = 0
        self._unknown: set[str] = set()

    def run(self) -> Checked:
        draft = self._draft
        self._problems += (Problem(fault.line, ProblemKind.FORM, fault.sentence) for fault in draft.faults)
        self._form()
        self._keys()
        for quoted in draft.quotations:
            self._quotation(quoted)
        self._labels()
        self._problems += status_problems(self._session, draft.statuses, self._on)
        self._problems += _amounts(draft)
        self._deadline()
        return Checked(
            problems=tuple(sorted(self._problems, key=lambda one: one.line)),
            notes=tuple(sorted(self._notes, key=lambda one: one.line)),
            outcomes={outcome: self._outcomes[outcome] for outcome in AnchorOutcome},
            quotations=len(draft.quotations),
            uncited=self._uncited,
            unchecked=self._unchecked,
            citations=len(draft.citations),
            statuses=len(draft.statuses),
            questions=len(draft.questions),
            answered=sum(question.answered for question in draft.questions),
            words=draft.words,
            budget=draft.meta.words,
            on=self._on,
        )

    def _fails(self, line: int, kind: ProblemKind, sentence: str) -> None:
        self._problems.append(Problem(line, kind, sentence))

    def _form(self) -> None:
        meta = self._draft.meta
        if not self._draft.questions:
            self._fails(
                1,
                ProblemKind.FORM,
                tr("There is no question in this file; head each as in: {example}", example="## Question 4 {#q4}"),
            )
        if not meta.consultation:
            self._fails(
                1, ProblemKind.FORM, tr("The front matter names no consultation; write its key: consultation: KEY.")
            )
            return
        try:
            documents.get(self._session, meta.consultation)
        except NotFound as error:
            self._fails(meta.lines.get("consultation", 1), ProblemKind.KEY, str(error))

    def _keys(self) -> None:
        """See that every key names a source, and one only."""
        for cited in self._draft.citations:
            try:
                self._library.document(cited.key)
            except NotFound as error:
                if cited.key not in self._references:
                    self._unknown.add(cited.key)
                    self._fails(cited.line, ProblemKind.KEY, str(error))
                continue
            if cited.key in self._references:
                self._unknown.add(cited.key)
                self._fails(
                    cited.line,
                    ProblemKind.KEY,
                    tr(
                        "@{key} is a document of the corpus and one of your references too; give that another id in "
                        "references.json.",
                        key=cited.key,
                    ),
                )

    def _quotation(self, quoted: Quoted) -> None:
        shown = _shortened(quoted.shown)
        if not quoted.citations:
            self._uncited += 1
            self._fails(
                quoted.line,
                ProblemKind.UNCITED,
                tr("“{words}” has no citation; put one after it, as in [@key, s. 4].", words=shown),
            )
            return
        corpus = [one for one in quoted.citations if one.key not in self._unknown and one.key not in self._references]
        if not corpus:
            self._not_in_corpus(quoted, shown)
            return
        judged = [(judge(self._library, quoted, cited, self._draft.meta.lang), cited) for cited in corpus]
        best, cited = min(judged, key=lambda each: _BEST_FIRST.index(each[0].outcome))
        self._outcomes[best.outcome] += 1
        if best.sentence:
            self._fails(cited.line if best.is_label else quoted.line, _kind(best), f"“{shown}”: {best.sentence}")
        self._short(quoted, cited, shown)

    def _not_in_corpus(self, quoted: Quoted, shown: str) -> None:
        own = next((one.key for one in quoted.citations if one.key in self._references - self._unknown), "")
        if not own:
            self._uncited += 1  # its key fails already
            return
        self._unchecked += 1
        said = tr("“{words}” was not checked: @{key} is a reference of yours, not in the corpus.", words=shown, key=own)
        self._notes.append(Note(quoted.line, NoteKind.UNCHECKED, said))

    def _short(self, quoted: Quoted, cited: Cited, shown: str) -> None:
        document = self._library.document(cited.key)
        if len(quoted.words) > SHORT and not self._rights.whole(document.key):
            said = plural(
                "“{words}” is longer than the {count} character that may be quoted from @{key}; quote less of it.",
                "“{words}” is longer than the {count} characters that may be quoted from @{key}; quote less of it.",
                SHORT,
                words=shown,
                key=cited.key,
            )
            self._fails(quoted.line, ProblemKind.RIGHTS, said)

    def _labels(self) -> None:
        """See that pages and sections exist that no quotation is cited by."""
        judged = {cited for quoted in self._draft.quotations for cited in quoted.citations}
        for cited in self._draft.citations:
            if cited in judged or not cited.locator or cited.key in self._unknown | self._references:
                continue
            if not self._library.named(self._library.document(cited.key), cited.locator):
                self._fails(cited.line, ProblemKind.LABEL, no_such_label(cited))

    def _deadline(self) -> None:
        deadline = self._draft.meta.deadline
        if deadline is not None and deadline < self._on:
            said = tr("The deadline was {day}; it has passed.", day=day(deadline))
            self._notes.append(Note(self._draft.meta.lines.get("deadline", 1), NoteKind.DEADLINE, said))


def _amounts(draft: Draft) -> Iterator[Problem]:
    """Answers that are missing, and words above a budget."""
    for question in draft.questions:
        called = question.heading or question.id
        if not question.answered:
            said = tr("“{question}” is not answered.", question=_shortened(called))
            yield Problem(question.line, ProblemKind.UNANSWERED, said)
        if question.budget is not None and question.words > question.budget:
            yield Problem(
                question.line,
                ProblemKind.WORDS,
                plural(
                    "“{question}” is answered in {count} word; its budget is {budget}.",
                    "“{question}” is answered in {count} words; its budget is {budget}.",
                    question.words,
                    question=_shortened(called),
                    budget=number(question.budget),
                ),
            )
    if draft.meta.words is not None and draft.words > draft.meta.words:
        yield Problem(
            draft.meta.lines.get("words", 1),
            ProblemKind.WORDS,
            plural(
                "The response has {count} word; its budget is {budget}.",
                "The response has {count} words; its budget is {budget}.",
                draft.words,
                budget=number(draft.meta.words),
            ),
        )


def _kind(judged: Judged) -> ProblemKind:
    return ProblemKind.LABEL if judged.is_label else _KINDS[judged.outcome]


def _shortened(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN].rsplit(maxsplit=1)[0]}…"
