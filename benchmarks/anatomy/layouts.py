"""Layouts in which real drops print an article as plain text, and what is then to be found."""

import textwrap
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.anatomy.gold import Gold

__all__ = ["LAYOUTS", "UNASKED", "Page", "lay_out"]

UNASKED = "?"
"""The value of a field of a page that is not to be judged."""


@dataclass(slots=True)
class Page:
    """An article laid out, with the gold values of what is printed."""

    text: str = ""
    headline: str = ""
    authors: tuple[str, ...] = ()
    dateline: str = ""
    credit: str = ""
    syndicated_from: str = ""
    body: str = ""
    day: tuple[int, int] = (0, 0)
    """Year (0 if none is printed) and day of the month of a printed date; (0, 0) if unasked."""


@dataclass(frozen=True, slots=True)
class Words:
    """How one language prints it, written from what its papers do."""

    by: str = "By {}"
    and_: str = " and "
    first: str = "This article first appeared on {}."
    full: str = "Read Full Article at {}."
    source: str = "Source: {}"
    rights: str = "© 2024 {}. All rights reserved."
    date: str = "12 October 2024"
    dateline: str = "LONDON, Oct 12 ({}) - "
    short: str = "PARIS ({}) — "
    agency: str = "Reuters"
    labels: tuple[str, str, str, str] = ("Title", "Author", "Date", "Source")
    photo: str = "Photo: {}"
    advert: str = "Advertisement"
    more: str = "Read more: {}"
    share: str = "Share this article"
    related: str = "Related articles"
    newsletter: str = "Sign up for our newsletter"
    comma: str = ", "


