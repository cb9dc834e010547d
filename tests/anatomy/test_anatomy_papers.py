"""What papers and broadcasters of many countries print above and below their articles."""

import pytest

from anatomy_made import apart

HEADLINE = "Der alte Speicher am Hafen wird umgebaut"
FIRST = "Der Speicher am Hafen stand so lange leer, dass niemand mehr wusste, wem er gehört hat."
LAST = "In der vergangenen Woche kamen vier Ingenieure, maßen ihn aus und stritten lange darüber."
BODY = f"{FIRST}\n\n{LAST}"


@pytest.mark.parametrize(
    "end",
    [
        "(mm)", "J. N.", "/ИП/", "أ ح/ م ع", "--आईएएनएस", "एबीसी/डीईएफ", "انتهای پیام/ر",
        "(APA, red, 3.3.2026)", "Kommentare (23)", "[Gambas:Video CNBC]", "/Mac/jj/",
        "AGERPRES/(A - autor: Ana Popescu, editor: Ion Ionescu)",
    ],
)  # fmt: skip
def test_initials_signs_and_counts_below_a_body_are_cut(end: str) -> None:
    assert apart(HEADLINE, BODY, end).body == BODY


def test_signs_of_editors_behind_the_last_sentence_are_cut() -> None:
    assert apart(HEADLINE, f"{BODY}/ben/DP/stk").body == BODY


def test_the_end_of_a_sentence_is_no_initials() -> None:
    body = "The chain has stores in all of the southern"
    assert apart(HEADLINE, BODY, f"{body}\n\nU.S.").body.endswith("U.S.")


@pytest.mark.parametrize("end", [" (mm)", " (sic)", " (EU)", " (ja)"])
def test_initials_and_other_words_in_brackets_stay(end: str) -> None:
    assert apart(HEADLINE, BODY + end).body == BODY + end


@pytest.mark.parametrize("above", ["Kultur & Gesellschaft", "Politique et économie"])
def test_two_sections_in_one_stand_above_the_headline(above: str) -> None:
    found = apart(above, "Der alte Speicher", BODY)
    assert (found.headline, found.body) == ("Der alte Speicher", BODY)


def test_the_headline_below_a_heading_for_others_is_cut() -> None:
    found = apart(HEADLINE, FIRST, "Lesen Sie auch", "Was Anwohner wissen müssen", LAST, FIRST)
    assert found.body == f"{BODY}\n\n{FIRST}"


@pytest.mark.parametrize("point", ["* HISTORY of it", "- The next point"])
def test_points_of_a_list_below_such_a_heading_stay(point: str) -> None:
    assert point in apart(HEADLINE, FIRST, "See also", point, LAST, FIRST).body


def test_a_subheading_between_paragraphs_stays() -> None:
    found = apart(HEADLINE, FIRST, "Anzeige", "Was Anwohner wissen müssen", LAST, FIRST)
    assert "Was Anwohner wissen müssen" in found.body


def test_the_source_of_a_picture_is_not_that_of_the_article() -> None:
    found = apart(HEADLINE, "Quelle: dpa/Max Muster", BODY)
    assert (found.syndicated_from, found.body) == ("", BODY)


@pytest.mark.parametrize("line", ["Marseille, correspondante", "(Londres, correspondance)"])
def test_where_and_as_what_they_wrote_stands_below_names(line: str) -> None:
    found = apart(HEADLINE, "Jeanne Dupont", line, BODY)
    assert (found.authors, found.publisher, found.body) == (("Jeanne Dupont",), "", BODY)


def test_a_press_release_has_its_name_and_day_above_the_headline() -> None:
    found = apart("Communiqué de presse", "Berlin, le 3 mars 2026", HEADLINE, BODY)
    assert (found.headline, found.body) == (HEADLINE, BODY)
    assert (found.dateline, found.byline) == ("Berlin, le 3 mars 2026", "")


@pytest.mark.parametrize("day", ["3. 3. 2026 10:23", "V Praze dne 3. března 2026", "03-MAR-26"])
def test_a_day_below_a_headline_is_no_teaser(day: str) -> None:
    found = apart(HEADLINE, day, f"Praha 4. března (ČTK) - {BODY}")
    assert (found.headline, found.teaser, found.body) == (HEADLINE, "", BODY)
    assert found.date_hint is not None
    assert (found.date_hint.year, found.date_hint.day) == (2026, 3)


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        (("Juma Hassan", "BBC Swahili", "3 Machi 2026"), "BBC Swahili"),
        (("احمد خان", "بی بی سی اردو ڈاٹ کام، اسلام آباد", "3 مارچ 2026"), "بی بی سی اردو ڈاٹ کام"),
        (("Ana Silva", "Da BBC News Brasil em São Paulo", "3 março 2026"), ""),
        (("Publié le 03 mars 2026 à 10h23", "Jeanne Dupont"), ""),
    ],
)
def test_a_name_above_all_is_no_headline(head: tuple[str, ...], publisher: str) -> None:
    found = apart(*head, BODY)
    assert (found.headline, found.publisher, found.body) == ("", publisher, BODY)
    assert len(found.authors) == 1
    assert found.date_hint is not None


def test_a_headline_below_a_labelled_author_stays_one() -> None:
    found = apart("Autor: Erika Muster", "Harbour Media Writer: ein Programm für alle", BODY)
    assert found.headline == "Harbour Media Writer: ein Programm für alle"


@pytest.mark.parametrize("head", ["Anna Petersen", "Der Speicher"])
def test_a_headline_above_a_day_stays_one(head: str) -> None:
    told = BODY.replace("niemand", "nicht einmal Frau Petersen")
    assert apart(head, "3. März 2026", told).headline == head


