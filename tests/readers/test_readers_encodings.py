"""Text of any encoding: marks, patterns, UTF-8, declarations, and what the letters say."""

import codecs
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.article import RawArticle
from ingest.readers.decoding import decode, wide_encoding
from ingest.readers.detect import detect
from ingest.readers.lettermodel import build, letter_model
from ingest.readers.pages.page import declared_charset
from readers_made import read_bytes, reasons, texts

SENTENCES = {
    "cp1252": "Le maire a déclaré que l’été serait très chaud à Besançon. Où est-il né ?",
    "cp1250": "Příliš žluťoučký kůň úpěl ďábelské ódy, řekl včera večer starosta města.",
    "iso8859-2": "Wczoraj wieczorem burmistrz powiedział, że śnieg spadł również w górach.",
    "cp1251": "Вчера вечером мэр города сообщил, что мост через реку снова открыт.",
    "koi8-r": "Вчера вечером мэр города сообщил, что мост через реку снова открыт.",
    "cp866": "Вчера вечером мэр города сообщил, что мост через реку снова открыт.",
    "iso8859-5": "Вчера вечером мэр города сообщил, что мост через реку снова открыт.",
    "cp1253": "Ο δήμαρχος είπε χθες το βράδυ ότι η γέφυρα άνοιξε και πάλι.",
    "cp1254": "Belediye başkanı dün akşam köprünün yeniden açıldığını söyledi.",
    "cp1255": "ראש העיר אמר אמש כי הגשר מעל הנהר נפתח שוב לתנועה.",
    "cp1256": "قال رئيس البلدية مساء أمس إن الجسر فوق النهر فتح من جديد.",
    "cp1257": "Vakar vakare meras pranešė, kad tiltas per upę vėl atidarytas žmonėms.",
    "cp874": "นายกเทศมนตรีกล่าวเมื่อวานว่าสะพานเปิดใช้อีกครั้ง",
    "cp932": "市長は昨夜、川にかかる橋が再び開通したと発表しました。",
    "euc_jp": "市長は昨夜、川にかかる橋が再び開通したと発表しました。",
    "cp949": "시장은 어젯밤 강을 가로지르는 다리가 다시 열렸다고 발표했습니다.",
    "gb18030": "市长昨天晚上宣布，横跨河流的大桥已经重新开放，人们可以通行。",
    "cp737": "Ο δήμαρχος είπε χθες το βράδυ ότι η γέφυρα άνοιξε και πάλι.",
    "mac_greek": "Ο δήμαρχος είπε χθες το βράδυ ότι η γέφυρα άνοιξε και πάλι.",
    "cp857": "Belediye başkanı dün akşam köprünün yeniden açıldığını söyledi.",
    "mac_turkish": "Belediye başkanı dün akşam köprünün yeniden açıldığını söyledi.",
    "cp862": "ראש העיר אמר אמש כי הגשר מעל הנהר נפתח שוב לתנועה.",
    "cp775": "Vakar vakare meras pranešė, kad tiltas per upę vėl atidarytas žmonėms.",
    "mac_latin2": "Wczoraj wieczorem burmistrz powiedział, że śnieg spadł również w górach.",
    "cp950": "市長昨天晚上宣布，橫跨河流的大橋已經重新開放，人們可以通行。",
}


@pytest.mark.parametrize("codec", SENTENCES)
def test_a_legacy_encoding_is_found_by_its_letters(codec: str, tmp_path: Path) -> None:
    text = " ".join([SENTENCES[codec]] * 3)
    records = read_bytes(tmp_path, "a.txt", text.encode(codec))
    assert texts(records) == [text]


HIDDEN = {
    "hz": "这是一个测试。",
    "iso2022_jp": "これは試験です。",
    "iso2022_kr": "이것은 시험입니다. ",
    "utf-7": "Där är café “Öst” – på ön. ",
}


@pytest.mark.parametrize("codec", HIDDEN)
def test_seven_bit_encodings_are_not_taken_for_ascii(codec: str) -> None:
    text = HIDDEN[codec] * 5
    assert decode(text.encode(codec)).text == text


def test_a_sum_in_ascii_hides_nothing() -> None:
    text = "Dial +4930-12, +Abc-1, +Abd-2 or +Able-3: C++A-B."
    assert decode(text.encode()).text == text


def test_vietnamese_with_accents_behind_its_letters_is_found() -> None:
    text = (
        "Hô\u0323i đô\u0300ng đa\u0303 bo\u0309 phiê\u0301u xây la\u0323i câ\u0300u cu\u0303. " * 2
    )
    assert decode(text.encode("cp1258")).text == text


