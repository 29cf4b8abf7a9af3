"""Legislation in CLML, Akoma Ntoso and as a page: provisions with their numbers, leads, and what they amend."""

from collections.abc import Callable
from datetime import date

import pytest

from corpus.codebook import DocumentKind, Lang, PassageKind
from corpus.errors import UnreadableDocument
from corpus.types import Passage, ReadDocument

ReadOne = Callable[..., ReadDocument]

HEAD = (
    '<Legislation xmlns="http://www.legislation.gov.uk/namespaces/legislation" '
    'DocumentURI="http://www.legislation.gov.uk/asc/2024/9/{uri}" '
    'IdURI="http://www.legislation.gov.uk/id/asc/2024/9">'
    '<ukm:Metadata xmlns:ukm="http://www.legislation.gov.uk/namespaces/metadata" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:identifier>http://www.legislation.gov.uk/asc/2024/9/{uri}</dc:identifier>"
    '<dc:title xml:lang="en">Hedges (Wales) Act 2024</dc:title>'
    '<dc:title xml:lang="cy">Deddf Perthi (Cymru) 2024</dc:title>'
    "<dc:language>{lang}</dc:language>"
    '<ukm:PrimaryMetadata><ukm:EnactmentDate Date="2024-07-01"/></ukm:PrimaryMetadata></ukm:Metadata>'
)
BODY = """<Primary>
<PrimaryPrelims><Title>Hedges (Wales) Act 2024</Title><Number>2024 asc 9</Number>
<LongTitle>An Act of Senedd Cymru about hedges.</LongTitle>
<DateOfEnactment><DateText>[1 July 2024]</DateText></DateOfEnactment></PrimaryPrelims>
<Body><Part><Number>PART 1</Number><Title xml:lang="en">HEDGES</Title><Title xml:lang="cy">PERTHI</Title>
<Pblock><Title>Duties</Title>
<P1group><Title>Duty to promote hedges</Title><P1><Pnumber><CommentaryRef Ref="c1"/>16</Pnumber><P1para>
<P2><Pnumber>1</Pnumber><P2para><Text>A local authority must promote—</Text>
<P3><Pnumber>a</Pnumber><P3para><Text>the planting of hedges;</Text></P3para></P3>
<P3><Pnumber>b</Pnumber><P3para><Text>the care of hedges that—</Text>
<P4><Pnumber>i</Pnumber><P4para><Text>are old, or</Text></P4para></P4>
<P4><Pnumber>ii</Pnumber><P4para><Text>are rare;</Text></P4para></P4></P3para></P3>
<P3><Pnumber>c</Pnumber><P3para><Text>involving people.</Text></P3para></P3>
<Text>and it must publish what it has done.</Text></P2para></P2>
<P2><Pnumber>2</Pnumber><P2para><Text>In this section—</Text>
<UnorderedList Class="Definition"><ListItem><Para>
<Text>“<Term>hedge</Term>” (“<Emphasis>perth</Emphasis>”) means a row of shrubs;</Text></Para></ListItem>
<ListItem><Para><Text>“the 2016 Act” means the <Citation>Ditches (Wales) Act 2016 (anaw 7)</Citation>.</Text></Para>
</ListItem>
</UnorderedList></P2para></P2></P1para></P1></P1group></Pblock></Part>
<Part><Number>PART 2</Number><Title>DITCHES</Title>
<P1group><Title>Ditches</Title><P1><Pnumber>17</Pnumber><P1para>
<P2><Pnumber>1</Pnumber><P2para><Text>The 2016 Act is amended as follows.</Text></P2para></P2>
<P2><Pnumber>2</Pnumber><P2para><Text>After section 3 insert—</Text>
<BlockAmendment><P1group><Title>Plans for ditches</Title><P1><Pnumber>3A</Pnumber><P1para>
<P2><Pnumber>1</Pnumber><P2para><Text>The Welsh Ministers must publish a plan.</Text></P2para></P2>
</P1para></P1></P1group></BlockAmendment><AppendText>.</AppendText></P2para></P2>
<P2><Pnumber>3</Pnumber><P2para>
<Text>In section 5, for “may” substitute <InlineAmendment>“must”</InlineAmendment>.</Text></P2para></P2>
<P2><Pnumber>4</Pnumber><P2para><Text>The Welsh Ministers must report on this section.</Text></P2para></P2>
</P1para></P1></P1group></Part></Body>
<Schedules><Schedule><Number>SCHEDULE 1</Number><TitleBlock><Title>MINOR AMENDMENTS</Title></TitleBlock>
<Reference>(as introduced by section 17)</Reference><ScheduleBody>
<P1group><Title>Walls Act 1999 (c. 3)</Title><P1><Pnumber>2</Pnumber><P1para>
<Text>In section 9, after subsection (4) insert—</Text>
<BlockAmendment><P2><Pnumber>5</Pnumber><P2para><Text>A wall must stand.</Text></P2para></P2></BlockAmendment>
</P1para></P1></P1group></ScheduleBody></Schedule></Schedules></Primary>
<Commentaries><Commentary id="c1"><Para><Text>S. 16 in force at 1.9.2024</Text></Para></Commentary></Commentaries>
</Legislation>"""
ENGLISH = HEAD.format(uri="2024-07-02", lang="en") + BODY