@pytest.mark.parametrize(
    "line",
    [
        "(Jeanne Dupont, édité par Paul Martin)",
        "(Reporte de Lucía Pérez. Editado por Juan Gómez)",
        "(Reportagem de Ana Silva; edição de João Costa)",
        "(Geschrieben von Erika Muster, redigiert von Max Muster)",
    ],
)
def test_who_reported_and_edited_stands_in_brackets_below(line: str) -> None:
    found = apart(HEADLINE, BODY, line)
    assert (len(found.authors), found.body) == (1, BODY)


def test_each_name_may_have_a_line_and_an_address() -> None:
    names = ("Karin Svensson\nkarin.svensson@example.se", "Erik Lund, elund@example.se")
    found = apart(HEADLINE, *names, BODY)
    assert (found.authors, found.body) == (("Karin Svensson", "Erik Lund"), BODY)


@pytest.mark.parametrize("above", ["hafenschau.de", "Маяк.Ru"])
def test_a_site_above_the_headline_is_the_publisher(above: str) -> None:
    found = apart(above, HEADLINE, "Stand: 03.03.2026 10:23 Uhr", BODY)
    assert (found.headline, found.publisher, found.body) == (HEADLINE, above, BODY)


def test_a_studio_is_an_outlet() -> None:
    found = apart(HEADLINE, "Von Erika Muster, ARD-Studio Brüssel", BODY)
    assert (found.authors, found.publisher) == (("Erika Muster",), "ARD-Studio Brüssel")


def test_initials_in_a_byline_are_no_author() -> None:
    found = apart(HEADLINE, "Par J. D.", BODY)
    assert (found.byline, found.authors, found.body) == ("Par J. D.", (), BODY)


def test_a_source_ends_before_a_day() -> None:
    assert apart(HEADLINE, BODY, "Izvor: Lučke novine\nutorak, 3.03.2026.").syndicated_from == (
        "Lučke novine"
    )


def test_a_paper_is_named_below_the_day_and_above_the_page() -> None:
    found = apart("03.03.2026", "Hafener Zeitung", "SEITE 4 MEINUNG", HEADLINE, BODY)
    assert (found.headline, found.publisher, found.body) == (HEADLINE, "Hafener Zeitung", BODY)


def test_an_agency_beside_nobody_is_the_credit() -> None:
    assert apart(HEADLINE, "( Avec AFP )", BODY).credit == "AFP"


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Teksti Matti Meikäläinen Kuvat Maija Meikäläinen", ("Matti Meikäläinen",)),
        ("Erika Muster, Berlin", ("Erika Muster",)),
        (
            "Του Γιώργου Παπαδόπουλου και της Μαρίας Νικολάου",
            ("Γιώργου Παπαδόπουλου", "Μαρίας Νικολάου"),
        ),
    ],
)
def test_a_headline_of_two_words_above_a_byline_is_no_kicker(
    line: str, authors: tuple[str, ...]
) -> None:
    found = apart("Speicher weg", line, BODY)
    assert (found.headline, found.authors, found.body) == ("Speicher weg", authors, BODY)


@pytest.mark.parametrize(
    ("head", "town"),
    [
        (("Lucía Pérez", "Madrid", "3 MAR 2026 - 10:23 CET"), "Madrid"),
        (("Ana Silva", "São Paulo, SP", "03/03/2026 10h23"), "São Paulo, SP"),
        (("Publicerad 2026-03-03 10.23", "KARLSTAD"), "KARLSTAD"),
    ],
)
def test_a_town_between_who_wrote_the_day_and_the_body_is_a_dateline(
    head: tuple[str, ...], town: str
) -> None:
    found = apart(HEADLINE, *head, BODY)
    assert (found.dateline, found.teaser, found.body) == (town, "", BODY)
    assert found.date_hint is not None
    assert (found.date_hint.year, found.date_hint.month, found.date_hint.day) == (2026, 3, 3)


@pytest.mark.parametrize(
    ("line", "author", "credit"),
    [
        ("Lucía Pérez Madrid 3 MAR 2026 - 10:23 CET", "Lucía Pérez", ""),
        ("LUCÍA PÉREZ Madrid 3 MAR 2026 - 10:23 CET", "Lucía Pérez", ""),
        (
            "Publicado em 03/03/2026 - 10:23 Por Ana Silva – Repórter da Agência Brasil - Brasília",
            "Ana Silva",
            "Agência Brasil",
        ),
    ],
)
def test_who_wrote_where_and_when_share_a_line(line: str, author: str, credit: str) -> None:
    found = apart(HEADLINE, line, BODY)
    assert (found.authors, found.credit, found.body) == ((author,), credit, BODY)
    assert found.dateline == ""


def test_a_day_with_strokes_around_its_month_is_a_date_line() -> None:
    found = apart(HEADLINE, BODY, "(Abc/Adnkronos)", "ISSN 2465 - 1222", "03-MAR-26 17:45")
    assert (found.credit, found.body) == ("Adnkronos", BODY)
    assert found.date_hint is not None
    assert (found.date_hint.year, found.date_hint.month) == (2026, 3)


def test_an_agency_behind_the_last_sentence_needs_no_brackets() -> None:
    assert apart(HEADLINE, f"{BODY} com Lusa").body == BODY
    assert apart(HEADLINE, f"{BODY} - Bernama").credit == "Bernama"
    assert apart(HEADLINE, f"{BODY} com Maria").body == f"{BODY} com Maria"


def test_what_stands_behind_an_unknown_label_is_no_author() -> None:
    found = apart(HEADLINE, BODY, "Árbitro: Munuera Montero. EFE")
    assert (found.authors, found.credit) == ((), "EFE")
