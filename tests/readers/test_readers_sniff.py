"""What is asked of a file in a hurry must not differ from what the table says in full."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers import sniff
from ingest.readers.decoding import decode
from ingest.readers.looks import is_export
from ingest.readers.part import Budget, Part
from ingest.settings import Settings

SIGNS = (
    *(b"<rss ", b"<html", b"<?xml ", b" \n<nitf>", b"\xef\xbb\xbf<feed ", b"RIFF", b"ID3", b"GIF8"),
    *(b"BZh9", b"BZh91AY&SY", b"PK\3\4", b"word/", b"xl/", b"\0", b"{", b"[", b"From a 2024\n"),
    *(b"To: a\n", b"title,text\n", b"1 of 2 DOCUMENTS\n", b"\nEnd of Document\n", b"a b"),
)


@given(st.lists(st.sampled_from(SIGNS), max_size=6), st.sampled_from(["", "txt", "xml", "html"]))
def test_the_first_line_of_the_whole_table_that_fits_decides(
    pieces: list[bytes], suffix: str
) -> None:
    raw = b"".join(pieces)
    part = Part("a", "", Settings.model_construct(), Budget(1, 1), head=raw, suffix=suffix)
    head = sniff.Head(raw, sniff._start(raw), suffix)
    assert sniff.sniff(part) is next(line for line in sniff.FORMATS if line.fits(head))


@pytest.mark.parametrize("start", [b"12 of 30 DOCUMENTS", b"\n  Dokument 1 von 2", b"3 de 9"])
def test_an_export_is_known_by_the_count_of_its_first_document(start: bytes) -> None:
    raw = start + b"\n\nThe Post\n"
    assert is_export(sniff.Head(raw, sniff._start(raw), ""))


@pytest.mark.parametrize("start", [b"of 3 documents", b"x of 3", b"12 of the documents"])
def test_a_text_that_counts_something_else_is_no_export(start: bytes) -> None:
    raw = start + b"\n\nThe Post\n"
    assert not is_export(sniff.Head(raw, sniff._start(raw), ""))


@pytest.mark.parametrize("text", ["Ça va, café, Münchner Straße, Åse", "“é” and ‘à’ – ã"])
def test_accents_alone_are_no_wrong_decoding(text: str) -> None:
    found = decode(text.encode())
    assert (found.text, found.flags) == (text, ())


@pytest.mark.parametrize("text", ["It’s", "Café naïve", "Żółć", "für – über"])
def test_text_that_was_decoded_wrongly_is_mended(text: str) -> None:
    found = decode(text.encode().decode("cp1252").encode())
    assert (found.text, found.flags) == (text, ("mojibake_repaired",))