WORDS = {
    "en": Words(),
    "de": Words(
        "Von {}",
        " und ",
        "Dieser Artikel erschien zuerst auf {}.",
        "Den ganzen Artikel lesen Sie bei {}.",
        "Quelle: {}",
        "© 2024 {}. Alle Rechte vorbehalten.",
        "12. Oktober 2024, 10:15 Uhr",
        "BERLIN, 12. Okt. ({}) - ",
        "Berlin ({}) - ",
        "dpa",
        ("Titel", "Autor", "Datum", "Quelle"),
        "Foto: {}",
        "Anzeige",
        "Lesen Sie auch: {}",
        "Artikel teilen",
        "Mehr zum Thema",
        "Newsletter abonnieren",
    ),
    "fr": Words(
        "Par {}",
        " et ",
        "Cet article a été publié initialement sur {}.",
        "Lire l'article complet sur {}.",
        "Source : {}",
        "© 2024 {}. Tous droits réservés.",
        "Publié le 12 octobre 2024 à 10h15",
        "PARIS, 12 octobre ({}) - ",
        "PARIS ({}) — ",
        "AFP",
        ("Titre", "Auteur", "Date", "Source"),
        "Crédit photo : {}",
        "Publicité",
        "Lire aussi : {}",
        "Partager",
        "À lire aussi",
        "Inscrivez-vous à notre newsletter",
    ),
    "es": Words(
        "Por {}",
        " y ",
        "Este artículo se publicó originalmente en {}.",
        "Lea el artículo completo en {}.",
        "Fuente: {}",
        "© 2024 {}. Todos los derechos reservados.",
        "12 de octubre de 2024",
        "MADRID, 12 oct ({}).- ",
        "Madrid ({}) – ",
        "EFE",
        ("Título", "Autor", "Fecha", "Fuente"),
        "Foto: {}",
        "Publicidad",
        "Lea también: {}",
        "Compartir",
        "Noticias relacionadas",
        "Suscríbete a nuestra newsletter",
    ),
    "it": Words(
        "di {}",
        " e ",
        "Questo articolo è stato pubblicato originariamente su {}.",
        "Leggi l'articolo completo su {}.",
        "Fonte: {}",
        "© 2024 {}. Tutti i diritti riservati.",
        "Pubblicato il 12 ottobre 2024",
        "ROMA, 12 ottobre ({}) - ",
        "ROMA ({}) - ",
        "ANSA",
        ("Titolo", "Autore", "Data", "Fonte"),
        "Foto: {}",
        "Pubblicità",
        "Leggi anche: {}",
        "Condividi",
        "Articoli correlati",
        "Iscriviti alla newsletter",
    ),
    "pt": Words(
        "Por {}",
        " e ",
        "Este artigo foi publicado originalmente em {}.",
        "Leia o artigo completo em {}.",
        "Fonte: {}",
        "© 2024 {}. Todos os direitos reservados.",
        "12 de outubro de 2024",
        "LISBOA, 12 out ({}) - ",
        "Lisboa ({}) – ",
        "Lusa",
        ("Título", "Autor", "Data", "Fonte"),
        "Foto: {}",
        "Publicidade",
        "Leia também: {}",
        "Compartilhar",
        "Notícias relacionadas",
        "Assine a newsletter",
    ),
    "no": Words(
        "Av {}",
        " og ",
        "Denne saken ble først publisert på {}.",
        "Les hele saken på {}.",
        "Kilde: {}",
        "© 2024 {}. Alle rettigheter forbeholdt.",
        "Publisert 12. oktober 2024",
        "OSLO, 12. oktober ({}) - ",
        "OSLO ({}) – ",
        "NTB",
        ("Tittel", "Forfatter", "Dato", "Kilde"),
        "Foto: {}",
        "Annonse",
        "Les også: {}",
        "Del saken",
        "Les også",
        "Meld deg på vårt nyhetsbrev",
    ),
    "sv": Words(
        "Av {}",
        " och ",
        "Artikeln publicerades först på {}.",
        "Läs hela artikeln på {}.",
        "Källa: {}",
        "© 2024 {}",
        "Publicerad 12 oktober 2024",
        "STOCKHOLM, 12 oktober ({}) - ",
        "STOCKHOLM ({}) – ",
        "TT",
        ("Rubrik", "Författare", "Datum", "Källa"),
        "Foto: {}",
        "Annons",
        "Läs också: {}",
        "Dela artikeln",
        "Läs mer",
        "Prenumerera på vårt nyhetsbrev",
    ),
    "cs": Words(
        "Autor: {}",
        " a ",
        "Článek vyšel původně na {}.",
        "Číst celý článek na {}.",
        "Zdroj: {}",
        "© 2024 {}. Všechna práva vyhrazena.",
        "12. října 2024",
        "PRAHA, 12. října ({}) - ",
        "Praha ({}) - ",
        "ČTK",
        ("Titulek", "Autor", "Datum", "Zdroj"),
        "Foto: {}",
        "Reklama",
        "Čtěte také: {}",
        "Sdílet",
        "Související články",
        "Přihlaste se k newsletteru",
    ),
    "tr": Words(
        "Yazar: {}",
        " ve ",
        "Kaynak: {}",
        "Kaynak: {}",
        "Kaynak: {}",
        "© 2024 {}. Tüm hakları saklıdır.",
        "12 Ekim 2024",
        "ANKARA, 12 Ekim ({}) - ",
        "ANKARA ({}) - ",
        "AA",
        ("Başlık", "Yazar", "Tarih", "Kaynak"),
        "Fotoğraf: {}",
        "Reklam",
        "İlgili haber: {}",
        "Paylaş",
        "İlgili haberler",
        "Bültenimize abone olun",
    ),
    "zh": Words(
        "作者：{}",
        "、",
        "本文首发于{}",
        "阅读全文请访问{}",
        "来源：{}",
        "版权所有 {}",
        "2024年10月12日 10:15",
        "新华社北京10月12日电 ",
        "北京（{}）",
        "新华社",
        ("标题", "作者", "日期", "来源"),
        "图片来源：{}",
        "广告",
        "相关阅读：{}",
        "分享到",
        "相关新闻",
        "关注我们的微信公众号",
        comma="、",
    ),
    "ja": Words(
        "文：{}",
        "、",
        "出典：{}",
        "出典：{}",
        "出典：{}",
        "© 2024 {}　無断転載を禁じます",
        "2024年10月12日 10:15",
        "【ロンドン共同】",
        "【パリ{}】",
        "共同",
        ("タイトル", "著者", "日付", "出典"),
        "写真：{}",
        "広告",
        "関連記事：{}",
        "シェアする",
        "関連記事",
        "メルマガ登録はこちら",
        comma="、",
    ),
    "ko": Words(
        "{} 기자",
        ", ",
        "출처: {}",
        "출처: {}",
        "출처: {}",
        "저작권자 © {} 무단전재 및 재배포 금지",
        "입력 2024.10.12 10:15",
        "(서울=연합뉴스) ",
        "(파리={}) ",
        "연합뉴스",
        ("제목", "기자", "날짜", "출처"),
        "사진={}",
        "광고",
        "관련기사: {}",
        "공유하기",
        "관련기사",
        "뉴스레터 구독하기",
    ),
    "vi": Words(
        "Tác giả: {}",
        " và ",
        "Nguồn: {}",
        "Nguồn: {}",
        "Nguồn: {}",
        "© 2024 {}",
        "12/10/2024 10:15",
        "HÀ NỘI, 12/10 ({}) - ",
        "HÀ NỘI ({}) - ",
        "TTXVN",
        ("Tiêu đề", "Tác giả", "Ngày", "Nguồn"),
        "Ảnh: {}",
        "Quảng cáo",
        "Xem thêm: {}",
        "Chia sẻ",
        "Tin liên quan",
        "Đăng ký nhận tin",
    ),
    "id": Words(
        "Oleh {}",
        " dan ",
        "Artikel ini pertama kali tayang di {}.",
        "Baca artikel selengkapnya di {}.",
        "Sumber: {}",
        "© 2024 {}",
        "12 Oktober 2024 10:15 WIB",
        "JAKARTA, 12 Oktober ({}) - ",
        "JAKARTA ({}) - ",
        "ANTARA",
        ("Judul", "Penulis", "Tanggal", "Sumber"),
        "Foto: {}",
        "Iklan",
        "Baca juga: {}",
        "Bagikan",
        "Berita terkait",
        "Ikuti kami di WhatsApp",
    ),
    "hi": Words(
        "लेखक: {}",
        " और ",
        "स्रोत: {}",
        "स्रोत: {}",
        "स्रोत: {}",
        "© 2024 {} सर्वाधिकार सुरक्षित",
        "12 अक्टूबर 2024",
        "नई दिल्ली, 12 अक्टूबर ({}) - ",
        "नई दिल्ली ({}) - ",
        "PTI",
        ("शीर्षक", "लेखक", "दिनांक", "स्रोत"),
        "फोटो: {}",
        "विज्ञापन",
        "यह भी पढ़ें: {}",
        "शेयर करें",
        "संबंधित खबरें",
        "हमें फॉलो करें",
    ),
}
SOURCES = ("RT.com", "The Conversation", "Daily Herald", "example-news.org", "ProPublica")


