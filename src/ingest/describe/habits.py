"""What reading and punctuation depend on in each language: stops, abbreviations, reading rates."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from ingest.kernels.sentences import Habits

__all__ = ["DEFAULT_RATE", "READING_RATES", "habit_numbers", "sentence_habits"]

_DOTTED_ORDINALS = "cs da de et fi hr hu lv no sk sl tr"
_EVERYWHERE = "dr mr mrs prof st vs tel nr vol fig cf al"
_ABBREVIATIONS = {
    "af": "mnr mev mej bv dws asb",
    "ca": "sr sra srs núm pàg av",
    "cs": "např tzv resp mj ing mgr mudr judr phdr sv pol str",
    "da": "bl ca evt fx hr inkl jf kl mht osv pga red stk",
    "de": "bzw ca ggf inkl hrsg evtl sog str usw abs art dipl ing hr fr jhd mio mrd vgl zzt",
    "en": "ms messrs rev hon gen col lt sgt capt cmdr maj gov sen rep pres sec supt det mt ft"
    " jan feb apr aug sept oct nov dec eg ie dept univ assn bros",
    "es": "sr sra srta srs dra lic núm pág av avda ud uds gral art",
    "et": "nt jne lk hr pr",
    "fi": "esim ks ns mm puh klo",
    "fr": "m mm mme mlle me mgr av bd env ex no art",
    "hr": "npr tzv sv tj itd gosp god",
    "hu": "pl ún ill ifj id özv",
    "id": "bpk jl no hlm tgl",
    "it": "sig sigg dott ing avv on art pag ecc es",
    "lt": "pvz gerb doc",
    "lv": "piem utt",
    "nl": "dhr mevr bijv ca drs ing mw nl resp blz jl",
    "no": "bl ca evt inkl jf kl mv osv pga stk",
    "pl": "np tzw ul im inż mgr hab ok godz pkt św zob min mln mld gen płk ks",
    "pt": "sr sra srs dra exmo av núm pág art",
    "ro": "dl dna nr art str prof ing",
    "ru": "г гг ул им напр см стр рис тыс млн млрд руб обл проф акад т",
    "sk": "napr tzv resp ing mgr mudr judr sv str",
    "sl": "npr oz sv tj itd gl",
    "sv": "bl ca dvs ev fr inkl kl osv resp t",
    "tr": "doç av yrd bkz örn vb",
    "uk": "р рр вул ім напр див стор тис млн млрд грн обл проф акад",
}
"""Words that a full stop shortens and that usually stand before more of the sentence."""

READING_RATES = {
    "ar": 138, "de": 179, "en": 228, "es": 218, "fi": 161, "fr": 195, "he": 187, "it": 188,
    "ja": 357, "nl": 202, "pl": 166, "pt": 181, "ru": 184, "sl": 180, "sv": 199, "tr": 166,
    "zh-cn": 255, "zh-tw": 255,
}  # fmt: skip
"""Words (Chinese, Japanese: characters) read aloud in a minute: Trauzettel-Klosinski and Dietz,
Standardized assessment of reading performance, IOVS 53 (2012), table 1."""
DEFAULT_RATE = 184
"""The mean over the languages of that study."""


@cache
def sentence_habits(languages: tuple[str, ...]) -> Habits:
    """Lay out the habits of these languages, and of any other behind them."""
    from ingest.kernels.sentences import DOTS_ORDINALS, SEMICOLON_ASKS, Habits
    from ingest.kernels.words import hash_word

    bits, hashes, firsts = [], [], [0]
    for code in (*languages, ""):
        dotted = DOTS_ORDINALS * (code in _DOTTED_ORDINALS.split())
        bits.append(dotted | SEMICOLON_ASKS * (code == "el"))
        words = {*_EVERYWHERE.split(), *_ABBREVIATIONS.get(code, "").split()}
        hashes += sorted(hash_word(word) for word in words)
        firsts.append(len(hashes))
    return Habits(np.array(bits, np.int64), np.array(hashes, np.uint64), np.array(firsts, np.int64))


def habit_numbers(codes: list[str], languages: tuple[str, ...]) -> np.ndarray:
    """Say which place each language has in `sentence_habits`."""
    places = {code: number for number, code in enumerate(languages)}
    return np.array([places.get(code, len(languages)) for code in codes], np.int64)
