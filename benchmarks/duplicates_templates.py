"""Reports from templates that differ in numbers or names only: none of them copies another.

    python benchmarks/duplicates_templates.py [--check] [--each 60] [--peers]

Market, weather, sports, company, police and earthquake reports of 30 to 250 words, filled with
other numbers and names each time, are decided as one batch.
"""

# ruff: noqa: SIM905 - lists of names are read best as lines
import argparse
import random
import re

from duplicates_common import key_table, represented_by, shingle_words
from measures_floors import finish

from ingest import index

NAMES = """Anderson Brooks Castellano Dubois Eriksen Fontaine Grigoriev Hartmann Ibrahim Jovanovic
Kowalski Lindqvist Moreau Nakamura Okafor Petrov Quintero Rossi Schneider Takahashi Ulrich Vasquez
Whitfield Yamamoto Zimmermann Abbott Barlow Carmichael Delgado Eastwood Farrell Galloway""".split()
PLACES = """Aberdeen Bologna Cardiff Dresden Exeter Florence Geneva Hanover Innsbruck Jena Krakow
Lisbon Malmo Nantes Oslo Porto Quebec Rotterdam Seville Turin Utrecht Valencia Warsaw York Zagreb
Ankara Brno Chester Derby Essen Ghent Halle""".split()
FIRMS = """Altamont Brightwater Corvex Dunmore Elandia Farrow Glenside Harcourt Imperia Jarlsberg
Kestrel Lumina Meridian Norvik Orbital Pinnacle Quantum Redstone Solvera Tavistock Unison Vantage
Westbrook Xenon Yarrow Zephyr""".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November".split()

TEMPLATES = {
    "repurchase": """{F} Plc said on {D} it repurchased {n} of its own shares on the London exchange
at an average price of {d} pence per share. Following the purchase the company holds {n} shares in
treasury and has {n} shares in issue.""",
    "market": """Shares in {P} closed {d} percent higher on {D}, with the main index gaining {d}
points to end at {n}. Turnover was {d} billion, against {d} billion in the previous session.
Advancers outnumbered decliners by {i} to {i}. {F} rose {d} percent to {d} and {F} added {d} percent
to {d}, while {F} lost {d} percent to {d}. Dealers said the market was waiting for the central bank,
which meets on {D}. The benchmark ten-year bond yielded {d} percent, compared with {d} percent at
the previous close. The currency stood at {d} to the dollar, against {d} late on {D}. Gold was fixed
at {d} dollars an ounce, up from {d}.""",
    "weather": """{P}: {D} will be mostly cloudy with a high near {i} and a low of around {i}. Winds
from the west at {i} to {i} km per hour. The chance of rain is {i} percent in the morning and {i}
percent in the afternoon. {D} will bring sunny spells, with temperatures between {i} and {i} degrees
and a light breeze. The sun rises at {t} and sets at {t}.""",
    "match": """{N} scored twice as {P} beat {P} {i}-{i} on {D} to move up to {o} place in the
table. {N} opened the scoring after {i} minutes with a header from a corner by {N}, and {N} doubled
the lead before the break. {P} pulled one back through {N} in the {o} minute, but {N} made the game
safe with a low shot from the edge of the area. Coach {N} said his team had deserved the points.
{P} travel to {P} next {D}, while {P} are at home to {P}.""",
    "names_only": """{N} has been appointed head of marketing at {F}, the company said on {D}. {N}
joins from {F}, where he was responsible for sales in the region of {P}, and will report to chief
executive {N}. He succeeds {N}, who is leaving the company to pursue other interests. {N} said that
he was looking forward to working with the team in {P}.""",
    "earthquake": """An earthquake of magnitude {d} struck {i} km from {P} on {D} at {t} local time,
the geological survey said. The quake was {d} km deep. There were no immediate reports of damage or
casualties. No tsunami warning was issued.""",
    "results": """{F} reported net income of {d} million dollars, or {d} dollars per share, for the
quarter ended {M} {i}, compared with {d} million, or {d} per share, a year earlier. Revenue was {d}
million, against {d} million. Operating margin was {d} percent, and cash and short-term investments
were {d} million at the end of the period. The company said it expected revenue of {d} to {d}
million and earnings of {d} to {d} dollars per share in the current quarter. Chief executive {N}
said: "We are pleased with the progress that we have made in all our businesses and remain confident
of the outlook for the rest of the year." The board declared a dividend of {d} cents per share,
payable on {M} {i} to shareholders of record on {M} {i}. This release contains forward-looking
statements that involve risks and uncertainties. Actual results may differ materially from those
expressed or implied. The company undertakes no obligation to update any forward-looking statement,
whether as a result of new information, future events or otherwise. Analysts will be able to join a
conference call at {t} on {D}; the dial-in number is {n}.""",
    "accident": """A {i}-year-old man was taken to hospital after a collision between two cars in
{P} on {D}. The accident happened at around {t} on the road to {P}. Police said that the driver of
the other car, a {i}-year-old woman from {P}, was not hurt. The road was closed for {i} minutes.
Anyone who saw the accident is asked to call {n}.""",
    "lottery": """The winning numbers in the draw on {D} were {i}, {i}, {i}, {i}, {i} and {i}; the
bonus number was {i}. {i} players matched five numbers and receive {n} each.""",
    "obituary": """The funeral of {N} {N} will be held on {D} at {t} in the church of {P}. Mrs {N},
who was {i}, died at home after a short illness. She is survived by her husband {N} and by {i}
grandchildren. The family asks for donations to the hospice in {P} instead of flowers.""",
    "weather_zh": """{P}市气象台{D}发布预报：今天白天多云，最高气温{i}度，最低气温{i}度，
偏西风{i}到{i}级，相对湿度百分之{i}。明天有小雨，最高气温{i}度，最低气温{i}度。日出时间{t}，
日落时间{t}。请市民注意携带雨具，出行注意安全。""",
    "market_de": """Der Leitindex schloss am {D} um {d} Prozent fester bei {n} Punkten. Gewinner im
Index waren die Papiere von {F} mit einem Plus von {d} Prozent auf {d} Euro, gefolgt von {F} mit {d}
Prozent auf {d} Euro. Am Ende standen die Aktien von {F}, die um {d} Prozent auf {d} Euro nachgaben.
Der Euro notierte bei {d} Dollar nach {d} Dollar am Vortag. Am Rentenmarkt stieg die Rendite auf {d}
Prozent von {d} Prozent.""",
}


