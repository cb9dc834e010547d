"""The tables of languages: complete, well-formed, and each found by the one engine."""

import pytest
import re2

from ingest.anatomy import engine, rulebook
from ingest.anatomy.date_patterns import month_names
from ingest.anatomy.tables import Language, languages, world

CODES = [language.code for language in languages()]
NEEDED = ("byline", "nobody", "origin", "credit", "caption", "note", "prompt", "related")


@pytest.mark.parametrize("language", languages(), ids=CODES)
def test_a_table_says_the_common_things(language: Language) -> None:
    missing = [name for name in NEEDED if not getattr(language, name)]
    assert missing == []
    assert language.name
    assert language.labels.headline
    assert language.labels.byline


@pytest.mark.parametrize("language", languages(), ids=CODES)
def test_every_entry_compiles_alone_and_matches_no_empty_line(language: Language) -> None:
    for kind in ("byline", "origin", "credit", "caption", "note", "prompt", "related", "nobody"):
        for entry in getattr(language, kind):
            assert re2.compile(rulebook.expand(entry, language.code)).fullmatch("") is None, entry


@pytest.mark.parametrize("language", languages(), ids=CODES)
def test_what_means_and_is_a_plain_word(language: Language) -> None:
    assert [word for word in language.and_ if set(word) & set("\\()[]{}|?*+.^$ ")] == []


@pytest.mark.parametrize("language", languages(), ids=CODES)
def test_origins_name_a_source(language: Language) -> None:
    assert all("{source}" in entry or "?P<source>" in entry for entry in language.origin)
    assert all("{names}" in e or "?P<names>" in e for e in (*language.byline, *language.signed))


def test_no_month_has_two_numbers() -> None:
    for language in languages():
        for number, names in enumerate(language.months, 1):
            for name in names:
                assert month_names()[name] == number, (language.code, name)


def test_ten_languages_and_more_are_known() -> None:
    assert {"en", "de", "fr", "es", "it", "pt", "ru", "ar", "zh", "ja", "ko"} <= set(CODES)
    assert len(CODES) >= 25


def test_agencies_are_listed_once_each() -> None:
    assert all(name.strip() == name for name in world().agencies)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("By Jane Doe", "byline"),
        ("Von Anna Muster", "byline"),
        ("Par Jean Dupont", "byline"),
        ("Por Ana Pérez", "byline"),
        ("di Chiara Bellini", "byline"),
        ("Door Jan de Vries", "byline"),
        ("Автор: Иван Петров", "byline"),
        ("作者：王小明", "byline"),
        ("홍길동 기자", "byline"),
        ("بقلم: محمد علي", "byline"),
        ("Oleh Budi Santoso", "byline"),
        ("This article first appeared on The Gazette.", "origin"),
        ("Dieser Artikel erschien zuerst auf Stadtblatt.", "origin"),
        ("Источник: Газета", "origin"),
        ("来源：新华网", "origin"),
        ("All rights reserved", "credit"),
        ("Tous droits réservés.", "credit"),
        ("無断転載を禁じます", "credit"),
        ("Foto: Jane Roe", "caption"),
        ("Editor's note: the date was wrong", "note"),
        ("Advertisement", "prompt"),
        ("Lesen Sie auch: Eine Brücke", "prompt"),
        ("Читайте также: Мост", "prompt"),
        ("相关新闻", "related"),
        ("Friday, October 11, 2024", "date"),
        ("Aktualisiert am 12. Oktober 2024 um 10:15 Uhr", "date"),
    ],
)
def test_a_line_is_told_by_its_table(line: str, kind: str) -> None:
    assert kind in engine.look(line).rules


@pytest.mark.parametrize(
    "line",
    ["The mill stood still", "", "Bycatch is a problem", "Sourced from the sea", "ordinary words"],
)
def test_an_ordinary_line_is_not(line: str) -> None:
    assert not {"byline", "origin", "credit", "note"} & set(engine.look(line).rules)


def test_decoration_and_case_do_not_matter() -> None:
    for line in ("**Read more:** a story", "(READ MORE: a story)", "» Read  more: a story"):
        assert "prompt" in engine.look(line).rules


@pytest.mark.parametrize(
    "line",
    [
        "À LIRE AUSSI : Le pont",
        "A LIRE AUSSI : Le pont",
        "Citeste si: Podul vechi",
        "CZYTAJ TEZ: Stary most",
        "DEVAMINI OKU",
        "İLGİLİ HABER: Köprü",
        "ΔΙΑΒΑΣΤΕ ΕΠΙΣΗΣ: Η γέφυρα",
        "LEIA TAMBEM: A ponte",
        "LINEで送る",
    ],
)
def test_a_prompt_is_known_in_capitals_and_without_accents(line: str) -> None:
    assert "prompt" in engine.look(line).rules


def test_what_a_rule_names_keeps_its_accents() -> None:
    seen = engine.look("Por Inês Côrte-Real e José Ângelo")
    assert seen.part("byline", "names") == "Inês Côrte-Real e José Ângelo"
