"""XML that keeps texts in small parts, or a text and its headline apart from one another."""

from pathlib import Path

import pytest

from ingest.article import RawArticle
from readers_made import read_bytes, reasons, texts

ONE = "The council of Alderholm voted on Monday to close the old mill bridge until the autumn."
TWO = "Its railing had rusted through, engineers said, and the river had taken part of a pier."


def words(text: str) -> str:
    return " ".join(f'<String CONTENT="{word}"/><SP/>' for word in text.split())


def in_alto(lines: str) -> bytes:
    page = f"<Layout><Page><PrintSpace>{lines}</PrintSpace></Page></Layout>"
    return f'<alto xmlns="http://www.loc.gov/standards/alto/ns-v2#">{page}</alto>'.encode()


TOLD = """<String CONTENT="rail" SUBS_TYPE="HypPart1" SUBS_CONTENT="railing"/><HYP CONTENT="-"/>
</TextLine><TextLine><String CONTENT="ing" SUBS_TYPE="HypPart2" SUBS_CONTENT="railing"/>"""


@pytest.mark.parametrize(
    "broken",
    [
        TOLD,
        '<String CONTENT="rail"/><HYP CONTENT="-"/></TextLine><TextLine><String CONTENT="ing"/>',
    ],
)
def test_the_words_of_a_scanned_page_are_its_text(broken: str, tmp_path: Path) -> None:
    two = words(TWO).replace('<String CONTENT="railing"/>', broken)
    lines = "".join(
        f"<TextBlock><TextLine>{one}</TextLine></TextBlock>" for one in (words(ONE), two)
    )
    (record,) = read_bytes(tmp_path, "0001.xml", in_alto(lines))
    assert texts([record]) == [f"{ONE}\n\n{TWO}"]
    assert record.source_format == "alto"


def test_lines_of_regions_are_joined(tmp_path: Path) -> None:
    first, second = TWO[:8], TWO[8:]
    lines = [
        f"<TextLine><TextEquiv><Unicode>{one}</Unicode></TextEquiv></TextLine>"
        for one in (f"{first}¬", second)
    ]
    region = f"<TextRegion>{''.join(lines)}</TextRegion>"
    data = f"<PcGts xmlns='http://schema.primaresearch.org/PAGE'><Page>{region}</Page></PcGts>"
    assert texts(read_bytes(tmp_path, "a.xml", data.encode())) == [TWO]


def test_segments_of_the_ldc_are_paragraphs(tmp_path: Path) -> None:
    segments = "".join(
        f"<SEG><ORIGINAL_TEXT>{one}</ORIGINAL_TEXT><TOKEN>{one[:3]}</TOKEN></SEG>"
        for one in (ONE, TWO)
    )
    document = f'<DOC id="ENG_NW_001_20140101_X"><TEXT>{segments}</TEXT></DOC>'
    data = f"<LCTL_TEXT>{document * 2}</LCTL_TEXT>"
    records = read_bytes(tmp_path, "a.ltf.xml", data.encode())
    assert texts(records) == [f"{ONE}\n\n{TWO}"] * 2
    assert isinstance(records[0], RawArticle)
    assert records[0].given.published_at == "20140101"


def test_a_test_set_of_translations_is_read_in_the_language_it_was_written_in(
    tmp_path: Path,
) -> None:
    source = f"<p><seg>Bridge closes</seg></p><p><seg>{ONE}</seg><seg>{TWO}</seg></p>"
    other = "<ref lang='de'><p><seg>Die Brücke.</seg></p></ref>"
    document = f"<doc origlang='en'><src lang='en'>{source}</src>{other}</doc>"
    data = f"<?xml version='1.0'?><dataset id='t'>{document}</dataset>"
    (record,) = read_bytes(tmp_path, "t.xml", data.encode())
    assert isinstance(record, RawArticle)
    assert record.text == f"{ONE} {TWO}"
    assert (record.given.headline, record.given.language) == ("Bridge closes", "en")


def test_the_raw_text_of_an_annotated_document_is_its_text(tmp_path: Path) -> None:
    about = '<fileDesc creationtime="2026-03-03T10:00:00Z" title="Bridge closes" author="Ann Lee"/>'
    text = f"<raw>{ONE}\n\n{TWO}</raw><text><wf>The</wf></text>"
    data = f'<NAF xml:lang="en"><nafHeader>{about}</nafHeader>{text}</NAF>'
    (record,) = read_bytes(tmp_path, "a.xml", data.encode())
    assert isinstance(record, RawArticle)
    assert record.text == f"{ONE}\n\n{TWO}"
    assert (record.given.headline, record.given.authors) == ("Bridge closes", ("Ann Lee",))


def test_words_in_elements_are_sentences(tmp_path: Path) -> None:
    inner = "".join(f"<w>{word}</w>\n" for word in ["It", "rained", ",", "he", "said", "."])
    data = f'<?xml version="1.0"?><text><p id="1"><s id="1.1">{inner}</s></p></text>'
    assert texts(read_bytes(tmp_path, "a.xml", data.encode())) == ["It rained, he said."]


