"""What a paragraph of a page says that is not the article: pointers elsewhere, promotions."""

__all__ = [
    "FOOT_HEADINGS",
    "is_label",
    "is_pointer",
    "is_promotion",
]

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
FOOT_HEADINGS = frozenset(
    "".join(filter(str.isalnum, line))
    for line in (
        *("top stories", "related stories", "related articles", "related news", "related posts"),
        *("partner news", "more stories", "most read", "most popular", "popular", "trending"),
        *(
            "recommended stories",
            "you may also like",
            "you might also like",
            "read next",
            "comments",
        ),
        *("leave a reply", "leave a comment", "join our commenting forum", "about the author"),
        *(
            "auch interessant",
            "mehr zum thema",
            "das könnte sie auch interessieren",
            "meistgelesen",
        ),
        *("kommentare", "à lire aussi", "sur le même sujet", "les plus lus", "commentaires"),
        *("más noticias", "te puede interesar", "lo más leído", "noticias relacionadas"),
        *(
            "leia também",
            "mais lidas",
            "leggi anche",
            "correlati",
            "lees ook",
            "les også",
            "läs också",
        ),
        *("podobne", "czytaj także", "читайте также", "по теме", "benzer haberler", "baca juga"),
        *("post a comment", "comentarios", "comentários", "commenti", "reacties", "kommentarer"),
        *("kommentit", "komentarze", "komentáře", "комментарии", "коментарі", "yorumlar"),
        *("komentar", "bình luận", "التعليقات", "תגובות", "댓글", "コメント", "评论", "評論"),
        *("関連記事", "相关阅读", "相关新闻", "延伸閱讀", "관련기사"),
    )
)
"""Lines that begin what follows an article, as keys."""
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
    if linked >= 0.9 and kind not in {"head", "cell"} and (words > 7 or len(text) > 12 * words):
        return True
    start = text[:60].casefold().lstrip(_LEADING)
    return linked > 0.3 and start.startswith(_POINTERS)


_LABELS = (
    *(
        "don't miss",
        "more from",
        "more on",
        "more must-reads",
        "more stories",
        "related",
        "read more",
    ),
    *(
        "read also",
        "see also",
        "you may also",
        "you might also",
        "recommended for you",
        "read next",
    ),
    *("lesen sie auch", "mehr zum thema", "auch interessant", "das könnte sie", "lire aussi"),
    *("à lire aussi", "sur le même sujet", "lea también", "te puede interesar", "leia também"),
    *("veja também", "leggi anche", "lees ook", "läs också", "les også", "læs også", "zobacz też"),
    *("zobacz także", "czytaj także", "čtěte také", "читайте также", "читайте також", "по теме"),
    *("baca juga", "xem thêm", "διαβάστε επίσης", "ilgili haberler", "اقرأ أيضا", "اقرأ أيضًا"),
    *("関連記事", "相关阅读", "相关新闻", "延伸閱讀", "관련기사", "यह भी पढ़ें", "เรื่องที่เกี่ยวข้อง"),
)
"""How a line begins that only says that pointers follow, in lower case."""
LONGEST_LABEL = 45


def is_label(text: str) -> bool:
    """Whether a line only says that pointers to other articles follow.

    >>> is_label("More from The Post:"), is_label("More on Tuesday, when the council meets again.")
    (True, False)
    """
    line = text.casefold().replace("’", "'").strip(_LEADING)
    is_line = len(line) <= LONGEST_LABEL and not line.endswith((".", "!", "?", "。", "”", '"'))
    return is_line and line.startswith(_LABELS)


