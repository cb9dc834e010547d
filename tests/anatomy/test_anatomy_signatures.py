"""Names alone, above and below a body: authors are found, and nobody else is taken for one."""

import pytest

from anatomy_made import apart
from ingest.anatomy.lines.signatures import LONGEST_NAMES

BODY = (
    "The council of the harbour town voted on Tuesday to close the old ferry after forty years.\n\n"
    '"We were not asked," said Marta Quill, who has taken the ferry to work since 1998.\n\n'
    "The last ferry leaves in autumn. A farewell is planned on the pier."
)
HEADLINE = "Ferry line to close after forty years"


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Jane Doe", ("Jane Doe",)),
        ("Oyvind Thorsrud", ("Oyvind Thorsrud",)),
        ("Oyvind Thorsrud, Bergen", ("Oyvind Thorsrud",)),
        ("Oyvind Thorsrud / Reuters", ("Oyvind Thorsrud",)),
        ("Oyvind Thorsrud (med AFP)", ("Oyvind Thorsrud",)),
        ("by Jane Doe", ("Jane Doe",)),
        ("Von unserer Redakteurin Ilse Brandauer und Max Muster", ("Ilse Brandauer", "Max Muster")),
        ("Door onze verslaggever Femke de Wit", ("Femke de Wit",)),
        ("Автор текста: Анна Сидорова", ("Анна Сидорова",)),
        ("Autor: oprac. Anna Kowalska", ("Anna Kowalska",)),
        ("Bewerkt door Karin de Vries", ("Karin de Vries",)),
        ("Do G1, em São Paulo", ()),
        ("Redazione ANSA ROMA", ()),
        ("রহিম উদ্দিন, ঢাকা", ("রহিম উদ্দিন",)),
        ("Jón Jónsson skrifar", ("Jón Jónsson",)),
        ("Shkruan Arben Hoxha", ("Arben Hoxha",)),
        ("Na Mwandishi Wetu", ()),
        ("كتبت سلمى الهاشمي وياسر منصور", ("سلمى الهاشمي", "ياسر منصور")),
        ("(中川美咲)", ("中川美咲",)),
        ("글·사진 홍길동·김철수 기자", ("홍길동", "김철수")),
        ("[바다신문 홍길동 기자]", ("홍길동",)),
    ],
)
def test_names_below_a_headline_are_authors(line: str, authors: tuple[str, ...]) -> None:
    found = apart(HEADLINE, line, BODY)
    assert found.authors == authors
    assert found.body == BODY


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Tekst: Kari Nordmann Foto: Ola Nordmann", ("Kari Nordmann",)),
        ("Tekst: Kari Nordmann og Per Hansen Foto: Ola Nordmann", ("Kari Nordmann", "Per Hansen")),
        ("Foto: Ola Nordmann Tekst: Kari Nordmann", ("Kari Nordmann",)),
        ("Kari Nordmann (tekst) og Ola Nordmann (foto)", ("Kari Nordmann",)),
        ("Teksti Matti Meikäläinen Kuvat Maija Meikäläinen", ("Matti Meikäläinen",)),
        ("TEXTO: LUCÍA PÉREZ / FOTOS: ANDRÉS GÓMEZ", ("Lucía Pérez",)),
        ("Text von Erika Muster, Fotos von Max Muster", ("Erika Muster",)),
        ("Text und Fotos: Erika Muster", ("Erika Muster",)),
        ("Par Jeanne Dupont. Photos : Paul Martin", ("Jeanne Dupont",)),
        ("Von Erika Muster und Max Muster (Foto)", ("Erika Muster",)),
        ("Tekst i zdjęcia: Anna Kowalska", ("Anna Kowalska",)),
        ("Текст Иван Иванов Фото Мария Петрова", ("Иван Иванов",)),
        ("כתב: דוד כהן צילום: שרה לוי", ("דוד כהן",)),
    ],
)
def test_who_wrote_is_told_from_who_took_the_pictures(line: str, authors: tuple[str, ...]) -> None:
    above, below = apart(HEADLINE, line, BODY), apart(HEADLINE, BODY, line)
    assert above.authors == below.authors == authors
    assert above.body == below.body == BODY