def _rows(document: ReadDocument) -> list[tuple[str, str, str]]:
    return [(one.number, one.amends, one.text) for one in document.passages]


def _numbered(document: ReadDocument, number: str) -> Passage:
    (found,) = [one for one in document.passages if one.number == number and one.kind is PassageKind.PROVISION]
    return found


def test_every_run_of_text_is_a_provision_numbered_in_full(read_one: ReadOne) -> None:
    ditches, walls = "Ditches (Wales) Act 2016", "Walls Act 1999"
    assert _rows(read_one("a.xml", ENGLISH)) == [
        ("", "", "An Act of Senedd Cymru about hedges."),
        ("", "", "PART 1: HEDGES"),
        ("", "", "Duties"),
        ("16", "", "Duty to promote hedges"),
        ("16(1)", "", "A local authority must promote—"),
        ("16(1)(a)", "", "the planting of hedges;"),
        ("16(1)(b)", "", "the care of hedges that—"),
        ("16(1)(b)(i)", "", "are old, or"),
        ("16(1)(b)(ii)", "", "are rare;"),
        ("16(1)(c)", "", "involving people."),
        ("16(1)", "", "and it must publish what it has done."),
        ("16(2)", "", "In this section—"),
        ("16(2)", "", "“hedge” (“perth”) means a row of shrubs;"),
        ("16(2)", "", "“the 2016 Act” means the Ditches (Wales) Act 2016 (anaw 7)."),
        ("", "", "PART 2: DITCHES"),
        ("17", "", "Ditches"),
        ("17(1)", "", "The 2016 Act is amended as follows."),
        ("17(2)", "", "After section 3 insert—"),
        ("3A", ditches, "Plans for ditches"),
        ("3A(1)", ditches, "The Welsh Ministers must publish a plan."),
        ("17(3)", ditches, "In section 5, for “may” substitute “must”."),
        ("17(4)", "", "The Welsh Ministers must report on this section."),
        ("", "", "SCHEDULE 1: MINOR AMENDMENTS"),
        ("Schedule 1 paragraph 2", "", "Walls Act 1999 (c. 3)"),
        ("Schedule 1 paragraph 2", "", "In section 9, after subsection (4) insert—"),
        ("(5)", walls, "A wall must stand."),
    ]


def test_a_provision_carries_the_words_and_headings_that_govern_it(read_one: ReadOne) -> None:
    document = read_one("a.xml", ENGLISH)
    involve = _numbered(document, "16(1)(c)")
    assert involve.lead == "A local authority must promote—"
    assert involve.headings == ("PART 1: HEDGES", "Duties", "Duty to promote hedges")
    assert _numbered(document, "16(1)(b)(ii)").lead == "A local authority must promote— the care of hedges that—"
    assert _numbered(document, "17(4)").lead == ""
    assert _numbered(document, "3A(1)").headings[-1] == "Plans for ditches"


def test_what_an_act_says_of_itself(read_one: ReadOne) -> None:
    document = read_one("a.xml", ENGLISH)
    assert (document.title, document.lang, document.kind) == ("Hedges (Wales) Act 2024", Lang.EN, DocumentKind.ACT)
    assert (document.work, document.issued) == ("asc/2024/9", date(2024, 7, 1))
    assert document.publisher == "Welsh Parliament"
    assert document.url == "http://www.legislation.gov.uk/asc/2024/9/2024-07-02"
    assert document.warnings == ()


