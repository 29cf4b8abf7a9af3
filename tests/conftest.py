"""What every room's tests share: an empty corpus, and documents of our own to put into it."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy comes in: tests share the cores already

import importlib.util
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings
from sqlalchemy.orm import Session

from corpus import versions
from corpus.codebook import DocumentKind, Lang, PassageKind
from corpus.database import Corpus
from corpus.language import use
from corpus.models import Capture
from corpus.types import Passage, ReadDocument, lay_out
from tests.postgres_server import DRIVER, INSTALL, Server, programs, running

if (
    signal.getsignal(signal.SIGINT) is signal.SIG_IGN
):  # as of what a shell runs behind: what is begun here would not stop
    signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("same", derandomize=True, deadline=None)  # one tree, one verdict, on however slow a machine
settings.register_profile("other", deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

SHARED = Path(__file__).parents[1].parent / "shared" / "data"


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Speak English again after a test that did not."""
    yield
    use(Lang.EN)


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus made once, to be copied: migrations would take half of the tests' time."""
    path = tmp_path_factory.mktemp("empty") / "corpus.db"
    Corpus(f"sqlite:///{path}").close()
    return path


@pytest.fixture(scope="session")
def built_starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the starter corpus, built by the command once for all processes that test; nobody writes to it."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "starter"
    with FileLock(f"{folder}.lock"):
        if not (folder / "built").exists():
            shutil.rmtree(folder, ignore_errors=True)
            environment = {**os.environ, "ADDEWID_HOME": str(folder)}
            subprocess.run(
                [sys.executable, "-m", "addewid", "starter"], env=environment, check=True, capture_output=True
            )
            (folder / "built").touch()
    return folder


@pytest.fixture
def starter_home(built_starter: Path, tmp_path: Path) -> Path:
    """A folder with the starter corpus, to do with as one likes."""
    return Path(shutil.copytree(built_starter, tmp_path / "starter"))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """What is marked ``databases`` is run on each kind of database that a corpus may be kept in, or on those named."""
    marker = metafunc.definition.get_closest_marker("databases")
    if marker and "corpus" in metafunc.fixturenames:
        metafunc.parametrize("corpus", marker.args or ("sqlite", "postgresql"), indirect=True)


@pytest.fixture
def corpus(request: pytest.FixtureRequest) -> Iterator[Corpus]:
    on_server = getattr(request, "param", "sqlite") == "postgresql"
    opened = Corpus(request.getfixturevalue("on_postgresql" if on_server else "in_a_file"))
    yield opened
    opened.close()


@pytest.fixture
def in_a_file(tmp_path: Path, empty_database: Path) -> str:
    """The address of an empty corpus in SQLite."""
    shutil.copy(empty_database, tmp_path / "corpus.db")
    return f"sqlite:///{tmp_path / 'corpus.db'}"


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A server of our own; what needs one is skipped where PostgreSQL is not installed."""
    found = programs()
    lacking = INSTALL if found is None else "" if importlib.util.find_spec("psycopg") else DRIVER
    if lacking and os.environ.get("ADDEWID_TEST_POSTGRESQL") == "required":
        pytest.fail(lacking)
    if found is None or lacking:
        pytest.skip(lacking)
    with running(found) as server:
        yield server


@pytest.fixture(scope="session")
def made_on_postgresql(postgresql: Server) -> str:
    """The address of a corpus that is made once, and emptied for each test."""
    url = postgresql.make("corpus")
    Corpus(url).close()
    return url


@pytest.fixture
def on_postgresql(postgresql: Server, made_on_postgresql: str) -> str:
    """The address of an empty corpus in PostgreSQL."""
    postgresql.empty("corpus")
    return made_on_postgresql


@pytest.fixture
def shared() -> Path:
    """Real documents for testing, which stand beside the repository where they are at all."""
    if not SHARED.is_dir():
        pytest.skip("the real documents are not beside this repository")
    return SHARED


@pytest.fixture(scope="session")
def make_document() -> Callable[..., ReadDocument]:
    """A document of our own: its passages are the texts given."""

    def make(
        *texts: str,
        work: str = "plan-2021",
        title: str = "A plan for care",
        lang: Lang = Lang.EN,
        kind: DocumentKind = DocumentKind.STRATEGY,
        issued: date | None = date(2021, 6, 15),
        publisher: str = "Welsh Government",
    ) -> ReadDocument:
        passages = lay_out([Passage(text, 0, 0, kind=PassageKind.PARAGRAPH) for text in texts])
        return ReadDocument(
            title=title,
            lang=lang,
            kind=kind,
            passages=passages,
            reader="test",
            work=work,
            issued=issued,
            publisher=publisher,
        )

    return make


@pytest.fixture(scope="session")
def put() -> Callable[[Session, ReadDocument], versions.Added]:
    """Put a document into a corpus, with a capture of its own."""

    def put_in(session: Session, read: ReadDocument) -> versions.Added:
        capture = Capture(
            sha256=f"{read.work}{read.lang}{hash(read.text)}"[:64],
            size=len(read.text),
            media_type="text/plain",
            address=f"test:{read.work}",
            captured_at=datetime(2026, 1, 1, tzinfo=UTC),
            archive="none",
            archive_offset=0,
            archive_length=0,
            complete=True,
        )
        session.add(capture)
        session.flush()
        return versions.add(session, read, capture=capture, fallback=f"test:{read.work}")

    return put_in
