"""What the Welsh rules propose, before any scorer: kinds, actors, bodies, joined promises, and speed on bad input."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.codebook import CommitmentKind, DocumentKind, Lang
from corpus.types import Passage, TaggedSource, lay_out
from nlp.commitments.drafts import Draft, finish
from nlp.context import Context, Voice, contexts
from nlp.sentences import split
from nlp.welsh import grammar as welsh

SAID = date(2026, 3, 10)
PUBLISHERS = {
    "strategy": "Cyngor Gwynedd",
    "committee-report": "Y Pwyllgor Cyllid",
    "act": "Senedd Cymru",
    "timeline": "Ymchwil y Senedd",
    "motion": "",
}


def _source(
    text: str, kind: str, *, role: str = "", lead: str = "", publisher: str = "", title: str = ""
) -> TaggedSource:
    passage = Passage(text, 0, 0, role=role, speaker="Aelod" if role else "", lead=lead)
    publisher = publisher or PUBLISHERS.get(kind, "Llywodraeth Cymru")
    return TaggedSource(title or "Teitl", Lang.CY, DocumentKind(kind), lay_out([passage]), SAID, publisher)


def _read(text: str, kind: str, *, role: str = "", lead: str = "", publisher: str = "", title: str = "") -> list[Draft]:
    source = _source(text, kind, role=role, lead=lead, publisher=publisher, title=title)
    (context,) = contexts(source)
    found: list[Draft] = []
    before = ""
    for unit in split(text, Lang.CY):
        said = text[unit.start : unit.end]
        candidate = welsh.candidate(said, context.at(lead=unit.lead, before=before))
        found.extend(welsh.find(candidate) if candidate else [])
        before = said
    return found


@pytest.mark.parametrize(
    ("kind", "text", "actor", "body"),
    [
        (
            "act",
            "Rhaid i awdurdod lleol a bwrdd iechyd lleol, cyn diwedd pob blwyddyn ariannol, lunio asesiad ar y cyd.",
            "awdurdod lleol a bwrdd iechyd lleol",
            "local-authorities",
        ),
        ("act", "Mae'n ddyletswydd ar Gomisiynydd Pobl Hŷn Cymru hybu hawliau.", "Gomisiynydd Pobl Hŷn Cymru", None),
        ("act", "Rhaid i'r Gweinidogion osod copi o'r adroddiad gerbron y Senedd.", "Gweinidogion", "welsh-government"),
        ("act", "Nid yw awdurdod lleol i godi ffi am gopi.", "awdurdod lleol", "local-authorities"),
        ("act", "Mae copi o bob cynllun i'w anfon at Weinidogion Cymru.", "", ""),
        ("act", "Ni chaniateir i'r Bwrdd Iechyd ddirprwyo'r swyddogaeth honno.", "Bwrdd Iechyd", "health-boards"),
        ("act", "Rhaid i awdurdod trafnidiaeth gynnal arolwg.", "awdurdod", None),
        ("act", "Rhaid i bob awdurdod addysg lleol gadw rhestr.", "bob awdurdod addysg lleol", "local-authorities"),
        (
            "code-of-practice",
            "Rhaid paratoi'r cynllun gan yr awdurdod lleol.",
            "yr awdurdod lleol",
            "local-authorities",
        ),
    ],
)
def test_duties(kind: str, text: str, actor: str, body: str | None) -> None:
    (draft,) = _read(text, kind)
    assert draft.kind is CommitmentKind.DUTY
    assert draft.actor.text == actor
    assert body is None or draft.actor.body == body


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("statement", "Cyhoeddir y strategaeth derfynol yn yr hydref."),
        ("statement", "Byddaf yn ei gyhoeddi erbyn 30 Medi 2026."),
        ("statement", "Bwriadwn ymgynghori ar y rheoliadau yn y gwanwyn."),
        ("statement", "Disgwylir i'r rheoliadau gael eu gosod gerbron y Senedd cyn toriad yr haf."),
        ("statement", "Caiff y canllawiau eu hadolygu bob tair blynedd."),
        ("statement", "Caiff ei adolygu ymhen blwyddyn."),
        ("statement", "Sicrhawn fod gan bob ysgol nyrs erbyn 2028."),
        ("statement", "Addawn na fydd neb yn colli ei gartref oherwydd y newid hwn."),
        ("statement", "Ymrwymwn i adeiladu 20,000 o gartrefi newydd."),
        ("statement", "Ni fyddwn yn codi cyfraddau treth incwm Cymru yn ystod tymor y Senedd hon."),
        ("statement", "Yr wyf wedi gofyn i'r Prif Swyddog Meddygol adrodd yn ôl imi o fewn tri mis."),
        ("statement", "Byddaf i, ynghyd â'r Gweinidog Addysg, yn cwrdd â'r undebau yr wythnos nesaf."),
        ("statement", "Mae Llywodraeth Cymru'n mynd i sefydlu awdurdod newydd."),
        ("statement", "Bydd Llywodraeth Cymru'n agor dwy swyddfa."),
        ("statement", "Bydd y cynllun peilot yn dechrau ym mis Medi mewn pum sir."),
        ("statement", "Bydd £5 miliwn yn cael ei ddyrannu i'r cynghorau."),
        ("statement", "Rhoddaf y wybodaeth ddiweddaraf i'r aelodau maes o law."),
        ("statement", "Byddwn wedi cwblhau'r gwaith erbyn yr haf nesaf."),
        ("statement", "Bydd y bont newydd yn ei lle erbyn 2029."),
        ("statement", "Bydd modd i rieni wneud cais ar-lein o fis Ebrill."),
        ("statement", "Rwy'n cyhoeddi £3 miliwn arall ar gyfer y llyfrgelloedd."),
        ("statement", "Mae'r orsaf i fod i agor ym mis Mai."),
        ("statement", "Ein bwriad yw cyhoeddi'r rheoliadau ym mis Mai."),
        ("statement", "Parheir â'r gronfa am ddwy flynedd arall."),
        ("strategy", "Bydd pob adran yn adrodd bob chwarter i'r Cabinet."),
        ("strategy", "Gweithiwn gyda'r byrddau iechyd i leihau amseroedd aros."),
        ("record", "Mi wnaf i ysgrifennu at yr Aelod gyda'r manylion."),
        ("record", "Fe wnawn ni edrych ar hynny eto."),
        ("record", "Gallaf gadarnhau y bydd yr adroddiad yn cael ei gyhoeddi fis nesaf."),
        ("record", "Dwi'n addo y byddwn ni'n dod yn ôl at y Senedd cyn y Nadolig."),
        ("letter", "Cewch ymateb gan fy swyddogion o fewn 17 diwrnod gwaith."),
        ("timeline", "Penderfynodd y Cyngor ohirio'r cynllun a chytunodd y Cabinet i ailagor y pwll ym mis Mai."),
        ("timeline", "Mae Llywodraeth Cymru yn cyhoeddi ei bwriad i ailagor y llysoedd."),
        ("timeline", "Dywed y Gweinidog y caiff y canolfannau eu hailagor ddydd Gwener."),
        ("research", "Bydd y gronfa newydd yn cael ei lansio ym mis Mai."),
    ],
)
def test_pledges(kind: str, text: str) -> None:
    drafts = _read(text, kind, role="Prif Weinidog Cymru" if kind == "record" else "")
    assert [draft.kind for draft in drafts] == [CommitmentKind.PLEDGE]


@pytest.mark.parametrize(
    ("kind", "text", "body"),
    [
        ("committee-report", "Rydym yn argymell y dylai Llywodraeth Cymru adolygu'r fformiwla.", "welsh-government"),
        ("committee-report", "Argymhellwn yn gryf fod y byrddau iechyd yn ailystyried.", "health-boards"),
        ("committee-report", "Dylid sicrhau bod cyllid hirdymor ar gael i'r sector.", ""),
        ("committee-report", "Mae angen i'r Llywodraeth wneud mwy i gefnogi gofalwyr ifanc.", "welsh-government"),
        (
            "committee-report",
            "Argymhelliad 12. Llywodraeth Cymru i gomisiynu adolygiad annibynnol.",
            "welsh-government",
        ),
        ("committee-report", "Pwyswn ar y Llywodraeth i weithredu heb oedi pellach.", "welsh-government"),
        ("committee-report", "Cynghorir y cynghorau i gadw cofnod o bob galwad.", "local-authorities"),
        ("committee-report", "Anogodd yr ymgyrch Gyngor Caerdydd i blannu rhagor o goed.", "cardiff-council"),
        ("committee-report", "Dylai arweinwyr y cynghorau gyfarfod bob mis.", "local-authorities"),
        ("motion", "Yn galw ar Lywodraeth Cymru i bennu dyddiad ar gyfer agor y lein.", "welsh-government"),
    ],
)
def test_recommendations(kind: str, text: str, body: str) -> None:
    (draft,) = _read(text, kind)
    assert (draft.kind, draft.actor.body) == (CommitmentKind.RECOMMENDATION, body)


@pytest.mark.parametrize(
    "text",
    [
        "Anelwn at sero net erbyn 2030.",
        "Ein huchelgais yw bod pob plentyn yn cael pryd ysgol am ddim.",
        "Ein nod fel Llywodraeth yw gweld mwy o goed yn ein trefi.",
        "Hoffem weld mwy o bobl yn beicio i'r gwaith.",
        "Rydym yn benderfynol o gau'r bwlch cyrhaeddiad.",
        "Gobeithir y bydd y ganolfan yn agor yn 2027.",
        "Diben y gronfa yw cadw siopau pentref ar agor.",
        "Rydym yn dal wedi ymrwymo i gydraddoldeb.",
    ],
)
def test_aspirations(text: str) -> None:
    assert [draft.kind for draft in _read(text, "statement")] == [CommitmentKind.ASPIRATION]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("act", "Caiff awdurdod lleol wneud trefniadau gyda chorff arall."),
        ("act", "Daw adran 4 i rym ar 1 Ebrill 2012."),
        ("act", "Yn yr adran hon, ystyr “corff cyhoeddus” yw person sydd â swyddogaethau cyhoeddus."),
        ("act", "Rhaid i'r tenant roi mis o rybudd."),
        ("statement", "Mae'r gwaith o adeiladu'r ysgol wedi dechrau."),
        ("statement", "Bydd yr ymgynghoriad yn cau ar 12 Mehefin."),
        ("statement", "A fydd y Gweinidog yn cyhoeddi'r adroddiad?"),
        ("statement", "Cyhoeddwyd y cynllun y llynedd."),
        ("statement", "Bydd hyn yn anodd i lawer o fusnesau."),
        ("statement", "Ceir rhagor o fanylion ar ein gwefan."),
        ("statement", "Cyhoeddir y datganiad hwn yn ystod y toriad."),
        ("statement", "Rhoddir y gorau i'r cynllun."),
        ("statement", "Edrychaf ymlaen at glywed gan bawb."),
        ("statement", "Rydym yn ceisio barn ar y cynigion."),
        ("statement", "Cynhelir y cyfarfod nesaf ar 9 Mehefin."),
        ("record", "Pe bawn i'n Brif Weinidog, byddwn i'n gwneud hynny yfory."),
        ("record", "Rwy'n siŵr y bydd yr Aelod yn cytuno."),
        ("record", "Mae'n rhaid i ni gyd wneud ein rhan."),
        ("record", "Galwaf yn awr ar y Gweinidog i siarad."),
        ("committee-report", "Clywsom dystiolaeth gan rieni ac athrawon."),
        ("committee-report", "Gofynnir i'r Bwrdd nodi'r adroddiad."),
        ("motion", "Yn galw ar Lywodraeth Cymru i:"),
        ("act", "Mae'r awdurdod i'w drin fel landlord at y diben hwn."),
        ("statement", "Ni ellir cyfiawnhau'r gost."),
        ("statement", "Ni welir y canlyniadau am flynyddoedd."),
        ("statement", "Daw'r cynllun grant i ben ym mis Mawrth."),
        ("statement", "Ysgrifennaf yn dilyn ein cyfarfod ddydd Llun."),
        ("statement", "Petai'r arian ar gael, byddwn yn adeiladu dwy."),
        ("statement", "Caiff dwy ran o dair o'r bwyd ei fewnforio."),
        ("timeline", "Gofynnir i bobl olchi eu dwylo."),
        ("record", "Fe welwn ni beth ddaw."),
        ("research", "Byddai'r Bil yn ei gwneud yn ofynnol i gynghorau gyhoeddi cofrestr."),
        ("committee-report", "Ni all yr un cyngor ddweud pryd y bydd y gwaith yn dechrau."),
    ],
)
def test_no_commitment(kind: str, text: str) -> None:
    assert not _read(text, kind, role="Y Dirprwy Lywydd" if text.startswith("Galwaf") else "")


@pytest.mark.parametrize(
    ("kind", "text", "body"),
    [
        ("act", "Y mae ar fwrdd iechyd ddyletswydd i gofnodi pob damwain.", "health-boards"),
        ("strategy", "Mae dyletswydd arnom i gyhoeddi ein cyfrifon.", "gwynedd-council"),
        ("strategy", "O dan y Mesur mae'n ofynnol inni gynnal arolwg.", "gwynedd-council"),
        ("act", "Penodir y cadeirydd gan Weinidogion Cymru.", "welsh-government"),
        ("act", "Dim ond ar ôl cynnal arolwg y caiff awdurdod lleol gau'r bont.", "local-authorities"),
        ("act", "Pan ddaw apêl i law y mae'r awdurdod lleol i'w hateb o fewn mis.", "local-authorities"),
        ("act", "Rhaid i Gomisiynydd y Gymraeg gael ei benodi gan y Prif Weinidog.", "welsh-government"),
        ("act", "Y mae'n rhaid i awdurdod lleol gadw'r map yn gyfredol.", "local-authorities"),
        ("code-of-practice", "Atgyfeirir pob cwyn gan yr awdurdod at y panel.", "local-authorities"),
    ],
)
def test_who_is_bound_however_it_is_put(kind: str, text: str, body: str) -> None:
    (draft,) = _read(text, kind, publisher="Senedd Cymru" if kind == "act" else "")
    assert (draft.kind, draft.actor.body) == (CommitmentKind.DUTY, body)


@pytest.mark.parametrize(
    ("kind", "text", "body"),
    [
        ("strategy", "Ni chodir ffi am y prawf cyntaf.", "gwynedd-council"),
        ("strategy", "Ni thorrir yr un goeden heb ganiatâd.", "gwynedd-council"),
        ("strategy", "Ni chaiff yr un ysgol ei chau heb bleidlais.", "gwynedd-council"),
        ("strategy", "Ymgynghora'r Cyngor â'r rhieni cyn y Pasg.", "gwynedd-council"),
        ("strategy", "Ar 3 Mai fe ddaw adroddiad gerbron y Cabinet.", "gwynedd-council"),
        ("strategy", "Bydd yr Awdurdod yn trwsio'r to.", "gwynedd-council"),
        ("strategy", "Erbyn mis Mai bydd pob llyfrgell wedi cael llwybr gwastad.", "gwynedd-council"),
        ("statement", "Yr wyf i gyfarfod â'r undebau ddydd Iau.", "welsh-government"),
        ("statement", "Addewais y byddwn yn cyhoeddi'r ffigurau.", "welsh-government"),
        ("statement", "Gofynnaf i Estyn adrodd yn ôl imi.", "welsh-government"),
        ("statement", "Mae'n fwriad gennyf ymweld â phob sir.", "welsh-government"),
        ("record", "Mi ofynna i am ffigur manwl.", "welsh-government"),
        ("record", "Dw i ddim yn mynd i gau'r ganolfan.", "welsh-government"),
        ("record", "Na, fyddwn ni ddim yn cael gwared ar y grant.", "welsh-government"),
        ("timeline", "Estyn yn dweud ei bod am gyhoeddi canllawiau newydd.", "estyn"),
        ("timeline", "Llywodraeth Cymru yn neilltuo £9 miliwn i'r theatrau.", "welsh-government"),
        ("motion", "Yn croesawu ymrwymiad Llywodraeth Cymru i adeiladu ysgol newydd.", "welsh-government"),
    ],
)
def test_promises_however_they_are_put(kind: str, text: str, body: str) -> None:
    (draft,) = _read(text, kind, role="Prif Weinidog Cymru" if kind == "record" else "")
    assert (draft.kind, draft.actor.body) == (CommitmentKind.PLEDGE, body)


@pytest.mark.parametrize(
    ("kind", "text", "body"),
    [
        ("code-of-practice", "Disgwylir i bob cyngor gadw cofnod o'i benderfyniadau.", "local-authorities"),
        ("committee-report", "Mae gofyn i Lywodraeth Cymru gyhoeddi'r cyngor.", "welsh-government"),
        ("committee-report", "Credwn mai'r Gweinidog ddylai benderfynu ar hyn.", "welsh-government"),
        ("committee-report", "Galwn ar Gyngor Gwynedd a Chyngor Caerdydd i rannu eu data.", "gwynedd-council"),
        ("audit-report", "A7 Cyhoeddi rhestr o'r safleoedd.", ""),
        ("strategy", "Gofynnir i'r Cabinet gymeradwyo'r cynllun.", "gwynedd-council"),
        ("government-response", "Argymhelliad 2. Dylai Llywodraeth Cymru adolygu'r grant.", "welsh-government"),
    ],
)
def test_what_is_asked_however_it_is_put(kind: str, text: str, body: str) -> None:
    drafts = _read(text, kind)
    assert [(draft.kind, draft.actor.body) for draft in drafts] == [(CommitmentKind.RECOMMENDATION, body)]


def test_a_class_is_nobody_in_particular() -> None:
    """A report that speaks of one council means any of them by "pob cyngor"; by "y Cyngor" the one its title names."""
    text = "Dylai pob cyngor gyhoeddi ei gynllun."
    (draft,) = _read(f"{text} Mae Cyngor Abertawe wedi gwneud hynny.", "audit-report")[:1]
    assert draft.actor.body == "local-authorities"
    (draft,) = _read("Dylai'r Cyngor gyhoeddi ei gynllun.", "audit-report", title="Archwiliad o Gyngor Abertawe")
    assert draft.actor.body == "swansea-council"


def test_two_that_are_joined() -> None:
    first, second = _read("Yn galw ar Lywodraeth Cymru i benodi pennaeth, ac i'w dalu o'r gronfa.", "motion")
    assert (first.actor, first.kind) == (second.actor, second.kind)
    assert second.rule.endswith("-and")
    kept, told = _read("Cedwir yr ysgol ar agor, ac anfonwn lythyr at bob rhiant.", "strategy")
    assert (kept.actor.body, told.actor.body) == ("gwynedd-council", "gwynedd-council")
    meet, write = _read("Mi fyddwn ni'n cwrdd, ac wedyn mi ysgrifennwn ni atoch.", "record", role="Prif Weinidog Cymru")
    assert meet.end <= write.start
    opened, begun = _read("Bydd y swyddfa newydd yn agor ym mis Mai a bydd y Cyngor yn penodi rheolwr.", "strategy")
    assert begun.actor.body == "gwynedd-council"
    assert opened.end <= begun.start


def test_items_take_actor_and_deadline_from_their_lead() -> None:
    (draft,) = _read("agor canolfan i ofalwyr;", "strategy", lead="Erbyn diwedd 2027 byddwn yn:")
    source = _source("agor canolfan i ofalwyr;", "strategy", lead="Erbyn diwedd 2027 byddwn yn:")
    (context,) = contexts(source)
    details = finish(draft, "agor canolfan i ofalwyr;", context)
    assert draft.rule.endswith("-lead")
    assert draft.actor.body == "gwynedd-council"
    assert details.deadline is not None and details.deadline.day == date(2027, 12, 31)


@pytest.mark.parametrize(
    ("text", "publisher", "title", "body"),
    [
        ("Bydd y Bwrdd yn prynu tri ambiwlans.", "Bwrdd Iechyd Prifysgol Hywel Dda", "", "hywel-dda-health-board"),
        ("Bydd y Cyngor yn prynu'r hen ysgol.", "Cyngor Celfyddydau Cymru", "", "arts-council-wales"),
        ("Bydd swyddogion yn cwrdd â'r trigolion.", "Cyngor Gwynedd", "", "gwynedd-council"),
        ("Bydd y Prif Weithredwr yn cyhoeddi'r ffigurau.", "Cyngor Gwynedd", "", "gwynedd-council"),
        ("Bydd byrddau iechyd yn rhannu eu data.", "Cyngor Gwynedd", "", "health-boards"),
        ("Bydd y Comisiynydd yn ymweld â'r ysgolion.", "Tŷ'r Gymraeg", "Gwaith Comisiynydd y Gymraeg", None),
        ("Gwneir y gwaith gan Gyfoeth Naturiol Cymru.", "Llywodraeth Cymru", "", "natural-resources-wales"),
        ("Agorir y llyfrgell ym mis Mai.", "Cyngor Gwynedd", "", "gwynedd-council"),
    ],
)
def test_whom_short_names_stand_for(text: str, publisher: str, title: str, body: str | None) -> None:
    (draft,) = _read(text, "strategy", publisher=publisher, title=title)
    assert draft.actor.body == (body if body is not None else "welsh-language-commissioner")


def test_sparing_only_spares() -> None:
    context = Context(lang=Lang.CY, kind=DocumentKind.STATEMENT, voice=Voice.GOVERNMENT)
    assert welsh.candidate("Roedd y tywydd yn braf.", context) is None
    assert welsh.candidate("Roedd y tywydd yn braf.", context, sparing=False) is not None
    assert welsh.candidate("A fydd y Gweinidog yn ateb?", context, sparing=False) is None


_WORDS = st.sampled_from([
    "bydd", "byddwn", "byddaf", "mae", "mae'r", "i", "i'r", "rhaid", "y", "yr", "a", "ac", "gan", "caiff", "ei", "eu",
    "cyhoeddi", "cyhoeddir", "Cyngor", "Bwrdd", "Gweinidog", "erbyn", "cyn", "diwedd", "mis", "Mai", "2027", "nesaf",
    "dylai", "galw", "ar", "galwodd", "cytunodd", "wedi", "ymrwymo", "nod", "yw", "ein", ",", ".", ":", ";", "‘", "’",
    "“", "ni", "na", "fydd", "yn", "'n", "dim", "ond", "daw", "ddaw", "mi", "fe", "wna", "ni", "chodir", "arnom",
    "dyletswydd", "ymgynghora", "sydd", "bod", "am", "byddai", "£", "1", "mai'r", "ddylai", "gael", "mae'n",
])  # fmt: skip


@given(st.lists(_WORDS, max_size=60), st.sampled_from(list(DocumentKind)), st.sampled_from(list(Voice)))
def test_offsets_hold_whatever_the_words(words: list[str], kind: DocumentKind, voice: Voice) -> None:
    text = " ".join(words)
    context = Context(lang=Lang.CY, kind=kind, voice=voice, we_key="welsh-government", issued=SAID)
    candidate = welsh.candidate(text, context, sparing=False)
    last = 0
    for draft in welsh.find(candidate) if candidate else []:
        assert 0 <= draft.start <= draft.end <= len(text)
        assert draft.start <= draft.act <= len(text)
        assert draft.start >= last
        last = draft.start
        assert finish(draft, text, context).start >= draft.start


@given(st.text(max_size=300))
def test_nothing_breaks_it(text: str) -> None:
    if text.strip():
        assert all(0 <= draft.start <= draft.end for draft in _read(text, "statement"))