def test_the_title_is_that_of_the_document_s_language(read_one: ReadOne) -> None:
    document = read_one("a.xml", HEAD.format(uri="welsh", lang="cy") + BODY)
    assert (document.title, document.lang) == ("Deddf Perthi (Cymru) 2024", Lang.CY)
    assert document.passages[1].text == "RHAN 1: PERTHI" or document.passages[1].text == "PART 1: PERTHI"
    assert "HEDGES" not in document.passages[1].text
    assert document.work == "asc/2024/9"


def test_one_section_is_a_work_of_its_own(read_one: ReadOne) -> None:
    document = read_one("a.xml", HEAD.format(uri="section/16/2024-07-02", lang="en") + BODY)
    assert document.work == "asc/2024/9/section/16"
    assert document.warnings == ("It holds only section 16 of its work, not the whole.",)


def test_metadata_alone_is_no_document(read_one: ReadOne) -> None:
    with pytest.raises(UnreadableDocument, match="holds metadata only"):
        read_one("a.xml", HEAD.format(uri="metadata", lang="en") + "</Legislation>")


def test_contents_alone_are_no_document(read_one: ReadOne) -> None:
    contents = "<Contents><ContentsTitle>Hedges</ContentsTitle></Contents></Legislation>"
    with pytest.raises(UnreadableDocument, match="holds a table of contents only"):
        read_one("a.xml", HEAD.format(uri="contents", lang="en") + contents)


def test_a_welsh_instrument(read_one: ReadOne) -> None:
    xml = """<Legislation xmlns="http://www.legislation.gov.uk/namespaces/legislation"
    IdURI="http://www.legislation.gov.uk/id/wsi/2024/5" DocumentURI="http://www.legislation.gov.uk/wsi/2024/5/made/welsh">
    <ukm:Metadata xmlns:ukm="http://www.legislation.gov.uk/namespaces/metadata" xmlns:dc="http://purl.org/dc/elements/1.1/">
    <dc:title>Rheoliadau Perthi (Cymru) 2024</dc:title><dc:language>cy</dc:language>
    <ukm:SecondaryMetadata><ukm:Made Date="2024-10-07"/></ukm:SecondaryMetadata></ukm:Metadata><Secondary>
    <SecondaryPrelims><SecondaryPreamble><EnactingText><Para><Text>Mae Gweinidogion Cymru yn gwneud y Rheoliadau a
      ganlyn:</Text></Para></EnactingText></SecondaryPreamble></SecondaryPrelims><Body>
    <P1group><Title>Diwygio</Title><P1><Pnumber>2</Pnumber><P1para>
    <Text>Yn Rheoliadau Ffosydd (Cymru) 2011<FootnoteRef Ref="f1"/>, yn lle paragraff 5 rhodder—</Text>
    <BlockAmendment><P3><Pnumber>a</Pnumber><P3para><Text>cynllun;</Text></P3para></P3></BlockAmendment></P1para>
</P1></P1group>
    <SignedSection><Signatory><Signee><PersonName>Gwen Puw</PersonName><JobTitle>Gweinidog Perthi</JobTitle></Signee>
</Signatory>
    </SignedSection></Body><Schedules><Schedule><Number>ATODLEN 1</Number><ScheduleBody><P1><Pnumber>3</Pnumber>
    <P1para><Text>Rhaid plannu.</Text></P1para></P1></ScheduleBody></Schedule></Schedules></Secondary>
    <Footnotes><Footnote id="f1"><FootnoteText><Para><Text>O.S. 2011/1</Text></Para></FootnoteText></Footnote>
</Footnotes>
    </Legislation>"""
    document = read_one("a.xml", xml)
    assert (document.kind, document.lang) == (DocumentKind.STATUTORY_INSTRUMENT, Lang.CY)
    assert (document.publisher, document.issued) == ("Welsh Ministers", date(2024, 10, 7))
    assert _rows(document)[2:] == [
        ("2", "", "Yn Rheoliadau Ffosydd (Cymru) 2011, yn lle paragraff 5 rhodder—"),
        ("(a)", "Rheoliadau Ffosydd (Cymru) 2011", "cynllun;"),
        ("", "", "Gwen Puw, Gweinidog Perthi"),
        ("", "", "ATODLEN 1"),
        ("Atodlen 1 paragraff 3", "", "Rhaid plannu."),
    ]
    assert all(not one.lead for one in document.passages)