@pytest.mark.parametrize(
    ("line", "authors", "credit"),
    [
        ("Иван Иванов, РИА Новости", ("Иван Иванов",), "РИА Новости"),
        ("أحمد محمد - القاهرة", ("أحمد محمد",), ""),
        ("القاهرة - أحمد محمد", ("أحمد محمد",), ""),
        ("Lucía Pérez, enviada especial", ("Lucía Pérez",), ""),
        ("Mette Jensen, korrespondent i London", ("Mette Jensen",), ""),
        ("Núria Puig / Barcelona", ("Núria Puig",), ""),
        ("דוד כהן וסוכנויות הידיעות", ("דוד כהן",), ""),
        ("रवि शर्मा, बीबीसी संवाददाता", ("रवि शर्मा",), "बीबीसी"),
    ],
)
def test_agencies_roles_and_towns_may_be_longer_than_the_name_beside_them(
    line: str, authors: tuple[str, ...], credit: str
) -> None:
    for found in (apart(HEADLINE, line, BODY), apart(HEADLINE, BODY, line)):
        assert (found.authors, found.credit, found.publisher) == (authors, credit, "")
        assert found.body == BODY


@pytest.mark.parametrize(
    ("line", "credit", "dateline"),
    [
        ("EFE | Madrid", "EFE", "EFE | Madrid"),
        ("ACN Barcelona", "ACN", "ACN Barcelona"),
        ("İSTANBUL (AA)", "AA", "İSTANBUL (AA)"),
        ("القاهرة - وكالات", "وكالات", "القاهرة - وكالات"),
        ("नई दिल्ली, एजेंसी।", "एजेंसी", "नई दिल्ली, एजेंसी"),
        ("TT-Reuters", "TT-Reuters", ""),
        ("(PAP) ako/ mal/", "(PAP) ako/ mal/", ""),
        ("AS (JC) // VM", "AS (JC) // VM", ""),
        ("Agencias / Madrid", "", ""),
    ],
)
def test_an_agency_and_a_town_alone_are_a_credit(line: str, credit: str, dateline: str) -> None:
    above, below = apart(HEADLINE, line, BODY), apart(HEADLINE, BODY, line)
    assert (above.credit, above.dateline, above.body) == (credit, dateline, BODY)
    assert (below.credit, below.dateline, below.body) == (credit, "", BODY)


@pytest.mark.parametrize(
    "line",
    ["Madrid / Lisboa", "Amsterdam, Berlin (Hafen)", "Il a dîné avec AFP.", "Regie: Anna Petersen"],
)
def test_towns_alone_and_other_lines_below_a_body_stay(line: str) -> None:
    assert apart(HEADLINE, BODY, line).body.endswith(line)


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("Par Le Figaro avec AFP", "Le Figaro"),
        ("Par Europe 1 avec AFP", "Europe 1"),
        ("L'Horizon avec AFP et Reuters", "L'Horizon"),
        ("radioport avec AFP", ""),
        ("Par la rédaction avec AFP", ""),
    ],
)
def test_an_outlet_that_signs_with_an_agency_is_the_publisher(line: str, publisher: str) -> None:
    for found in (apart(HEADLINE, line, BODY), apart(HEADLINE, BODY, line)):
        assert (found.authors, found.publisher, found.body) == ((), publisher, BODY)


@pytest.mark.parametrize(
    "line",
    ["Foto: Erika Muster", "Text: Das steht im Vertrag.", "Sie liest den Text (Bild) vor."],
)
def test_a_line_that_names_no_writer_gives_no_author(line: str) -> None:
    assert apart(HEADLINE, BODY, line).authors == ()


@pytest.mark.parametrize("line", ["New York", "Marta Quill", "Special Report", "PORT ELLERY NORTH"])
def test_a_place_a_section_or_the_person_told_of_is_no_author(line: str) -> None:
    assert apart(HEADLINE, line, BODY).authors == ()


@pytest.mark.parametrize(
    "line",
    [
        "Closing Ferries for Good",
        "Native Songs for Harbour Towns Reach New Audience",
        "A Short History of Ferries for Everyone Who Loves Them",
    ],
)
def test_the_title_of_another_article_below_the_body_signs_nothing(line: str) -> None:
    body = f"{BODY}\n\nHe is for closing the pier too, they said."
    assert apart(HEADLINE, body, line).authors == ()


