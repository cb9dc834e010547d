"""Japanese, Korean, Vietnamese and Thai: what papers and portals print around an article."""

import pytest

from anatomy_made import apart
from ingest.anatomy.datelines.datelines import find_dateline

JA_HEAD, KO_HEAD = "海港大橋が1年ぶりに開通", "해안대교 1년 만에 재개통"
JA = (
    "海港大橋が3日、1年ぶりに開通した。全長3キロの橋は旧市街と新市街を結び、"
    "工事中は毎日2万台以上の車が迂回を強いられていた。\n\n"
    "市は今後5年間で市内のすべての橋を点検し、結果を公表する方針だ。"
)
KO = (
    "해안대교가 1년간의 공사를 마치고 월요일 다시 개통했다. 이 다리는 구도심과 신도심을 잇는다.\n\n"
    "시는 앞으로 5년 동안 시내 모든 다리를 점검하고 결과를 공개하겠다고 밝혔다."
)
VI = (
    "Sau một năm thi công, cầu Hải Cảng dài ba km đã thông xe trở lại hôm thứ hai.\n\n"
    "Thành phố sẽ kiểm tra toàn bộ các cây cầu trong năm năm tới và công bố kết quả."
)
TH = (
    "สะพานท่าเรือยาวสามกิโลเมตรเปิดใช้อีกครั้งเมื่อวันจันทร์ หลังจากปิดซ่อมมานานหนึ่งปี\n\n"
    "เทศบาลจะตรวจสอบสะพานทั้งหมดภายในห้าปีข้างหน้า และจะเผยแพร่ผลการตรวจสอบ"
)


@pytest.mark.parametrize(
    "line",
    [
        "無断転載・複製を禁じます",
        "1234567 0 ニュース 2026/03/03 10:23:00 2026/03/03 10:23:00",
        "［日経電子版 ２０２６年３月３日 掲載］",
        "この記事をはてなブックマークに追加",
        "この記事はいかがでしたか？",
        "私たちの行動規範：海港通信「信頼の原則」",
        "(C)海港通信社",
        "最終更新：3/3(火) 11:00",
    ],
)
def test_what_a_japanese_page_prints_below_an_article_is_cut(line: str) -> None:
    assert apart(JA_HEAD, JA, line).body == JA


@pytest.mark.parametrize(
    "line",
    [
        "時事通信 政治部2026年03月03日10時23分配信",
        "2026年3月3日午前 10:23 GMT+91時間前更新",
        "2026年3月3日 10:23（3月3日 11:00 更新）",
    ],
)
def test_a_japanese_day_with_words_beside_it_is_a_date_line(line: str) -> None:
    found = apart(JA_HEAD, line, JA)
    assert (found.teaser, found.body) == ("", JA)
    assert found.date_hint is not None
    assert found.date_hint.year == 2026


@pytest.mark.parametrize(
    ("end", "authors"),
    [("（聞き手・山田太郎）", ("山田太郎",)), ("(2026/03/03-10:23)", ())],
)
def test_what_stands_behind_a_last_japanese_sentence_is_cut(
    end: str, authors: tuple[str, ...]
) -> None:
    found = apart(JA_HEAD, JA + end)
    assert (found.authors, found.body) == (authors, JA)


def test_who_wrote_is_told_from_who_took_the_pictures() -> None:
    for line in ("取材・文／山田太郎　撮影／鈴木一郎", "（文＝山田太郎／写真＝鈴木一郎）"):
        found = apart(JA_HEAD, line, JA)
        assert (found.authors, found.body) == (("山田太郎",), JA)
    found = apart(KO_HEAD, "사진=해안시 제공", KO)
    assert (found.authors, found.body) == ((), KO)


@pytest.mark.parametrize(
    ("head", "body", "outlet"),
    [(JA_HEAD, JA, "海港新聞オンライン"), (KO_HEAD, KO, "해안일보")],
)
def test_an_outlet_alone_below_a_headline_is_the_publisher(
    head: str, body: str, outlet: str
) -> None:
    found = apart(head, outlet, body)
    assert (found.publisher, found.body) == (outlet, body)
    assert apart(head, outlet, body, outlet).body == body


def test_the_address_of_a_page_stands_above_its_headline() -> None:
    found = apart("https://news.example.jp/1/", "2026-03-03T10:23:00+0900", JA_HEAD, JA)
    assert (found.headline, found.body) == (JA_HEAD, JA)
    assert found.date_hint is not None


@pytest.mark.parametrize(
    "line",
    [
        "홍길동기자",
        "해안=홍길동 기자",
        "/해안=홍길동 기자 hong@example.com",
        "기자명 홍길동 기자",
        "(해안=뉴스1) 홍길동 기자 | 2026-03-03 10:23 송고",
    ],
)
def test_a_korean_reporter_is_found_above_and_below(line: str) -> None:
    for found in (apart(KO_HEAD, line, KO), apart(KO_HEAD, KO, line)):
        assert (found.authors, found.body) == (("홍길동",), KO)


@pytest.mark.parametrize("opening", ["[해안신문=홍길동 기자] ", "【해안=홍길동 특파원】 "])
def test_a_korean_dateline_names_the_outlet_or_the_place_and_the_reporter(opening: str) -> None:
    found = find_dateline(opening + KO)
    assert found is not None
    assert (found.end, found.authors) == (len(opening), ("홍길동",))


