"""Drafts in a folder of their own, and the app with that folder, for tests of their screens."""

from pathlib import Path

from addewid.pipeline.timeline import telling
from corpus.codebook import DocumentKind
from corpus.database import Corpus
from corpus.models import Question, Version
from tests.tui.filled import TODAY, WHO, Put, Searched, document, paragraph
from tui.app import AddewidApp
from tui.desk import Desk

ANSWER = """---
title: Answer to “Care close to home”
lang: en-GB
consultation: plan-2021
deadline: 2026-03-20
words: 2000
---

We are a group of carers.

## Question 1: Do you agree with the aim? {#q1 words=300}

::: question
Do you agree that community hubs should be open to everybody?
:::

We agree, as people in the valleys do.

## Question 2: What would you change? {#q2 words=3}

::: question
What would you change about short breaks and rest for carers?
:::

## Question 3: Anything else? {#q3}

One two three.
"""
"""Lines 11, 19 and 25 begin its questions; the first and the last are answered."""


def put_drafts(folder: Path, answer: str = ANSWER) -> Path:
    """Put a draft into a folder, with Windows' line ends and a byte order mark. Returns its file."""
    path = folder / "drafts" / "plan-2021" / "response.en.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"\xef\xbb\xbf" + answer.replace("\n", "\r\n").encode())
    return path


def drafting_app(folder: Path, corpus: Corpus, search: Searched, **more: object) -> AddewidApp:
    """The app with these drafts; what it keeps is in the same folder."""
    state = folder / "state.json"
    if not state.exists():
        state.write_text('{"place": "drafts"}')
    desk = Desk(
        corpus,
        search,
        WHO,
        lambda: TODAY,
        timeline=telling(corpus, search, lambda: TODAY),
        drafts=folder / "drafts",
        unsaved=folder / "unsaved",
    )
    made = AddewidApp(desk, state=state, **more)  # type: ignore[arg-type]
    made.animation_level = "none"
    return made


def put_paper(corpus: Corpus, put: Put) -> None:
    """Put a consultation of two questions into a corpus."""
    asks = ("What should change about hubs?", "Who should pay for a rest?")
    words = [paragraph(each, 0) for each in asks]
    read = document("asked-2026", "Hubs: have your say", *words, kind=DocumentKind.CONSULTATION)
    found = {"under": "", "confidence": 0.9, "rule": "numbered", "start": 0}
    with corpus.write() as session:
        version = session.get_one(Version, put(session, read).version_id)
        for number, passage in enumerate(version.passages, 1):
            session.add(Question(passage_id=passage.id, number=str(number), end=len(passage.text), **found))
