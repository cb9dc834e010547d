"""Numbers, dates and names of languages as people read them, the same on every machine."""

import datetime as dt

__all__ = ["LANGUAGES", "date_text", "language_name", "number", "share", "shorten", "step_text"]

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def number(value: float) -> str:
    """Write a count with thousands separated by narrow spaces.

    >>> number(1234567)
    '1\u202f234\u202f567'
    """
    return f"{value:,.0f}".replace(",", "\u202f")


def date_text(day: dt.date, *, year: bool = True) -> str:
    """Write a date as newspapers do, whatever the locale.

    >>> date_text(dt.date(2026, 11, 3))
    '3 Nov 2026'
    """
    return f"{day.day} {_MONTHS[day.month - 1]}" + (f" {day.year}" if year else "")


def step_text(day: dt.date, step: str) -> str:
    """Name a step of a series by its first day.

    >>> step_text(dt.date(2026, 11, 1), "month")
    'Nov 2026'
    """
    if step == "year":
        return str(day.year)
    if step == "month":
        return f"{_MONTHS[day.month - 1]} {day.year}"
    return ("week of " if step == "week" else "") + date_text(day)


def share(part: int, whole: int) -> str:
    """Write a share as per cent.

    >>> share(1, 3), share(1, 3000), share(0, 0), share(2999, 3000)
    ('33 %', '< 1 %', '0 %', '> 99 %')
    """
    value = part / whole * 100 if whole else 0.0
    if 0 < value < 1:
        return "< 1 %"
    return "> 99 %" if 99 < value < 100 else f"{value:.0f} %"


def shorten(text: str, most: int) -> str:
    """Cut a text to at most so many characters.

    >>> shorten("a long headline", 8)
    'a long…'
    """
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def language_name(code: str) -> str:
    """Name a language in English; a code that is not in the list stays as it is.

    >>> language_name("da"), language_name("xx")
    ('Danish', 'xx')
    """
    return LANGUAGES.get(code, code)


_NAMES = """
af Afrikaans, am Amharic, ar Arabic, as Assamese, az Azerbaijani, ba Bashkir, be Belarusian,
bg Bulgarian, bn Bengali, bo Tibetan, bs Bosnian, ca Catalan, ceb Cebuano, cs Czech, cy Welsh,
da Danish, de German, dv Dhivehi, el Greek, en English, eo Esperanto, es Spanish, et Estonian,
eu Basque, fa Persian, fi Finnish, fo Faroese, fr French, fy Frisian, ga Irish,
gd Scottish Gaelic, gl Galician, gu Gujarati, ha Hausa, he Hebrew, hi Hindi, hr Croatian,
ht Haitian Creole, hu Hungarian, hy Armenian, id Indonesian, ig Igbo, is Icelandic, it Italian,
ja Japanese, jv Javanese, ka Georgian, kk Kazakh, km Khmer, kn Kannada, ko Korean, ku Kurdish,
ky Kyrgyz, la Latin, lb Luxembourgish, lo Lao, lt Lithuanian, lv Latvian, mg Malagasy, mi Māori,
mk Macedonian, ml Malayalam, mn Mongolian, mr Marathi, ms Malay, mt Maltese, my Burmese,
nb Bokmål, ne Nepali, nl Dutch, nn Nynorsk, no Norwegian, or Odia, pa Punjabi, pl Polish,
ps Pashto, pt Portuguese, ro Romanian, ru Russian, rw Kinyarwanda, sd Sindhi, si Sinhala,
sk Slovak, sl Slovenian, sn Shona, so Somali, sq Albanian, sr Serbian, st Sesotho, sv Swedish,
sw Swahili, ta Tamil, te Telugu, tg Tajik, th Thai, tk Turkmen, tl Tagalog, tn Tswana,
tr Turkish, tt Tatar, ug Uyghur, uk Ukrainian, und undetermined, ur Urdu, uz Uzbek,
vi Vietnamese, xh Xhosa, yi Yiddish, yo Yoruba, zh Chinese, zh-cn Chinese (simplified),
zh-tw Chinese (traditional), zu Zulu
"""
LANGUAGES: dict[str, str] = {
    code: name for code, _, name in (entry.strip().partition(" ") for entry in _NAMES.split(","))
}
"""English names by ISO 639-1 code, and by langdetect's two codes for Chinese."""