@pytest.mark.parametrize(
    "line",
    [
        "요약beta",
        "글자크기조정",
        "해안대교 전경. 해안시 제공",
        "▲ 해안대교 전경 ⓒ 해안시",
        "영상편집: 이영희",
    ],
)
def test_what_a_korean_page_prints_above_an_article_is_cut(line: str) -> None:
    assert apart(KO_HEAD, line, KO).body == KO


def test_three_days_with_words_before_them_are_no_list_of_days() -> None:
    lines = ("입력 2026.03.03 10:23", "수정 2026.03.03 11:00", "등록 2026.03.03 11:30")
    assert apart(KO_HEAD, "\n".join(lines), KO).body == KO


def test_a_reporter_of_television_signs_off() -> None:
    found = apart(
        KO_HEAD, KO, "MBC뉴스 홍길동입니다.", "MBC 뉴스는 24시간 여러분의 제보를 기다립니다."
    )
    assert (found.authors, found.body) == (("홍길동",), KO)


def test_a_vietnamese_text_ends_with_a_stroke_and_who_put_it_together() -> None:
    found = apart("Cầu cảng thông xe", "PV (t/h)", VI + "/.", "Trở lại chủ đề")
    assert (found.authors, found.teaser, found.body) == ((), "", VI)


def test_a_thai_year_is_counted_from_another_beginning() -> None:
    line = "เผยแพร่: 3 มี.ค. 2569 10:23   ปรับปรุง: 3 มี.ค. 2569 11:00   โดย: สมชาย ใจดี"
    found = apart("สะพานท่าเรือเปิดใช้อีกครั้ง", line, TH, "อ่านข่าวเพิ่มเติม")
    assert (found.authors, found.body) == (("สมชาย ใจดี",), TH)
    assert found.date_hint is not None
    assert (found.date_hint.year, found.date_hint.month) == (2026, 3)


@pytest.mark.parametrize(
    ("head", "body", "line", "source"),
    [
        (KO_HEAD, KO, "(출처=해안신문)", "해안신문"),
        (JA_HEAD, JA, "（出典：海岸タイムズ）", "海岸タイムズ"),
    ],
)
def test_a_source_in_brackets_is_no_outlet_alone(
    head: str, body: str, line: str, source: str
) -> None:
    found = apart(head, body, line)
    assert (found.syndicated_from, found.body) == (source, body)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("海港総局・山田太郎", ("山田太郎",)),
        ("山田太郎　鈴木花子", ("山田太郎", "鈴木花子")),
        ("（海港新聞　山田太郎）", ("山田太郎",)),
        ("文：山田太郎　写真：鈴木一郎　編集：佐藤花子", ("山田太郎",)),
    ],
)
def test_a_japanese_writer_is_told_from_bureau_paper_and_pictures(
    line: str, authors: tuple[str, ...]
) -> None:
    found = apart(JA_HEAD, line, JA)
    assert (found.authors, found.body) == (authors, JA)


def test_who_is_named_above_and_below_an_article_wrote_it() -> None:
    below = "この記事を書いた人\n\n山田太郎\n\n海港総局"
    found = apart(JA_HEAD, "会員記事", "山田太郎", "2026年3月3日 6時00分", JA, below)
    assert (found.authors, found.body) == (("山田太郎",), JA)


@pytest.mark.parametrize("end", ["(c)AFP/Taro YAMADA", "[時事通信社]"])
def test_an_agency_behind_the_last_japanese_sentence_is_cut(end: str) -> None:
    assert apart(JA_HEAD, JA + end).body == JA


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("홍길동 기자 구독", ("홍길동",)),
        ("입력 : 2026.03.03 10:23 수정 : 2026.03.03 11:00 홍길동 기자", ("홍길동",)),
        ("홍길동 기자 gd@haean.co.kr 김철수 기자 cs@haean.co.kr", ("홍길동", "김철수")),
        ("글=홍길동 기자 사진=김철수 기자", ("홍길동",)),
    ],
)
def test_korean_names_stand_beside_days_addresses_and_buttons(
    line: str, authors: tuple[str, ...]
) -> None:
    found = apart(KO_HEAD, line, KO)
    assert (found.authors, found.body) == (authors, KO)


@pytest.mark.parametrize(
    "line",
    [
        "#해안대교 #해안시 #재개통",
        "홍길동 기자의 전체기사 보기",
        "2026.3.3/뉴스1 ⓒ News1 김철수 기자",
        "<사진 있음>",
    ],
)
def test_what_a_korean_page_prints_below_an_article_is_cut(line: str) -> None:
    assert apart(KO_HEAD, KO, line).body == KO


def test_a_korean_paper_in_brackets_opens_a_text() -> None:
    found = apart(KO_HEAD, f"[해안신문]{KO}")
    assert (found.dateline, found.body) == ("[해안신문]", KO)


def test_the_hours_of_an_event_are_no_caption() -> None:
    above, below = JA.split("\n\n")
    hours = "開通式（午前10時から）"
    assert apart(JA_HEAD, above, hours, below).body == f"{above}\n\n{hours}\n\n{below}"
