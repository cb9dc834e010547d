"""Bylines: persons are authors; roles, addresses, places and agencies are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.anatomy.headlines.headlines import is_same, looks_like_headline
from ingest.anatomy.headlines.suffixes import publisher_key, without_suffix
from ingest.anatomy.names.affiliations import is_agency
from ingest.anatomy.names.names import Byline, looks_like_name, parse_byline
from ingest.anatomy.names.persons import has_given_name

LONG = "BUDGET 3.0 | Collectors get four billion to hire an army"


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("Jane Doe", ["Jane Doe"]),
        ("Jane Doe and John Roe", ["Jane Doe", "John Roe"]),
        ("Jane Doe, John Roe & Mary Major", ["Jane Doe", "John Roe", "Mary Major"]),
        ("Jane Doe, Transport Correspondent", ["Jane Doe"]),
        ("JANE DOE and JOHN O'NEIL", ["Jane Doe", "John O'Neil"]),
        ("Jane Doe, jane.doe@example.org", ["Jane Doe"]),
        ("Jane Doe (jane@example.org)", ["Jane Doe"]),
        ("Jane Doe @janedoe", ["Jane Doe"]),
        ("Jane Doe in London and John Roe in Rome; editing by Ann Poe", ["Jane Doe", "John Roe"]),
        ("senior reporter Jane Doe", ["Jane Doe"]),
        ("Ludwig van den Berg und Anna-Maria Öztürk", ["Ludwig van den Berg", "Anna-Maria Öztürk"]),
        ("María José Pérez y Óscar de la Vega", ["María José Pérez", "Óscar de la Vega"]),
        ("Jean-Luc d'Estrée et Zoé L'Héritier", ["Jean-Luc d'Estrée", "Zoé L'Héritier"]),
        ("Иван Петров и Анна Сидорова", ["Иван Петров", "Анна Сидорова"]),
        ("王小明、李四", ["王小明", "李四"]),
        ("홍길동, 김철수", ["홍길동", "김철수"]),
        ("山田太郎", ["山田太郎"]),
        ("محمد علي", ["محمد علي"]),
        ("Martin Luther King Jr.", ["Martin Luther King Jr"]),
        ("Dr. Jane Doe and Prof John Roe", ["Jane Doe", "John Roe"]),
        ("Jane Doe in London", ["Jane Doe"]),
        ("Jane Doe | Updated on Monday", ["Jane Doe"]),
        ("staff", []),
        ("our correspondent", []),
        ("Redaktion", []),
        ("Reuters", []),
        ("the city council", []),
        ("Sports Desk", []),
        ("", []),
        ("Sean A Roberts", ["Sean A Roberts"]),
        ("Jane Doe, John Roe, and Mary Major", ["Jane Doe", "John Roe", "Mary Major"]),
        ("Jane Doe in New York and Max Muster in Berlin", ["Jane Doe", "Max Muster"]),
        ("Jane Doe in Port Ellery, Maine, and John Roe in Oslo", ["Jane Doe", "John Roe"]),
        ("Kari Nordmann i New York", ["Kari Nordmann"]),
        ("Juan Pérez en Nueva York", ["Juan Pérez"]),
        ("Jan de Vries en Piet Bakker", ["Jan de Vries", "Piet Bakker"]),
        ("Janez Novak in Marko Zupančič", ["Janez Novak", "Marko Zupančič"]),
        ("Jane Doe March 11, 2015 3:46 PM", ["Jane Doe"]),
        ("Juan Pérez 12 oct 2024", ["Juan Pérez"]),
        ("Jane Doe 2024-10-12", ["Jane Doe"]),
        ("JANE DOE Times Staff Writer", ["Jane Doe"]),
        ("Jane Doe Staff Writer", ["Jane Doe"]),
        ("Aerospace Writer Jane Doe", ["Jane Doe"]),
        ("John E Smith and Maria I Lopez", ["John E Smith", "Maria I Lopez"]),
        ("SEAN A ROBERTS", ["Sean A Roberts"]),
        ("JUAN PÉREZ Y ANA GÓMEZ", ["Juan Pérez", "Ana Gómez"]),
        ("Petr Novák a Jana Nová", ["Petr Novák", "Jana Nová"]),
    ],
)
def test_names_are_read_from_a_byline(text: str, authors: list[str]) -> None:
    assert list(parse_byline(text).authors) == authors


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Allen M Lee for TROIB News", Byline(("Allen M Lee",), (), "TROIB News")),
        ("Jane Doe, Reuters", Byline(("Jane Doe",), ("Reuters",), "")),
        ("Jane Doe, BBC News", Byline(("Jane Doe",), (), "BBC News")),
        ("JANE DOE Associated Press", Byline(("Jane Doe",), ("Associated Press",), "")),
        ("Jane Doe, special to the Daily Post", Byline(("Jane Doe",), (), "Daily Post")),
        ("Jeanne Dupont, à Londres", Byline(("Jeanne Dupont",), (), "")),
        ("Ana Silva, do G1, em Brasília", Byline(("Ana Silva",), (), "G1")),
        ("Иван Иванов, специально для «Маяка»", Byline(("Иван Иванов",), (), "Маяка")),
        ("Jeanne Dupont Publié le 3 mars 2026 à 10h23", Byline(("Jeanne Dupont",), (), "")),
        ("Jane Doe (AFP)", Byline(("Jane Doe",), ("AFP",), "")),
        ("Associated Press writer Jane Doe", Byline(("Jane Doe",), (), "")),
    ],
)
def test_agencies_and_publishers_stand_apart(text: str, found: Byline) -> None:
    assert parse_byline(text) == found


def test_one_word_is_a_name_only_where_a_label_says_so() -> None:
    assert parse_byline("Madonna").authors == ()
    assert parse_byline("Madonna", sure=True).authors == ("Madonna",)


@pytest.mark.parametrize(
    "name",
    [
        *("Marcia Dunn", "Fionnuala Roe", "Måns Ek", "Чеслав Роу", "Ngozi Roe", "Nomfundo Ek"),
        *(
            "Takashi Lane",
            "Min-jun Ek",
            "Oleksandr Roe",
            "Shlomo Lane",
            "Sotiris Ek",
            "Xiaoming Roe",
        ),
    ],
)
def test_given_names_of_many_countries_are_known(name: str) -> None:
    assert has_given_name(name)


@pytest.mark.parametrize("title", ["Quarterly Results", "Police Report", "Paris Talks", "May Day"])
def test_a_title_does_not_begin_with_a_given_name(title: str) -> None:
    assert not has_given_name(title)


@pytest.mark.parametrize("name", ["Reuters", "reuters", "(AFP)", "dpa", "新华社", "ТАСС"])
def test_agencies_are_known(name: str) -> None:
    assert is_agency(name)


@given(st.text(max_size=220))
def test_any_text_has_a_defined_answer(text: str) -> None:
    for name in parse_byline(text).authors:
        assert name.strip() == name != ""
    looks_like_name(text or "x")


@pytest.mark.parametrize(
    "text",
    [
        "Rates rise again",
        "'New Axis' - Could they form an alliance?",
        "U.S. money market given help",
        "中央银行再次加息",
        "Wer zahlt für die neue Brücke?",
        "Prices up 3 pct in the U.S.",
        "“I saw nothing”",
    ],
)
def test_a_headline_looks_like_one(text: str) -> None:
    assert looks_like_headline(text)


@pytest.mark.parametrize(
    "text",
    [
        "He went home.",
        "London",
        "---",
        "他回家了。",
        "The report says:",
        "It was late. " * 12 + "Or was it?",
        "word " * 60,
    ],
)
def test_a_sentence_does_not(text: str) -> None:
    assert not looks_like_headline(text)


@pytest.mark.parametrize(
    ("headline", "line"),
    [
        ("Could 'it' form?", "COULD IT FORM?"),
        ("Rates rise – again", "Rates rise - again"),
        ("Central bank raises rates", "Central bank raises rates | Daily News"),
        ("Central bank raises rates", "Central bank raises rates - update"),
        ("Öl wird wieder teurer", "„Öl wird wieder teurer“"),
        (
            "Central bank raises its rates for a third time",
            "Central bank raises rates for a third time",
        ),
    ],
)
def test_a_repetition_with_small_differences_is_the_same(headline: str, line: str) -> None:
    assert is_same(headline, line)


@pytest.mark.parametrize(
    ("headline", "line"),
    [
        ("Rates rise", "Rates fall"),
        ("Central bank raises rates", "Central bank raises rates for the third time, it said."),
        ("Mayor opens the new bridge", "Mayor closes the old bridge"),
        ("A", ""),
        ("Sentence 1 of a list of lines that differ", "Sentence 2 of a list of lines that differ"),
    ],
)
def test_another_line_is_not(headline: str, line: str) -> None:
    assert not is_same(headline, line)


@pytest.mark.parametrize(
    ("printed", "headline", "publisher"),
    [
        ("Rates rise again | Daily News", "Rates rise again", "Daily News"),
        ("Rates rise again - example.org", "Rates rise again", "example.org"),
        ("Rates rise again - The Gazette", "Rates rise again", "The Gazette"),
        ("Rates rise - and nobody minds", "Rates rise - and nobody minds", ""),
        (LONG, LONG, ""),
        ("央行再次加息｜每日新闻", "央行再次加息｜每日新闻", ""),
    ],
)
def test_the_publisher_comes_off_the_end(printed: str, headline: str, publisher: str) -> None:
    assert without_suffix(printed, frozenset({publisher_key("The Gazette")})) == (
        headline,
        publisher,
    )


@given(st.text(max_size=80))
def test_any_text_is_read_as_a_byline_without_an_error(text: str) -> None:
    found = parse_byline(f" {text} ")
    assert all(author.strip() for author in found.authors)


@pytest.mark.parametrize(
    ("text", "name", "agency", "publisher"),
    [
        ("JANE DOE Associated Press Writer", "Jane Doe", "Associated Press", ""),
        ("JANE DOE AP Business Writer", "Jane Doe", "AP", ""),
        ("Jane Doe The Associated Press", "Jane Doe", "The Associated Press", ""),
        ("Jane Doe Fox News", "Jane Doe", "", "Fox News"),
        ("Jane Doe BBC News", "Jane Doe", "", "BBC News"),
        ("Mary Ann Doe BBC News", "Mary Ann Doe", "", "BBC News"),
        ("John F. Doe Harbour Post", "John F. Doe", "", "Harbour Post"),
        ("Anna van der Berg Harbour Post", "Anna van der Berg", "", "Harbour Post"),
        ("Jane Doe The Guardian", "Jane Doe", "", "The Guardian"),
        ("Jane Doe Harbour Post Staff Writer", "Jane Doe", "", "Harbour Post"),
        ("JANE DOE Daily Mail Reporter", "Jane Doe", "", "Daily Mail"),
        ("Jane Doe USA TODAY", "Jane Doe", "", "USA TODAY"),
        (
            "Jane Doe Staff Reporter of The Port Ellery Journal",
            "Jane Doe",
            "",
            "The Port Ellery Journal",
        ),
        ("Jane Doe harbourpost.com", "Jane Doe", "", "harbourpost.com"),
        ("Juan Pérez López", "Juan Pérez López", "", ""),
    ],
)
def test_an_agency_or_outlet_may_stand_behind_a_name_with_no_sign_between(
    text: str, name: str, agency: str, publisher: str
) -> None:
    found = parse_byline(text)
    assert found == Byline((name,), (agency,) if agency else (), publisher)
