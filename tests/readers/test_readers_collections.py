"""Collections of newswire in SGML, and XML that is no format of news: every record is found."""

from pathlib import Path

import pytest

from ingest.article import RawArticle
from readers_made import Records, read_bytes, reasons, texts

ONE = "The council of Alderholm voted on Monday to close the old mill bridge until the autumn."
TWO = "Its railing had rusted through, engineers said, and the river had taken part of a pier."


def articles(records: Records) -> list[RawArticle]:
    return [record for record in records if isinstance(record, RawArticle)]


REUTERS = f"""<!DOCTYPE lewis SYSTEM "lewis.dtd">
<REUTERS TOPICS="YES" LEWISSPLIT="TRAIN" OLDID="5544" NEWID="1">
<DATE>26-FEB-1987 15:01:01.79</DATE>
<TOPICS><D>cocoa</D></TOPICS>
<UNKNOWN>&#5;&#5;&#5;C T
f0704&#31;reute</UNKNOWN>
<TEXT>&#2;
<TITLE>MILL &lt;MLL.O> CLOSES</TITLE>
<DATELINE>    ALDERHOLM, Feb 26 - </DATELINE><BODY>{ONE}
    {TWO}
&#3;</BODY></TEXT>
</REUTERS>
<REUTERS NEWID="2">
<DATE>26-FEB-1987 15:02:20.00</DATE>
<TEXT TYPE="BRIEF">&#2;
<TITLE>MILL SETS PAYOUT</TITLE></TEXT>
</REUTERS>
<REUTERS NEWID="3">
<TEXT TYPE="UNPROC">&#2;
{TWO}
&#3;</TEXT>
</REUTERS>
"""


def test_a_file_of_reuters_is_read_record_by_record(tmp_path: Path) -> None:
    records = read_bytes(tmp_path, "reut2-000.sgm", REUTERS.encode())
    assert texts(records) == [f"{ONE}\n    {TWO}", TWO]
    assert reasons(records) == ["no_article"]
    given = articles(records)[0].given
    assert given.headline == "MILL <MLL.O> CLOSES"
    assert given.dateline == "ALDERHOLM, Feb 26"
    assert given.published_at == "26 FEB 1987 15:01:01"


def test_a_document_of_trec_states_its_fields_in_elements(tmp_path: Path) -> None:
    document = f"""<DOC>
<DOCNO> AP880212-0001 </DOCNO>
<FILEID>AP-NR-02-12-88 2344EST</FILEID>
<HEAD>Mill bridge closes</HEAD>
<DATELINE>ALDERHOLM (AP) </DATELINE>
<BYLINE>By ANNA BRANDT</BYLINE>
<BYLINE>Associated Press Writer</BYLINE>
<TEXT>
   {ONE}
{TWO}
{ONE}
   {TWO} AT&amp;T said so.
</TEXT>
</DOC>
"""
    (record,) = articles(read_bytes(tmp_path, "ap880212", document.encode()))
    assert record.text == f"{ONE}\n{TWO}\n{ONE}\n\n   {TWO} AT&T said so."
    assert record.given.authors == ("ANNA BRANDT",)
    assert record.given.published_at == "1988-02-12"
    assert record.given.headline == "Mill bridge closes"


def test_what_stands_around_the_text_of_a_document_is_not_its_text(tmp_path: Path) -> None:
    document = f"""<DOC>
<DOCNO> NYT19990101.0001 </DOCNO>
<HEADER> A5412 &Cx1f; taf-z </HEADER>
<BODY>
<SLUG> BC-BRIDGE </SLUG>
<HEADLINE>
Mill bridge closes
</HEADLINE>
 By ANNA BRANDT
 c.1999 A News Service
<TEXT>
<P>
{ONE}
</P>
<P>
{TWO}
</P>
</TEXT>
</BODY>
<TRAILER> NYT-01-01-99 &QL; </TRAILER>
</DOC>
"""
    (record,) = articles(read_bytes(tmp_path, "nyt", document.encode()))
    assert record.text.split() == f"{ONE} {TWO}".split()
    assert record.given.authors == ("ANNA BRANDT",)
    assert record.given.published_at == "1999-01-01"


def test_documents_one_after_another_are_records(tmp_path: Path) -> None:
    data = "".join(
        f'<DOC id="APW_ENG_19941101.000{n}" type="story" >\n<TEXT>\n<P>\n{ONE} {n}\n</P>\n</TEXT>\n'
        "</DOC>\n"
        for n in range(3)
    )
    records = read_bytes(tmp_path, "apw_eng_199411", data.encode())
    assert texts(records) == [f"{ONE} {n}" for n in range(3)]
    cut = read_bytes(tmp_path, "cut", data[:-40].encode())
    assert texts(cut) == [f"{ONE} {n}" for n in range(2)]
    assert reasons(cut) == ["truncated"]


