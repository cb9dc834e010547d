"""The tables of languages: complete, well-formed, and each found by the one engine."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import re2

from ingest import anatomy
from ingest.anatomy import engine, rulebook
from ingest.anatomy.dates.patterns import month_names
from ingest.anatomy.dissect import SPECIMENS
from ingest.anatomy.rulefiles import rule_file
from ingest.anatomy.tables import Language, languages

CODES = [language.code for language in languages()]
MODULES = sorted(Path(anatomy.__file__).parent.rglob("*.py"))
TABLES = sorted(path.stem for path in MODULES[0].parent.glob("rules/*.toml"))
NEEDED = ("byline", "nobody", "origin", "credit", "caption", "note", "prompt", "related")


def lists_of(table: Any, name: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every list of texts in a table, with the key below which it stands."""
    if isinstance(table, dict):
        for key, value in table.items():
            yield from lists_of(value, key)
    elif isinstance(table, list) and table and isinstance(table[0], str):
        yield name, table
    elif isinstance(table, list):
        for value in table:
            yield from lists_of(value, name)


def texts_of(path: Path) -> Iterator[str]:
    """The texts in the code of a module but for docstrings, specimens and classes of letters."""
    tree = ast.parse(path.read_text("utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield "" if node.value in SPECIMENS else re.sub(r"\[[^\]]*\]", "", node.value)


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


@pytest.mark.parametrize("name", TABLES)
def test_no_list_has_an_entry_twice(name: str) -> None:
    for kind, entries in lists_of(rule_file(name)):
        assert [entry for entry, count in Counter(entries).items() if count > 1] == [], kind


@pytest.mark.parametrize("name", sorted(set(TABLES) - set(CODES) - {"world", "given"}))
def test_everything_in_a_table_of_no_language_is_read(name: str) -> None:
    code = "".join(path.read_text("utf-8") for path in MODULES)
    assert [kind for kind in rule_file(name) if not re.search(f"[\"']{kind}[\"']", code)] == []


@pytest.mark.parametrize("path", MODULES, ids=[path.name for path in MODULES])
def test_words_of_other_alphabets_stand_in_tables_and_not_in_code(path: Path) -> None:
    assert [word for text in texts_of(path) for word in re.findall(r"[^\W\d_]{2,}", text)
            if not word.isascii()] == []  # fmt: skip


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