def test_a_name_that_no_table_lists_may_sign_for_an_outlet() -> None:
    assert apart(HEADLINE, BODY, "Thandolwe Nkosibomvu for Harbour Post").authors == (
        "Thandolwe Nkosibomvu",
    )


@pytest.mark.parametrize("line", ["harbour.in 功能包括：", "| https://harbour.example | 版本 |"])
def test_a_line_that_goes_on_below_or_a_row_of_a_table_names_nobody(line: str) -> None:
    assert apart(HEADLINE, line, BODY).authors == ()


def test_a_sentence_below_a_byline_that_names_a_service_is_body() -> None:
    line = "人们经常问我手机的事情，怎样绕过 Google Service 使用手机。这篇文章就来解决那些问题。"
    found = apart(HEADLINE, "By Jane Doe", line, BODY)
    assert (found.authors, found.publisher) == (("Jane Doe",), "")
    assert found.body.startswith(line)


def test_a_sentence_about_an_author_is_not_read_from_its_middle() -> None:
    end = "Jarmed Quill is a printer in Port Ellery. He writes about ferries now and then."
    assert apart(HEADLINE, BODY, end).authors == ()


@pytest.mark.parametrize("line", ["Update the list of boats:", "Update connection:"])
def test_an_instruction_between_paragraphs_is_no_note(line: str) -> None:
    found = apart(HEADLINE, BODY, line, BODY)
    assert line in found.body


def test_a_name_and_an_agency_with_a_stroke_took_the_picture() -> None:
    found = apart(HEADLINE, "Jane Doe/Reuters", BODY)
    assert found.authors == ()
    assert [cut.rule for cut in found.removed] == ["headline", "caption"]


def test_a_headline_that_begins_with_by_stays_one() -> None:
    found = apart("By the Sea Again", "By Anna Karlsson and Lars Berg", BODY)
    assert found.headline == "By the Sea Again"
    assert found.authors == ("Anna Karlsson", "Lars Berg")


def test_an_editor_is_author_only_where_nobody_else_is() -> None:
    assert apart(HEADLINE, BODY, "Penulis: Budi Santoso", "Editor: Sri Lestari").authors == (
        "Budi Santoso",
    )


def test_the_town_below_the_name_of_a_letter_is_no_author() -> None:
    assert "Port Ellery" not in apart("Letters", BODY, "Ann Poe\nPort Ellery").authors


@pytest.mark.parametrize(
    ("sentence", "publisher"),
    [
        ("Jane Doe is a reporter at The Post. She wrote for the Daily Ledger.", "The Post"),
        ("Jane Doe is a reporter for the Harbour Post and lives in Lisbon.", "Harbour Post"),
        ("Jane Doe is a freelance journalist. She has written for The Spectrum.", ""),
        ("Jane Doe is a professor of economics at Harbour University.", ""),
        ("Jane Doe is the author of several books, and a columnist.", ""),
    ],
)
def test_only_whom_an_author_writes_for_now_is_the_publisher(sentence: str, publisher: str) -> None:
    found = apart(HEADLINE, BODY, sentence)
    assert (found.authors, found.publisher, found.body) == (("Jane Doe",), publisher, BODY)


@pytest.mark.parametrize("end", ["...", "…", ""])
def test_the_begin_of_the_body_cut_short_above_it_is_the_teaser(end: str) -> None:
    begin = BODY[:70] + end
    found = apart(HEADLINE, begin, BODY)
    assert (found.teaser, found.body) == (begin, BODY)


def test_a_dispatch_that_ends_in_brackets_is_no_caption() -> None:
    dispatch = "PARIS (AFP) - The council voted to close the old ferry after forty years (photo 3)"
    found = apart(HEADLINE, dispatch, BODY)
    assert found.dateline == "PARIS (AFP)"
    assert found.body.startswith("The council voted")


ZH = (
    "市议会星期二投票决定，关闭运行了四十年的老渡轮航线。\n\n居民们说，公交车班次太少，票价又太贵。"
)