def test_pages_that_were_extracted_from_a_wiki_are_records(tmp_path: Path) -> None:
    data = f'<doc id="7" url="https://w.example/7" title="Closed">\nClosed\n\n{ONE}\n</doc>\n'
    (record,) = articles(read_bytes(tmp_path, "wiki_00", data.encode()))
    assert (record.given.headline, record.given.url) == ("Closed", "https://w.example/7")
    assert record.text == f"Closed\n\n{ONE}"


@pytest.mark.parametrize(
    "xml",
    [
        (
            "<articles><article id='1'><title>Closed</title><body><p>{0}</p><p>{1}</p></body>"
            "<date>2026-03-03</date></article></articles>"
        ),
        (
            "<root><row><headline>Closed</headline><story>{0}\n\n{1}</story>"
            "<pubdate>2026-03-03</pubdate></row></root>"
        ),
        "<news><item><head>Closed</head><date>2026-03-03</date><p>{0}</p><p>{1}</p></item></news>",
        (
            "<add><doc><field name='title'>Closed</field><field name='content'>{0}\n\n{1}</field>"
            "<field name='published'>2026-03-03</field></doc></add>"
        ),
        (
            "<doc title='Closed' date='2026-03-03' hostname='a.example'><main><p>{0}</p><p>{1}</p>"
            "</main><comments/></doc>"
        ),
        (
            "<corpus><document><metadata><title>Closed</title><date>2026-03-03</date></metadata>"
            "<content>{0}\n\n{1}</content></document></corpus>"
        ),
        (
            "<DOCS><DOC><HEADLINE>Closed</HEADLINE><DATETIME>2026-03-03</DATETIME>"
            "<TEXT><P>{0}</P><P>{1}</P></TEXT></DOC></DOCS>"
        ),
    ],
)
def test_records_are_found_in_xml_of_any_names(xml: str, tmp_path: Path) -> None:
    data = "<?xml version='1.0'?>\n" + xml.format(ONE, TWO)
    (record,) = articles(read_bytes(tmp_path, "a.xml", data.encode()))
    assert record.text == f"{ONE}\n\n{TWO}"
    assert (record.given.headline, record.given.published_at) == ("Closed", "2026-03-03")


@pytest.mark.parametrize("root", ["articles", "metadata", "article"])
def test_xml_without_a_declaration_is_no_page_for_names_that_html_has_too(
    root: str, tmp_path: Path
) -> None:
    one = "<article><title>Mill bridge closes</title><body>{}</body></article>".format
    records = read_bytes(tmp_path, "a.xml", f"<{root}>{one(ONE)}{one(TWO)}</{root}>".encode())
    assert [article.source_format for article in articles(records)] == ["xml", "xml"]
    assert texts(records) == [ONE, TWO]


def test_no_paragraph_of_a_long_record_is_lost(tmp_path: Path) -> None:
    paragraphs = [f"Paragraph {number} of it." for number in range(500)]
    inner = "".join(f"<p>{text}</p>" for text in paragraphs)
    data = f"<?xml version='1.0'?><story><headline>Long</headline>{inner}</story>".encode()
    assert texts(read_bytes(tmp_path, "a.xml", data)) == ["\n\n".join(paragraphs)]


NAMED = {
    "nitf": "<nitf><body><body.content><p>{}</p></body.content></body></nitf>",
    "article": "<article><front><article-meta/></front><body><p>{}</p></body></article>",
    "articles": "<articles><article><title>One</title><body>{}</body></article></articles>",
    "rss": "<rss version='2.0'><channel><item><description>{}</description></item></channel></rss>",
}


@pytest.mark.parametrize("doctype", ["", '<!DOCTYPE {} SYSTEM "named.dtd">'])
@pytest.mark.parametrize("root", NAMED)
def test_letters_that_stand_by_their_names_are_read(
    root: str, doctype: str, tmp_path: Path
) -> None:
    said = f"Le caf&eacute; d&rsquo;Alder &amp; la gare&nbsp;: un succ&egrave;s. {ONE}"
    data = f"<?xml version='1.0'?>{doctype.format(root)}{NAMED[root].format(said)}".encode()
    (text,) = texts(read_bytes(tmp_path, "a.xml", data))
    assert text.replace("\xa0", " ") == f"Le café d’Alder & la gare : un succès. {ONE}"


