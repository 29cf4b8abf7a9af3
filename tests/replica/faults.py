"""How an answer is spoiled: everything that can be wrong with it short of the connection itself."""

import gzip
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import cache
from urllib.parse import urlencode

from tests.replica.asked import Answer, Asked, Fault

HUGE = 52 * 1024 * 1024
"""Bytes, which is more than a crawl takes."""
AGAIN = "again"
"""The query by which the two addresses of a redirect loop differ."""

LOGIN_PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>Log in</title></head><body><main>
<h1>Log in</h1>
<form action="/user/login" method="post" id="user-login-form">
<label for="edit-name">Username</label> <input type="text" id="edit-name" name="name">
<label for="edit-pass">Password</label> <input type="password" id="edit-pass" name="pass">
<input type="submit" value="Log in">
</form></main></body></html>
"""
EXCUSES = """<!DOCTYPE html>
<html lang="en"><head><title>Document unavailable</title></head>
<body><p>This document is being prepared. Please try again later.</p></body></html>
"""


def sent(status: int, words: str, **headers: str) -> Answer:
    """An answer of a status and a few words."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(f"<html><body><h1>{words}</h1></body></html>", status=status, headers=named)


def _redirect(address: str) -> Answer:
    return sent(302, "Found", Location=address)


def _loop(asked: Asked) -> Answer:
    query = {name: value for name, value in asked.query.items() if name != AGAIN}
    further = query if AGAIN in asked.query else {**query, AGAIN: "1"}
    return _redirect(f"https://{asked.host}{asked.path}" + (f"?{urlencode(further)}" if further else ""))


@cache
def _bomb() -> bytes:
    return gzip.compress(bytes(HUGE), mtime=0)


IN_PLACE: dict[Fault, Callable[[Asked], Answer]] = {
    Fault.FORBIDDEN: lambda asked: sent(403, "Request blocked"),
    Fault.THROTTLED: lambda asked: sent(429, "Too many requests"),
    Fault.GONE: lambda asked: sent(410, "Gone"),
    Fault.MISSING: lambda asked: sent(404, "Page not found"),
    Fault.ERROR: lambda asked: sent(503, "Service unavailable"),
    Fault.GZIP_BOMB: lambda asked: Answer(_bomb(), headers={"Content-Encoding": "gzip"}),
    Fault.HTML_AS_PDF: lambda asked: Answer(EXCUSES, "application/pdf"),
    Fault.LOGIN: lambda asked: Answer(LOGIN_PAGE),
    Fault.LOGIN_REDIRECT: lambda asked: _redirect(f"https://{asked.host}/user/login?destination={asked.path}"),
    Fault.ELSEWHERE: lambda asked: _redirect(f"https://elsewhere.example{asked.path}"),
    Fault.LOOP: _loop,
    Fault.PRIVATE: lambda asked: _redirect("http://169.254.169.254/latest/meta-data/"),
    Fault.OWN_MACHINE: lambda asked: _redirect("http://127.0.0.1:9/admin"),
}
"""Faults that stand in the place of the answer."""


def _with_header(answer: Answer, name: str, value: str) -> Answer:
    return replace(answer, headers={**answer.headers, name: value})


def _hostile(answer: Answer) -> Answer:
    ending = {"application/pdf": ".pdf", "text/html": ".html"}.get(answer.media_type.partition(";")[0], "")
    plain, encoded = f"../../../etc/cron.d/x\\0;$(id){ending}", f"..%2F.ssh%2Fauthorized_keys{ending}"
    return _with_header(answer, "Content-Disposition", f"attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")


def _lying(answer: Answer) -> Answer:
    if not answer.media_type.startswith("text/"):
        return answer
    body = answer.data.decode().encode("cp1252", "replace")
    return replace(answer, body=body, media_type=answer.media_type.partition(";")[0] + "; charset=utf-8")


def _renamed(answer: Answer) -> Answer:
    kind = answer.media_type
    if "html" in kind:
        pattern, new = r'\b(class|id)="([^"]*)"', r'\1="v2 v2-\2"'
    elif "xml" in kind:
        pattern, new = r"<(/?)((?:\w+:)?)(\w)", r"<\1\2v2-\3"
    elif "json" in kind:
        pattern, new = r'"([^"]+)"(\s*:)', r'"v2-\1"\2'
    else:
        return answer
    return replace(answer, body=re.sub(pattern, new, answer.data.decode()))


SPOILING: dict[Fault, Callable[[Answer], Answer]] = {
    Fault.FALSE_GZIP: lambda answer: _with_header(answer, "Content-Encoding", "gzip"),
    Fault.WRONG_TYPE: lambda answer: replace(answer, media_type="image/png"),
    Fault.LYING_ENCODING: _lying,
    Fault.HOSTILE_NAME: _hostile,
    Fault.CHANGED_MARKUP: _renamed,
}
"""Faults that change the answer."""


def spoil(asked: Asked, answer: Callable[[Asked], Answer]) -> Answer:
    """The answer to what is asked, as ``asked.fault`` has it."""
    if asked.fault in IN_PLACE:
        return IN_PLACE[asked.fault](asked)
    whole = answer(asked)
    if asked.fault in SPOILING and whole.status == 200:
        return SPOILING[asked.fault](whole)
    return whole


@dataclass(slots=True)
class Broken:
    """A fault in force for addresses of a pattern: after so many requests, for so many."""

    pattern: str
    fault: Fault
    times: int | None
    after: int
    retry_after: str
    met: int = 0

    def strikes(self, address: str) -> bool:
        """Whether this request is struck. Counts it."""
        plain = address.removesuffix(f"{AGAIN}=1").rstrip("?&") if address.endswith(f"{AGAIN}=1") else address
        if not (fnmatchcase(address, self.pattern) or fnmatchcase(plain, self.pattern)):
            return False
        self.met += 1
        return self.met > self.after and (self.times is None or self.met <= self.after + self.times)
