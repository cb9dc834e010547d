"""Messages as they lie in folders: saved pages, forwarded articles, newsletters, Usenet posts."""

import base64
from email.message import EmailMessage
from pathlib import Path

import pytest

from ingest.article import RawArticle
from readers_made import Records, read_bytes, reasons, texts

ONE = "The council of Alderholm voted on Monday to close the old mill bridge until the autumn."
TWO = "Its railing had rusted through, engineers said, and the river had taken part of a pier."
TEXT = f"{ONE}\n\n{TWO}"
HTML = f"<p>{ONE}</p><p>{TWO}</p>"


def articles(records: Records) -> list[RawArticle]:
    return [record for record in records if isinstance(record, RawArticle)]


def letter(text: str = TEXT, **headers: str) -> bytes:
    stated = {"From": "Anna Brandt <anna@alder.example>", "Subject": "Mill bridge closes"}
    stated |= {"Date": "Tue, 03 Mar 2026 10:15:00 +0000", "MIME-Version": "1.0"}
    stated |= {"Content-Type": "text/plain; charset=utf-8"}
    stated |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"{name}: {value}" for name, value in stated.items() if value]
    return "\n".join([*lines, "", text, ""]).encode()


def only(folder: Path, data: bytes, name: str = "a.eml") -> RawArticle:
    (record,) = articles(read_bytes(folder, name, data))
    return record


SAVED = f"""From: <Saved by Blink>
Snapshot-Content-Location: https://alder.example/bridge.html
Subject: Mill bridge closes - The Alder
Date: Thu, 5 Mar 2026 08:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="--b--"

----b--
Content-Type: text/html
Content-Transfer-Encoding: 8bit
Content-Location: https://alder.example/bridge.html

<html lang=en><head><title>Mill bridge closes - The Alder</title>
<meta property="article:published_time" content="2026-03-03T08:00:00Z">
<meta name="author" content="Anna Brandt"></head><body><nav><a href="/">Home</a></nav>
<article><h1>Mill bridge closes</h1>{HTML}<p>{ONE} So it said again.</p></article></body></html>
----b--
Content-Type: text/html
Content-Location: https://ads.example/frame

<p>Buy shoes now, and save on your next order of shoes, or boots, or laces for them.</p>
----b----
"""


def test_a_page_that_a_browser_saved_is_read_as_a_page(tmp_path: Path) -> None:
    record = only(tmp_path, SAVED.replace("\n", "\r\n").encode(), "bridge.mhtml")
    assert record.source_format == "mhtml"
    assert record.text == f"{ONE}\n\n{TWO}\n\n{ONE} So it said again."
    assert record.given.url == "https://alder.example/bridge.html"
    assert record.given.published_at == "2026-03-03T08:00:00Z"
    assert record.given.authors == ("Anna Brandt",)


COVER = "Worth a look.\n\nBob\n\n"
BLOCKS = [
    (
        "---------- Forwarded message ---------\nFrom: The Alder <news@alder.example>\n"
        "Date: Tue, Mar 3, 2026 at 10:15 AM\nSubject: Mill bridge closes\nTo: <bob@m.example>\n\n\n"
    ),
    (
        "-----Original Message-----\nFrom: The Alder [mailto:news@alder.example]\n"
        "Sent: Tuesday, March 03, 2026 10:15 AM\nTo: Bob\nSubject: Mill bridge closes\n\n"
    ),
    (
        "Begin forwarded message:\n\nFrom: The Alder <news@alder.example>\n"
        "Subject: Mill bridge closes\nDate: March 3, 2026 at 10:15:00 AM GMT\nTo: Bob\n\n"
    ),
    (
        "-------- Weitergeleitete Nachricht --------\nBetreff: Mill bridge closes\n"
        "Datum: Tue, 3 Mar 2026 10:15:00 +0000\nVon: The Alder <news@alder.example>\nAn: Bob\n\n"
    ),
    (
        "-----Mensaje original-----\nDe: The Alder <news@alder.example>\n"
        "Enviado el: 3 de marzo de 2026 10:15\nPara: Bob\nAsunto: Mill bridge closes\n\n"
    ),
    (
        "From: The Alder <news@alder.example>\nSent: Tuesday, March 3, 2026 10:15 AM\n"
        "To: Bob\nSubject: Mill bridge closes\n\n"
    ),
]


