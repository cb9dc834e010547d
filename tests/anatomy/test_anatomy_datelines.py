"""Datelines of many agencies and languages, and sentences that only look like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.anatomy.datelines.datelines import find_dateline
from ingest.anatomy.dates.printed import find_date
from ingest.article import DateHint

FOUND = [
    ("LONDON, Feb 26 (Reuters) - Shares rose.", "LONDON, Feb 26 (Reuters)", "Reuters", (0, 2, 26)),
    ("SALVADOR, Feb 26 - Showers continued.", "SALVADOR, Feb 26", "", (0, 2, 26)),
    ("SANTA CRUZ, Calif., Feb 26 -    Shr 34", "SANTA CRUZ, Calif., Feb 26", "", (0, 2, 26)),
    ("ST. LOUIS, Mo., Feb 26 - A bank", "ST. LOUIS, Mo., Feb 26", "", (0, 2, 26)),
    ("NEW YORK, 2/26/87 - Prices fell", "NEW YORK, 2/26/87", "", (1987, 2, 26)),
    ("PARIS — The mayor spoke.", "PARIS", "", None),
    ("RIO DE JANEIRO, March 2 - Coffee", "RIO DE JANEIRO, March 2", "", (0, 3, 2)),
    ("NEW YORK, March 17- Coffee", "NEW YORK, March 17", "", (0, 3, 17)),
    ("CAPE CANAVERAL, Fla. (AP) _ A rocket", "CAPE CANAVERAL, Fla. (AP)", "AP", None),
    ("NEW YORK (CNNMoney.com) -- Shares", "NEW YORK (CNNMoney.com)", "CNNMoney.com", None),
    ("Kathmandu, June 12: The mayor", "Kathmandu, June 12", "", (0, 6, 12)),
    ("WASHINGTON -- The president", "WASHINGTON", "", None),
    ("WASHINGTON—The president", "WASHINGTON", "", None),
    ("NEW YORK (AP) — The city", "NEW YORK (AP)", "AP", None),
    ("PORT-AU-PRINCE, Haiti (AP) — A ship", "PORT-AU-PRINCE, Haiti (AP)", "AP", None),
    (
        "ROME/LONDON, Oct 11 (Reuters) - Two",
        "ROME/LONDON, Oct 11 (Reuters)",
        "Reuters",
        (0, 10, 11),
    ),
    ("BEIJING, Oct. 11 (Xinhua) -- China", "BEIJING, Oct. 11 (Xinhua)", "Xinhua", (0, 10, 11)),
    ("MOSCOW, October 11. /TASS/. Russia", "MOSCOW, October 11. /TASS/", "TASS", (0, 10, 11)),
    ("(Reuters) - A thing happened", "(Reuters)", "Reuters", None),
    (
        "NEW YORK, Oct. 11, 2024 /PRNewswire/ -- A",
        "NEW YORK, Oct. 11, 2024 /PRNewswire/",
        "PRNewswire",
        (2024, 10, 11),
    ),
    (
        "Washington, D.C. – October 11, 2024 – A",
        "Washington, D.C. – October 11, 2024",
        "",
        (2024, 10, 11),
    ),
    ("Berlin (dpa) - Der Rat", "Berlin (dpa)", "dpa", None),
    ("Berlin (dpa/tmn) - Der Rat", "Berlin (dpa/tmn)", "dpa/tmn", None),
    ("PARIS, 11 octobre (AFP) - Le maire", "PARIS, 11 octobre (AFP)", "AFP", (0, 10, 11)),
    ("Paris, 11 oct 2024 (AFP) - Le maire", "Paris, 11 oct 2024 (AFP)", "AFP", (2024, 10, 11)),
    ("Madrid, 11 oct (EFE).- El alcalde", "Madrid, 11 oct (EFE)", "EFE", (0, 10, 11)),
    (
        "BRASÍLIA, 11 Out (Reuters) - O prefeito",
        "BRASÍLIA, 11 Out (Reuters)",
        "Reuters",
        (0, 10, 11),
    ),
    ("Berlin, den 3. März 2026 – Der Rat", "Berlin, den 3. März 2026", "", (2026, 3, 3)),
    ("Paris (France), le 1er mars - Le maire", "Paris (France), le 1er mars", "", (0, 3, 1)),
    ("Lyon, le mardi 3 mars 2026 – Le maire", "Lyon, le mardi 3 mars 2026", "", (2026, 3, 3)),
    ("Madrid, a 3 de marzo de 2026.- El", "Madrid, a 3 de marzo de 2026", "", (2026, 3, 3)),
    ("Stockholm den 3 mars 2026 – Rådet", "Stockholm den 3 mars 2026", "", (2026, 3, 3)),
    ("Kraków, dnia 3 marca 2026 r. - Rada", "Kraków, dnia 3 marca 2026 r.", "", (2026, 3, 3)),
    ("Warszawa, 3.03.2026 r. (PAP) - Rada", "Warszawa, 3.03.2026 r. (PAP)", "PAP", (2026, 3, 3)),
    ("Москва, 3 марта 2026 года – Совет", "Москва, 3 марта 2026 года", "", (2026, 3, 3)),
    ("МОСКВА /Корр. ТАСС/. Совет", "МОСКВА /Корр. ТАСС/", "ТАСС", None),
    ("MADRID, 3 (EUROPA PRESS) El alcalde", "MADRID, 3 (EUROPA PRESS)", "EUROPA PRESS", (0, 0, 3)),
    ("الكويت - 3 - 4 (كونا) -- قال", "الكويت - 3 - 4 (كونا)", "كونا", (0, 4, 3)),
    ("دبي 3 مارس آذار (رويترز) - قال", "دبي 3 مارس آذار (رويترز)", "رويترز", (0, 3, 3)),
    ("San José, 3 mar (radio.cr) – El", "San José, 3 mar (radio.cr)", "radio.cr", (0, 3, 3)),
    ("harian.com, JAKARTA - Wali kota", "harian.com, JAKARTA", "harian.com", None),
    (
        "КОСМА, 3 март /Анна Перова, БТА/ Съветът",
        "КОСМА, 3 март /Анна Перова, БТА/",
        "БТА",
        (0, 3, 3),
    ),
    ("غزة - «القدس العربي»: قتل", "غزة - «القدس العربي»", "القدس العربي", None),
    ("Liputan6.com, Jakarta Dewan menyetujui", "Liputan6.com, Jakarta", "Liputan6.com", None),
    ("HARIAN.CO.ID - JAKARTA. Dewan menyetujui", "HARIAN.CO.ID - JAKARTA", "HARIAN.CO.ID", None),
    ("Caracas.- El consejo aprobó la nueva ley", "Caracas", "", None),
    ("Bogotá, Colombia.- El consejo aprobó la nueva ley", "Bogotá, Colombia", "", None),
    ("ACN Barcelona.-El consell", "ACN Barcelona", "ACN", None),
    ("WIEN/BERLIN. Der Rat hat am Montag getagt.", "WIEN/BERLIN", "", None),
    ("(ANSA) - ROMA, 11 OTT - Il sindaco", "(ANSA) - ROMA, 11 OTT", "ANSA", (0, 10, 11)),
    (
        "МОСКВА, 11 окт — РИА Новости. Мэр",
        "МОСКВА, 11 окт — РИА Новости",
        "РИА Новости",
        (0, 10, 11),
    ),
    ("МОСКВА, 11 октября. /ТАСС/. Мэр", "МОСКВА, 11 октября. /ТАСС/", "ТАСС", (0, 10, 11)),
    (
        "Москва. 11 октября. INTERFAX.RU - Мэр",
        "Москва. 11 октября. INTERFAX.RU",
        "INTERFAX.RU",
        (0, 10, 11),
    ),
    ("القاهرة (رويترز) - قال رئيس البلدية", "القاهرة (رويترز)", "رويترز", None),
    ("Jakarta (ANTARA) - Wali kota", "Jakarta (ANTARA)", "ANTARA", None),
    ("JAKARTA, KOMPAS.com - Wali kota", "JAKARTA, KOMPAS.com", "KOMPAS.com", None),
    ("北京（新华社）市长说", "北京（新华社）", "新华社", None),
    (
        "新华社北京10月11日电（记者 张三、李四）市长",
        "新华社北京10月11日电（记者 张三、李四）",
        "新华社",
        (0, 10, 11),
    ),
    ("中新社北京10月11日电 市长", "中新社北京10月11日电", "中新社", (0, 10, 11)),
    ("【ロンドン共同】市長は", "【ロンドン共同】", "共同", None),
    (
        "［東京　１１日　ロイター］　－　市長は",
        "［東京　１１日　ロイター］",
        "ロイター",
        (0, 0, 11),
    ),
    ("(서울=연합뉴스) 홍길동 기자 = 시장은", "(서울=연합뉴스) 홍길동 기자", "연합뉴스", None),
]
"""A line, its dateline, the agency, and (year, month, day)."""

NOT = [
    "(Paris) bleibt, wie es war, und niemand geht.",
    "BAYERN, 3 (Tore) in einer Woche.",
    "Roma, li 3 amici partirono - tardi.",
    "Paris - he said - is far away.",
    "NASA — the space agency — said so.",
    "UPDATE - The road is open again.",
    "BREAKING: The road is open again.",
    "The mayor of PARIS — he is new — spoke.",
    "IBM - The company said it would.",
    "Starts on 1 May: The new film of the year",
    "FOUR GOALS IN TEN MINUTES - THE FINAL",
    "Well-known people went home.",
    "In May 2024 - it was raining - the dam broke.",
    "",
    "-",
    "(",
]


@pytest.mark.parametrize(("line", "text", "agency", "day"), FOUND, ids=[f[1] for f in FOUND])
def test_a_dateline_is_found(
    line: str, text: str, agency: str, day: tuple[int, int, int] | None
) -> None:
    found = find_dateline(line)
    assert found is not None
    assert (found.text, found.agency) == (text, agency)
    assert found.day == (DateHint(*day, "dateline") if day else None)
    rest = line[found.end :]
    assert rest
    assert rest[0].isalnum()
    assert line.startswith(found.text)


@pytest.mark.parametrize("line", NOT)
def test_a_sentence_is_not_taken_for_one(line: str) -> None:
    assert find_dateline(line) is None


def test_a_place_in_brackets_is_a_dateline() -> None:
    found = find_dateline("(Montréal) Le conseil a voté.")
    assert found is not None
    assert (found.text, found.end) == ("Montréal", 11)


@pytest.mark.parametrize(
    "line",
    [
        "MADRID, 3 Mar. (De la corresponsal de EUROPA PRESS, Ana Pérez) - El alcalde dimitió.",
        "МОСКВА, 3 марта. /Корр. ТАСС Анна Перова/. Совет собрался.",
    ],
)
def test_a_reporter_beside_the_agency_is_the_author(line: str) -> None:
    found = find_dateline(line)
    assert found is not None
    assert found.authors in (("Ana Pérez",), ("Анна Перова",))


def test_reporters_in_eastern_datelines_are_authors() -> None:
    chinese = find_dateline("新华社北京10月11日电（记者 张三、李四）市长")
    korean = find_dateline("(서울=연합뉴스) 홍길동 기자 = 시장은")
    assert chinese is not None
    assert korean is not None
    assert (chinese.authors, korean.authors) == (("张三", "李四"), ("홍길동",))


@given(st.text(max_size=200))
def test_any_line_has_a_defined_answer(line: str) -> None:
    found = find_dateline(line)
    assert found is None or 0 < found.end <= len(line)


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Friday, June 28, 2019", (2019, 6, 28)),
        ("Published 12 October 2024, 10:15 BST", (2024, 10, 12)),
        ("12. Oktober 2024, 10:15 Uhr", (2024, 10, 12)),
        ("Publié le 1er août 2024", (2024, 8, 1)),
        ("12 de octubre de 2024", (2024, 10, 12)),
        ("11 октября 2024 г.", (2024, 10, 11)),
        ("2024年10月12日 10:15", (2024, 10, 12)),
        ("2024년 10월 12일", (2024, 10, 12)),
        ("ngày 12 tháng 10 năm 2024", (2024, 10, 12)),
        ("12 أكتوبر 2024", (2024, 10, 12)),
        ("2024-10-12", (2024, 10, 12)),
        ("12.10.2024", (2024, 10, 12)),
        ("10/25/2024", (2024, 10, 25)),
        ("May 2024", (2024, 5, 0)),
        ("Objavljeno: 12. listopada 2024.", (2024, 10, 12)),
        ("12 listopada 2024", (2024, 11, 12)),
        ("প্রকাশিত: ১২ অক্টোবর ২০২৪", (2024, 10, 12)),
    ],
)
def test_a_printed_date_is_read(line: str, date: tuple[int, int, int]) -> None:
    found = find_date(line, "date_line")
    assert found is not None
    assert (found.year, found.month, found.day) == date


@pytest.mark.parametrize("line", ["99/99/2024", "no date", "45 May", "2024-13-45"])
def test_what_is_no_date_is_no_hint(line: str) -> None:
    hint = find_date(line, "date_line")
    assert hint is None or (hint.month <= 12 and hint.day <= 31)


@pytest.mark.parametrize("head", ["大阪\u3000ＡＰ", "大阪\u3000ロイター", "大阪\u3000ＣＮＮ"])
def test_an_agency_in_wide_letters_tells_a_dateline_behind_a_wide_space(
    head: str,
) -> None:
    found = find_dateline(f"{head} - 市議会は金曜日、古い渡し船の路線を閉じることを決めた。")
    assert found is not None
    assert (found.text, found.agency) == (head, head[3:])