@pytest.mark.parametrize(
    ("xml", "source_format"),
    [
        (
            (
                '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>'
                "<title>Closed</title><author>Anna Brandt</author></titleStmt></fileDesc>"
                "</teiHeader>"
                "<text><body><p>{0}</p><p>{1}</p></body></text></TEI>"
            ),
            "tei",
        ),
        (
            (
                "<article><front><article-meta><title-group><article-title>Closed</article-title>"
                "</title-group><contrib-group><contrib contrib-type='author'><name><surname>Brandt"
                "</surname><given-names>Anna</given-names></name></contrib></contrib-group>"
                "</article-meta></front><body><p>{0}</p><fig><caption>A bridge</caption></fig>"
                "<sec><p>{1}</p></sec></body><back><ref-list><title>Sources</title></ref-list></back>"
                "</article>"
            ),
            "jats",
        ),
        (
            (
                '<article xmlns="http://docbook.org/ns/docbook"><title>Closed</title><info><author>'
                "<personname>Anna Brandt</personname></author></info><para>{0}</para>"
                "<para>{1}</para>"
                "</article>"
            ),
            "docbook",
        ),
    ],
)
def test_documents_of_archives_and_journals_are_articles(
    xml: str, source_format: str, tmp_path: Path
) -> None:
    data = "<?xml version='1.0'?>\n" + xml.format(ONE, TWO)
    (record,) = articles(read_bytes(tmp_path, "a.xml", data.encode()))
    assert record.source_format == source_format
    assert record.text == f"{ONE}\n\n{TWO}"
    assert (record.given.headline, record.given.authors) == ("Closed", ("Anna Brandt",))


def test_pages_of_a_dump_of_a_wiki_are_articles_without_its_markup(tmp_path: Path) -> None:
    text = (
        f"{{{{date|March 3, 2026}}}}[[File:a.jpg|thumb|A [[pier]]]]'''{ONE}''' See [[w:Pier|piers]]"
        " and [https://a.example this].\n\n== Sources ==\n*{{source|a}}\n[[Category:News]]"
    )
    pages = "".join(
        f"<page><title>{title}</title><ns>{space}</ns><revision><timestamp>2026-03-03T10:15:00Z"
        f"</timestamp><text>{text}</text></revision></page>"
        for title, space in (("Closed", 0), ("Template:Date", 10))
    )
    name_space = "http://www.mediawiki.org/xml/export-0.10/"
    data = f'<mediawiki xmlns="{name_space}" xml:lang="en">{pages}</mediawiki>'
    (record,) = articles(read_bytes(tmp_path, "dump.xml", data.encode()))
    assert record.text == f"{ONE} See piers and this."
    assert (record.given.headline, record.given.language) == ("Closed", "en")


@pytest.mark.parametrize(
    "xml",
    [
        '<svg xmlns="http://www.w3.org/2000/svg"><title>A sign</title><text>Hello</text></svg>',
        "<resources><string name='a'>text</string></resources>",
        "<urlset><url><loc>https://a.example</loc><title>A</title></url></urlset>",
        "<menu><text>Soup of the day, with bread.</text></menu>",
    ],
)
def test_xml_that_tells_of_something_else_is_no_article(xml: str, tmp_path: Path) -> None:
    records = read_bytes(tmp_path, "a.xml", f"<?xml version='1.0'?>{xml}".encode())
    assert reasons(records) == ["unsupported"]


def test_items_of_the_reuters_corpus_have_their_text_and_day(tmp_path: Path) -> None:
    data = (
        '<newsitem itemid="2286" date="1996-08-20"><headline>Closed</headline>'
        f"<byline>Anna Brandt</byline><text><p>{ONE}</p><p>{TWO}</p></text>"
        "<copyright>(c) A News 1996</copyright></newsitem>"
    )
    (record,) = articles(read_bytes(tmp_path, "2286newsML.xml", data.encode()))
    assert record.text == f"{ONE}\n\n{TWO}"
    assert record.given.published_at == "1996-08-20"


def test_what_stands_below_a_picture_of_nitf_is_not_its_text(tmp_path: Path) -> None:
    data = (
        f"<nitf><body><body.content><media media-type='image'><media-reference source='a.jpg'/>"
        f"<media-caption><p>The bridge.</p></media-caption><media-producer>Ann Lee"
        f"</media-producer></media><p>{ONE}</p><p>{TWO}</p></body.content></body></nitf>"
    )
    assert texts(read_bytes(tmp_path, "a.xml", data.encode())) == [f"{ONE}\n\n{TWO}"]


