"""What the pages of a site tell and do not; that every link leads somewhere, and hostile words come out as words."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from sqlalchemy.orm import Session

from corpus import commitments, editing, findings, language, versions
from corpus.codebook import Judgement, Lang
from corpus.database import Corpus
from corpus.errors import UsageProblem
from corpus.rows import CommitmentFilter, CommitmentRow
from corpus.types import ReadDocument
from nlp.status import suggest_status
from publish.rights import Rights
from publish.site import addresses
from publish.site.asked import Asked, address
from publish.site.folder import LARGE
from tests.corpus.accounted import judge
from tests.corpus.stated import joined
from tests.publish.exports.exported import fill
from tests.publish.sited import ON, Read, broken, files, made, read
from tests.tui.filled import HUBS, HYBIAU, REVIEW, Filled, document, paragraph, pledge

Put = Callable[[Session, ReadDocument], versions.Added]

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)> ]]> {{ 7*7 }} \u202eevil\u0000\ud800 &amp;"
NASTY = document(
    "nasty",
    SCRIPT,
    paragraph("Ministers must publish </blockquote><script>alert(3)</script> by May.", 0),
    publisher='"><b>bold</b>',
    url='https://example.org/"><script>alert(4)</script>',
)
AT = "https://example.org/tracker"


def with_nasty(corpus: Corpus, put: Put) -> Filled:
    held = fill(corpus, put)
    told = {"actor": SCRIPT, "action": SCRIPT, "condition": SCRIPT, "deadline_text": SCRIPT, "beneficiary": SCRIPT}
    plain = {name: words.replace("\ud800", "") for name, words in told.items()}  # a database takes no such half
    with corpus.write() as session:
        title = SCRIPT.replace("\ud800", "")
        kept = put(session, replace(NASTY, title=title)).version_id
        finding = pledge(NASTY, NASTY.passages[0].text, actor_body="", **plain)
        findings.keep(session, kept, [finding], "rules-1")
    with corpus.write() as session:
        ref = held.ref("Ministers must")
        judge(session, ref, "unclear", judgement=Judgement.VERIFIABILITY, because=plain["action"], who="<i>Mair</i>")
        editing.confirm(session, ref, "Mair")
        joined(session, held.ref(HUBS), held.ref(HYBIAU))
    return held


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory, put: Put, empty_database: Path) -> Path:
    path = Path(shutil.copy(empty_database, tmp_path_factory.mktemp("sited") / "corpus.db"))
    corpus = Corpus(f"sqlite:///{path}")
    with_nasty(corpus, put)
    corpus.close()
    return path


@pytest.fixture
def held(database: Path, tmp_path: Path) -> Filled:
    return Filled(Corpus(f"sqlite:///{shutil.copy(database, tmp_path / 'held.db')}"))


@pytest.fixture(scope="module")
def site(database: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("made")
    corpus = Corpus(f"sqlite:///{database}")
    made(corpus, folder, Asked(ON, contact="ann@example.org", names=True))
    corpus.close()
    return files(folder)


def promise(site: dict[str, bytes], held: Filled, quote: str, lang: str = "en") -> Read:
    return read(site[f"{lang}/{addresses.promise(held.ref(quote))}"])


def test_every_link_leads_somewhere_and_nothing_comes_from_elsewhere(site: dict[str, bytes]) -> None:
    assert list(broken(site)) == []
    assert len([name for name in site if name.endswith(".html")]) > 60


def test_the_checker_of_links_sees_what_is_broken() -> None:
    page = b'<a href="b.html"></a><a href="#c"></a><p id="x"><i id="x"><img src="//e.org/x.png"><a href="a.html#x">'
    assert len(list(broken({"a.html": page}))) == 4


def test_both_languages_have_the_same_pages_that_lead_to_one_another(site: dict[str, bytes]) -> None:
    pages = {lang: {name[3:] for name in site if name.startswith(f"{lang}/")} for lang in Lang}
    assert pages[Lang.EN] == pages[Lang.CY]
    for name in (name for name in pages[Lang.EN] if name.endswith(".html")):
        page = read(site[f"en/{name}"])
        up = "../" * (name.count("/") + 1)
        assert f"{up}cy/{name}" in page.links
        assert {held["hreflang"] for tag, held in page.elements if tag == "link" and "hreflang" in held} == {"en", "cy"}
        assert ("html", {"lang": "en"}) in page.elements
        assert ("html", {"lang": "cy"}) in read(site[f"cy/{name}"]).elements


def test_no_page_is_large_and_each_holds_to_one_strict_policy(site: dict[str, bytes]) -> None:
    for name, content in site.items():
        if name.endswith(".html"):
            assert len(content) < LARGE, name
            page = read(content)
            policy = next(held["content"] for tag, held in page.elements if held.get("http-equiv"))
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert not [held for _, held in page.elements if "style" in held or any(key[:2] == "on" for key in held)]
            scripts = [held for tag, held in page.elements if tag == "script"]
            assert all(held.get("src", "").endswith("static/find.js") for held in scripts), name


def test_hostile_words_come_out_as_words(site: dict[str, bytes], held: Filled) -> None:
    for name, content in site.items():
        if name.endswith(".html"):
            page = read(content)
            assert not [tag for tag, told in page.elements if tag in {"img", "b", "i"}], name
            assert b"\x00" not in content
            assert not [link for link in page.links if link.split(":")[0] not in {"https", "http", "mailto", link}]
    page = promise(site, held, "Ministers must")
    assert "</blockquote><script>alert(3)</script>" in page.words
    assert "{{ 7*7 }}" in page.words
    assert "<i>Mair</i>" in page.words
    assert "\u202e" not in page.words.split("Addewid")[0]  # the title: nothing isolates it there


def test_nothing_that_could_be_a_script_is_in_what_the_finder_reads(site: dict[str, bytes]) -> None:
    chunk = site["find/1.js"].decode("ascii")
    told = json.loads(chunk.removeprefix("addewid.take(").removesuffix(");\n"))
    assert any(SCRIPT[:20] in title for title in told["documents"])
    assert all(row[0].startswith("promise/") for row in told["promises"])


def test_a_promise_is_told_with_its_words_source_judgements_and_evidence(site: dict[str, bytes], held: Filled) -> None:
    page = promise(site, held, HUBS)
    assert HUBS in page.words
    assert "In progress . Evidence says that work on it is under way." in page.words
    assert "As of 1 Jan 2024, judged by Tomos . Because: =Misread" in page.words
    assert "corrected since" in page.words
    assert "https://example.org/plan-2021" in page.links
    assert [f"#{ref}" for ref in held.links()[:1]] == [link for link in page.links if link.startswith("#e-")][:1]
    assert "does not show that they are true" in page.words
    assert "proved" not in page.words
    assert "Response: What did the body addressed say of it? Nobody has judged this yet." in page.words
    assert "Aberwen" in page.words
    assert f"mailto:ann@example.org?subject={held.ref(HUBS)}" in page.links


def test_words_of_the_other_language_say_which_they_are_in(site: dict[str, bytes], held: Filled) -> None:
    for lang in Lang:
        page = promise(site, held, HUBS, lang)
        assert ("blockquote", "en") in [(tag, told.get("lang")) for tag, told in page.elements]
        listed = read(site[f"{lang}/promises/all/index.html"])
        assert "en" in [told.get("lang") for tag, told in listed.elements if tag == "bdi"]
    assert ("bdi", "cy") in [(tag, told.get("lang")) for tag, told in promise(site, held, HUBS).elements]


def test_who_said_that_it_is_a_promise_is_told(site: dict[str, bytes], held: Filled) -> None:
    assert "Nobody has confirmed yet that it is one." in promise(site, held, HUBS).words
    assert "A person confirmed that this is a promise." in promise(site, held, "Ministers must").words
    assert "found by the program, confirmed by nobody yet" in read(site["en/promises/all/index.html"]).words


def test_every_page_says_of_which_day_and_corpus_it_is(site: dict[str, bytes]) -> None:
    for name, content in site.items():
        if name.startswith("en/") and name.endswith(".html"):
            assert "As of 2 Mar 2026; corpus revision" in read(content).words, name


def test_what_only_the_program_suggests_is_told_when_asked_for_and_marked(held: Filled, tmp_path: Path) -> None:
    told = {}
    for name, suggest in (("decided", None), ("suggested", suggest_status)):
        made(held.corpus, tmp_path / name, Asked(ON, suggest=suggest))
        told[name] = files(tmp_path / name)
    words = {name: promise(one, held, HUBS).words for name, one in told.items()}
    former = "The first of them is to be in a former library."
    assert "Suggested by the program" not in words["decided"]
    assert "Suggestion of the program" in words["suggested"]
    marked = words["suggested"].split("Suggested by the program, decided by nobody")[1]
    assert former in marked
    assert "none of it counts" in marked
    assert [name for name in told["decided"] if b'class="suggestion"' in told["decided"][name]] == []
    assert all("In progress . Evidence says" in each for each in words.values())  # what people judged stands


def test_nobody_is_named_unless_that_is_asked_for(held: Filled, tmp_path: Path) -> None:
    with held.corpus.write() as session:
        judge(session, held.ref(HUBS), "clear", judgement=Judgement.VERIFIABILITY, who="Gwenllian Unig")
    made(held.corpus, tmp_path / "site", Asked(ON, address=AT, names=True))
    assert {name for name, content in files(tmp_path / "site").items() if b"Gwenllian Unig" in content} >= {
        "data/events.csv", "en/changes.atom", "en/changes/index.html",
    }  # fmt: skip
    made(held.corpus, tmp_path / "site", Asked(ON, address=AT))
    assert [name for name, content in files(tmp_path / "site").items() if b"Gwenllian Unig" in content] == []


def listed(held: Filled) -> list[CommitmentRow]:
    with held.corpus.read() as session:
        return commitments.listing(session, CommitmentFilter(on=ON))


def test_a_document_that_may_not_be_handed_on_is_quoted_briefly(held: Filled, tmp_path: Path) -> None:
    made(held.corpus, tmp_path / "site", Asked(ON, rights=Rights(frozenset({"plan-2021"}))))
    one = files(tmp_path / "site")
    page = promise(one, held, HUBS)
    assert HUBS in page.words
    assert "allow a short quotation only" in page.words
    around = (b"Each of them will be run together", b"Many valleys have no place", b"in a former library")
    assert not [name for name, content in one.items() for words in around if words in content]


def test_lists_hold_what_they_say(site: dict[str, bytes], held: Filled) -> None:
    rows = listed(held)
    every = read(site["en/promises/all/index.html"])
    assert f"{len(rows)} promises" in every.words
    for row in rows:
        assert f"../../{addresses.promise(row.ref)}" in every.links
    unmet = read(site["en/promises/all/unmet.html"])
    assert [link for link in unmet.links if "/promise/" in link] == [
        f"../../{addresses.promise(held.ref(words))}" for words in (HUBS, REVIEW)
    ]
    body = read(site["en/body/welsh-government/index.html"])
    assert "Welsh Government" in body.words
    assert "Llywodraeth Cymru" in read(site["cy/body/welsh-government/index.html"]).words
    assert f"../../{addresses.promise(held.ref(HUBS))}" in body.links
    assert f"../../{addresses.promise(held.ref(HUBS))}" in read(site["en/theme/peer-networks/index.html"]).links
    assert f"../../{addresses.promise(held.ref(HUBS))}" in read(site["en/document/plan-2021/index.html"]).links


def test_the_overview_counts_and_draws_with_tables_beside(site: dict[str, bytes]) -> None:
    page = read(site["en/index.html"])
    assert [tag for tag, _ in page.elements].count("svg") == [tag for tag, _ in page.elements].count("table") == 4
    assert "Unmet though its day is past" in page.words


def test_the_same_corpus_on_the_same_day_gives_the_same_bytes(held: Filled, tmp_path: Path) -> None:
    language.use(Lang.CY)
    made(held.corpus, tmp_path / "one")
    assert language.language() is Lang.CY
    language.use(Lang.EN)
    made(held.corpus, tmp_path / "two")
    assert files(tmp_path / "one") == files(tmp_path / "two")
    again = made(held.corpus, tmp_path / "two")
    assert (again.written, again.removed) == (0, 0)


def test_a_judgement_changes_what_tells_of_it(held: Filled, tmp_path: Path) -> None:
    made(held.corpus, tmp_path / "site")
    with held.corpus.write() as session:
        judge(session, held.ref(REVIEW), "unclear", judgement=Judgement.VERIFIABILITY, because="It names no day.")
    outcome = made(held.corpus, tmp_path / "site")
    assert outcome.written > 0
    one = files(tmp_path / "site")
    assert "It names no day." in promise(one, held, REVIEW).words
    assert "It names no day." in read(one["en/changes/index.html"]).words
    made(held.corpus, tmp_path / "anew")
    assert one == files(tmp_path / "anew")


def test_what_was_refused_since_is_gone(held: Filled, tmp_path: Path) -> None:
    made(held.corpus, tmp_path / "site")
    name = f"en/{addresses.promise(held.ref('Every local'))}"
    assert name in files(tmp_path / "site")
    with held.corpus.write() as session:
        editing.refuse(session, held.ref("Every local"), "Mair", "It only repeats it.")
    assert made(held.corpus, tmp_path / "site").removed >= 2
    assert name not in files(tmp_path / "site")
    assert list(broken(files(tmp_path / "site"))) == []


def test_a_site_whose_address_is_known_says_it_to_machines(held: Filled, tmp_path: Path) -> None:
    made(held.corpus, tmp_path / "site", Asked(ON, address=AT))
    one = files(tmp_path / "site")
    assert list(broken({name: content for name, content in one.items() if name != "404.html"}, AT)) == []
    assert b'href="/tracker/static/site.css"' in one["404.html"]
    assert f'<link rel="canonical" href="{AT}/cy/index.html">' in one["cy/index.html"].decode()
    places = [each.text or "" for each in ET.fromstring(one["sitemap-1.xml"]).iter() if each.tag.endswith("loc")]
    pages = {name for name in one if name.endswith(".html") and name != "404.html"}
    assert {place.removeprefix(f"{AT}/") for place in places} == pages
    assert f"Sitemap: {AT}/sitemap-1.xml" in one["robots.txt"].decode()
    feed = one["cy/changes.atom"].decode()
    assert f"{AT}/cy/{addresses.promise(held.ref('Ministers must'))}" in feed
    ET.fromstring(feed)


@pytest.mark.parametrize(
    "typed", ["javascript:alert(1)", "ftp://a.org", "https://a.org/?x", "https://a.org/../b", "a.org"]
)
def test_an_address_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(UsageProblem, match="cannot be the address of a site"):
        address(typed)
    assert address("https://example.org/a/") == "https://example.org/a"
    assert address("") == ""


def test_an_empty_corpus_has_a_site_too(corpus: Corpus, tmp_path: Path) -> None:
    made(corpus, tmp_path / "site")
    assert list(broken(files(tmp_path / "site"))) == []


def test_how_things_stood_on_an_earlier_day(held: Filled, tmp_path: Path) -> None:
    made(held.corpus, tmp_path / "site", Asked(date(2023, 1, 1)))
    one = files(tmp_path / "site")
    page = promise(one, held, HUBS)
    assert "Delivery: What happened? Nobody has judged this yet." in page.words
    assert "judged:" not in page.words
    assert "Nobody has judged a promise yet." in read(one["en/changes/index.html"]).words


def test_keys_that_mean_something_in_a_path_do_not_reach_it() -> None:
    for key in ("../../etc/passwd", "a/b", "A", "", ".", "x" * 200, "a\x00", "_none/.."):
        assert addresses.safe(key).startswith("_")
        assert "/" not in addresses.safe(key)
    assert addresses.safe("anaw-2014-4") == "anaw-2014-4"
    assert addresses.listing("body", "a", "unmet", 2) == "body/a/unmet-2.html"
