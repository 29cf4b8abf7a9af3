"""Views of the database that is handed on: what is asked most often, ready to be looked at."""

from collections.abc import Collection, Iterator

from corpus.codebook import UNMET, Delivery

_UNMET = ", ".join(f"'{each}'" for each in Delivery if each in UNMET)

_COMMITMENTS = (
    f"""CREATE VIEW unmet AS
SELECT ref, quote, delivery, kind, body_en, body_cy, actor, deadline, deadline_text, overdue, document_title, place, url
FROM commitments WHERE delivery IN ({_UNMET})
ORDER BY deadline IS NULL, deadline, ref""",
    """CREATE VIEW overdue AS
SELECT ref, quote, delivery, kind, body_en, body_cy, actor, deadline, deadline_text, document_title, place, url
FROM commitments WHERE overdue
ORDER BY deadline, ref""",
    f"""CREATE VIEW by_body AS
SELECT body_key, max(body_en) AS body_en, max(body_cy) AS body_cy, count(*) AS commitments,
  sum(delivery <> 'not-assessed') AS decided, sum(delivery = 'not-assessed') AS not_assessed,
  sum(delivery = 'met') AS met, sum(delivery IN ({_UNMET})) AS unmet, sum(overdue) AS overdue
FROM commitments GROUP BY body_key
ORDER BY commitments DESC, body_key""",
    f"""CREATE VIEW by_theme AS
SELECT theme.value AS theme, count(*) AS commitments,
  sum(delivery <> 'not-assessed') AS decided, sum(delivery = 'not-assessed') AS not_assessed,
  sum(delivery = 'met') AS met, sum(delivery IN ({_UNMET})) AS unmet, sum(overdue) AS overdue
FROM commitments, json_each(commitments.themes) AS theme GROUP BY theme.value
ORDER BY commitments DESC, theme""",
)

_EVENTS = (
    # What was corrected counts on no day, nor does what only takes another back; of one day the last one counts, a
    # correction in the place of what it corrects.
    """CREATE VIEW status_as_of AS
SELECT commitment_ref, judgement, value, as_of AS from_day,
  lead(as_of) OVER (PARTITION BY commitment_ref, judgement ORDER BY as_of) AS until_day,
  event, who, because, self_reported
FROM (
  SELECT *, row_number() OVER (PARTITION BY commitment_ref, judgement, as_of ORDER BY place DESC, number DESC) AS later
  FROM events WHERE value <> '' AND NOT corrected
) WHERE later = 1
ORDER BY commitment_ref, judgement, from_day""",
)

_EVIDENCE = (
    """CREATE VIEW evidence_of AS
SELECT commitments.ref AS commitment_ref, commitments.quote AS commitment, commitments.delivery, evidence.relation,
  evidence.state, evidence.quote, evidence.document_title, evidence.place, evidence.dated, evidence.url
FROM evidence JOIN commitments ON commitments.ref = evidence.commitment_ref
ORDER BY commitments.ref, evidence.state, evidence.ref""",
)


def views(named: Collection[str]) -> Iterator[str]:
    """The views that can be made of these tables."""
    if "commitments" in named:
        yield from _COMMITMENTS
    if "events" in named:
        yield from _EVENTS
    if {"commitments", "evidence"} <= set(named):
        yield from _EVIDENCE