def test_the_full_text_of_nitf_is_not_taken_twice(tmp_path: Path) -> None:
    data = (
        "<nitf><body><body.head><hedline><hl1>Closed</hl1></hedline></body.head><body.content>"
        f"<block class='lead_paragraph'><p>{ONE}</p></block>"
        f"<block class='full_text'><p>{ONE}</p><p>{TWO}</p></block></body.content></body></nitf>"
    )
    assert texts(read_bytes(tmp_path, "a.xml", data.encode())) == [f"{ONE}\n\n{TWO}"]


def test_an_entry_of_wordpress_has_a_teaser_without_its_last_line(tmp_path: Path) -> None:
    last = "&lt;p&gt;The post &lt;a&gt;Closed&lt;/a&gt; appeared first on &lt;a&gt;Alder&lt;/a&gt;."
    data = (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<item><title>Closed</title><description>&lt;p&gt;{ONE}&lt;/p&gt;{last}</description>"
        f"<content:encoded>{ONE} {TWO}</content:encoded></item></channel></rss>"
    )
    (record,) = articles(read_bytes(tmp_path, "feed.xml", data.encode()))
    assert record.given.teaser == ONE


def test_comments_and_settings_in_an_export_of_blogger_are_no_articles(tmp_path: Path) -> None:
    def entry(kind: str) -> str:
        return (
            "<entry><category scheme='http://schemas.google.com/g/2005#kind' "
            f"term='http://schemas.google.com/blogger/2008/kind#{kind}'/><title>One</title>"
            f"<content>{ONE}</content></entry>"
        )

    kinds = "".join(map(entry, ("settings", "post", "comment")))
    data = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>A</title>{kinds}</feed>"
    records = read_bytes(tmp_path, "blog.xml", data.encode())
    assert texts(records) == [ONE]
    assert reasons(records) == ["no_article", "no_article"]


CLEF = f"""<DOC>
<DOCNO>ATS.940101.0001</DOCNO>
<TI>Mill bridge <B>closes</B></TI>
<AU>BO EK</AU>
<LD>{ONE}</LD>
<TX>{TWO}</TX>
<TX>Boats will not be stopped.</TX>
</DOC>
"""


def test_a_text_may_be_a_lead_and_an_element_for_each_paragraph(tmp_path: Path) -> None:
    (record,) = articles(read_bytes(tmp_path, "ats.94", CLEF.encode()))
    assert record.text == f"{ONE}\n\n{TWO}\n\nBoats will not be stopped."
    assert (record.given.headline, record.given.authors) == ("Mill bridge closes", ("BO EK",))
    assert record.given.published_at == "1994-01-01"


SENTENCES = f"""<srcset setid="test2014" srclang="any">
<doc sysid="ref" docid="post.1" genre="news" origlang="en">
<hl>
<seg id="1">Mill bridge closes</seg>
</hl>
<p>
<seg id="2">{ONE}</seg>
<seg id="3">{TWO}</seg>
</p>
</doc>
</srcset>
"""


def test_sentences_in_elements_are_those_of_the_text_around_them(tmp_path: Path) -> None:
    (record,) = articles(read_bytes(tmp_path, "test.en.sgm", SENTENCES.encode()))
    assert record.text.split("\n") == [ONE, TWO]
    assert record.given.headline == "Mill bridge closes"
    numbered = f'<DOC>\n<DOCNO>AP880911-0016</DOCNO>\n<TEXT>\n<s num="1"> {ONE}</s>\n</TEXT></DOC>'
    assert texts(read_bytes(tmp_path, "AP880911-0016.S", numbered.encode())) == [ONE]


def test_a_headline_with_signs_at_its_lines_holds_a_byline(tmp_path: Path) -> None:
    head = "<HL> Mill Bridge Closes@  Until Autumn\n@  ----\n@  By Bo Ek\n@  Staff Reporter</HL>"
    about = f"<DOCNO> WSJ870324-0001 </DOCNO>\n{head}\n<DD> 03/24/87</DD>"
    data = f"<DOC>\n{about}\n<TEXT>{ONE}</TEXT></DOC>"
    (record,) = articles(read_bytes(tmp_path, "WSJ_0324", data.replace("s@", "s\n@").encode()))
    assert record.given.headline == "Mill Bridge Closes Until Autumn"
    assert record.given.authors == ("Bo Ek",)
    assert record.given.published_at == "1987-03-24"


def test_a_slug_above_a_headline_is_none(tmp_path: Path) -> None:
    title = "<TITLE> PUENTE-MOLINO\n EL PUENTE CIERRA</TITLE>"
    data = f"<DOC>\n<DOCNO>EFE19940605-00002</DOCNO>\n{title}\n<TEXT>{ONE}</TEXT>\n</DOC>"
    (record,) = articles(read_bytes(tmp_path, "EFE19940605", data.encode()))
    assert record.given.headline == "EL PUENTE CIERRA"