def test_a_table_of_labelled_rules_reads_as_rules(read_one: ReadOne) -> None:
    table = """<Legislation><Body><Part><Number>PART 1</Number><Title>THE STANDARDS</Title><Tabular>
    <table xmlns="http://www.w3.org/1999/xhtml" xmlns:l="urn:l"><tbody>
    <tr><td><l:Strong>1</l:Strong></td><td><l:Strong>Letters</l:Strong></td></tr>
    <tr><td><l:Strong>Standard 1:</l:Strong></td><td>You must answer in Welsh.</td></tr>
    <tr><td><l:Strong>Standard 2:</l:Strong></td><td><l:Para><l:Text>You must—</l:Text></l:Para>
      <l:OrderedList Type="alpha" Decoration="parens"><l:ListItem><l:Para><l:Text>ask,</l:Text></l:Para></l:ListItem>
</l:OrderedList></td></tr>
    <tr><td>a</td><td>b</td><td>c</td></tr></tbody></table></Tabular></Part></Body></Legislation>"""
    document = read_one("a.xml", table)
    assert [(one.kind.value, one.number, one.text) for one in document.passages] == [
        ("heading", "", "PART 1: THE STANDARDS"),
        ("heading", "", "1: Letters"),
        ("provision", "Standard 1", "You must answer in Welsh."),
        ("provision", "Standard 2", "You must—"),
        ("provision", "Standard 2(a)", "ask,"),
        ("table-row", "", "a | b | c"),
    ]
    assert document.passages[4].lead == "You must—"


def test_spaces_that_pretty_printing_adds_are_taken_off(read_one: ReadOne) -> None:
    xml = """<Legislation><Body><P1><Pnumber>
        1
    </Pnumber><P1para><Text>
        An “
        <Term>education body</Term>
        ” (or “
        <Emphasis>corff</Emphasis>
        ”) means—
    </Text></P1para></P1></Body></Legislation>"""
    passage = read_one("a.xml", xml).passages[0]
    assert (passage.number, passage.text) == ("1", "An “education body” (or “corff”) means—")