@pytest.mark.parametrize("block", BLOCKS)
def test_a_forwarded_article_is_the_article(block: str, tmp_path: Path) -> None:
    data = letter(f"{COVER}{block}{TEXT}\n\n{TEXT}", Subject="FW: Mill bridge closes")
    record = only(tmp_path, data)
    assert record.text == f"{TEXT}\n\n{TEXT}"
    assert record.given.headline == "Mill bridge closes"
    assert (record.given.publisher, record.given.authors) == ("The Alder", ())
    assert "2026" in record.given.published_at
    assert record.given.published_at != "Tue, 03 Mar 2026 10:15:00 +0000" or "Datum" in block


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Re: Mill bridge closes", f"{COVER}{BLOCKS[1]}{TEXT}\n\n{TEXT}"),
        ("Mill bridge closes", f"{COVER}From: the start\nSent: to the end\n\n{TEXT}\n\n{TEXT}"),
        ("Mill bridge closes", f"{TEXT}\n\n{TEXT * 4}\n\n{BLOCKS[0]}{TEXT}"),
        ("FW: Mill bridge closes", f"{COVER}-----Original Message-----\n\n{TEXT}\n\n{TEXT}"),
    ],
)
def test_a_text_before_quoted_letters_is_kept(subject: str, text: str, tmp_path: Path) -> None:
    assert only(tmp_path, letter(text, Subject=subject)).text.strip() == text


@pytest.mark.parametrize(
    ("sender", "authors", "publisher"),
    [
        ("Anna Brandt <anna@alder.example>", ("Anna Brandt",), "alder.example"),
        ('"Brandt, Anna" <anna@alder.example>', ("Anna Brandt",), "alder.example"),
        ("The Alder <newsletter@alder.example>", (), "The Alder"),
        ("The Alder <no-reply@alder.example>", (), "The Alder"),
        ("Anna Brandt from The Alder <anna@x.example>", ("Anna Brandt",), "The Alder"),
        ("anna@alder.example (Anna Brandt)", ("Anna Brandt",), "alder.example"),
        ("anna@alder.example", (), "alder.example"),
        ("Anna Maria von Brandt <anna@b.example>", ("Anna Maria von Brandt",), "b.example"),
    ],
)
def test_a_sender_is_an_author_or_a_publication(
    sender: str, authors: tuple[str, ...], publisher: str, tmp_path: Path
) -> None:
    given = only(tmp_path, letter(From=sender)).given
    assert (given.authors, given.publisher) == (authors, publisher)


@pytest.mark.parametrize(
    ("encoding", "subject", "sender", "text"),
    [
        (
            "gbk",
            "石桥镇决定重建老石桥",
            "王小明",
            "石桥镇议会决定重建今年春天被洪水冲毁的老石桥。" * 3,
        ),
        ("cp1251", "Мост закрыт", "Анна Лебедева", "Городской совет закрыл старый мост. " * 3),
    ],
)
def test_headers_are_in_the_encoding_of_the_text(
    encoding: str, subject: str, sender: str, text: str, tmp_path: Path
) -> None:
    given = {"Subject": subject, "From": f"{sender} <a@b.example>"}
    data = letter(text, **given, Content_Transfer_Encoding="8bit").decode().encode(encoding)
    record = only(tmp_path, data.replace(b"charset=utf-8", b"charset=us-ascii"))
    assert (record.given.headline, record.given.authors) == (subject, (sender,))


