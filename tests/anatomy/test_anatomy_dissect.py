"""What holds for every article: nothing is lost, bad input has an outcome, the body stays."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.anatomy import dissect, dissect_all
from ingest.anatomy.dissect import SPECIMENS, kept_pieces
from ingest.anatomy.draft import open_drafts
from ingest.article import Anatomy, Given, Quarantined, RawArticle
from ingest.clean import clean

PROSE = "The mill on the river had been silent for so long that nobody remembered its noise. "
MORE = "Last week it turned again, while four engineers stood in the water and argued about it."
LINES = [
    "By Jane Doe",
    "Read more: Another story",
    "LONDON, Feb 26 (Reuters) - Prices rose again on Friday.",
    "Prices rise again",
    "PRICES RISE AGAIN | Daily News",
    "© 2024 Daily News. All rights reserved.",
    "Photo: Jane Roe/AFP",
    "Read Full Article at RT.com.",
    "This article first appeared on The Gazette.",
    "Editor's note: The date was wrong.",
    "Title: Prices rise again",
    "12 October 2024",
    "Reuter",
    "作者：王小明",
    "![](x.png)",
    "[1]: https://example.org",
    "Related articles",
    "- item",
    "Shr   12.34    10.11",
    "\x03",
    "",
    "   ",
    PROSE,
    PROSE * 5,
]
SIGNS = ":;,.-—|/()[]{}\"'“”«»【】（）：#>*_=+~@©0 \u3000\u200b"
FEW_SIGNS = st.text(alphabet=SIGNS, max_size=3)
MARKED = st.tuples(FEW_SIGNS, st.sampled_from(LINES), FEW_SIGNS).map("".join)
ARTICLES = st.lists(st.one_of(st.sampled_from(LINES), MARKED, st.text(max_size=40)), max_size=25)
BREAKS = st.sampled_from(["\n", "\n\n", "\r\n", "\n    "])


def read(text: str, **fields: str) -> RawArticle:
    return RawArticle("folder/a.txt", 0, "text", "", "utf-8", text, Given(**fields))


def anatomy_of(text: str, learned: frozenset[str] = frozenset(), **fields: str) -> Anatomy:
    found = dissect(read(text, **fields), learned)
    assert isinstance(found, Anatomy)
    return found


@settings(max_examples=300, deadline=None)
@given(ARTICLES, BREAKS)
def test_cuts_and_kept_pieces_give_the_raw_text_again(lines: list[str], between: str) -> None:
    raw = read(between.join(lines))
    found = dissect(raw, frozenset({"prices rise again"}))
    if isinstance(found, Quarantined):
        assert found.reason in {"blank", "no_body"}
        return
    pieces = kept_pieces(raw.text, found.removed)
    last, put_back = 0, pieces[0]
    for cut, piece in zip(found.removed, pieces[1:], strict=True):
        assert last <= cut.start < cut.end
        assert raw.text[cut.start : cut.end] == cut.text
        put_back += cut.text + piece
        last = cut.end
    assert put_back == raw.text
    assert clean(pieces) == (found.body, found.mended)
    assert any(map(str.isalnum, found.body))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(ARTICLES, BREAKS), max_size=5))
def test_articles_come_out_the_same_alone_and_together(
    articles: list[tuple[list[str], str]],
) -> None:
    raws = [read(between.join(lines)) for lines, between in articles]
    learned = [frozenset({"prices rise again"} if at % 2 else ()) for at in range(len(raws))]
    assert dissect_all(raws, learned) == list(map(dissect, raws, learned))


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_a_line_may_begin_or_end_with_any_sign_wherever_it_stands(sign: str, place: int) -> None:
    for line in LINES:
        for marked in (sign + line, line + sign):
            lines = ["Prices rise again", PROSE * 3, MORE]
            lines.insert(place, marked)
            found = anatomy_of("\n\n".join(lines))
            assert MORE in found.body or MORE in (found.teaser, found.headline)


@given(st.text(alphabet=st.characters(exclude_categories=[]), max_size=300))
def test_any_text_has_an_outcome_and_its_cuts_are_apart_and_as_printed(text: str) -> None:
    found = dissect(read(text), frozenset())
    if isinstance(found, Quarantined):
        assert found.reason in ("blank", "no_body")
        return
    assert any(map(str.isalnum, found.body))
    assert found.body.encode() + found.headline.encode()
    ends = [0, *(cut.end for cut in found.removed)]
    assert all(end <= cut.start for end, cut in zip(ends, found.removed, strict=False))
    assert all(cut.text == text[cut.start : cut.end] for cut in found.removed)


@pytest.mark.parametrize("text", ["", " ", "\n\n\t\n", "\u200b\ufeff", "\x00\x00", "\u00a0\u3000"])
def test_a_text_without_a_visible_character_is_blank(text: str) -> None:
    found = dissect(read(text), frozenset())
    assert isinstance(found, Quarantined)
    assert (found.stage, found.reason) == ("anatomy", "blank")


@pytest.mark.parametrize(
    "text",
    [
        "By Jane Doe",
        "By Jane Doe\n12 October 2024\nReuters",
        "\n".join(f"By Jane Doe and John Roe {letter}" for letter in "ABCDEFGH"),
        "Advertisement\n\nShare\n\nRead more\n\n© 2024 Daily News",
        "Title: Prices rise\nAuthor: Jane Doe\nBody:",
        "LONDON, Feb 26 (Reuters) -",
    ],
)
def test_a_text_that_is_all_furniture_has_no_body(text: str) -> None:
    found = dissect(read(text), frozenset())
    assert isinstance(found, Quarantined)
    assert (found.stage, found.reason) == ("anatomy", "no_body")


@pytest.mark.parametrize("text", ["---", "***\n\n===", "...", "https://", "©", "\u0301\u0301"])
def test_a_text_without_a_word_has_no_body(text: str) -> None:
    found = dissect(read(text), frozenset())
    if isinstance(found, Quarantined):
        assert (found.stage, found.reason) == ("anatomy", "no_body")
        assert found.source_path == "folder/a.txt"
        assert found.excerpt
    else:
        assert found.body.strip()


def test_a_text_of_one_line_is_body() -> None:
    assert anatomy_of("Rates rise again").body == "Rates rise again"
    assert anatomy_of(PROSE).body == PROSE.strip()


def test_headings_only_keep_a_body() -> None:
    found = anatomy_of("First heading\n\nSecond heading\n\nThird heading")
    assert found.headline == "First heading"
    assert "Third heading" in found.body


def test_ten_thousand_one_word_lines_stay() -> None:
    words = [f"word{number}" for number in range(10_000)]
    assert anatomy_of("\n".join(words)).body.split() == words


def test_a_text_that_is_all_byline_is_not_an_empty_article() -> None:
    found = dissect(read("By Jane Doe\nBy John Roe\nBy Ann Poe"), frozenset())
    assert isinstance(found, Quarantined) or found.body


def test_mixed_scripts_stay_whole() -> None:
    text = "Ειδήσεις новости 新闻 أخبار חדשות समाचार all in one line, and it goes on from here."
    assert anatomy_of(f"{text}\n\n{PROSE}").body.endswith(PROSE.strip())


def test_a_bidi_override_in_a_headline_does_not_reach_its_column() -> None:
    assert anatomy_of(f"Rates \u202erise again\n\n{PROSE}").headline == "Rates rise again"


def test_a_lone_surrogate_harms_neither_span_nor_column() -> None:
    found = anatomy_of(f"Rates \ud800 rise\n\nBy Jane Doe\n\n{PROSE}")
    assert found.authors == ("Jane Doe",)
    found.headline.encode()


@pytest.mark.parametrize(
    "line",
    [
        "Subscribers to the newsletter were told on Monday that it would end in June.",
        "Share prices fell by a tenth in the first hour of trading.",
        "Follow the money, she said, and you will find the owners of the mill.",
        "By the river stood a mill that nobody had used for years.",
        "Source of the river is a lake in the hills above the town.",
        "Photo shops in the old town have closed one after the other.",
        "Compartir el agua del río fue siempre motivo de disputa entre los pueblos.",
        "Von der Leyen war am Montag in der Stadt.",
        "Newsletter und Podcast sollen im Juni enden, sagte die Verlegerin.",
        "Reklama w internecie zdrożała w tym roku o jedną dziesiątą.",
        "分享会上，老人讲述了磨坊的故事。",
        "広告費は前年より一割増えた。",
        "（记者 王晓明）罢工在九天后结束，工会星期五表示，工作将于星期一恢复。",
        "By Monday, John Smith and Jane Doe had found the bearing and put it into the old mill.",
    ],
)
def test_a_sentence_that_begins_like_a_prompt_stays(line: str) -> None:
    text = f"{PROSE}\n\n{line}\n\n{MORE}"
    found = anatomy_of(text)
    assert line in found.body
    assert found.removed == ()


def test_what_the_format_states_is_preferred_and_still_taken_out() -> None:
    text = f"Rates rise again\n\nBy J. Doe\n\n{PROSE}\n\n{PROSE}"
    found = anatomy_of(text, headline="Rates Rise Again!", byline="Jane Doe", publisher="Gazette")
    assert (found.headline, found.byline, found.publisher) == (
        "Rates Rise Again!",
        "Jane Doe",
        "Gazette",
    )
    assert [cut.rule for cut in found.removed] == ["headline", "byline"]


def test_the_authors_signed_again_below_are_cut_and_others_stay() -> None:
    again = anatomy_of(f"Rates rise again\n\nBy Jane Doe\n\n{PROSE}\n\n{MORE}\n\n- Jane Doe")
    assert again.body.endswith(MORE)
    other = anatomy_of(f"Rates rise again\n\nBy Jane Doe\n\n{PROSE}\n\n{MORE}\n\nJohn Roe")
    assert other.body.endswith("John Roe")


def test_labels_of_a_header_are_read_line_by_line() -> None:
    head = "---\ntitle: Strike ends after nine days\nauthor: Jane Doe\ndate: 2024-10-12\n---"
    found = anatomy_of(f"{head}\n\n{PROSE}\n\n{MORE}")
    assert (found.headline, found.authors) == ("Strike ends after nine days", ("Jane Doe",))
    assert found.date_hint is not None
    assert found.date_hint.year == 2024


def test_with_a_headline_given_the_first_line_is_not_taken_for_one() -> None:
    found = anatomy_of(f"A short first line\n\n{PROSE}\n\n{PROSE}", headline="Something else")
    assert found.body.startswith("A short first line")


def test_a_given_headline_printed_inside_the_body_takes_no_body_with_it() -> None:
    text = f"{PROSE}\n\n{MORE}\n\nRates rise again\n\n{PROSE * 3}"
    found = anatomy_of(text, headline="Rates rise again")
    assert [cut.rule for cut in found.removed] == ["repeated_headline"]
    assert MORE in found.body


def test_learned_lines_are_cut_at_the_edges_only() -> None:
    footer = "The Valley Record is printed on Thursdays."
    text = f"Rates rise again\n\n{PROSE}\n\n{footer}\n\n{PROSE}\n\n{footer}"
    found = anatomy_of(text, frozenset({footer.casefold()}))
    assert [cut.rule for cut in found.removed] == ["headline", "boilerplate"]
    assert found.body.count(footer) == 1


def test_a_flood_of_marks_ends() -> None:
    found = anatomy_of(f"{PROSE}\n\n" + "e" + "\u0301" * 100_000)
    assert len(unicodedata.normalize("NFC", found.body)) < len(PROSE) + 100


def test_a_very_long_line_is_body() -> None:
    text = "word " * 400_000
    assert anatomy_of(text).body == text.strip()


def test_a_long_teaser_is_not_taken_from_the_body() -> None:
    text = f"Rates rise again\n\n{PROSE * 8}\n\nBy Jane Doe\n\n{PROSE * 40}"
    assert anatomy_of(text).teaser == ""


def test_the_articles_that_warm_a_process_have_every_part() -> None:
    english, chinese = (
        dissect(RawArticle("", 0, "text", "", "utf-8", text), frozenset()) for text in SPECIMENS
    )
    assert isinstance(english, Anatomy)
    assert isinstance(chinese, Anatomy)
    rules = {cut.rule for cut in (*english.removed, *chinese.removed)}
    assert rules >= {"headline", "teaser", "byline", "label", "dateline"}
    assert english.authors == ("Jane Doe", "John Roe")
    assert (english.credit, chinese.credit) == ("Reuters", "新华社")
    assert chinese.body == "市议会开放了港口。\n\n下雨了。"


def test_a_cut_takes_in_those_within_it_and_begins_behind_one_that_reaches_into_it() -> None:
    (draft,) = open_drafts(
        [RawArticle("a.txt", 0, "text", "", "utf-8", "0123456789")], [frozenset()]
    )
    draft.take_span("credit", 6, 10)
    draft.take_span("syndication", 4, 10)
    draft.take_span("byline", 2, 6)
    draft.take_span("date", 3, 5)
    cuts = [draft.cut[start] for start in sorted(draft.cut)]
    assert [(cut.rule, cut.text) for cut in cuts] == [("byline", "23"), ("syndication", "456789")]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=20))
def test_cuts_never_overlap_in_whatever_order_they_are_made(spans: list[tuple[int, int]]) -> None:
    text = "abcdefghijklmnopqrstuvwxyz0123"
    (draft,) = open_drafts([RawArticle("a.txt", 0, "text", "", "utf-8", text)], [frozenset()])
    trial = draft.copy()
    for start, end in spans:
        trial.take_span("label", start, end)
    cuts = [trial.cut[start] for start in sorted(trial.cut)]
    assert all(cut.text == text[cut.start : cut.end] != "" for cut in cuts)
    assert all(one.end <= other.start for one, other in pairwise(cuts))
    taken = {at for cut in cuts for at in range(cut.start, cut.end)}
    assert taken <= {at for start, end in spans for at in range(start, end)}
    assert not draft.cut


def test_a_surrogate_in_a_broken_line_is_no_error() -> None:
    text = "Ferry \ud83d closes\nafter years\n\nBy \ud83d Jane Doe\nPort Ellery\n\nIt rained.\n"
    found = dissect(RawArticle("a.txt", 0, "text", "", "utf-8", text), frozenset())
    assert isinstance(found, Anatomy)
    assert found.body.endswith("It rained.")