_PROMOTIONS = (
    *(
        "sign up",
        "signup",
        "subscribe",
        "log in",
        "get the latest",
        "get the day's",
        "get the best",
    ),
    *("join our", "follow us", "follow on", "follow him on", "follow her on", "download our"),
    *("download the app", "click here", "like this story", "thank you for visiting"),
    *("thank you for signing", "thank you for reading", "thank you for subscribing"),
    *("thanks for signing", "thanks for visiting", "thanks for subscribing", "you must confirm"),
    *("you must log", "you must be logged", "please log", "please sign", "please enable"),
    *("please check your", "an error occurred", "an error has occurred", "there was an error"),
    *("this article has been sent", "order reprint", "order reprints", "print article"),
    *("unfortunately, this video", "this video is not available", "now watching", "now playing"),
    *("next video", "up next", "advertisement", "story continues", "article continues"),
    *("this copy is for your personal", "copyright ©", "©", "all rights reserved"),
    *("by entering your email", "your email", "your submission", "keep an eye on your inbox"),
    *("have a tip?", "do you have a", "do you have more", "get in touch", "tell us what"),
    *("got a tip", "share this", "share on", "share it", "enjoying this", "enjoying our"),
    *("werbung", "anzeige", "newsletter", "abonnieren", "jetzt abonnieren", "jetzt anmelden"),
    *("melden sie sich", "folgen sie uns", "folgst du schon", "publicité", "abonnez-vous"),
    *("inscrivez-vous", "suivez-nous", "il vous reste", "cet article est réservé", "publicidad"),
    *("suscríbete", "suscríbase", "síguenos", "regístrate", "publicidade", "assine"),
    *("inscreva-se", "siga", "pubblicità", "iscriviti", "abbonati", "seguici", "annons"),
    *("reklame", "mainos", "advertentie", "reklama", "реклама", "подпишитесь", "подписывайтесь"),
    *(
        "already a subscriber",
        "already have an account",
        "to continue reading",
        "keep reading with",
    ),
    *(
        "this article is for subscribers",
        "this content is for subscribers",
        "you have reached your",
    ),
    *("you've reached your", "unlock this article", "start your free trial", "become a subscriber"),
    *("sie sind bereits abonnent", "bereits abonnent", "weiterlesen mit", "jetzt weiterlesen"),
    *("dieser artikel ist nur für", "dieser inhalt ist nur für", "sie haben bereits ein"),
    *("déjà abonné", "vous êtes déjà abonné", "la suite est réservée", "pour lire la suite"),
    *("article réservé", "ya eres suscriptor", "¿ya eres suscriptor", "contenido exclusivo para"),
    *("para seguir leyendo", "sigue leyendo", "já é assinante", "conteúdo exclusivo para"),
    *(
        "para continuar lendo",
        "sei già abbonato",
        "contenuto riservato",
        "questo articolo è riservato",
    ),
    *("questo contenuto è riservato", "per continuare a leggere", "al abonnee", "verder lezen"),
    *("dit artikel is alleen", "redan prenumerant", "allerede abonnent", "logga in för att läsa"),
    *("logg inn for å lese", "log ind for at læse", "jatka lukemista", "masz już"),
    *("aby czytać dalej", "ten artykuł jest dostępny", "уже подписаны", "материал доступен только"),
    *("чтобы читать дальше", "оформите подписку", "okumaya devam", "reklam", "abone ol"),
    *("inloggen of", "anmelden oder", "se connecter ou", "inicie sesión", "iniciar sesión o"),
    *("det här är en låst", "låst artikel", "zaloguj się", "войдите или", "accedi o registrati"),
    *("iklan", "berlangganan", "إعلان", "اشترك في", "विज्ञापन", "διαφήμιση", "quảng cáo", "פרסומת"),
)
"""How a line begins that sells, asks or apologises, in lower case."""
_PROMOTIONS_UNSPACED = (
    "この記事は会員",
    "この記事は有料",
    "有料会員",
    "無料で会員",
    "続きを読む",
    "广告",
    "廣告",
    "광고",
    *("この続きは", "ログインして", "会員登録", "이 기사는 유료", "本文为付费", "订阅后", "訂閱後"),
)
MAX_PROMOTION = 240


def is_promotion(text: str) -> bool:
    """Whether a short block sells, asks or apologises instead of reporting.

    >>> is_promotion("Subscribe to our newsletter."), is_promotion("Subscribers fell by 3%.")
    (True, False)
    """
    if len(text) > MAX_PROMOTION:
        return False
    address = text.startswith(("http://", "https://", "www.")) and " " not in text
    start = text[:60].casefold().lstrip(_LEADING)
    said = (phrase for phrase in _PROMOTIONS if start.startswith(phrase))
    return (
        address
        or start.startswith(_PROMOTIONS_UNSPACED)
        or any(not start[len(phrase) : len(phrase) + 1].isalnum() for phrase in said)
    )