def test_what_a_newsletter_hides_is_not_its_text(tmp_path: Path) -> None:
    page = (
        '<div style="display:none;max-height:0">A preheader &zwnj;&nbsp;</div>'
        f'<p style="font-size:0px">casino</p><p hidden>words</p>'
        f'<a href="/">View this email in your browser</a>{HTML}'
    )
    assert only(tmp_path, letter(page, Content_Type="text/html")).text == TEXT


def test_a_layout_of_no_size_hides_no_text(tmp_path: Path) -> None:
    page = f'<table><tr><td style="font-size:0px;padding:9px"><div>{HTML}</div></td></tr></table>'
    assert only(tmp_path, letter(page, Content_Type="text/html")).text == TEXT


def test_a_signature_and_the_armour_of_pgp_are_not_the_text(tmp_path: Path) -> None:
    signed = (
        f"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n{TEXT}\n\n- -- \nAnna\n"
        "-----BEGIN PGP SIGNATURE-----\n\niQEz=ab\n-----END PGP SIGNATURE-----\n"
    )
    assert only(tmp_path, letter(signed)).text.strip() == TEXT
    assert only(tmp_path, letter(f"{TEXT}\n\n-- \nAnna Brandt\n")).text.strip() == TEXT


@pytest.mark.parametrize(
    ("kind", "reason", "said"),
    [
        ("application/ms-tnef; name=winmail.dat", "unsupported", "winmail.dat"),
        ("application/pkcs7-mime; smime-type=enveloped-data", "encrypted", "pkcs7"),
        ("application/pkcs7-mime; smime-type=signed-data", "unsupported", "signature"),
        ("image/png", "no_article", "image/png"),
    ],
)
def test_a_message_without_a_text_says_what_it_has(
    kind: str, reason: str, said: str, tmp_path: Path
) -> None:
    records = read_bytes(tmp_path, "a.eml", letter("AAAA", Content_Type=kind))
    assert reasons(records) == [reason]
    assert said in records[0].detail