SPANISH = "Mañana el alcalde dirá “sí”: la Peña reabrirá después. " * 4


def test_single_signs_of_another_encoding_in_utf8_are_read() -> None:
    stray = b"It\x92s \x93done\x94 \x96 Ren\xe9 \xbfy?"
    found = decode(SPANISH.encode() + stray)
    assert found.text == SPANISH + "It’s “done” – René \ufffdy?"
    assert (found.encoding, found.flags) == ("utf-8", ("bad_bytes",))


def test_halves_of_signs_are_not_taken_for_another_encoding() -> None:
    found = decode(SPANISH.encode() + b"ma\xc3ana, \xe2\x80, \x80\x93 and \xe2")
    assert found.text == SPANISH + "ma\ufffdana, \ufffd, \ufffd\ufffd and \ufffd"


@pytest.mark.parametrize("codec", ["cp1251", "cp1252", "cp1253", "koi8-r"])
def test_lines_in_another_encoding_are_read_beside_those_of_utf8(
    codec: str, tmp_path: Path
) -> None:
    line = SENTENCES[codec]
    rows = [line.encode(), line.encode(codec), line.encode(), line.encode()]
    records = read_bytes(tmp_path, "a.txt", b"\n".join(rows))
    assert texts(records) == ["\n".join([line] * 4)]
    table = b"title,text\n" + b"".join(b'One,"%s"\n' % row for row in rows)
    assert texts(read_bytes(tmp_path, "a.csv", table)) == [line] * 4


def test_zeros_behind_a_text_are_no_part_of_it(tmp_path: Path) -> None:
    assert texts(read_bytes(tmp_path, "a.txt", SPANISH.encode() + b"\0" * 4096)) == [SPANISH]


def test_short_chinese_in_utf16_without_a_mark_is_seen() -> None:
    text = "大桥重建\n\n市议会周二投票决定重建去年春天洪水后关闭的老桥，工程将于秋季开始。\n"
    assert decode(text.encode("utf-16-le")).text == text


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1))
def test_what_is_utf_8_is_read_as_utf_8(text: str) -> None:
    decoded = decode(text.encode())
    if "mojibake_repaired" not in decoded.flags and "~{" not in text:
        assert decoded.text == text.removeprefix("\ufeff") or decoded.text == text
        assert decoded.encoding == "utf-8"


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_mark_decides_and_is_not_part_of_the_text(mark: bytes, codec: str) -> None:
    assert decode(mark + "Grüße, 世界".encode(codec)).text == "Grüße, 世界"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize(
    "text", ["Plain English words.", "Вчера вечером, и снова.", "日本語の 文 です。 "]
)
def test_wide_encodings_without_a_mark_are_seen(codec: str, text: str) -> None:
    assert decode((text * 4).encode(codec)).text == text * 4


def test_one_nul_does_not_make_a_text_utf_16() -> None:
    assert wide_encoding(b"Only one \0 here, and otherwise plain words.") == ""


def test_a_few_bad_bytes_are_damage_and_not_another_encoding() -> None:
    decoded = decode("Grüße aus Köln und Zürich. ".encode() * 10 + b"\xc3")
    assert decoded.encoding == "utf-8"
    assert decoded.flags == ("bad_bytes",)
    assert decoded.text.endswith("\ufffd")


def test_mojibake_is_repaired_in_the_lines_that_have_it() -> None:
    broken = "Café stays.\n" + "L’été à Besançon".encode().decode("cp1252", "replace")
    decoded = decode(broken.encode())
    assert decoded.text == "Café stays.\nL’été à Besançon"
    assert decoded.flags == ("mojibake_repaired",)


def test_repairing_does_not_unescape_html() -> None:
    text = "Ã©tÃ© &lt;script&gt;"
    assert decode(text.encode()).text == "été &lt;script&gt;"


def test_short_french_is_not_taken_for_czech() -> None:
    assert detect("un café très âgé".encode("cp1252")) == "cp1252"


def test_a_declaration_helps_where_the_letters_do_not() -> None:
    raw = "Łódź".encode("iso8859-2")
    assert detect(raw, "iso8859-2") == "iso8859-2"


