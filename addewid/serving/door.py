"""Who may come in: whoever shows the token of this run, from the page of this server itself, and not too many at once.

A browser lets any page it shows talk to servers on the same computer. So a request must name this server as it is
called, come from its own page, and bear a cookie that only the address with the token gives.
"""

import hmac
from collections.abc import Collection, Mapping
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address
from urllib.parse import urlencode, urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from corpus.errors import UsageProblem

COOKIE = "addewid"
MOST_SESSIONS = 6
"""Browser pages that have the app open at a time; each is a process."""
MOST_CELLS = 1000
"""Columns or lines of a terminal, or pixels of a letter."""
SIZES = ("width", "height", "fontsize")

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
        "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


def is_loopback(host: str) -> bool:
    """Whether only this computer can reach a server of this address. Raises UsageProblem for what is no address."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        raise UsageProblem(
            "{host} is no address of this computer; give numbers, as in --host 127.0.0.1.", host=host
        ) from None


class Door:
    """The middleware that lets requests in. ``names`` are what this server may be called beside its loopback names."""

    def __init__(self, token: str, names: Collection[str] = ()) -> None:
        self._token = token
        self._names = frozenset({"localhost", "127.0.0.1", "::1", *names})
        self._sessions = 0

    def middleware(self) -> Middleware:
        """What aiohttp puts before every handler."""

        @web.middleware
        async def let_in(request: web.Request, handler: Handler) -> web.StreamResponse:
            if refused := self._refusal(request):
                return refused
            if request.path == "/" and "token" in request.query:
                return self._welcomed(request)
            if request.path == "/ws":
                return await self._held(request, handler)
            answer = await handler(request)
            answer.headers.update(HEADERS)
            return answer

        return let_in

    def _refusal(self, request: web.Request) -> web.Response | None:
        """Why a request is not let in, if it is not."""
        if not self._is_ours(request):
            return _refused(403, "This server is not called so, or another page asked.")
        shown = request.query.get("token", "") if request.path == "/" else ""
        if not self._is_token(shown or _cookie(request.headers)):
            return _refused(401, "Open the address that addewid serve printed last, with the token in it.")
        if not _fits(request):
            return _refused(400, "No terminal is so large.")
        if request.path == "/ws" and self._sessions >= MOST_SESSIONS:
            return _refused(503, "Too many pages have Addewid open; close one of them.")
        return None

    async def _held(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        self._sessions += 1
        try:
            return await handler(request)
        finally:
            self._sessions -= 1

    def _is_ours(self, request: web.Request) -> bool:
        """Whether the request is to this server by a name it has, and from its own page if from any."""
        host = request.headers.get("Host", "")
        origin = request.headers.get("Origin")
        if origin is None:
            return request.path != "/ws" and self._is_named(host)
        return self._is_named(host) and origin.partition("://")[2] == host

    def _is_named(self, host: str) -> bool:
        try:
            return urlsplit(f"//{host}").hostname in self._names
        except ValueError:  # brackets that are not closed
            return False

    def _welcomed(self, request: web.Request) -> web.StreamResponse:
        """The page without the token in its address, and a cookie in its place."""
        kept = {name: request.query[name] for name in request.query if name in SIZES}
        location = "/" + (f"?{urlencode(kept)}" if kept else "")
        answer = web.Response(status=303, headers={**HEADERS, "Location": location})
        answer.set_cookie(COOKIE, self._token, httponly=True, samesite="Strict", path="/")
        return answer

    def _is_token(self, shown: str) -> bool:
        return hmac.compare_digest(shown.encode(), self._token.encode())


def _cookie(headers: Mapping[str, str]) -> str:
    try:
        held = SimpleCookie(headers.get("Cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return held.value if held else ""


def _fits(request: web.Request) -> bool:
    sizes = (request.query.get(name, "1") for name in SIZES)
    return all(size.isascii() and size.isdecimal() and len(size) < 5 and 0 < int(size) <= MOST_CELLS for size in sizes)


def _refused(status: int, because: str) -> web.Response:
    return web.Response(status=status, text=because + "\n", headers=HEADERS)
