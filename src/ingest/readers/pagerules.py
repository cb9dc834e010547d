"""What a paragraph of a page says that is not the article: pointers elsewhere, promotions."""

import re

__all__ = ["is_pointer", "is_promotion"]

_POINTERS = (
    *("read more", "read also", "also read", "read next", "read:", "see also", "see more"),
    *("related", "more:", "more on", "more from", "don't miss", "watch:", "watch now", "also on"),
    *("recommended", "in other news", "you may also", "you might also", "click here"),
    *("lesen sie auch", "lesen sie hier", "lesen sie mehr", "mehr zum thema", "mehr dazu"),
    *("auch interessant", "weiterlesen", "das könnte sie", "mehr lesen", "hier lesen"),
    *("lire aussi", "à lire aussi", "a lire aussi", "lisez aussi", "à voir aussi", "voir aussi"),
    *("lea también", "lee también", "le puede interesar", "te puede interesar", "ver también"),
    *("más información", "leer más", "mira también", "leia também", "leia mais", "veja também"),
    *("saiba mais", "leggi anche", "leggi tutto", "guarda anche", "approfondisci"),
    *("les også", "læs også", "läs mer", "läs också", "les mer", "læs mere", "lue myös"),
    *("lees ook", "lees meer", "czytaj", "zobacz", "przeczytaj", "přečtěte si", "čtěte"),
    *("olvassa el", "citește", "прочитайте", "читайте", "читать", "смотрите также", "читати"),
    *("devamını oku", "ayrıca oku", "baca juga", "baca selengkapnya", "simak juga"),
    *("xem thêm", "đọc thêm", "funda", "basahin", "關連", "延伸閱讀", "相关阅读", "関連記事"),
    *("あわせて読みたい", "관련기사", "اقرأ أيضا", "اقرأ أيضًا", "यह भी पढ़ें", "ये भी पढ़ें", "इसे भी पढ़ें"),
)
"""How a line begins that points to another article, in lower case."""
_LEADING = "-–—•►▶>→»|*[( \u200b"


def is_pointer(text: str, kind: str, linked: float) -> bool:
    """Whether a block only leads elsewhere.

    Args:
        text: the block.
        kind: "p", "head", "item" …
        linked: share of its letters that are links.

    >>> is_pointer("Read more: Snow in June", "p", 0.7), is_pointer("See also sprach", "p", 0.0)
    (True, False)
    """
    words = len(text.split())
    if linked >= 0.9 and kind not in {"head", "cell"} and (words > 3 or not text.isascii()):
        return True
    start = text[:60].casefold().lstrip(_LEADING)
    return linked > 0.3 and start.startswith(_POINTERS)


_PROMOTION = re.compile(
    r"^(?:sign up|signup|subscribe|log in|get the (?:latest|day's|best)|join our|follow us|follow (?:him|her)? ?on"
    r"|download (?:our|the) app|click here|like this story|thank you for (?:visiting|signing|reading|subscribing)"
    r"|thanks for (?:signing|visiting|subscribing)|you must (?:confirm|log|be)|please (?:log|sign|enable|check your)"
    r"|an error (?:has )?occurred|there was an error|this article has been sent|order reprints?|print article"
    r"|advertisement|advertisment|story continues|article continues|this copy is for your personal"
    r"|copyright ©|© ?\d{4}|all rights reserved|by entering your email|your (?:email|submission)|keep an eye on your inbox"
    r"|have a tip\?|do you have (?:a|more)|get in touch|tell us what|got a tip|share (?:this|on|it)|enjoy(?:ed|ing)? (?:this|our)"
    r"|werbung|anzeige\b|newsletter|abonnieren|jetzt (?:abonnieren|anmelden)|melden sie sich|folgen sie uns|folgst du schon"
    r"|publicité|abonnez-vous|inscrivez-vous|suivez-nous|il vous reste|cet article est réservé"
    r"|publicidad|suscríbete|suscríbase|síguenos|regístrate|publicidade|assine|inscreva-se|siga"
    r"|pubblicità|iscriviti|abbonati|seguici|annonce|annons|reklame|mainos|advertentie|reklama|реклама|подпис"
    r"|この記事は(?:会員|有料)|有料会員|無料で会員|続きを読む|广告|廣告|광고)",
    re.IGNORECASE,
)
MAX_PROMOTION = 240


def is_promotion(text: str) -> bool:
    """Whether a short block sells, asks or apologises instead of reporting.

    >>> is_promotion("Subscribe to our newsletter."), is_promotion("Subscribers fell by 3%.")
    (True, False)
    """
    return len(text) <= MAX_PROMOTION and _PROMOTION.match(text.lstrip(_LEADING)) is not None