@pytest.mark.parametrize(
    ("head", "codec"),
    [
        (b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">', "cp1251"),
        (b"<META CHARSET=Shift_JIS>", "cp932"),
        (b"<p>none</p>", ""),
    ],
)
def test_the_charset_of_a_page_is_read_as_browsers_do(head: bytes, codec: str) -> None:
    assert declared_charset(head) == codec


def test_bytes_of_no_text_are_called_binary(tmp_path: Path) -> None:
    noise = bytes((n * 7919 + n * n) % 256 for n in range(4_000))
    assert reasons(read_bytes(tmp_path, "a.txt", noise)) == ["binary"]


def test_a_page_in_another_encoding_than_it_declares_is_flagged(tmp_path: Path) -> None:
    page = (
        '<html><head><meta charset="iso-8859-1"></head><body><article><p>Das Rathaus der Stadt'
        " München wird von April an für zwei Jahre saniert, teilte die Verwaltung mit.</p>"
        "<p>Die Ämter ziehen während der Bauzeit in das frühere Kaufhaus am Markt um.</p>"
        "</article></body></html>"
    )
    wrong = read_bytes(tmp_path, "a.html", page.encode())[0]
    right = read_bytes(tmp_path, "b.html", page.encode("cp1252"))[0]
    assert isinstance(wrong, RawArticle)
    assert isinstance(right, RawArticle)
    assert wrong.text == right.text
    assert ("charset_mismatch" in wrong.flags, "charset_mismatch" in right.flags) == (True, False)


@pytest.mark.parametrize("text", ["Grüße aus Köln fürs Café", "Москва", "市议会决定"])
def test_a_short_text_with_a_cut_character_is_still_utf_8(text: str) -> None:
    found = decode(text.encode()[:-1])
    assert found.encoding == "utf-8"
    assert found.flags == ("bad_bytes",)
    assert found.text.startswith(text[:-1])


@pytest.mark.parametrize("before", [b"a" * 300_000, b"word " * 60_000, b"<style>" * 60_000])
def test_letters_far_from_the_start_decide_too(before: bytes) -> None:
    text = SENTENCES["cp1251"]
    found = decode(before + b"\n" + text.encode("cp1251"))
    assert found.encoding == "cp1251"
    assert found.text.endswith(text)


def test_the_model_of_letters_is_the_same_whether_it_is_built_or_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    made = build()
    for _ in ("built and kept", "opened"):
        letter_model.cache_clear()
        model = letter_model()
        assert all(np.array_equal(getattr(model, name), made[name]) for name in made)
        assert len(model.languages) == made["pair_logs"].shape[1]
    letter_model.cache_clear()
    assert len(list(tmp_path.glob("*/encodings-*/SHA256SUMS"))) == 1


SAID = "Der Bürgermeister von Köln eröffnete die Brücke am Montag und sprach über die schöne Stadt."


@pytest.mark.parametrize(
    ("declared", "written", "encoding", "flags"),
    [
        ("utf-8", "utf-8", "utf-8", ()),
        ("iso-8859-1", "iso-8859-1", "iso-8859-1", ()),
        ("iso-8859-1", "cp1252", "windows-1252", ()),
        ("utf-8", "utf-16", "utf-16le", ()),
        ("iso-8859-1", "utf-8", "utf-8", ("charset_mismatch",)),
        ("utf-16", "utf-8", "utf-8", ("charset_mismatch",)),
        ("no-such", "utf-8", "utf-8", ("charset_mismatch",)),
        ("utf-8", "cp1252", "cp1252", ("charset_mismatch",)),
    ],
)
def test_xml_is_read_in_the_encoding_it_is_in(
    declared: str, written: str, encoding: str, flags: tuple[str, ...], tmp_path: Path
) -> None:
    text = SAID if written == "iso-8859-1" else f"{SAID} „Endlich“, sagte er."
    xml = f"<articles><article><title>Eröffnet</title><body>{text}</body></article></articles>"
    data = f'<?xml version="1.0" encoding="{declared}"?>{xml}'.encode(written)
    (record,) = read_bytes(tmp_path, "a.xml", data)
    assert isinstance(record, RawArticle)
    assert (record.given.headline, record.text) == ("Eröffnet", text)
    assert (record.encoding, record.flags) == (encoding, flags)


@pytest.mark.parametrize(("before", "after"), [("\n", ""), ("", "\0\0\n"), ("\n\n  ", "\n")])
def test_blank_bytes_around_xml_are_passed_over(before: str, after: str, tmp_path: Path) -> None:
    xml = f"<nitf><body><body.content><p>{SAID}</p></body.content></body></nitf>"
    data = f'{before}<?xml version="1.0" encoding="utf-8"?>{xml}{after}'.encode()
    (record,) = read_bytes(tmp_path, "a.xml", data)
    assert isinstance(record, RawArticle)
    assert record.text == SAID
