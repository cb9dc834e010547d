"""Paragraphs: hard line breaks are undone, lists, tables and verse are not."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.kernels.glyphs import BLANKS, glyphs, points_of
from ingest.kernels.linebreaks import JOINED, LINE, PARAGRAPH
from ingest.kernels.linewidth import measure
from ingest.kernels.printedlines import find_lines
from ingest.layout import PrintedWords, between, paragraphs, split_lines, unwrap
from ingest.typesetting import ends_sentence, is_wide

CRANE = (
    "The harbour of the old town was closed on Monday after a crane had fallen into the basin,"
    " and the ferries were sent to the new pier instead, where passengers waited for hours."
)
DIVERS = (
    "Nobody was hurt. The port authority said that divers would look at the hull of a barge which"
    " had been hit, and that traffic could begin again before the weekend if they found nothing."
)
YEAR = "It is the third accident of the year; the crane was built in 1962 and inspected in spring."
PROSE = [CRANE, DIVERS, YEAR]
GREEK = [
    "Ο δήμος ανακοίνωσε τη Δευτέρα ότι η γέφυρα θα παραμείνει κλειστή για δύο εβδομάδες ακόμη.",
    "Οι κάτοικοι της περιοχής ζητούν να ανοίξει τουλάχιστον ο πεζόδρομος για τα σχολεία.",
]


def wrap(text: list[str], width: int, indent: str, between: str) -> str:
    wrapper = textwrap.TextWrapper(width, initial_indent=indent, break_on_hyphens=False)
    return between.join(map(wrapper.fill, text))


_PIECES = [*"aB.!- \n\t\u2028語", "the river ", "\n\n", "\ud800"]


@given(st.lists(st.sampled_from(_PIECES)).map("".join))
def test_lines_that_stay_apart_are_printed_as_they_are(text: str) -> None:
    lines, (body, joined) = split_lines(text), unwrap(text)
    assert joined == sum(line.after == JOINED for line in lines)
    if not joined:
        ends = ["\n" if line.after == LINE else "\n\n" for line in lines]
        pieces = [text[line.start : line.end] for line in lines]
        printed = "".join(a + b for a, b in zip(pieces, ends, strict=True))
        assert body == printed.removesuffix("\n\n")


@pytest.mark.parametrize("width", [50, 60, 64, 70, 72, 78, 80])
@pytest.mark.parametrize(("indent", "between"), [("", "\n\n"), ("    ", "\n"), ("  ", "\n\n")])
@pytest.mark.parametrize("text", [PROSE, GREEK])
def test_hard_breaks_are_undone(text: list[str], width: int, indent: str, between: str) -> None:
    body, joined = unwrap(wrap(text, width, indent, between))
    assert body == "\n\n".join(text)
    assert joined > 1


def test_chinese_lines_are_joined_without_a_space() -> None:
    line = "市政府星期一宣布老城区的大桥将继续关闭两个星期因为桥墩的维修工程比原先计划的时间更长"
    raw = "\n".join([line[:20], line[20:40], line[40:] + "。"])
    assert unwrap(raw)[0] == line + "。"


def test_one_line_per_paragraph_stays_so() -> None:
    assert unwrap("\n".join(PROSE)) == ("\n\n".join(PROSE), 0)


def test_short_sentences_are_paragraphs_of_their_own() -> None:
    raw = "He came.\nHe saw the city.\nHe went home."
    assert unwrap(raw)[0] == "He came.\n\nHe saw the city.\n\nHe went home."


def test_rows_of_a_table_are_not_joined() -> None:
    rows = (
        "               1986      1985\n    Shr      12.34     10.11\n    Net     3.2 bn    2.5 bn"
    )
    raw = wrap(PROSE, 64, "    ", "\n") + "\n" + rows
    body = unwrap(raw)[0]
    assert body.startswith("\n\n".join(PROSE))
    assert body.endswith("1986      1985\nShr      12.34     10.11\nNet     3.2 bn    2.5 bn")


def test_rows_without_columns_are_not_joined() -> None:
    rows = ["Shr 34 cts vs 1.19 dlrs", "Net 807,000 vs 2,858,000", "Assets 510.2 mln vs 479.7 mln"]
    note = ["Note: 4th qtr not available. Year includes 1985", "gain from tax of 132,000 dlrs."]
    raw = "\n".join(
        ["    " + rows[0], "    " + rows[1], "    " + rows[2], "    " + note[0], note[1]]
    )
    assert unwrap(raw)[0] == "\n".join(rows) + "\n\n" + " ".join(note)


def test_items_of_a_list_are_not_joined() -> None:
    items = [
        f"- item number {number} of a list whose lines are about as long" for number in range(6)
    ]
    assert unwrap("\n".join(items))[0] == "\n".join(items)


def test_a_list_of_titles_of_one_length_is_not_prose() -> None:
    titles = ["Mayor Opens The New Bridge Over River", "Crane Falls In The Basin Of Old Port"] * 6
    assert unwrap("\n".join(titles))[1] == 0


def test_verse_keeps_its_lines() -> None:
    verse = "The tide is out\nThe boats lie down\nAnd all about\nThere sleeps a town"
    assert unwrap(verse) == (verse, 0)


def test_labels_keep_their_lines() -> None:
    lines = ("Title: The bridge is closed until the end of May", "Author: Jane Doe", "Date: today")
    raw = "\n".join(lines)
    assert [p.text for p in paragraphs(raw)] == raw.split("\n")


def test_a_signature_is_not_part_of_the_last_sentence() -> None:
    raw = wrap(PROSE, 64, "    ", "\n") + "\n Reuter\n"
    assert unwrap(raw)[0].endswith("inspected in spring.\n\nReuter")


def test_a_rule_below_a_heading_is_a_line_of_its_own() -> None:
    assert [p.text for p in paragraphs("A heading of some length\n=====\nText.")] == [
        "A heading of some length", "=====", "Text.",
    ]  # fmt: skip


def test_fenced_code_is_not_joined() -> None:
    code = (
        "```\nsudo apt-get install a-package-with-a-name-that-is-very-long\nand another line\n```"
    )
    assert unwrap(code)[0] == code


@pytest.mark.parametrize(
    ("a", "b", "whole", "joined"),
    [
        ("the U.S.-", "Japan rift", "", "the U.S.-Japan rift"),
        ("the govern-", "ment said", "our government", "the government said"),
        ("the well-", "known man", "", "the well-known man"),
        ("two “govern-", "ments” in", "a government of", "two “govern-ments” in"),
        ("two “govern-", "ment” in", "the Governments of", "two “government” in"),
        ("example.org/command-", "line is", "the commandline", "example.org/command-line is"),
        ("it rose --", "again", "", "it rose -- again"),
        ("東京で", "開かれた", "", "東京で開かれた"),
        ("서울에서", "열렸다", "", "서울에서 열렸다"),
    ],
)
def test_how_two_lines_are_joined(a: str, b: str, whole: str, joined: str) -> None:
    gone, space = between(a, b, PrintedWords(whole))
    assert a[: len(a) - gone] + space + b == joined


@pytest.mark.parametrize(
    ("line", "ends"),
    [("He said.", True), ("“Why?”", True), ("他说。」", True), ("the", False), ("Mr:", False)],
)  # fmt: skip
def test_a_line_ends_a_sentence_by_its_last_sign(line: str, *, ends: bool) -> None:
    assert ends_sentence(line) is ends


def test_wide_characters_are_chinese_and_japanese_only() -> None:
    assert all(map(is_wide, "漢かカ，ｱ"))
    assert not any(map(is_wide, "aя한ع’—"))


@given(st.text(max_size=400))
def test_spans_of_paragraphs_are_slices_without_white_space_around(text: str) -> None:
    last = 0
    for part in paragraphs(text):
        printed = text[part.start : part.end]
        assert part.start >= last
        assert len(part.text) == len(printed)
        assert part.text.split() == printed.split()
        assert not text[last : part.start].strip() or not text[last : part.start].isprintable()
        last = part.end


@given(st.text(alphabet="aB .,-\n\t1*", max_size=300))
def test_unwrapping_loses_no_word(text: str) -> None:
    assert "".join(unwrap(text)[0].split()) == "".join(text.split())


@given(st.text(max_size=300))
def test_lines_are_those_of_the_standard_library_without_the_blank_ones(text: str) -> None:
    lines = split_lines(text)
    bare = [line.strip(BLANKS) for line in text.splitlines() if line.strip(BLANKS + "\ufdd0")]
    assert [text[line.start : line.end] for line in lines] == bare
    assert {line.after for line in lines} <= {JOINED, LINE, PARAGRAPH}
    assert not lines or lines[-1].after == PARAGRAPH


def test_the_column_of_wrapped_prose_is_measured() -> None:
    points = points_of(wrap(PROSE, 64, "", "\n\n"))
    how = measure(points, find_lines(points, glyphs()), glyphs())
    assert how.wrapped
    assert 58 <= how.width <= 64


def test_a_few_long_paragraphs_are_not_wrapped() -> None:
    lines = [
        "Harbour Lines may sell oldest ferry",
        "By Jane Doe",
        "Harbour Lines may sell its oldest ferry to a Greek group, someone close to it said today.",
        "The shares rose 3 percent to $12.10.",
        '"It is a good deal," said Bob Smith.',
    ]
    assert unwrap("\n".join(lines))[1] == 0


FIGURES = [
    ("The board put registrations of wheat, barley and their products for shipment up to"
     " February 11, in thousands of tonnes, at what the list below says, with those up to"
     " 12 February of the year before, and what was sold since, in brackets:"),
    "Wheat before 1,655.8, Feb 872.0, March 164.6, April 12.1, total 2,704.5 (4,161.0).",
    "Maize March 48.0 (nil)",
    "Barley nil (12.4)",
    ("Vice President Jane Harrow, Harbour Secretary John Pellan and Trade Minister Ann Corley met"
     " the Pellan Oil Board in Port Ellery on Monday."),
]  # fmt: skip


@pytest.mark.parametrize("width", [56, 60, 64, 70])
@pytest.mark.parametrize("title", ["", "GRAIN BOARD GIVES\n  FIGURES\n"])
def test_where_paragraphs_are_set_in_any_other_line_goes_on(width: int, title: str) -> None:
    body, _ = unwrap(title + wrap(FIGURES, width, "    ", "\n") + "\n Reuter")
    lines = [line for line in body.split("\n") if line]
    assert lines[-len(FIGURES) - 1 :] == [*FIGURES, "Reuter"]


def test_rows_below_set_in_paragraphs_are_not_joined() -> None:
    rows = ["Shr 34 cts vs 30 cts", "Net 807,000 vs 858,000", "NOTE: Net includes a gain."]
    text = wrap([DIVERS, *rows], 64, "    ", "\n")
    assert [line for line in unwrap(text)[0].split("\n") if line] == [DIVERS, *rows]


@pytest.mark.parametrize("mark", ["- ", "* ", "-- ", "2. "])
@pytest.mark.parametrize("indent", ["", "    "])
def test_an_item_goes_on_in_lines_set_in_behind_its_mark(mark: str, indent: str) -> None:
    wrapper = textwrap.TextWrapper(64, break_on_hyphens=False)
    wrapper.initial_indent, wrapper.subsequent_indent = indent, indent + " " * len(mark)
    items = [mark + CRANE, mark + "Nothing else", mark + DIVERS]
    text = "\n".join([wrap([YEAR], 64, indent, "\n"), *map(wrapper.fill, items)])
    assert [line for line in unwrap(text)[0].split("\n") if line] == [YEAR, *items]


@pytest.mark.parametrize("dash", ["—", "–", "-"])
def test_a_dash_at_the_start_of_a_line_is_no_item_amid_a_sentence(dash: str) -> None:
    sentence = "The crane that fell into the basin on the first day of the week"
    sentence = f"{sentence} {dash} the third of"
    text = wrap([CRANE, f"{sentence} this year {dash} was never found.", DIVERS], 64, "", "\n\n")
    assert f"\n{dash} the third" in text
    assert f"week {dash} the third" in unwrap(text)[0]


@pytest.mark.parametrize("day", ["17. May the", "49. The"])
def test_a_number_at_the_start_of_a_line_is_no_item_amid_a_sentence(day: str) -> None:
    sentence = "The crane that fell into the basin on the first day of the year was"
    text = wrap(
        [CRANE, f"{sentence} {day} fourth of its kind in the harbour.", DIVERS], 68, "", "\n\n"
    )
    assert f"\n{day}" in text
    assert f"year was {day}" in unwrap(text)[0]


def test_a_hyphen_before_and_keeps_its_space() -> None:
    text = "Die Beobachtung der Sterne dient der Bestimmung von Sonnen-\nund Mondfinsternissen."
    text += "\n\n" + wrap(PROSE, 60, "", "\n\n")
    assert "Sonnen- und Mondfinsternissen" in unwrap(text)[0]


def justify(line: str, width: int) -> str:
    """Fill a line up to its width with spaces between words, those at its end first."""
    words, indent = line.split(), len(line) - len(line.lstrip())
    spaces = width - indent - sum(map(len, words))
    gap, more = divmod(spaces, len(words) - 1)
    gaps = [" " * (gap + (at >= len(words) - 1 - more)) for at in range(len(words) - 1)]
    return " " * indent + "".join(map(str.__add__, words, [*gaps, ""]))


LONG_WORDS = (
    "Representatives of international organisations demonstrated extraordinary circumspection"
    " throughout the negotiations, notwithstanding considerable disagreements concerning"
    " compensation, transportation and responsibility for the investigations in the harbour."
)


@pytest.mark.parametrize("width", [54, 58, 62, 64])
@pytest.mark.parametrize("indent", ["", "    "])
def test_justified_lines_are_no_rows_of_a_table(width: int, indent: str) -> None:
    wrapper = textwrap.TextWrapper(width, initial_indent=indent, break_on_hyphens=False)
    printed = []
    for text in (LONG_WORDS, *PROSE):
        *full, last = wrapper.wrap(text)
        printed.append("\n".join([*(justify(line, width) for line in full), last]))
    assert printed[0].strip().count("   ") > 1
    body, _ = unwrap("\n\n".join(printed))
    assert [" ".join(line.split()) for line in body.split("\n") if line] == [LONG_WORDS, *PROSE]


@pytest.mark.parametrize(("indent", "between"), [("", "\n\n"), ("   ", "\n")])
def test_a_wrapped_text_may_be_all_in_capitals(indent: str, between: str) -> None:
    capitals = [text.upper() for text in PROSE]
    body, _ = unwrap(wrap(capitals, 66, indent, between))
    assert body == "\n\n".join(capitals)


@pytest.mark.parametrize("sign", ["xyz jd jr", "jd/rr", "jd-rr", "(jd rr)", "XYZ JD RR"])
def test_a_sign_below_a_full_line_is_not_joined(sign: str) -> None:
    last = "The basin opens again on the first day of May, the authority said late on Monday."
    body, _ = unwrap(f"{wrap([*PROSE, last], 66, '', chr(10))}\n{sign}\n")
    assert body.endswith(f"\n\n{last}\n\n{sign}") or last.endswith("Monday.")
    assert f"Monday. {sign}" not in body


def test_a_heading_in_capitals_below_a_full_line_is_not_joined() -> None:
    full = textwrap.fill(DIVERS, 66)
    last = full.rsplit("\n", 1)[1]
    above = f"{full} {'It is so, as all of them said again.'[: 64 - len(last)].rsplit(' ', 1)[0]}."
    body, _ = unwrap(f"{textwrap.fill(CRANE, 66)}\n{above}\nA NEW CRANE\n{textwrap.fill(YEAR, 66)}")
    assert "\n\nA NEW CRANE\n\n" in body


def test_verse_between_paragraphs_that_are_set_in_stays() -> None:
    verse = ["O boat that bore my father over,", "the tide has turned for thee;",
             "no more thy bell shall call the drover", "across the narrow sea."]  # fmt: skip
    lines = "\n".join(f"    {line}" for line in verse)
    prose = wrap(PROSE, 66, "    ", "\n")
    body, _ = unwrap(f"{prose}\n{lines}\n{prose}")
    assert "\n".join(verse) in body


def test_an_item_goes_on_below_it_where_paragraphs_are_lines() -> None:
    item = "* The owners of the crane are the port of the old town (60 pct) and the state"
    body, _ = unwrap(f"{CRANE}\n\n{item}\n  (40 pct).\n\n* The rest is owned.\n\n{DIVERS}\n")
    assert f"\n\n{item} (40 pct).\n\n" in body


def test_a_row_of_a_table_may_end_with_a_stop() -> None:
    rows = ["        Open    High     Low   Settle   Chg.", "WHEAT 5,000 bu minimum; a bushel",
            "Mar     3.41    3.44     3.40     3.43  +.02"]  # fmt: skip
    body, _ = unwrap(f"{wrap(PROSE, 66, '', chr(10) * 2)}\n\n" + "\n".join(rows) + "\n")
    assert "Chg.\nWHEAT" in " ".join(body.split(" "))


@pytest.mark.parametrize("ends", ["\r\r\n", "\r\r\r\n"])
def test_returns_before_a_line_feed_are_one_break(ends: str) -> None:
    body, _ = unwrap(wrap(PROSE, 66, "", "\n\n").replace("\n", ends))
    assert body == "\n\n".join(PROSE)


def test_lines_with_a_blank_one_below_each_are_joined() -> None:
    body, joined = unwrap(wrap(PROSE * 2, 66, "", "\n").replace("\n", "\n\n"))
    assert body == "\n\n".join(PROSE * 2)
    assert joined > 1


def test_headlines_with_a_blank_line_below_each_are_not_joined() -> None:
    lines = [f"Harbour town number {at} votes to close its ferry line to the north" for at in
             range(9)]  # fmt: skip
    assert unwrap("\n\n".join(lines)) == ("\n\n".join(lines), 0)


@pytest.mark.parametrize("heading", ["A short heading", 'He said of it: "Here"'])
def test_a_heading_is_a_paragraph_where_paragraphs_are_set_in(heading: str) -> None:
    text = [PROSE[0], heading, *PROSE[1:]]
    assert unwrap(wrap(text, 66, "   ", "\n"))[0] == "\n\n".join(text)


def test_a_heading_above_a_long_line_is_a_paragraph() -> None:
    text = [PROSE[0], "A short heading", *PROSE[1:]]
    assert unwrap("\n".join(text)) == ("\n\n".join(text), 0)


def test_a_number_in_brackets_goes_on_a_sentence() -> None:
    text = "The oldest of the divers who looked at the hull was Anna Lindqvist (27) of Ellery."
    body, _ = unwrap(wrap([*PROSE, text, *PROSE], 68, "", "\n\n"))
    assert text in body


def test_a_sign_stands_below_a_quotation_that_closes_as_in_german() -> None:
    last = "Der Hafen wird im Mai wieder frei, sagte die Leiterin: „Das ist so.“"
    body, _ = unwrap(f"{wrap(PROSE, 68, '', chr(10) * 2)}\n\n{last}\njd/rr\n")
    assert body.endswith(f"{last}\n\njd/rr")
