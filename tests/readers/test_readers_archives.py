"""Text exports of national archives of the press: their lines around an article are none of it."""

from pathlib import Path

import pytest

from ingest.article import RawArticle
from readers_made import read_bytes

BODY = "The old bridge was closed on Monday.\n\nBoats are not stopped, the harbour master said."
SWEDISH = f"""Bron stängs
Kusten, 2026-03-03 05:12
Publicerat i print.
Sida: 4, 5
Erik Sandell

{BODY}

© Kusten

Se hela artikeln på http://ret.nu/ab12
"""
DANISH = f"""Broen lukkes
Havnebladet | 03.03.2026 | Side 4 | 120 ord | artikel-id: e4567890

{BODY}

Alt materiale i Infomedia er omfattet af lov om ophavsret.
"""
GERMAN = f"""Kusten vom 03.03.2026, S. 17 / Lokales

Brücke gesperrt

Von Jürgen Falk

{BODY}

Quelle: Kusten vom 03.03.2026, S. 17
Ressort: Lokales
Dokumentnummer: 20260303-0001
Alle Rechte vorbehalten: (c) Kusten GmbH
"""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (SWEDISH, ("Bron stängs", ("Erik Sandell",), "Kusten", "2026-03-03 05:12")),
        (DANISH, ("Broen lukkes", (), "Havnebladet", "2026-03-03")),
        (GERMAN, ("Brücke gesperrt", ("Jürgen Falk",), "Kusten", "2026-03-03")),
    ],
)
def test_what_archives_print_around_an_article_is_told(
    text: str, told: tuple[object, ...], tmp_path: Path
) -> None:
    (record,) = read_bytes(tmp_path, "a.txt", text.replace("\n", "\r\n").encode())
    assert isinstance(record, RawArticle)
    assert record.text == BODY
    given = record.given
    assert told == (given.headline, given.authors, given.publisher, given.published_at)


def test_documents_between_rules_are_records(tmp_path: Path) -> None:
    records = read_bytes(tmp_path, "a.txt", f"{SWEDISH}{'=' * 78}\n{SWEDISH}".encode())
    assert [record.text for record in records if isinstance(record, RawArticle)] == [BODY, BODY]


NOTE = "Le taux de reconnaissance estimé pour ce document est de 98%.\n\n"


def test_an_issue_says_above_its_text_what_it_is(tmp_path: Path) -> None:
    head = "Rappel de votre demande:\n\nTitre : Le Courrier\n\nDate d'édition : 1911-10-08\n\n"
    (record,) = read_bytes(tmp_path, "a.texteBrut", f"{head}{NOTE}{BODY}\n".encode())
    assert isinstance(record, RawArticle)
    assert record.text == BODY
    assert (record.given.publisher, record.given.published_at) == ("Le Courrier", "1911-10-08")


def test_rules_within_an_issue_are_those_of_the_paper(tmp_path: Path) -> None:
    head = "Rappel de votre demande:\n\nTitre : Le Courrier\n\n"
    printed = f"{BODY}\n\n{'-' * 30}\n\n{BODY}"
    (record,) = read_bytes(tmp_path, "a.texteBrut", f"{head}{NOTE}{printed}\n".encode())
    assert isinstance(record, RawArticle)
    assert record.text == printed


@pytest.mark.parametrize(
    "meta", ["Alderholm, 2026-03-03", "Ann Lee | 03.03.2026 | 10:15", "Ann Lee, 03.03.2026 10:15"]
)
def test_a_line_of_town_or_name_and_day_is_left_to_others(meta: str, tmp_path: Path) -> None:
    (record,) = read_bytes(tmp_path, "a.txt", f"Bridge closes\n{meta}\n\n{BODY}\n".encode())
    assert record.source_format == "text"
