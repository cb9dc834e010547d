"""What is known of legacy encodings: which there are, and which letters and signs are common."""

import json
from importlib.resources import files

__all__ = [
    "CANDIDATES",
    "COMMON_HANZI",
    "PUNCTUATION",
    "WESTERN",
    "letter_profiles",
    "profile_names",
]

WESTERN = (
    *("en", "fr", "de", "es", "pt", "it", "nl", "sv", "da", "no", "fi", "ca", "af", "id", "tl"),
    *("sw", "so", "sq", "et", "cy"),
)
"""Languages printed with the letters of ISO 8859-1; pooled, they stand for the others."""
_CENTRAL = ("cs", "sk", "pl", "hu", "sl", "hr", "ro", "de", "sq")
_CYRILLIC = ("ru", "uk", "bg", "mk")
_BALTIC = ("lt", "lv", "et")

CANDIDATES: tuple[tuple[str, float, tuple[str, ...]], ...] = (
    ("cp1252", 0.0, ("western", *WESTERN)),
    ("cp1251", 3.0, _CYRILLIC),
    ("cp1250", 4.0, _CENTRAL),
    ("iso8859-2", 5.0, _CENTRAL),
    ("iso8859-15", 6.0, ("fr", "fi", "de", "es", "it", "nl")),
    ("koi8-r", 4.0, ("ru",)),
    ("koi8-u", 6.0, ("uk", "ru")),
    ("iso8859-5", 6.0, _CYRILLIC),
    ("cp866", 6.0, _CYRILLIC),
    ("mac_cyrillic", 14.0, _CYRILLIC),
    ("cp1253", 4.0, ("el",)),
    ("iso8859-7", 5.0, ("el",)),
    ("cp1254", 5.0, ("tr",)),
    ("cp1255", 4.0, ("he",)),
    ("cp1256", 4.0, ("ar", "fa", "ur")),
    ("iso8859-6", 6.0, ("ar",)),
    ("cp1257", 9.0, _BALTIC),
    ("iso8859-13", 12.0, _BALTIC),
    ("iso8859-4", 10.0, _BALTIC),
    ("iso8859-16", 9.0, ("ro",)),
    ("cp1258", 9.0, ("vi",)),
    ("cp874", 5.0, ("th",)),
    ("gb18030", 4.0, ("en",)),
    ("cp932", 4.0, ("en",)),
    ("euc_jp", 4.0, ("en",)),
    ("cp949", 4.0, ("en",)),
    ("cp950", 4.0, ("en",)),
    ("mac_roman", 10.0, ("western", *WESTERN)),
    ("cp850", 10.0, ("western", *WESTERN)),
    ("cp852", 10.0, _CENTRAL),
    ("mac_latin2", 14.0, _CENTRAL),
    ("cp857", 12.0, ("tr",)),
    ("mac_turkish", 14.0, ("tr",)),
    ("cp737", 10.0, ("el",)),
    ("mac_greek", 14.0, ("el",)),
    ("cp862", 12.0, ("he",)),
    ("cp775", 14.0, _BALTIC),
)
"""Encodings to try: the name, how much rarer it is than the first (nats), and the languages it
can be expected in. East Asian characters are priced without a language."""

PUNCTUATION = frozenset(
    "\u00a0\u00ad“”„‘’‚–—…«»‹›•·°§€£©®™¡¿ºª´′″、。「」『』（）！？：；，《》〈〉【】・ー～．－　々"
)
"""Signs that news is printed with, beyond ASCII."""

COMMON_HANZI = frozenset(
    "的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会"
    "家可下而过天去能对小多然于心学么之都好看起发当没成只如事把还用第样道想作种开美总从"
    "无情己面最女但现前些所同日手又行意动方期它头经长儿回位分爱老因很给名法间斯知世什两"
    "次使身者被高已亲其进此话常与活正感见明问力理尔点文几定本公特做外孩相西果走将月十实"
    "向声车全信重三机工物气每并别真打太新比才便夫再书部水像眼等体却加电主界门利海受听表"
    "政经济报市民关系国际议员会长总统府部长组织企业合产品业务资金银行投资增长百分北京社记者"
    "這個們來時為說國著後會過對學麼發當沒還樣開總從無現動頭經長兒愛間兩將實聲車機氣並別"
    "體電點幾見問進話與東報關係際議員總統組織業務資產銀達應該區點號導邊論權電視聞據網"
    "日本人年月会国事者大中出行分自上生東京前後新社会員政府発表県市長時間方同的地場"
)
"""Frequent Chinese characters, simplified and traditional, and kanji of Japanese news."""


def profile_names() -> list[str]:
    """Name langdetect's profiles, in the order of `letter_profiles`."""
    return sorted(entry.name for entry in (files("langdetect") / "profiles").iterdir())


def letter_profiles() -> dict[str, dict[str, float]]:
    """Give letters and letter pairs of 55 languages with their shares, as langdetect counts them.

    A further one, "western", is the mean of `WESTERN`, with a trace of every letter of cp1252.
    """
    folder = files("langdetect") / "profiles"
    profiles = {}
    for name in profile_names():
        counts = json.loads((folder / name).read_text(encoding="utf-8"))["freq"]
        total = sum(count for gram, count in counts.items() if len(gram) == 1)
        profiles[name] = {g: n / total for g, n in counts.items() if len(g) < 3}
    pooled = dict.fromkeys(
        filter(str.isalpha, bytes(range(0x8A, 0x100)).decode("cp1252", "ignore")), 1e-3
    )
    for name in WESTERN:
        for gram, share in profiles[name].items():
            pooled[gram] = pooled.get(gram, 0.0) + share / len(WESTERN)
    return {**profiles, "western": pooled}