def _names(gold: Gold, words: Words) -> str:
    *most, last = gold.authors
    return words.comma.join(most) + (words.and_ if most else "") + last


def _byline(gold: Gold, words: Words) -> list[str]:
    return [words.by.format(_names(gold, words))] if gold.authors else []


def _page(gold: Gold, blocks: list[str], **found: str) -> Page:
    return Page("\n\n".join(blocks), body="\n\n".join(gold.paragraphs), **found)


def _source(gold: Gold) -> str:
    return SOURCES[len(gold.headline) % len(SOURCES)]


def sample(gold: Gold, words: Words) -> Page:
    """Headline, teaser with a note where to read it, headline again, body, byline at the end."""
    source = _source(gold)
    teaser = gold.teaser or gold.paragraphs[0][:200]
    english = words.by.startswith("By") and gold.authors
    last = [f"{_names(gold, words)} for TROIB News"] if english else _byline(gold, words)
    blocks = [
        gold.headline,
        f"{teaser} {words.full.format(source)}",
        f"{gold.headline}\n{gold.paragraphs[0]}",
        *gold.paragraphs[1:],
        *last,
    ]
    return _page(gold, blocks, headline=gold.headline, authors=gold.authors, syndicated_from=source)


def plain(gold: Gold, words: Words) -> Page:
    """Headline, byline, body."""
    blocks = [gold.headline, *_byline(gold, words), *gold.paragraphs]
    return _page(gold, blocks, headline=gold.headline, authors=gold.authors)


def magazine(gold: Gold, words: Words) -> Page:
    """Headline, teaser, byline, date, body, rights."""
    rights = words.rights.format("Daily Herald")
    teaser = [gold.teaser] if gold.teaser and len(gold.teaser) < 420 else []
    blocks = [gold.headline, *teaser, *_byline(gold, words), words.date, *gold.paragraphs, rights]
    return _page(gold, blocks, headline=gold.headline, authors=gold.authors, credit=rights)


def wire(gold: Gold, words: Words) -> Page:
    """A wire text: headline in capitals, dateline, lines of 70 columns, the agency at the end."""
    line = words.dateline.format(words.agency)
    wide = gold.language in ("zh", "ja", "ko")
    headline = gold.headline if wide else gold.headline.upper()
    paragraphs = [line + gold.paragraphs[0], *gold.paragraphs[1:]]
    if not wide:
        wrap = textwrap.TextWrapper(
            70, initial_indent="    ", break_long_words=False, break_on_hyphens=False
        )
        paragraphs = [wrap.fill(text) for text in paragraphs]
    byline = _byline(gold, words)
    text = "\n".join(
        [headline, "", *["    " + b for b in byline], *paragraphs, f" {words.agency}", "\x03"]
    )
    return Page(
        text,
        headline,
        gold.authors,
        line.strip(" -.—–"),
        words.agency,
        "",
        "\n\n".join(gold.paragraphs),
    )


