"""The codebook of themes in REFI-QDA: as its schema has it, with both languages, and the same wherever it is made."""

from io import StringIO

from lxml import etree

from corpus.codebook import Theme
from corpus.database import Corpus
from corpus.themes import described
from publish.export import qdc
from tests.publish.exports.exported import stamped

SCHEMA = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="urn:QDA-XML:codebook:1.0"
         datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start>
    <element name="CodeBook">
      <optional><attribute name="origin" ns=""><data type="string"/></attribute></optional>
      <element name="Codes"><oneOrMore><ref name="code"/></oneOrMore></element>
      <optional><element name="Sets"><oneOrMore><ref name="set"/></oneOrMore></element></optional>
    </element>
  </start>
  <define name="guid">
    <attribute name="guid" ns="">
      <data type="token">
        <param name="pattern">[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}</param>
      </data>
    </attribute>
  </define>
  <define name="called">
    <ref name="guid"/>
    <attribute name="name" ns=""><data type="string"/></attribute>
  </define>
  <define name="code">
    <element name="Code">
      <ref name="called"/>
      <attribute name="isCodable" ns=""><data type="boolean"/></attribute>
      <optional>
        <attribute name="color" ns="">
          <data type="token"><param name="pattern">#[0-9a-fA-F]{6}</param></data>
        </attribute>
      </optional>
      <optional><element name="Description"><data type="string"/></element></optional>
      <zeroOrMore><ref name="code"/></zeroOrMore>
    </element>
  </define>
  <define name="set">
    <element name="Set">
      <ref name="called"/>
      <optional><element name="Description"><data type="string"/></element></optional>
      <zeroOrMore><element name="MemberCode"><ref name="guid"/></element></zeroOrMore>
    </element>
  </define>
</grammar>
"""
"""What the published schema of codebooks (REFI-QDA 1.0) allows, in our words."""

CODE = f"{{{qdc.NAMESPACE}}}Code"


def written(corpus: Corpus) -> etree._Element:
    out = StringIO()
    with corpus.read() as session:
        assert qdc.write(out, stamped(session)) == len(Theme)
    return etree.fromstring(out.getvalue().encode())


def test_it_is_as_the_schema_has_it(corpus: Corpus) -> None:
    schema = etree.RelaxNG(etree.fromstring(SCHEMA))
    book = written(corpus)
    assert schema.validate(book), schema.error_log
    del next(book.iter(CODE)).attrib["isCodable"]
    assert not schema.validate(book)


def test_every_theme_is_a_code_with_both_languages(corpus: Corpus) -> None:
    codes = {code.get("name"): code for code in written(corpus).iter(CODE) if code.get("isCodable") == "true"}
    assert len(codes) == len(Theme)
    for theme in described():
        words = codes[theme.name_en].findtext(f"{{{qdc.NAMESPACE}}}Description") or ""
        assert theme.definition_en in words and theme.definition_cy in words and theme.name_cy in words


def test_names_stay_so_that_codings_made_with_it_keep_their_codes(corpus: Corpus) -> None:
    guids = [code.get("guid") for code in written(corpus).iter(CODE)]
    assert len(guids) == len(set(guids)) == len(Theme) + 3
    assert qdc.guid(Theme.ASSETS) == "21881A36-55D9-5B81-9BC3-53FE35BB13C2", "never to be changed"
