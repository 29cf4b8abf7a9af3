"""What passes between the replica's server and its sites: what is asked, what is answered, what is broken."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import parse_qsl, unquote, urlsplit


class Fault(StrEnum):
    """What can be wrong with an answer. The last three are for the sites themselves to play: ``Asked.fault``."""

    FORBIDDEN = "forbidden"
    THROTTLED = "throttled"
    GONE = "gone"
    MISSING = "missing"
    ERROR = "error"
    TRUNCATED = "truncated"
    """The connection closes before the stated length is reached."""
    CUT_CHUNKED = "cut-chunked"
    """The same without a stated length: the last chunk never comes."""
    HUGE = "huge"
    """52 MB, with no length stated."""
    GZIP_BOMB = "gzip-bomb"
    """52 MB packed into 52 kB."""
    FALSE_GZIP = "false-gzip"
    """Said to be packed, and is not."""
    WRONG_TYPE = "wrong-type"
    """Whatever it is, it is called a picture."""
    HTML_AS_PDF = "html-as-pdf"
    """A page of excuses that is called a PDF."""
    LOGIN = "login"
    LOGIN_REDIRECT = "login-redirect"
    ELSEWHERE = "elsewhere"
    """A redirect to a host that is none of the spider's."""
    LOOP = "loop"
    """Two addresses that redirect to one another."""
    PRIVATE = "private"
    """A redirect to the address at which clouds keep their secrets."""
    OWN_MACHINE = "own-machine"
    """A redirect to the machine itself."""
    LYING_ENCODING = "lying-encoding"
    """Windows-1252 bytes that are called UTF-8."""
    HOSTILE_NAME = "hostile-name"
    """A file name that climbs out of its folder."""
    NO_VALIDATORS = "no-validators"
    """Neither ETag nor Last-Modified."""
    CHANGED_MARKUP = "changed-markup"
    """Every class, id, XML element and JSON key has another name."""
    EMPTY_LISTING = "empty-listing"
    REPEATED_LISTING = "repeated-listing"
    SHRUNK = "shrunk"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request. ``path`` is percent-decoded; of a name given twice in the query the last value stands."""

    host: str
    path: str
    query: dict[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    method: str = "GET"
    body: bytes = b""
    fault: Fault | None = None

    @classmethod
    def at(cls, host: str, path_and_query: str, fault: Fault | None = None) -> "Asked":
        """A plain request for an address of a host."""
        parts = urlsplit(f"//{host}{path_and_query}")
        return cls(host, unquote(parts.path), dict(parse_qsl(parts.query, keep_blank_values=True)), fault=fault)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent back; text is sent as UTF-8."""

    body: bytes | str = b""
    media_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def data(self) -> bytes:
        """The bytes of the body."""
        return self.body.encode() if isinstance(self.body, str) else self.body


@dataclass(frozen=True, slots=True)
class Logged:
    """A request that came. ``at`` is in seconds of the monotonic clock; ``conditional`` says it had a validator."""

    method: str
    host: str
    path_and_query: str
    status: int
    user_agent: str
    at: float
    conditional: bool = False

    @property
    def address(self) -> str:
        """The canonical address that was asked for."""
        return f"https://{self.host}{self.path_and_query}"