def web(gold: Gold, words: Words) -> Page:
    """Headline with the publisher behind a bar, body, where it appeared first."""
    source = _source(gold)
    blocks = [
        f"{gold.headline} | Daily Herald",
        *_byline(gold, words),
        *gold.paragraphs,
        words.first.format(source),
    ]
    return _page(gold, blocks, headline=gold.headline, authors=gold.authors, syndicated_from=source)


def labelled(gold: Gold, words: Words) -> Page:
    """Lines with labels, then the body."""
    title, author, date, origin = words.labels
    source = _source(gold)
    head = [f"{title}: {gold.headline}"]
    head += [f"{author}: {words.comma.join(gold.authors)}"] if gold.authors else []
    head += [f"{date}: 2024-10-12", f"{origin}: {source}"]
    return _page(
        gold,
        ["\n".join(head), *gold.paragraphs],
        headline=gold.headline,
        authors=gold.authors,
        syndicated_from=source,
    )


def short_dateline(gold: Gold, words: Words) -> Page:
    """Headline twice with small differences, a dateline without a day, body."""
    line = words.short.format(words.agency)
    again = gold.headline.replace('"', "'").replace("–", "-").replace("’", "'")
    blocks = [gold.headline, again, line + gold.paragraphs[0], *gold.paragraphs[1:]]
    return _page(
        gold, blocks, headline=gold.headline, dateline=line.strip(" -.—–"), credit=words.agency
    )


def markdown(gold: Gold, words: Words) -> Page:
    """Markdown with a rule, a link list and a source."""
    source = _source(gold)
    blocks = [
        f"# {gold.headline}",
        *[f"*{b}*" for b in _byline(gold, words)],
        *gold.paragraphs,
        "---",
        words.source.format(source),
        "[1]: https://example.org/a\n[2]: https://example.org/b",
    ]
    return _page(gold, blocks, headline=gold.headline, authors=gold.authors, syndicated_from=source)


def junk(gold: Gold, words: Words) -> Page:
    """A copied web page: prompts, captions and links between everything."""
    middle = len(gold.paragraphs) // 2
    blocks = [
        gold.headline,
        *_byline(gold, words),
        words.date,
        words.share,
        words.photo.format("Jane Roe/AFP"),
        *gold.paragraphs[:middle],
        words.advert,
        words.more.format(gold.headline[::-1][:40]),
        *gold.paragraphs[middle:],
        words.newsletter,
        words.related,
        "One more thing to read",
        "Another thing to read",
    ]
    return _page(gold, blocks, headline=gold.headline, authors=gold.authors)


def signed(gold: Gold, words: Words) -> Page:
    """Headline, body, byline and agency at the end."""
    blocks = [gold.headline, *gold.paragraphs, *_byline(gold, words), f"({words.agency})"]
    return _page(gold, blocks, headline=gold.headline, authors=gold.authors, credit=words.agency)


def tight(gold: Gold, words: Words) -> Page:
    """No blank lines at all."""
    teaser = [gold.teaser] if gold.teaser and gold.authors and len(gold.teaser) < 420 else []
    lines = [gold.headline, *teaser, *_byline(gold, words), *gold.paragraphs]
    return Page("\n".join(lines), gold.headline, gold.authors, body="\n\n".join(gold.paragraphs))


def unsigned(gold: Gold, words: Words) -> Page:
    """Headline, dateline in full, body."""
    line = words.dateline.format(words.agency)
    blocks = [gold.headline, line + gold.paragraphs[0], *gold.paragraphs[1:]]
    return _page(
        gold, blocks, headline=gold.headline, dateline=line.strip(" -.—–"), credit=words.agency
    )


LAYOUTS: tuple[Callable[[Gold, Words], Page], ...] = (
    sample,
    plain,
    magazine,
    wire,
    web,
    labelled,
    short_dateline,
    markdown,
    junk,
    signed,
    tight,
    unsigned,
)


def lay_out(gold: Gold) -> dict[str, Page]:
    """Print one article in every layout."""
    words = WORDS.get(gold.language, WORDS["en"])
    return {layout.__name__: layout(gold, words) for layout in LAYOUTS}
