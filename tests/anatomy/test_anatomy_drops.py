"""What papers in many languages print around an article, and stories of the wire."""

import pytest

from anatomy_made import apart
from ingest.anatomy.datelines.datelines import find_dateline

PROSE = "The mill on the river had been silent for so long that nobody remembered its noise. "
MORE = "Last week it turned again, while four engineers stood in the water and argued about it."


@pytest.mark.parametrize(
    ("start", "dateline"),
    [
        ("Berlin. ", "Berlin"),
        ("ISLAMABAD: ", "ISLAMABAD"),
        ("NEW YORK | ", "NEW YORK"),
        ("WIEN (Reuters). ", "WIEN (Reuters)"),
        ("New Delhi, Oct 12 (PTI) ", "New Delhi, Oct 12 (PTI)"),
        ("नई दिल्ली: ", "नई दिल्ली"),
        ("नई दिल्ली। ", "नई दिल्ली"),
        ("Budapest, 2024. október 12. (MTI) - ", "Budapest, 2024. október 12. (MTI)"),
        ("ŠIAULIAI, spalio 12 d. (ELTA). ", "ŠIAULIAI, spalio 12 d. (ELTA)"),
        ("RĪGA, 12. oktobris, LETA. ", "RĪGA, 12. oktobris, LETA"),
        ("HELSINKI, 12.10. (Reuters) - ", "HELSINKI, 12.10. (Reuters)"),
        ("'s-Hertogenbosch (ANP) - ", "'s-Hertogenbosch (ANP)"),
        ("BRUSSEL·LES (EFE).- ", "BRUSSEL·LES (EFE)"),
        ("KYIV, UKRAINE: ", "KYIV, UKRAINE"),
        ("BERLIN abc | ", "BERLIN abc"),
        ("(Dân Việt) - ", "(Dân Việt)"),
        ("ঢাকা, ১২ অক্টোবর (বাসস) - ", "ঢাকা, ১২ অক্টোবর (বাসস)"),
        ("عمّان، 12 أكتوبر 2024 (رويترز) -- ", "عمّان، 12 أكتوبر 2024 (رويترز)"),
        ("کراچی (روئٹرز) ", "کراچی (روئٹرز)"),
        ("ירושלים (רויטרס) - ", "ירושלים (רויטרס)"),
        ("เชียงใหม่ - ", "เชียงใหม่"),
        ("மதுரை: ", "மதுரை"),
    ],
)
def test_a_known_city_or_an_agency_in_brackets_needs_no_dash(start: str, dateline: str) -> None:
    found = find_dateline(start + PROSE)
    assert found is not None
    assert (found.text, found.end) == (dateline, len(start))


@pytest.mark.parametrize("start", ["Trump: ", "ZDF: ", "Paris. London. ", "Paris - he said - "])
def test_speakers_and_lists_of_cities_are_no_datelines(start: str) -> None:
    assert find_dateline(start + PROSE) is None


def test_a_headline_in_capitals_goes_on_below() -> None:
    text = (
        f"  HARROW STEEL CORP &lt;HRW>\n  SEES HIGHER NET\n    OSLO, Oct 4 - {PROSE}\n Reuter\n\x03"
    )
    found = apart(text)
    assert found.headline == "HARROW STEEL CORP <HRW> SEES HIGHER NET"
    assert (found.dateline, found.credit) == ("OSLO, Oct 4", "Reuter")
    assert found.body == PROSE.strip()


def test_rows_of_a_wire_table_stay_rows_when_the_dateline_is_gone() -> None:
    rows = "    Shr 34 cts vs 1.19 dlrs\n    Net 807,000 vs 2,858,000\n"
    found = apart(
        f"HARROW LOSS\n    OSLO, Oct 4 - Year ended June 1 at Harrow\nCo.\n{rows} Reuter\n"
    )
    assert [line for line in found.body.splitlines() if line] == [
        "Year ended June 1 at Harrow Co.",
        "Shr 34 cts vs 1.19 dlrs",
        "Net 807,000 vs 2,858,000",
    ]


def test_a_deck_above_a_dateline_is_the_teaser() -> None:
    found = apart(f"Mill turns again\n\nEngineers argue\n\nOSLO, Oct 4 (NTB) - {PROSE}\n\n{MORE}")
    assert (found.teaser, found.dateline) == ("Engineers argue", "OSLO, Oct 4 (NTB)")


@pytest.mark.parametrize(
    ("byline", "authors", "publisher"),
    [
        ("By Jane Doe, The Spectrum", ("Jane Doe",), "The Spectrum"),
        ("By Ana de la Vega for The Spectrum", ("Ana de la Vega",), "The Spectrum"),
        ("Jane Doe, Health Correspondent", ("Jane Doe",), ""),
        ("Von Kurt Muster (Text) und Jo Fritz (Fotos)", ("Kurt Muster",), ""),
        ("Text: Kurt Muster", ("Kurt Muster",), ""),
        ("Автор: Цветан Кръстев", ("Цветан Кръстев",), ""),
        ("Piše: Domagoj Šarić", ("Domagoj Šarić",), ""),
    ],
)
def test_outlets_roles_and_photographers_are_no_authors(
    byline: str, authors: tuple[str, ...], publisher: str
) -> None:
    found = apart(f"Mill turns again\n\n{byline}\n\n{PROSE}\n\n{MORE}")
    assert (found.authors, found.publisher) == (authors, publisher)
    assert found.body == f"{PROSE.strip()}\n\n{MORE}"


def test_an_unknown_line_between_prompts_at_the_end_is_cut_and_a_sentence_is_not() -> None:
    page = f"Mill turns again\n\n{PROSE}\n\n{{}}\n\nShare\n\nFrobnicate the gadget\n\nAdvertisement"
    assert apart(page.format(MORE)).body == f"{PROSE.strip()}\n\n{MORE}"
    kept = page.replace("Frobnicate the gadget", "Nobody answered.").format(MORE)
    assert apart(kept).body.endswith("Nobody answered.")


@pytest.mark.parametrize(
    "headline",
    [
        "Video: The bridge over the river opens on Monday",
        "Brief: The mill is into bread. We cool with that?",
        "Mill owner sells his house. The family lost in court",
    ],
)
def test_a_headline_may_begin_like_a_caption_or_hold_two_sentences(headline: str) -> None:
    assert apart(f"{headline}\n\n{PROSE}\n\n{MORE}").headline == headline


def test_points_above_a_dateline_are_the_teaser() -> None:
    found = apart(
        f"Bank cuts rate\n\n* Krona falls\n\n* Dealers sell\n\nOSLO, May 3 - {PROSE}{MORE}"
    )
    assert (found.dateline, found.teaser) == ("OSLO, May 3", "* Krona falls * Dealers sell")
    assert found.body == PROSE + MORE


def test_the_slug_of_a_wire_is_no_headline() -> None:
    found = apart(
        f"r i BC-OSLO-RATE 03-02 0123\n\nBANK CUTS RATE\n\n    OSLO, May 3 - {PROSE}{MORE}"
    )
    assert found.headline == "BANK CUTS RATE"