AKN = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="asc"><meta><identification>
<FRBRWork><FRBRuri value="http://www.legislation.gov.uk/id/asc/2024/9"/><FRBRdate date="2024-07-01" name="enacted"/>
</FRBRWork>
<FRBRExpression><FRBRuri value="http://www.legislation.gov.uk/asc/2024/9/2024-07-02"/><FRBRlanguage language="eng"/>
</FRBRExpression></identification><notes><note><p>S. 16 in force</p></note></notes></meta>
<preface><block name="title"><docTitle>Hedges (Wales) Act 2024</docTitle></block>
<longTitle><p>An Act of Senedd Cymru about hedges.</p></longTitle></preface><body>
<part><num>PART 1</num><heading>HEDGES</heading><hcontainer name="crossheading"><heading>Duties</heading>
<section><num>16</num><heading>Duty to promote hedges</heading>
<subsection><num>(1)</num><intro><p>A local authority must promote—</p></intro>
<level class="para1"><num>(a)</num><content><p>the planting of hedges;</p></content></level>
<level class="para1"><num>(b)</num><intro><p>the care of hedges that—</p></intro>
<level class="para2"><num>(i)</num><content><p>are old, or</p></content></level>
<level class="para2"><num>(ii)</num><content><p>are rare;</p></content></level></level>
<level class="para1"><num>(c)</num><content><p>involving people.</p></content></level>
<wrapUp><p>and it must publish what it has done.</p></wrapUp></subsection>
<subsection><num>(2)</num><intro><p>In this section—</p></intro>
<hcontainer name="definition"><content><p>“<term>hedge</term>” (“<i>perth</i>”) means a row of shrubs;</p></content>
</hcontainer>
<hcontainer name="definition"><content><p>“the 2016 Act” means the <ref>Ditches (Wales) Act 2016 (anaw 7)</ref>.</p>
</content></hcontainer>
</subsection></section></hcontainer></part>
<part><num>PART 2</num><heading>DITCHES</heading><section><num>17</num><heading>Ditches</heading>
<subsection><num>(1)</num><content><p>The 2016 Act is amended as follows.</p></content></subsection>
<subsection><num>(2)</num><content><p><mod>After section 3 insert—<quotedStructure startQuote="“" endQuote="”">
<section><num>3A</num><heading>Plans for ditches</heading>
<subsection><num>(1)</num><content><p>The Welsh Ministers must publish a plan.</p></content></subsection></section>
</quotedStructure><inline name="appendText">.</inline></mod></p></content></subsection>
<subsection><num>(3)</num><content><p><mod>In section 5, for “may” substitute <quotedText>“must”</quotedText>.</mod>
</p></content></subsection>
<subsection><num>(4)</num><content><p>The Welsh Ministers must report on this section.</p></content></subsection>
</section></part>
<hcontainer name="schedules"><hcontainer name="schedule"><num>SCHEDULE 1<authorialNote>
<p>(as introduced by section 17)</p></authorialNote></num>
<heading>MINOR AMENDMENTS</heading><hcontainer name="crossheading"><heading>Walls Act 1999 (c. 3)</heading>
<paragraph><num>2</num><content><p><mod>In section 9, after subsection (4) insert—<quotedStructure>
<subsection><num>(5)</num><content><p>A wall must stand.</p></content></subsection></quotedStructure></mod></p>
</content></paragraph>
</hcontainer></hcontainer></hcontainer></body></act></akomaNtoso>"""


def test_akoma_ntoso_reads_as_clml_does(read_one: ReadOne) -> None:
    clml, akn = read_one("a.xml", ENGLISH), read_one("b.akn", AKN)
    assert akn.passages == clml.passages
    assert (akn.title, akn.work, akn.kind, akn.issued) == (clml.title, clml.work, clml.kind, clml.issued)
    assert (akn.lang, akn.publisher, akn.url) == (clml.lang, clml.publisher, clml.url)


PAGE = """<!DOCTYPE HTML><html><head><title>Hedges (Wales) Act 2024</title></head><body>
<article class="act primary asc">
<div class="meta"><div property="FRBRWork"><div property="FRBRuri">
<meta property="value" content="http://www.legislation.gov.uk/id/asc/2024/9"></div>
<div property="FRBRdate"><meta property="date" content="2024-07-01"><meta property="name" content="enacted"></div></div>
<div property="FRBRExpression"><div property="FRBRuri"><meta property="value" content="http://www.legislation.gov.uk/asc/2024/9"></div>
<div property="FRBRlanguage"><meta property="language" content="eng"></div></div></div>
<div class="body"><section class="part"><h2><span class="num">PART 1</span><span class="heading">HEDGES</span></h2>
<section class="section" id="section-16"{target}><h2><span class="num">16</span><span class="heading">Duty</span></h2>
<section class="subsection"><h2><span class="num">(1)</span></h2><div class="intro"><p>A council must—</p></div>
<div class="level para1"><h3><span class="num">(a)</span></h3><div class="content"><p>plant,</p></div></div></section>
<section class="subsection"><h2><span class="num">(2)</span></h2><div class="content"><div class="p">
<div class="mod">In the
Ditches (Wales) Act 2016, after section 3 insert—<blockquote><div class="level para1">
<h3><span class="num">“(ba)</span></h3>
<div class="content"><p>a ditch;”;</p></div></div></blockquote></div></div></div></section>
<footer class="annotations"><p>Annotations: in force</p></footer></section></section></div></article></body></html>"""


def test_a_page_of_legislation_reads_as_its_source_does(read_one: ReadOne) -> None:
    document = read_one("a.html", PAGE.replace("{target}", ""))
    assert _rows(document) == [
        ("", "", "PART 1: HEDGES"),
        ("16", "", "Duty"),
        ("16(1)", "", "A council must—"),
        ("16(1)(a)", "", "plant,"),
        ("16(2)", "", "In the Ditches (Wales) Act 2016, after section 3 insert—"),
        ("(ba)", "Ditches (Wales) Act 2016", "a ditch;"),
    ]
    assert (document.work, document.title) == ("asc/2024/9", "Hedges (Wales) Act 2024")
    assert (document.kind, document.issued) == (DocumentKind.ACT, date(2024, 7, 1))


def test_a_page_of_one_section_says_so(read_one: ReadOne) -> None:
    document = read_one("a.html", PAGE.replace("{target}", ' data-uk-target="true"'))
    assert document.work == "asc/2024/9/section/16"
    assert document.warnings
