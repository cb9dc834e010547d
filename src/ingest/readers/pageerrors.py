"""Pages that only say why there is no page: not found, refused, for scripts or members only."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

__all__ = ["is_error"]

LONGEST_ERROR = 700
"""Letters of a page that says that there is no other."""
LONGEST_NOTE = 300
"""Letters of a page that only asks for scripts."""
LONGEST_CONSENT = 4_000
"""Letters of a page that only asks for consent to be tracked."""
_ON = r"(?:en|dis)abled?|required?|without|aktivier\w*|activ\w+|h?abilit\w+"
_SCRIPTS = re.compile(
    rf"\b(?:{_ON}|включ\w+)\b[^.!?]{{0,60}}\bjava ?script\b"
    rf"|\bjava ?script\b[^.!?]{{0,60}}\b(?:{_ON}|включ\w+)\b",
    re.IGNORECASE,
)
"""What stands where a page would be that scripts are to fetch."""
_NUMBER = r"(?:40\d|410|429|451|50[0-4])"
_WORD = r"(?:error|erreur|erro|errore|fehler|ошибка|помилка|błąd|chyba|hata|hiba|エラー|错误|錯誤)"
_SAID = (
    *(
        "(?:page |file |the page (?:you requested )?(?:was |could )?)?not (?:be )?found",
        "page (?:does not|doesn't) exist",
    ),
    *(
        "page (?:cannot|can't) be (?:found|displayed)",
        "we (?:can't|couldn't) find (?:that|the|this) page",
    ),
    (
        r"th(?:e|is) (?:page|article|story|content|post|video) (?:is|was|has been|can't be)"
        r" (?:no longer |not |un)?(?:available|found|removed|deleted|expired|displayed)"
    ),
    *(
        "forbidden",
        "(?:access|permission) (?:to this (?:page|site) )?(?:has been |is )?(?:denied|blocked)",
    ),
    *("(?:sorry,? )?you have been blocked", "bad gateway", "bad request", "too many requests"),
    "(?:service|site|page) (?:is )?(?:temporarily )?unavailable",
    *("internal server error", "gateway time-?out", "just a moment", "attention required"),
    *("are you (?:a )?(?:robot|human)", "verify (?:that )?you are (?:a )?human", "one more step"),
    *("(?:security|browser) check", "checking your browser", "captcha", "redirecting"),
    *("unavailable (?:due to|for) legal reasons", "ad-? ?block(?:er)? (?:detected|enabled)"),
    *("(?:log|sign)[ -]?in(?: to continue| required)?", "account suspended"),
    *("(?:under|site|scheduled) (?:maintenance|construction)", "nothing (?:was )?found"),
    (
        "(?:diese |die (?:angeforderte )?)?seite (?:wurde |konnte |ist )?(?:leider )?nicht"
        " (?:mehr )?(?:gefunden|verfügbar|vorhanden)(?: werden)?"
    ),
    *("zugriff verweigert", "artikel nicht (?:mehr )?verfügbar", "anmelden", "einloggen"),
    "(?:cette |la )?page (?:demandée )?(?:est |n'existe |n'a )?(?:introuvable|non trouvée)",
    *("accès (?:refusé|interdit)", "article introuvable", "connexion", "se connecter"),
    *("página no encontrada", "(?:la )?página no (?:existe|se encuentra)", "acceso denegado"),
    *("no (?:se )?(?:encontr\\w+|ha encontrado) (?:la |esta )?página", "iniciar sesión"),
    *("página não (?:encontrada|existe)", "acesso negado", "iniciar sessão"),
    *("pagina non (?:trovata|disponibile)", "accesso negato", "pagina niet gevonden"),
    *("toegang geweigerd", "sidan (?:kunde inte hittas|hittades inte|finns inte)", "inloggen"),
    (
        "siden (?:blev ikke|ble ikke|kunne ikke|kan ikke|finnes ikke|findes ikke|eksisterer ikke)"
        "(?: fundet| funnet| findes| finnes)?"
    ),
    *("sivua ei löydy", "sivua ei löytynyt", "nie znaleziono strony", "brak dostępu"),
    *(
        "strona nie (?:została znaleziona|istnieje)",
        "stránka (?:nebyla nalezena|nenalezena|neexistuje)",
    ),
    *("stránka (?:sa nenašla|nenájdená)", "(?:az|a keresett) oldal nem található"),
    *("pagina nu (?:a fost găsită|există)", "stranica nije (?:pronađena|nađena)"),
    *("sayfa bulunamadı", "aradığınız sayfa bulunamadı", "erişim engellendi"),
    *("страница не (?:найдена|существует)", "доступ (?:запрещ[её]н|ограничен)"),
    *("сторінк[уа] не (?:знайдено|існує)", "страницата не (?:е намерена|съществува)"),
    *("η σελίδα δεν (?:βρέθηκε|υπάρχει)", "הדף לא נמצא", "העמוד לא נמצא"),
    *("الصفحة غير موجودة", "لم يتم العثور على الصفحة", "صفحه (?:مورد نظر )?(?:یافت|پیدا) نشد"),
    *("(?:पृष्ठ|पेज) नहीं मिला", "halaman tidak ditemukan", "không tìm thấy trang"),
    *("trang không tồn tại", "ไม่พบหน้า.{0,20}", "(?:요청하신 )?페이지를 찾을 수 없습니다"),
    *("존재하지 않는 페이지(?:입니다)?", "(?:お探しの)?ページ(?:が|は)見つかりません(?:でした)?"),
    *(
        "(?:您访问的)?(?:页面|頁面)(?:不存在|未找到|找不到了?)",
        "(?:找不到|未找到)(?:该|此|該)?(?:页面|頁面|网页|網頁)",
    ),
)
_OOPS = r"(?:(?:oops|ups|oups|whoops|hoppla|ops|sorry|ой|упс|哎呀)\W{1,4})?"
_ERROR = re.compile(
    rf"\W{{0,3}}{_OOPS}(?:(?:http )?(?:{_WORD}\W{{1,3}})?{_NUMBER}\W{{1,4}})?(?:{_WORD}\W{{1,3}})?"
    rf"(?:{'|'.join(_SAID)}|{_WORD} ?{_NUMBER}|(?:http )?{_NUMBER}(?: {_WORD})?)\W{{0,4}}",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"\s+[-–—|·•»«/]+\s+|[|｜]")
"""Where the title of a page has its next part."""
_CONSENT = re.compile(
    r"\b(?:cookies?|consent|(?:our|\d+) partners|personal data|legitimate interests?|privacy"
    r"|tracking|einwilligung|zustimm\w+|datenschutz\w*|werbetracking|personenbezogene\w*"
    r"|consentement|traceurs|données personnelles|nos partenaires|consentimiento"
    r"|datos personales|nuestros socios|consenso|dati personali|consentimento|dados pessoais"
    r"|toestemming|persoonsgegevens|samtycke|samtykke|personuppgifter|zgod[aęy]"
    r"|dan(?:e|ych) osobow\w+|персональн\w+ данн\w+)\b|クッキー|쿠키|个人信息",
    re.IGNORECASE,
)
"""Words of those who ask to be allowed to track."""
MOST_LETTERS_PER_WORD = 110
"""A text that asks for consent says one of these words at least once in so many letters."""


def is_error(root: Any, text: str) -> bool:
    """Whether a page only says that another could not be shown, or not to everybody.

    Args:
        root: the page.
        text: what was taken for its body.
    """
    if len(text) > LONGEST_CONSENT:
        return False
    if len(text) <= LONGEST_NOTE and _SCRIPTS.search(text):
        return True
    if len(text) <= LONGEST_ERROR and any(map(_ERROR.fullmatch, _titles(root))):
        return True
    words = {found[0].casefold(): None for found in _CONSENT.finditer(text)}
    count = sum(1 for _ in _CONSENT.finditer(text))
    return len(words) >= 3 and count * MOST_LETTERS_PER_WORD >= len(text)


def _titles(root: Any) -> Iterator[str]:
    """Title and first headings of a page, whole and in their parts."""
    for element in islice(root.iter("title", "h1", "h2"), 4):
        whole = " ".join(element.text_content()[:200].replace("’", "'").split())
        yield whole
        if element.tag == "title":
            yield from _SIGNS.split(whole)
