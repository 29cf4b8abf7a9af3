"""Politeness and safety of fetching, a guard a module; ``crawlers.settings`` puts them in their places.

In the order in which a request meets them: ``addresses`` (only the source's own hosts), ``hosts`` (those left alone),
``robots``, ``answers`` (bad answers), ``conditional``, ``retries`` (not now, no, silence), ``unpacking``,
``redirects``, then ``handler`` (its turn, the base URL) and ``private`` (names that lead inside). An answer meets them
the other way. What they stop ends in the request's errback as a Trouble, whose text is a sentence for the report.
"""

from crawlers.guards.content import response_of
from crawlers.guards.identity import proxy_notice, user_agent
from crawlers.guards.names import safe_name
from crawlers.guards.trouble import Blocked, Down, Failed, Left, Refused, Stopped, Trouble

__all__ = [
    "Blocked",
    "Down",
    "Failed",
    "Left",
    "Refused",
    "Stopped",
    "Trouble",
    "proxy_notice",
    "response_of",
    "safe_name",
    "user_agent",
]