def fill(template: str, rng: random.Random) -> str:
    """Fill a template with fresh numbers and names."""
    makers = {
        "F": lambda: rng.choice(FIRMS),
        "P": lambda: rng.choice(PLACES),
        "N": lambda: rng.choice(NAMES),
        "D": lambda: rng.choice(DAYS),
        "M": lambda: rng.choice(MONTHS),
        "i": lambda: str(rng.randint(1, 49)),
        "o": lambda: f"{rng.randint(4, 89)}th",
        "d": lambda: f"{rng.uniform(0.1, 99):.2f}",
        "n": lambda: f"{rng.randint(1_000, 9_999_999):,}",
        "t": lambda: f"{rng.randint(0, 23)}:{rng.randint(0, 59):02}",
    }
    return re.sub(r"\{(\w)\}", lambda place: makers[place[1]](), template.replace("\n", " "))


def apart_by_datasketch(texts: list[str]) -> float:
    """Share of reports for which datasketch (14 x 8, unverified) finds none before it."""
    from datasketch import MinHash, MinHashLSH

    lsh = MinHashLSH(num_perm=112, params=(14, 8))
    apart = 0
    for number, text in enumerate(texts):
        minhash = MinHash(num_perm=112)
        minhash.update_batch([shingle.encode() for shingle in shingle_words(text)])
        apart += not lsh.query(minhash)
        lsh.insert(number, minhash)
    return apart / len(texts)


def apart_by_rensa(texts: list[str]) -> float:
    """Share of reports for which rensa, verified at a Jaccard of 0.5, finds none before it."""
    from rensa import RMinHash, RMinHashLSH

    lsh = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=16)
    signed = []
    apart = 0
    for number, text in enumerate(texts):
        minhash = RMinHash(num_perm=128, seed=42)
        minhash.update(shingle_words(text))
        apart += not any(signed[n].jaccard(minhash) >= 0.5 for n in lsh.query(minhash))
        lsh.insert(number, minhash)
        signed.append(minhash)
    return apart / len(texts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--each", type=int, default=60)
    parser.add_argument("--peers", action="store_true", help="ask datasketch and rensa too")
    args = parser.parse_args()
    rng = random.Random(5)
    bodies = [(name, fill(text, rng)) for name, text in TEMPLATES.items() for _ in range(args.each)]
    # The same reports in capitals, as some wires print them: no names can be told from them.
    bodies += [
        (f"{name}_caps", fill(text, rng).upper())
        for name, text in TEMPLATES.items()
        for _ in range(args.each if name != "names_only" else 0)
    ]
    names = [name for name, _ in bodies]
    keys = key_table([text for _, text in bodies], [str(i) for i in range(len(bodies))])
    of = represented_by(keys, index.open_index(None))
    apart = dict.fromkeys(names, 0)
    for name, own, stands in zip(names, keys["article_id"].to_pylist(), of, strict=True):
        apart[name] += own == stands
    for name, count in apart.items():
        print(f"   {name:20} {count / names.count(name):.3f} of {names.count(name)} kept apart")
    plain = [name for name in apart if not name.endswith("_caps")]
    figures = {
        "duplicates.templates.not_merged": sum(apart[name] for name in plain)
        / sum(names.count(name) for name in plain),
        "duplicates.templates.not_merged_in_capitals": sum(
            apart[name] for name in apart if name not in plain
        )
        / sum(names.count(name) for name in apart if name not in plain),
    }
    if args.peers:
        texts = [text for name, text in bodies if name in plain]
        figures["duplicates.templates.datasketch"] = apart_by_datasketch(texts)
        figures["duplicates.templates.rensa"] = apart_by_rensa(texts)
    finish(figures, check=args.check)


if __name__ == "__main__":
    main()
