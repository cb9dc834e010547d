"""Languages of texts written for this test, and what is flagged."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from ingest.describe import engines
from ingest.describe.dictionary_scripts import find_beginnings
from ingest.describe.engines import find_languages
from ingest.describe.langrules import KIN, scripts_of
from ingest.describe.language import Languages
from ingest.errors import SettingsInvalid
from ingest.kernels.codepoints import decode
from ingest.kernels.profiletables import profiles
from ingest.kernels.words import find_words
from ingest.kernels.wordtables import word_tables
from ingest.settings import Settings

ARTICLES = {
    "ar": (
        "قال رئيس البلدية إن المجلس سيناقش الميزانية الجديدة يوم الاثنين، وإن القرار لن "
        "يتخذ قبل نهاية الشهر."
    ),
    "bg": (
        "Кметът каза, че съветът ще обсъди новия бюджет в понеделник, а решението ще "
        "бъде взето в края на месеца."
    ),
    "cs": (
        "Starosta řekl, že zastupitelstvo projedná nový rozpočet v pondělí a rozhodnutí "
        "padne až na konci měsíce."
    ),
    "de": (
        "Der Bürgermeister sagte, der Rat werde am Montag über den neuen Haushalt "
        "beraten und Ende des Monats entscheiden."
    ),
    "el": ("Ο δήμαρχος είπε ότι το συμβούλιο θα συζητήσει τον νέο προϋπολογισμό τη Δευτέρα."),
    "en": (
        "The mayor said the council would discuss the new budget on Monday and decide "
        "before the end of the month."
    ),
    "es": (
        "El alcalde dijo que el consejo debatirá el nuevo presupuesto el lunes y "
        "decidirá a finales de mes."
    ),
    "fi": (
        "Kaupunginjohtaja sanoi, että valtuusto käsittelee uutta talousarviota "
        "maanantaina ja päättää kuun lopussa."
    ),
    "fr": (
        "Le maire a déclaré que le conseil examinerait le nouveau budget lundi et "
        "trancherait avant la fin du mois."
    ),
    "he": ("ראש העיר אמר שהמועצה תדון בתקציב החדש ביום שני ותחליט לפני סוף החודש."),
    "hi": ("महापौर ने कहा कि परिषद सोमवार को नए बजट पर चर्चा करेगी और महीने के अंत तक निर्णय लेगी।"),
    "hu": (
        "A polgármester elmondta, hogy a testület hétfőn tárgyalja az új költségvetést, "
        "és a hónap végén dönt."
    ),
    "id": (
        "Wali kota mengatakan dewan akan membahas anggaran baru pada hari Senin dan "
        "memutuskan sebelum akhir bulan."
    ),
    "it": (
        "Il sindaco ha detto che il consiglio discuterà il nuovo bilancio lunedì e "
        "deciderà entro la fine del mese."
    ),
    "ja": ("市長は、議会が月曜日に新しい予算を審議し、月末までに決定すると述べた。"),
    "ko": ("시장은 의회가 월요일에 새 예산안을 논의하고 이달 말까지 결정할 것이라고 말했다."),
    "nl": (
        "De burgemeester zei dat de raad maandag over de nieuwe begroting spreekt en "
        "voor het einde van de maand beslist."
    ),
    "pl": (
        "Burmistrz powiedział, że rada omówi nowy budżet w poniedziałek, a decyzję "
        "podejmie pod koniec miesiąca."
    ),
    "pt": (
        "O prefeito disse que o conselho vai discutir o novo orçamento na segunda-feira "
        "e decidirá até o fim do mês."
    ),
    "ru": (
        "Мэр сказал, что совет обсудит новый бюджет в понедельник и примет решение до конца месяца."
    ),
    "sv": (
        "Borgmästaren sade att fullmäktige ska behandla den nya budgeten på måndag och "
        "besluta före månadens slut."
    ),
    "th": ("นายกเทศมนตรีกล่าวว่าสภาจะหารือเรื่องงบประมาณใหม่ในวันจันทร์และจะตัดสินใจภายในสิ้นเดือน"),
    "tr": (
        "Belediye başkanı, meclisin yeni bütçeyi pazartesi günü görüşeceğini ve ay "
        "sonuna kadar karar vereceğini söyledi."
    ),
    "uk": (
        "Мер сказав, що рада обговорить новий бюджет у понеділок і ухвалить рішення до "
        "кінця місяця."
    ),
    "vi": (
        "Thị trưởng nói rằng hội đồng sẽ thảo luận ngân sách mới vào thứ Hai và quyết "
        "định trước cuối tháng."
    ),
    "zh-cn": (
        "市长表示，议会将于星期一讨论新的预算，并在月底之前作出决定。记者从会上了解到，各方意见不一。"
    ),
}
REFERENCE = Settings(language_engine="langdetect")
BOTH = Settings(language_second_opinion="py3langid")


def ask(texts: list[str], settings: Settings | None = None) -> Languages:
    bodies = pa.array(texts, pa.large_string())
    points, tables = decode(bodies), word_tables()
    words = find_words(points, tables, find_beginnings(points, tables))
    return find_languages(bodies, points, words, settings or Settings())


@pytest.mark.parametrize("code", ARTICLES)
def test_a_sentence_of_news_is_recognised(code: str) -> None:
    found = ask([ARTICLES[code]])
    assert found.codes == [code]
    assert found.confidences[0] > 0.7
    assert found.flags == [""]


@pytest.mark.parametrize(
    "code", sorted(set(ARTICLES) - {"ar", "he", "hi", "ja", "ko", "th", "zh-cn"})
)
def test_capitals_do_not_hide_the_language(code: str) -> None:
    assert ask([ARTICLES[code].upper() * 3]).codes == [code]


@pytest.mark.parametrize("code", sorted(set(ARTICLES) - {"en"}))
def test_an_english_teaser_does_not_decide(code: str) -> None:
    teaser = (ARTICLES["en"] + " ") * 3
    assert ask([teaser + "\n\n" + (ARTICLES[code] + " ") * 7]).codes == [code]


def test_two_languages_are_flagged() -> None:
    body = " ".join([ARTICLES["de"], *(ARTICLES["de"] for _ in range(8))])
    other = " ".join(ARTICLES["fr"] for _ in range(5))
    found = ask([body, body + "\n\n" + other])
    assert found.codes == ["de", "de"]
    assert found.flags[1] == "mixed"


@pytest.mark.parametrize("other", ["zh-cn", "ru", "ar"])
def test_another_script_beside_the_first_is_mixed(other: str) -> None:
    paragraphs = [f"{ARTICLES['en']} " * 3, ARTICLES[other]] * 6
    found = ask(["\n\n".join(paragraphs), f"{ARTICLES['en']} " * 12 + ARTICLES[other][:12]])
    assert found.codes == ["en", "en"]
    assert found.flags == ["mixed", ""]


def test_close_relatives_are_not_called_mixed() -> None:
    texts = [ARTICLES["cs"] * 6, ARTICLES["pt"] * 3 + ARTICLES["es"] * 3]
    assert "mixed" not in ask(texts).flags


@pytest.mark.parametrize(
    "text", ["", " \n ", "12:30 – 14.5 %", "😀😀😀", "\u0301" * 50, "\u0378", "...."]
)
def test_without_letters_nothing_is_said(text: str) -> None:
    found = ask([text])
    assert found.codes == ["und"]
    assert found.confidences.tolist() == [0.0]


@pytest.mark.parametrize(
    "text",
    [
        "ᎤᎵᎮᎵᏍᏗ ᎠᏂᏴᏫ ᎤᎾᏓᏅᏖᏓ ᎦᏚᎲ ᎠᏂᎳᏫᎩ",
        "a" * 3_000,
        "ab" * 2_000,
        "ha " * 1_000,
    ],
)
def test_what_fits_no_profile_is_undetermined(text: str) -> None:
    assert ask([text]).codes == ["und"]


@pytest.mark.parametrize(
    "text",
    [
        "Dúirt an méara go bpléfeadh an chomhairle an buiséad nua Dé Luain agus go",
        "Der BÃ¼rgermeister sagte, Ã¼ber den Haushalt mÃ¼sse man spÃ¤ter beraten.",
    ],
)
def test_what_fits_badly_is_flagged(text: str) -> None:
    found = ask([text + f" {text} " * 4])
    assert found.codes == ["und"] or found.flags == ["unsure"]


def test_serbian_is_not_macedonian() -> None:
    serbian = (
        "Градоначелник каже да ће веће сутра расправљати о буџету и да ће одлука бити донета до"
        " краја месеца. Грађани тврде да их нико није питао. Између двеју зграда биће подигнут"
        " мост, а радови ће почети већ на пролеће. Опозиција неће гласати."
    )
    macedonian = (
        "Градоначалникот вели дека советот утре ќе расправа за новиот буџет и дека одлуката ќе биде"
        " донесена до крајот на месецот. Граѓаните тврдат дека никој не ги прашал за мостот."
    )
    found = ask([serbian, macedonian])
    assert found.codes == ["sr", "mk"]
    assert found.flags == ["", ""]


LETTERS = {
    "am": "ከንቲባው ምክር ቤቱ አዲሱን በጀት ሰኞ እንደሚወያይበት ተናግረዋል።",
    "az": "Şəhər meri dedi ki, şura yeni büdcəni bazar ertəsi müzakirə edəcək və qərar verəcək.",
    "be": "Мэр горада сказаў, што савет абмяркуе новы бюджэт у панядзелак і прыме рашэнне ўвечары.",
    "hy": "Քաղաքապետն ասաց, որ խորհուրդը երկուշաբթի կքննարկի նոր բյուջեն։",
    "is": "Borgarstjórinn sagði að bæjarstjórn myndi ræða nýja fjárhagsáætlun þegar þing komi.",
    "ka": "ქალაქის მერმა განაცხადა, რომ საბჭო ორშაბათს განიხილავს ახალ ბიუჯეტს.",
    "kk": "Қала әкімі мәслихат жаңа бюджетті талқылап, айдың соңына дейін шешеді деп айтты.",
    "km": "អភិបាលក្រុងបាននិយាយថា ក្រុមប្រឹក្សានឹងពិភាក្សាអំពីថវិកាថ្មីនៅថ្ងៃចន្ទ។",
    "ky": "Шаардын мэри кеңеш жаңы бюджетти дүйшөмбү күнү талкуулап, чечим чыгарарын айтты.",
    "lo": "ເຈົ້ານະຄອນກ່າວວ່າ ສະພາຈະປຶກສາຫາລືງົບປະມານໃໝ່ໃນວັນຈັນ.",
    "mn": "Хотын дарга зөвлөл шинэ төсвийг даваа гаригт хэлэлцэж, шийдвэр гаргана гэж өгүүллээ.",
    "my": "မြို့တော်ဝန်က ကောင်စီသည် ဘတ်ဂျက်အသစ်ကို တနင်္လာနေ့တွင် ဆွေးနွေးမည်ဟု ပြောသည်။",
    "si": "නගරාධිපතිවරයා පැවසුවේ නව අයවැය සඳුදා සාකච්ඡා කරන බවයි.",
    "as": "মেয়ৰে কৈছে যে পৰিষদে সোমবাৰে নতুন বাজেটৰ ওপৰত আলোচনা কৰিব আৰু সিদ্ধান্ত ল'ব।",
    "ba": "Ҡала башлығы советтың дүшәмбе көнө яңы бюджетты тикшерәсәген һәм ҡарар итәсәген әйтте.",
    "ku": "سەرۆکی شارەوانی گوتی ئەنجومەن ڕۆژی دووشەممە گفتوگۆ لەسەر بودجەی نوێ دەکات.",
    "ps": "ښاروال وویل چې شورا به د دوشنبې په ورځ پر نوي بودجې خبرې وکړي او پریکړه به وکړي.",
    "sd": "ميئر چيو ته ڪائونسل سومر تي نئين بجيٽ تي بحث ڪندي ۽ مهيني جي آخر ۾ فيصلو ڪندي.",
    "tt": "Шәһәр башлыгы совет дүшәмбе көнне яңа бюджетны тикшерәчәк һәм карар итәҗәк дип әйтте.",
    "ug": "شەھەر باشلىقى كېڭەشنىڭ دۈشەنبە كۈنى يېڭى خامچوتنى مۇزاكىرە قىلىدىغانلىقىنى ئېيتتى.",
    "sr": "Градоначелник је рекао да ће веће у понедељак расправљати о буџету и да ће одлука доћи.",
    "tg": "Шаҳрдор гуфт, ки шӯро буҷети навро рӯзи душанбе баррасӣ мекунад ва қарор мегирад.",
}


@pytest.mark.parametrize("code", LETTERS)
def test_letters_tell_languages_without_a_profile(code: str) -> None:
    found = ask([LETTERS[code], f"{LETTERS[code]} " * 5, LETTERS[code].upper()])
    assert found.codes == [code] * 3
    assert found.flags == [""] * 3
    assert (found.confidences > 0.7).all()


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("mk", "Градоначалникот рече дека ќе зборува со Вучиќ, кој дојде во Охрид во неделата."),
        ("ru", "Мэр сказал, что совет обсудит бюджет, а певец Өсөр выступит на площади в субботу."),
        ("tr", "Belediye baþkaný meclisin yeni bütçeyi pazartesi görüþeceðini söyledi, dedi."),
        ("en", "The mayor of Þórshöfn and the poet Davíð Þór said that they would meet on Monday."),
    ],
)
def test_a_foreign_name_or_a_wrong_encoding_tells_no_language(code: str, text: str) -> None:
    assert ask([text]).codes == [code]


def test_a_language_told_by_letters_may_be_mixed() -> None:
    mixed = f"{LETTERS['is']} " * 8 + "\n\n" + f"{ARTICLES['en']} " * 8
    assert ask([mixed]).flags == ["mixed"]


def test_a_few_letters_are_flagged_as_short() -> None:
    found = ask(["Ja.", "x"])
    assert found.flags == ["short", "short"]
    assert (found.confidences < 0.95).all()


def test_chinese_is_not_korean() -> None:
    assert ask(["目前拥有61台大型注塑机及相关氮气设备。"]).codes[0].startswith("zh")


def test_names_in_latin_letters_do_not_make_a_text_latin() -> None:
    text = "市长在 Twitter 上介绍了 Microsoft Windows 和 Apple Music 的合作。"
    assert ask([text]).codes[0].startswith("zh")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ja", "Windows Server と Red Hat Linux の Docker サービスを比較しました。"),
        ("ko", "Hyundai Motor 의 Ioniq 가 Volkswagen 보다 많이 팔렸다고 한다."),
    ],
)
def test_a_kana_or_a_syllable_says_more_than_a_letter(code: str, text: str) -> None:
    assert ask([text]).codes == [code]


def test_the_reference_engine_is_seeded_for_every_text() -> None:
    texts = list(ARTICLES.values())
    forward, backward = ask(texts, REFERENCE), ask(texts[::-1], REFERENCE)
    assert forward.codes == backward.codes[::-1]
    assert forward.confidences.tolist() == backward.confidences.tolist()[::-1]


def test_both_engines_agree_on_plain_news() -> None:
    texts = [text for code, text in ARTICLES.items() if code != "zh-cn"]
    assert ask(texts).codes == ask(texts, REFERENCE).codes


def test_the_reference_engine_bears_texts_without_letters() -> None:
    found = ask(["", "123", "😀" * 10_000], REFERENCE)
    assert found.codes == ["und", "und", "und"]
    assert found.flags == ["unsure"] * 3


def test_a_second_opinion_helps_with_short_texts() -> None:
    texts = ["Statsministeren har nu bedt sin departementschef undersøge sagen", ARTICLES["uk"]]
    found = ask(texts, BOTH)
    assert found.codes == ["da", "uk"]
    assert (found.confidences > 0.5).all()


def test_a_second_opinion_that_is_not_installed_is_a_setting_that_does_not_fit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(engines, "find_spec", lambda _: None)
    engines._py3langid.cache_clear()
    with pytest.raises(SettingsInvalid, match="py3langid"):
        ask(["Ja."], BOTH)


@limits(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([*ARTICLES.values(), "", "x", "1", "Ja."]), min_size=1, max_size=8))
def test_every_text_is_judged_alone(texts: list[str]) -> None:
    together = ask(texts)
    for row, text in enumerate(texts):
        alone = ask([text])
        assert alone.codes[0] == together.codes[row]
        assert alone.confidences[0] == together.confidences[row]
        assert alone.flags[0] == together.flags[row]


def test_the_rules_name_known_languages() -> None:
    known = set(profiles().languages)
    assert {code for family in KIN for code in family.split()} <= known
    assert all(scripts_of(code) for code in known)
    assert np.isfinite(profiles().expected[: len(known)]).all()
