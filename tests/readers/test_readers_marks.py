"""Collections whose parts stand below marks, or in which a line holds several reports."""

from pathlib import Path

import pytest

from ingest.article import RawArticle
from readers_made import read_bytes, reasons, texts

PERSIAN = ("پل قدیمی بسته شد\nپل قدیمی شهر روز شنبه بسته شد.", "باران بارید.")
JAPANESE = ("古い橋が閉鎖", "市は月曜日、古い橋を閉鎖した。", "秋までかかる見通し。")
KOREAN = ("옛 다리 폐쇄", "시는 월요일 옛 다리를 폐쇄했다.")
CHINESE = ("旧桥关闭", "市政府星期一关闭了旧桥。", "工程将于秋天完成。")


def test_the_records_of_hamshahri_are_told_by_their_numbers(tmp_path: Path) -> None:
    data = "".join(
        f".DID\t{n}S1\n.Date\t75\\04\\05\n.Cat\tshahr\n{one}\n" for n, one in enumerate(PERSIAN)
    )
    records = read_bytes(tmp_path, "1375.txt", data.encode())
    assert texts(records) == list(PERSIAN)
    assert isinstance(records[0], RawArticle)
    assert records[0].given.published_at == "1375/04/05"


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp", "utf-8"])
def test_marks_between_slashes_may_be_wide_or_not(encoding: str, tmp_path: Path) -> None:
    head, one, two = JAPANESE
    wide = f"＼ＩＤ＼950412001\n＼ＡＦ＼無\n＼Ｔ１＼{head}\n＼Ｔ２＼　{one}\n＼Ｔ２＼　{two}\n"
    usual = f"\\ID\\960412002\n\\T1\\{head}\n\\T2\\　{one}\n\\T2\\　{two}\n"
    for data, day in ((wide, "1995-04-12"), (usual, "1996-04-12")):
        records = read_bytes(tmp_path, "mai.txt", (data * 2).encode(encoding))
        assert texts(records) == [f"{one}\n{two}"] * 2
        assert isinstance(records[0], RawArticle)
        given = records[0].given
        assert (given.headline, given.published_at) == (head, day)


def test_korean_records_have_names_behind_a_sign(tmp_path: Path) -> None:
    head, one = KOREAN
    data = (
        f"@DOCUMENT\n#DocID : cs01-0001\n#CAT'03: /사회/\n#TITLE   : {head}\n#TEXT    :\n{one}\n\n"
    )
    records = read_bytes(tmp_path, "cs01.txt", (data * 2).encode("cp949"))
    assert texts(records) == [one, one]
    assert isinstance(records[0], RawArticle)
    assert records[0].given.headline == head


def test_labels_in_brackets_are_fields(tmp_path: Path) -> None:
    head, one, two = CHINESE
    labels = "【 文献号 】1-2\r\n【原文出处】海港日报\r\n【原刊期号】1998\r\n【分 类 号】F1\r\n"
    labels += f"【 标  题 】{head}\r\n"
    data = f"{labels}【 作  者 】王海东\r\n【 正  文 】\r\n　　{one}\r\n　　{two}\r\n"
    (record,) = read_bytes(tmp_path, "C34.txt", data.encode("gb18030"))
    assert isinstance(record, RawArticle)
    assert record.text == f"{one}\n\n{two}"
    given = record.given
    assert (given.headline, given.authors, given.publisher) == (head, ("王海东",), "海港日报")


@pytest.mark.parametrize("apart", [" ||||| ", " story_separator_special_tag "])
def test_each_report_of_a_line_is_a_record(apart: str, tmp_path: Path) -> None:
    one = "The bridge is closed. NEWLINE_CHAR NEWLINE_CHAR Boats are not."
    data = f"{one}{apart}It rained. NEWLINE_CHAR \n{one}\n"
    read = "The bridge is closed.\n\nBoats are not."
    assert texts(read_bytes(tmp_path, "train.src", data.encode())) == [read, "It rained.", read]


def test_rows_of_headlines_between_signs_are_no_article(tmp_path: Path) -> None:
    data = f"6551_!_101_!_news_culture_!_{CHINESE[0]}_!_旧桥\n" * 3
    assert reasons(read_bytes(tmp_path, "cat.txt", data.encode())) == ["no_article"]


@pytest.mark.parametrize(
    "text", ["TYPE - a bridge\n", "【旧桥】关闭了。\n市政府说。\n", "\\IDEA\\ one\n"]
)
def test_other_texts_have_no_marks(text: str, tmp_path: Path) -> None:
    (record,) = read_bytes(tmp_path, "a.txt", text.encode())
    assert record.source_format == "text"
