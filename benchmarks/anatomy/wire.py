"""Wire stories of the teleprinter age: capitals, 64 columns, tables, control characters.

Every sentence is made here. A story has a title in capitals, perhaps over two lines or with a
ticker, a dateline with a day, paragraphs set in by four spaces, sometimes a table or a list, and
the agency's sign with an end-of-text character below.
"""

import random
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.anatomy.layouts import UNASKED, Page

__all__ = ["FIGURES", "Story", "stories"]

PLACES = (
    "NEW YORK", "LONDON", "TOKYO", "CHICAGO", "ST. LOUIS, Mo.", "DES MOINES, Iowa", "PARIS",
    "MEXICO CITY", "WINSTON-SALEM, N.C.", "BONN", "KUALA LUMPUR", "SAO PAULO", "OSLO", "RIYADH",
    "HAMILTON, Ontario", "ZURICH", "FORT LAUDERDALE, Fla.", "MT. VERNON, Ill.", "HONG KONG",
    "LOS ANGELES/NEW YORK", "KANSAS CITY", "CHARLOTTE AMALIE, U.S. Virgin Islands", "PERTH",
    "Amsterdam", "EAST RUTHERFORD, N.J.", "CANBERRA", "AL-KHOBAR", "WASHINGTON",
)  # fmt: skip
MONTHS = ("Jan", "Feb", "March", "April", "June", "Oct", "Nov", "Dec")
FIRMS = (
    "Harrow Steel Corp &lt;HRW>", "Pellan Oil Co", "Quent Bancorp Inc &lt;QNT.O>", "Orvane S.A.",
    "the Bank of Sarland", "Dunmore Plc &lt;DNM.L>", "the U.S. Grain Board", "Tessin Holding AG",
)  # fmt: skip
VERBS = (
    "said it agreed in principle to buy", "said its board approved the sale of",
    "said it ended talks on",
    "plans to raise its stake in", "will close for three weeks because of slow demand for",
    "reported lower first quarter earnings from",
)  # fmt: skip
THINGS = (
    "a chain of 42 drug stores in the southern U.S.", "its cement unit for 12.5 mln dlrs in cash",
    "about 1.2 mln tonnes of soft winter wheat", "two tankers chartered since late December",
    "a copper mine that lost money in each of the last five years",
)  # fmt: skip
SAYINGS = (
    "A company spokesman declined to name the buyer.",
    "Terms of the transaction were not disclosed.",
    ("Traders said the market had expected a larger cut, and that prices would stay under "
     "pressure until the end of the month."),
    ('"We have no plans to change the dividend," chairman P.J. Morrow told '
     'shareholders at the annual meeting here.'),
    ("The ministry put the trade surplus at 1.84 billion marks in January, "
     "against 2.1 billion in the same month last year."),
    ("It said the reduction, from 3.4 pct, was due to a fall in oil prices and the weaker "
     "dollar, which it expects to last into the third quarter."),
    "Analysts at three U.S. brokerage houses said they would not change their estimates.",
    "Under the agreement, holders will receive 0.85 share of common stock for each share held.",
)  # fmt: skip
FIGURES = (
    ("Registrations for shipment up to February 11 came to 1,655.8, 872.0 and 164.6 mln tonnes "
     "of wheat, barley and oats, against 4,161.0 in all by 12 February of last year:"),
    "Wheat before 1,655.8, Feb 872.0, March 164.6, April 12.1, total 2,704.5 (4,161.0).",
    ("NOTE: The year includes a gain of 1.2 mln dlrs or 14 cts from the sale of a plant, and "
     "300,000 dlrs from taxes carried forward."),
    ("Vice President Jane Harrow, Trade Secretary John Pellan and Chairman Ann Corley met Senators "
     "Tom Orvane and Lee Quent on Capitol Hill -- the third time this year -- on Monday."),
)  # fmt: skip
HEADLINES = (
    "{} TO SELL UNIT", "{} SEES HIGHER NET", "U.S. SENATE PANEL BACKS BILL ON GRAIN EXPORTS",
    "JAPAN'S JANUARY SURPLUS RISES TO 5.7 BILLION DLRS", "{} 4TH QTR LOSS",
    "CENTRAL BANK GIVES MONEY MARKET ASSISTANCE", "FRENCH 13-WEEK T-BILL RATE FALLS TO 7.53 PCT",
    "G-7 MINISTERS \"SATISFIED\" WITH RATES -- OFFICIAL", "OPEC PRESIDENT SAYS OUTPUT TO STAY",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Story:
    """A story as printed, what is to be found in it, and its paragraphs, rows of tables apart."""

    page: Page
    paragraphs: tuple[str, ...]


def _read(text: str) -> str:
    return text.replace("&lt;", "<")


def _title(chance: random.Random) -> str:
    firm = chance.choice(FIRMS[:4]).replace("the ", "").upper().replace("&LT;", "&lt;")
    return chance.choice(HEADLINES).format(firm)


def _sentences(chance: random.Random, count: int) -> str:
    first = f"{chance.choice(FIRMS)} {chance.choice(VERBS)} {chance.choice(THINGS)}"
    first = first[0].upper() + first[1:] + ("" if first.endswith(".") else ".")
    return " ".join([first, *chance.sample(SAYINGS, count - 1)])


def _wrap(text: str, columns: int, *, first: str = "    ") -> str:
    return "\n".join(
        textwrap.wrap(
            text, columns, initial_indent=first, break_on_hyphens=False, break_long_words=False
        )
    )


def _rows(chance: random.Random) -> list[str]:
    net = chance.randrange(100, 900)
    return [
        f"Shr {net // 10} cts vs {net // 9} cts",
        f"Net {net},000 vs {net + 7},000",
        f"Revs {net // 3}.2 mln vs {net // 4}.9 mln",
        f"Avg shrs {net // 5}.1 mln vs {net // 5}.0 mln",
    ]


def _table(chance: random.Random) -> list[str]:
    rows = [f"{name:<16}{chance.randrange(100, 999):>8}{chance.randrange(100, 999):>10}"
            for name in ("Wheat", "Maize", "Barley", "Soybeans")]  # fmt: skip
    return [f"{'':<16}{'Jan 87':>8}{'Jan 86':>10}".rstrip(), *rows]


def _story(number: int) -> Story:
    chance = random.Random(f"wire/{number}")
    columns = chance.choice((62, 64, 68, 70))
    kind = chance.choice((*3 * ("plain",), "brief", "earnings", "table", "byline", "figures"))
    title = _title(chance)
    day = chance.randrange(1, 29)
    month = chance.choice(MONTHS)
    dateline = f"{chance.choice(PLACES)}, {month} {day}"
    count = 1 if kind == "brief" else chance.randrange(2, 6)
    whole = [_sentences(chance, chance.randrange(1, 3)) for _ in range(count)]
    rows = _rows(chance) if kind == "earnings" else []
    if kind == "earnings":
        whole = [f"Year ended {month} {day} at {chance.choice(FIRMS[:4])}."]
    if kind == "figures":
        whole = [whole[0], *chance.sample(FIGURES, 3)]
        rows = _rows(chance)
    printed = [_wrap(f"{dateline} - {whole[0]}", columns)]
    printed += [_wrap(text, columns) for text in whole[1:]]
    if kind == "table":
        rows = _table(chance)
    printed += [f"    {row}" for row in rows]
    byline = f"    By {chance.choice(('Ann Corley', 'R. J. Vance'))}, Reuters\n"
    end = chance.choice((" Reuter\n\x03", " REUTER\n&#3;", " Reuter\n\x03\n", "\n REUTER\x03", ""))
    head = chance.choice(("", "  ", "")) + title
    if len(title) > 40 and chance.random() < 0.3:
        head = "\n".join(textwrap.wrap(head, 32, subsequent_indent="  "))
    gap = chance.choice(("\n", "\n\n"))
    signed = byline if kind == "byline" else ""
    text = head + gap + signed + "\n".join(printed) + "\n" + end
    if chance.random() < 0.2:
        text = "\x02" + text.replace("\n", "\r\n")
    authors = (byline.split("By ")[1].split(",", maxsplit=1)[0],) if signed else ()
    page = Page(
        text,
        _read(title),
        authors,
        dateline,
        "Reuter" if end and not signed else UNASKED,
        "",
        "",
        (0, day),
    )
    paragraphs = (*map(_read, whole), *(" ".join(row.split()) for row in rows))
    page.body = "\n\n".join(paragraphs)
    return Story(page, paragraphs)


def stories(count: int = 600) -> Iterator[Story]:
    """Stories, the same for the same number."""
    for number in range(count):
        yield _story(number)
