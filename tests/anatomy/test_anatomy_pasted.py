"""Articles copied from the sites of papers, with what stands around them there."""

import pytest

from anatomy_made import apart

HEADLINE = "Old harbour to be dredged after ten years of quarrels"
TEASER = "Crabbers are glad of it, and oyster farmers fear what lies in the mud."
FIRST = (
    "The council of Saltford has agreed to dredge the harbour, where boats run aground in spring."
)
SECOND = "Two metres of silt had gathered along the north wall, as engineers found last autumn."
BODY = f"{FIRST}\n\n{SECOND}"

AROUND = {
    "a caption above a byline": (
        f"{TEASER}\nBoats at low tide in Saltford\nBy Dana Whitfield\n3 March 2026\n",
        "\nShare full article\n27\nSee more on: Fishing",
    ),
    "a role, a place and a town": (
        "By Dana Whitfield\nSouth West correspondent\nReporting from Saltford\n3 March 2026\n",
        "\nGet in touch\nIs there a story we should cover? Get in touch.\nRelated topics\nFishing",
    ),
    "prompts in a head": (
        "By Dana Whitfield\nMarch 3, 2026\nShare\nResize\nAd Feedback\nLink Copied!\n",
        "\nDana Whitfield covers ports and fishing, and has lived in Saltford since 2001.",
    ),
    "an agency behind a caption": (
        "By Dana Whitfield\nBoats lie on the mud (AFP)\n3 March 2026\n",
        "\nSkip next section Explore more\nExplore more",
    ),
    "who took the picture": (
        "By Dana Whitfield\n3 March 2026\nBoats lie on the mud\nPhoto: Lee Morrow\n",
        "\nThanks for sharing!\nEnd of article",
    ),
}  # fmt: skip


@pytest.mark.parametrize("around", AROUND)
def test_what_a_site_prints_around_an_article_is_no_body(around: str) -> None:
    head, foot = AROUND[around]
    found = apart(f"{HEADLINE}\n{head}{FIRST}\n{SECOND}{foot}")
    assert (found.headline, found.authors, found.body) == (HEADLINE, ("Dana Whitfield",), BODY)
    assert found.date_hint is not None


GERMAN = (
    "Der Stadtrat von Weidenau hat beschlossen, den alten Hafen ausbaggern zu lassen.",
    "Ingenieure hatten an der Nordmauer zwei Meter Schlick gefunden, hieß es am Abend.",
)
ELSEWHERE = {
    "de": (
        "Artikel anhören\nSpäter lesen\nMerken\n",
        "\nRechte am Artikel erwerben\nPassend zum Artikel",
        GERMAN,
    ),
    "fr": (
        "Copier le lien\nLire dans l’app\n", "\nPasser la publicité\nDans la même rubrique",
        ("Le conseil municipal de Port-Vallon a décidé de faire draguer le vieux port.",
         "Des ingénieurs avaient trouvé deux mètres de vase le long du mur nord."),
    ),
    "es": (
        "Compartir en Whatsapp\nDesplegar Redes Sociales\nEscuchar nota\n",
        "\nBio completa\nTemas relacionados",
        ("El ayuntamiento de Puerto Elías ha acordado dragar el viejo puerto este año.",
         "Los ingenieros hallaron dos metros de lodo junto al muro norte."),
    ),
    "pt": (
        "Ouvir o texto\nDiminuir fonte\nAumentar fonte\n", "\nTópicos\nVeja também",
        ("A câmara de Porto Velhinho decidiu dragar o antigo porto ainda este ano.",
         "Os engenheiros encontraram dois metros de lodo junto ao muro norte."),
    ),
    "ru": (
        "Поделиться\nСкопировать ссылку\n", "\nЧитать в Дзен\nМатериалы по теме:",
        ("Городской совет Заречья решил углубить старую гавань ещё в этом году.",
         "Инженеры нашли два метра ила вдоль северной стены."),
    ),
    "ar": (
        "حفظ\nنسخ الرابط\n", "\nموضوعات ذات صلة",
        ("قرر المجلس البلدي في المدينة تعميق الميناء القديم بعد عشر سنوات من الخلافات.",
         "ووجد المهندسون مترين من الطمي على طول الجدار الشمالي."),
    ),
    "ja": (
        "印刷する\nメールでシェアする\n", "\n関連ニュース",
        ("旧港市議会は１０年にわたる議論の末、古い港をしゅんせつすることを決めた。",
         "北側の壁に沿って２メートルの泥がたまっていた。"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", ELSEWHERE)
def test_so_it_is_in_other_languages(language: str) -> None:
    head, foot, body = ELSEWHERE[language]
    found = apart(f"{HEADLINE}\n{head}" + "\n".join(body) + foot)
    assert (found.headline, found.body) == (HEADLINE, "\n\n".join(body))


@pytest.mark.parametrize("kicker", ["Hafenstreit:", "Streit an der Küste"])
def test_a_few_words_above_a_headline_and_a_teaser_are_a_kicker(kicker: str) -> None:
    headline, teaser = "Nach zehn Jahren Streit wird gebaggert", "Die Züchter wollen klagen."
    found = apart(kicker, headline, teaser, "Von Erika Muster", "3. März 2026", *GERMAN)
    assert (found.headline, found.teaser) == (headline, teaser)
    assert found.body == "\n\n".join(GERMAN)


def test_few_words_above_running_text_are_the_headline() -> None:
    assert apart("The last lamp burns", BODY).headline == "The last lamp burns"


@pytest.mark.parametrize("heading", ["Summary", "Key points", "Auf einen Blick"])
def test_points_below_their_heading_are_the_teaser(heading: str) -> None:
    points = ("Council votes for dredging", "Oyster farmers go to court")
    found = apart(HEADLINE, "By Dana Whitfield", "3 March 2026", heading, *points, FIRST, SECOND)
    assert (found.teaser, found.body) == (" ".join(points), BODY)


@pytest.mark.parametrize(
    "last",
    [
        "Dana Whitfield: And what comes now?",
        "Dana Whitfields boat was the first to leave.",
        "Mehr von ihnen als erwartet kamen zum Hafen.",
    ],
)
def test_a_last_sentence_like_one_about_the_author_stays(last: str) -> None:
    assert apart(HEADLINE, "By Dana Whitfield", FIRST, SECOND, last).body.endswith(last)


def test_a_sentence_above_a_prompt_stays() -> None:
    found = apart(HEADLINE, "By Dana Whitfield", "3 March 2026", FIRST, "Advertisement", SECOND)
    assert found.body == BODY