def test_a_text_and_a_headline_may_lie_anywhere(tmp_path: Path) -> None:
    head = "<lead><headline><ln>Bridge closes</ln></headline></lead>"
    signed = "<byline><author>Ann Lee</author></byline>"
    text = f"<text>{signed}<body><p>{ONE}</p><p>{TWO}</p></body></text>"
    (record,) = read_bytes(
        tmp_path, "a.xml", f"<?xml version='1.0'?><doc>{head}<story>{text}</story></doc>".encode()
    )
    assert isinstance(record, RawArticle)
    assert record.text == f"{ONE}\n\n{TWO}"
    assert (record.given.headline, record.given.authors) == ("Bridge closes", ("Ann Lee",))
    several = (
        f"<?xml version='1.0'?><doc>{head}<story>{text}</story><box><in>{text}</in></box></doc>"
    )
    assert reasons(read_bytes(tmp_path, "b.xml", several.encode())) == ["unsupported"]


def test_a_list_of_records_with_summaries_is_no_record(tmp_path: Path) -> None:
    head = "<title>Bridge closes</title><summary>Until autumn.</summary>"
    one = f"<item>{head}<text>{ONE}</text></item>"
    data = f"<?xml version='1.0'?><items>{one}</items>"
    assert texts(read_bytes(tmp_path, "a.xml", data.encode())) == [ONE]
    assert texts(read_bytes(tmp_path, "b.xml", data.replace(one, one * 2).encode())) == [ONE, ONE]


def test_paragraphs_of_a_named_field_stay_apart(tmp_path: Path) -> None:
    head = "<author firstname='Ann' surname='Lee'/><field name='title'>Bridge closes</field>"
    fields = f"{head}<field name='body'><p>{ONE}</p><p>{TWO}</p></field>"
    content = f"<content publishdate='2026-03-03'>{fields}</content>"
    data = f"<?xml version='1.0'?><all>{content}</all>"
    (record,) = read_bytes(tmp_path, "a.xml", data.encode())
    assert isinstance(record, RawArticle)
    assert (record.text, record.given.authors) == (f"{ONE}\n\n{TWO}", ("Ann Lee",))


def test_blank_lines_part_paragraphs_where_no_element_does(tmp_path: Path) -> None:
    data = f"title,post_content\nBridge closes,\"{ONE} <a href='x'>More</a>\n\n{TWO}\"\n"
    assert texts(read_bytes(tmp_path, "a.csv", data.encode())) == [f"{ONE} More\n\n{TWO}"]
    text = f"<text>{ONE}\n\nIts <e>railing</e> rusted.</text>"
    marked = f"<?xml version='1.0'?><doc><title>Bridge</title><date>2026-03-03</date>{text}</doc>"
    assert texts(read_bytes(tmp_path, "a.xml", marked.encode())) == [
        f"{ONE}\n\nIts railing rusted."
    ]


TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><title>One</title></teiHeader>
<text><body><p><s>
  {}
</s></p></body></text></TEI>"""


JOINED = """<w>It</w>
<w join="right">rained</w> <pc>,</pc>
<name><w>Ann</w></name> <w join="right">says</w>
<pc>.</pc><linkGrp/>"""


@pytest.mark.parametrize(
    "words",
    [
        JOINED,
        "<w>It</w>\n<w>rained</w>\n<pc>,</pc>\n<w>Ann</w>\n<w>says</w>\n<pc>.</pc>",
        "<w>It</w><c> </c>\n<w>rained</w><pc>,</pc><c> </c><w>Ann</w><c> </c><w>says</w><pc>.</pc>",
        "<w>It </w><w>rained</w><pc>, </pc><w>Ann </w><w>says</w><pc>.</pc>",
    ],
)
def test_words_of_a_sentence_touch_where_it_is_told_or_in_print(words: str, tmp_path: Path) -> None:
    records = read_bytes(tmp_path, "a.xml", TEI.format(words).encode())
    assert texts(records) == ["It rained, Ann says."]


def test_documents_one_behind_another_are_records(tmp_path: Path) -> None:
    one = "<Day>\n<ID>1</ID>\n<Headline>Bridge closes</Headline>\n<Dateline>2004/3/10</Dateline>\n"
    data = f"{one}<Text>{ONE}</Text>\n</Day>\n{one}<Text>{TWO}</Text>\n</Day>\n"
    records = read_bytes(tmp_path, "a.xml", data.encode())
    assert texts(records) == [ONE, TWO]
    assert isinstance(records[0], RawArticle)
    assert records[0].given.published_at == "2004/3/10"
    story = f"<body.head><hedline><hl1>Bridge</hl1></hedline></body.head><body.content><p>{ONE}</p>"
    nitf = f"<?xml version='1.0'?>\n<nitf><body>{story}</body.content></body></nitf>\n"
    records = read_bytes(tmp_path, "b.xml", (nitf * 2).encode())
    assert texts(records) == [ONE, ONE]
    assert records[0].source_format == "nitf"


def test_paragraphs_may_be_called_by_their_whole_name(tmp_path: Path) -> None:
    story = f"<STORY><PARA>{ONE}</PARA><PARA>{TWO}</PARA></STORY>"
    data = f"<NEWS><ITEM><HEADLINE>Bridge</HEADLINE><DATE>3 March 2026</DATE>{story}</ITEM></NEWS>"
    assert texts(read_bytes(tmp_path, "a.xml", data.encode())) == [f"{ONE}\n\n{TWO}"]
