"""Each quality rule is broken by what it was made for, and not by ordinary news."""

import pyarrow as pa
import pytest

from ingest.describe import describe
from ingest.describe.facts import measure
from ingest.describe.quality import RULES, find_flags
from ingest.describe.readability import FORMULAS
from ingest.kernels.wordstats import SYLLABLES
from ingest.settings import Settings

NEWS = [
    "The council of the city met on Monday to discuss what it will have to pay for the bridge.",
    "Members from three parties asked that the work be stopped until a new report is ready.",
    "The mayor answered with figures: the delay would cost more than the repairs themselves.",
    "A vote is planned for next week, and most of those present said they would be there.",
]
GERMAN = (
    "Der Rat der Stadt hat am Montag über die neue Brücke beraten. Drei Fraktionen verlangten einen"
    " Baustopp, bis ein weiteres Gutachten vorliegt. Die Bürgermeisterin nannte Zahlen: Eine"
    " Verzögerung koste mehr als die Reparatur selbst. Abgestimmt wird in der kommenden Woche. Die"
    " meisten Anwesenden kündigten an, dann wieder zu kommen und mit ihrer Stimme zu entscheiden."
)


def flags(text: str) -> list[str]:
    return find_flags(measure(pa.array([text], pa.large_string()), Settings()))[0]


def test_ordinary_news_breaks_no_rule() -> None:
    assert flags("\n\n".join(NEWS)) == []
    assert flags(GERMAN) == []


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("gopher_word_count", NEWS[0]),
        ("gopher_word_length", "a b c d e " * 12),
        ("gopher_symbols", " ".join(NEWS) + " #one" * 30),
        ("gopher_bullets", "\n".join("- " + line for line in NEWS)),
        ("gopher_ellipses", "\n".join(line[:-1] + "..." for line in NEWS)),
        ("gopher_alphabetic", "In 2024 12 14 17 22 90 31 won 44 55 61 72 89 93 95 96. " * 4),
        ("gopher_stop_words", "Mayor said council met Monday discuss bridge repairs cost. " * 8),
        ("gopher_repeated_lines", "\n".join(NEWS[:2] * 3)),
        ("gopher_repeated_paragraphs", "\n\n".join(NEWS[:2] * 3)),
        ("gopher_top_phrase", "The mayor said so. " * 20),
        ("gopher_repeated_phrases", " ".join(NEWS * 2)),
        ("c4_few_sentences", " ".join(NEWS[:2])),
        ("c4_unfinished_lines", "\n".join(line[:-1] for line in NEWS)),
        ("c4_curly_bracket", " ".join(NEWS) + " if (x) { y }"),
        ("c4_lorem_ipsum", " ".join(NEWS) + " Lorem ipsum dolor."),
        ("c4_javascript", " ".join(NEWS) + " Please enable JavaScript."),
        ("c4_policy", " ".join(NEWS) + " By reading on you accept our Privacy Policy."),
    ],
)
def test_a_rule_is_broken_by_what_it_was_made_for(rule: str, text: str) -> None:
    assert rule in flags(text)


def test_every_rule_is_tried_and_named_after_its_source() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    assert all(name.startswith(("gopher_", "c4_")) for name in names)


def test_english_stop_words_are_asked_of_english_only() -> None:
    assert "gopher_stop_words" not in flags(GERMAN)


def test_word_length_is_not_asked_where_characters_are_words() -> None:
    assert "gopher_word_length" not in flags("市议会星期一讨论了新的预算，但没有作出决定。" * 4)


def test_flags_come_in_the_order_of_the_rules() -> None:
    order = [rule.name for rule in RULES]
    found = flags("{ lorem ipsum } javascript")
    assert found == sorted(found, key=order.index)
    assert len(found) > 3


def readable(text: str) -> tuple[float | None, str | None]:
    found = describe(pa.array([text], pa.large_string()), Settings())
    return found["readability"][0].as_py(), found["readability_formula"][0].as_py()


def test_flesch_is_worked_out_as_published() -> None:
    text = " ".join(["The cat sat on the mat and the dog ran to it."] * 2 + NEWS[:3])
    value, name = readable(text)
    facts = measure(pa.array([text], pa.large_string()), Settings())
    words, syllables = facts.of_words("words")[0], facts.of_words("syllables")[0]
    assert name == "Flesch Reading Ease"
    assert value == pytest.approx(206.835 - 1.015 * words / 5 - 84.6 * syllables / words, abs=1e-3)


def test_simpler_sentences_read_more_easily() -> None:
    easy = "The dog ran to the man. The man had a ball. He let it go and the dog got it. " * 4
    hard = " ".join(NEWS).replace("council", "intergovernmental administrative commission")
    assert (readable(easy)[0] or 0) > (readable(hard)[0] or 0) + 20


def test_each_language_has_its_own_formula_or_none() -> None:
    assert readable(GERMAN)[1] == "Amstad"
    assert readable("市议会星期一讨论了新的预算，但没有作出决定。" * 4) == (None, None)
    assert readable(NEWS[0]) == (None, None)
    assert all(formula.way in SYLLABLES and formula.source for formula in FORMULAS.values())