def test_a_line_of_several_labels_is_read_label_by_label() -> None:
    found = apart(
        "渡轮航线四十年后停运", "2024-10-12 10:15 来源：海港日报 作者：王小明 编辑：李静", ZH
    )
    assert (found.authors, found.syndicated_from) == (("王小明",), "海港日报")
    assert found.date_hint is not None
    assert (found.date_hint.month, found.date_hint.day) == (10, 12)
    assert found.body == ZH


def test_a_labelled_headline_may_hold_a_word_that_is_a_label() -> None:
    found = apart("Title: A day on the pier, Image: the last ferry", "Author: Jane Doe", BODY)
    assert found.headline == "A day on the pier, Image: the last ferry"


def test_a_label_of_two_languages_is_told_by_what_it_labels() -> None:
    found = apart("Rubrik: Färjan läggs ned efter fyrtio år", BODY)
    assert found.headline == "Färjan läggs ned efter fyrtio år"
    assert apart("Rubrik: Wirtschaft", "Titel: Die Fähre fährt nicht mehr", BODY).headline == (
        "Die Fähre fährt nicht mehr"
    )


@pytest.mark.parametrize("end", ["【中川美咲】", "（ロンドン＝中川美咲）"])
def test_names_behind_the_last_sentence_are_authors(end: str) -> None:
    body = "市議会は火曜日、四十年続いた航路の廃止を可決した。\n\n住民はバスが少なすぎると話した。"
    found = apart("フェリー航路、廃止へ", body + end)
    assert (found.authors, found.body) == (("中川美咲",), body)


def test_a_dateline_below_the_body_names_its_reporter() -> None:
    found = apart("渡輪航線停駛", ZH, "（中央社記者陳美華台北12日電）")
    assert (found.authors, found.credit, found.body) == (("陳美華",), "中央社", ZH)


def test_reporters_behind_the_agency_of_a_dateline_are_authors() -> None:
    body = "Городской совет во вторник проголосовал за закрытие старой паромной линии."
    found = apart("Паромную линию закроют", f"МОСКВА, 12 окт - РИА Новости, Анна Сидорова. {body}")
    assert (found.authors, found.credit, found.body) == (("Анна Сидорова",), "РИА Новости", body)


def test_an_outlet_and_a_role_below_a_byline_belong_to_it() -> None:
    found = apart(HEADLINE, "By Jane Doe\nBBC News, London", "12 October 2024", BODY)
    assert (found.publisher, found.body) == ("BBC News", BODY)
    assert apart(HEADLINE, "Jane Doe\nBusiness reporter, Port Ellery", BODY).body == BODY


def test_a_long_line_of_names_below_a_teaser_is_a_byline() -> None:
    names = (
        "James Harlow, Robert Ellery, Michael Thornby, William Ashdown, David Merrow, "
        "Richard Colgate, Thomas Penrose and Daniel Whitby"
    )
    teaser = "The harbour is deeper by two metres, and the first large ferry came in at noon."
    body = "The council of the harbour town had argued for nine years over who should pay. " * 6
    found = apart("Ferry reaches the old harbour again", teaser, names, body)
    assert 120 < len(names) <= LONGEST_NAMES
    assert len(found.authors) == 8
    assert found.teaser == teaser
    assert found.body == body.strip()


WIRE = """BRIDGE <BRDG> TO BE REBUILT
{byline}
    PORT ELLERY, March 3 - The government said on Tuesday that it would rebuild the old
bridge, which has been closed since spring.
    Officials said the work would cost four million dollars.
 Reuter
"""


@pytest.mark.parametrize(
    ("byline", "author", "credit"),
    [
        ("    by Janie Gabbett, Reuters", "Janie Gabbett", "Reuters"),
        ("    By Quillon Tarrow", "Quillon Tarrow", "Reuter"),
        ("By MARY O'BRIEN\nAssociated Press Writer", "Mary O'Brien", "Associated Press"),
        ("By SEAN MCGRATH, Associated Press Writer", "Sean McGrath", "Associated Press"),
    ],
)
def test_a_byline_below_a_headline_in_capitals_is_none_of_its_lines(
    byline: str, author: str, credit: str
) -> None:
    found = apart(WIRE.format(byline=byline))
    assert found.headline == "BRIDGE <BRDG> TO BE REBUILT"
    assert (found.authors, found.credit, found.publisher) == ((author,), credit, "")
