"""Conditional requests: what is kept already is asked for only if it has changed."""

from scrapy.http import Request, Response

from crawlers.guards.trouble import Failed

_ASKED = ((b"If-None-Match", "etag"), (b"If-Modified-Since", "last_modified"))
_LONGEST = 500


class Conditional:
    """Downloader middleware: ``etag`` and ``last_modified`` of ``request.meta`` become headers; 304 goes on."""

    def process_request(self, request: Request) -> None:
        """What a server once sent is sent back as it was, unless it would not fit into a header."""
        for header, key in _ASKED:
            value = str(request.meta.get(key) or "")
            if value and len(value) <= _LONGEST and value.isprintable() and value.isascii():
                request.headers[header] = value

    def process_response(self, request: Request, response: Response) -> Response:
        """Raises Failed for a 304 that nothing was asked for: there is no copy that it could mean."""
        if response.status == 304 and not any(header in request.headers for header, _ in _ASKED):
            raise Failed("The server says that nothing has changed, though it was not asked that.")
        return response