def test_documents_attached_to_a_message_are_read_as_members(tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "Anna <a@b.example>", "Story"
    message.set_content("Hi desk, the story is attached.")
    message.add_attachment(TEXT, filename="bridge.txt")
    message.add_attachment(b"\x89PNG\r\n\x1a\n", "image", "png", filename="logo.png")
    records = read_bytes(tmp_path, "a.eml", message.as_bytes())
    assert [record.source_path for record in records] == ["a.eml", "a.eml!/bridge.txt"]
    assert texts(records)[1].strip() == TEXT
    box = b"From a@b.example Mon Jan  1 00:00:00 2024\n" + message.as_bytes() + b"\n"
    boxed = read_bytes(tmp_path, "a.mbox", box * 2)
    assert [(record.source_path, record.record_index) for record in boxed] == [
        ("a.mbox", 0),
        ("a.mbox!/0/bridge.txt", 0),
        ("a.mbox", 1),
        ("a.mbox!/1/bridge.txt", 0),
    ]


USENET = [
    (
        f"Path: a!b!c\nFrom: ek@alder.example (Bo Ek)\nNewsgroups: alt.bridges\nSubject: Bridges\n"
        f"Lines: 3\n\n{TEXT}\n"
    ),
    f"From: ek@alder.example (Bo Ek)\nSubject: Bridges\nOrganization: Mills\n\n{TEXT}\n",
    f"Xref: a b:1\nFrom: Bo Ek <ek@b.example>\nSubject: Bridges\nLines: 3\n\n{TEXT}\n",
]


@pytest.mark.parametrize("post", USENET)
def test_a_post_of_usenet_is_a_message(post: str, tmp_path: Path) -> None:
    record = only(tmp_path, post.encode(), "104567")
    assert record.source_format == "e-mail"
    assert record.text.strip() == TEXT
    assert (record.given.headline, record.given.authors) == ("Bridges", ("Bo Ek",))


def test_marks_and_counts_before_a_message_are_passed_over(tmp_path: Path) -> None:
    assert only(tmp_path, b"\xef\xbb\xbf" + letter()).given.headline == "Mill bridge closes"
    data = letter()
    kept = b"%d   \n" % len(data) + data + b"<plist><dict/></plist>\n"
    assert only(tmp_path, kept, "a.emlx").text.strip() == TEXT


def test_without_a_date_the_day_of_receipt_stands_for_it(tmp_path: Path) -> None:
    received = "from a by b; Tue, 3 Mar 2026 09:15:22 +0000"
    given = only(tmp_path, letter(Date="", Received=received)).given
    assert given.published_at == "Tue, 3 Mar 2026 09:15:22 +0000"


def test_base64_of_a_saved_page_is_decoded(tmp_path: Path) -> None:
    page = base64.encodebytes(f"<article><h1>Closed</h1>{HTML}<p>{TEXT}</p></article>".encode())
    head, _, rest = SAVED.partition("Content-Transfer-Encoding: 8bit")
    tail = rest[rest.index("----b--") :]
    data = f"{head}Content-Transfer-Encoding: base64\nContent-Location: https://a.example\n\n"
    record = only(tmp_path, data.encode() + page + tail.encode(), "a.mht")
    assert record.text.startswith(ONE)


def test_a_plain_part_full_of_addresses_is_left_for_the_page(tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "Anna Brandt <a@b.example>", "Closed"
    link = "[ https://cdn.example/image/0123456789 ]"
    message.set_content(f"On the web: https://a.example/1\n\n{ONE} {link}\n\n{TWO} {link}\n")
    message.add_alternative(f"<html><body>{HTML}</body></html>", subtype="html")
    assert only(tmp_path, message.as_bytes()).text == TEXT


def test_documents_attached_to_an_attached_message_are_read_too(tmp_path: Path) -> None:
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "Anna Brandt <a@b.example>", "Closed"
    inner.set_content(TEXT)
    inner.add_attachment(ONE, filename="a.txt")
    outer = EmailMessage()
    outer["From"], outer["Subject"] = "Bo Ek <b@b.example>", "Two stories"
    outer.set_content(TWO)
    outer.add_attachment(ONE, filename="a.txt")
    outer.add_attachment(inner)
    records = read_bytes(tmp_path, "a.eml", outer.as_bytes())
    assert [(record.source_path, record.record_index) for record in records] == [
        ("a.eml", 0),
        ("a.eml", 1),
        ("a.eml!/a.txt", 0),
        ("a.eml!/1/a.txt", 0),
    ]


@pytest.mark.parametrize(
    ("date", "read_as"),
    [
        ("Tue, 3 Mar 2026 10:15:00 +0100 (CET)", "Tue, 03 Mar 2026 10:15:00 +0100"),
        ("Tue, 3 Mar 2026 10:15:00 EST", "Tue, 03 Mar 2026 10:15:00 -0500"),
        ("Tue, 3 Mar 2026 10:15:00 GMT+0100", "Tue, 3 Mar 2026 10:15:00 GMT+0100"),
        ("Tue, 3 Mar 2026 10:15:00 GMT+0100 (CET)", "Tue, 3 Mar 2026 10:15:00 GMT+0100"),
        ("Tue, 3 Mar 2026 10:15:00", "Tue, 3 Mar 2026 10:15:00"),
    ],
)
def test_no_zone_of_a_date_is_made_up(date: str, read_as: str, tmp_path: Path) -> None:
    assert only(tmp_path, letter(Date=date)).given.published_at == read_as


@pytest.mark.parametrize("lost", [1, 2, 3])
def test_as_much_of_base64_is_read_as_there_is(lost: int, tmp_path: Path) -> None:
    packed = base64.encodebytes(TEXT.encode()).decode().rstrip("\n=")
    found = only(tmp_path, letter(packed[:-lost], Content_Transfer_Encoding="base64"))
    assert TEXT.startswith(found.text.strip())
    assert len(found.text) > len(TEXT) - 5
