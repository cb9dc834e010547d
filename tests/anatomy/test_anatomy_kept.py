"""Sentences that begin like furniture, in many languages: they stay wherever they stand."""

import pytest

from anatomy_made import apart

HEADLINE = "Vote ends forty years of crossings"
VOTED = "The council of the old harbour town voted on Tuesday to close the ferry after forty years."
ABSENT = "The mayor himself did not come to the pier when the last boat left it, and nobody asked."
SENTENCES = (
    "شارك في الاجتماع وزراء الخارجية والدفاع في الدول الأعضاء وعدد من الخبراء.",
    "سجل الفريق هدفين في الدقائق الأخيرة من المباراة.",
    "تعليق الدراسة في المحافظة لمدة أسبوع بسبب العاصفة.",
    "Сподели пред журналисти министърът, че преговорите продължават.",
    "Diskuse o rozpočtu se protáhla do pozdních nočních hodin.",
    "Oprava mostu přes řeku: řidiči musí počítat se zdržením do konce roku.",
    "Tellija sõnul valmib hoone järgmise aasta kevadel.",
    "Tilaa on salissa kahdellesadalle hengelle.",
    "הצטרפו אליו גם שרי החוץ והביטחון של מדינות האיחוד.",
    "लिंक पर क्लिक करने के बाद खाते से पैसे निकल गए।",
    "Deli mesta so bili včeraj zaradi poplav brez elektrike.",
    "Daftar nama korban telah diserahkan kepada polisi setempat.",
    "Registrati duecento casi in una sola settimana nella provincia.",
    "다음 달 추가 협상을 진행할 예정이라고 밝혔다.",
    "공유 경제가 빠르게 성장하고 있다고 전문가들은 말한다.",
    "Abonējot laikrakstu, lasītāji saņem arī kalendāru.",
    "Distribuie ajutoare în satele izolate de zăpadă.",
    "Комментировать ситуацию в компании отказались.",
    "Зберегти робочі місця вдалося лише на двох заводах.",
    "Chia sẻ với phóng viên, ông cho biết công trình sẽ hoàn thành vào cuối năm.",
    "Tham gia chương trình có hơn hai trăm học sinh của thành phố.",
    "未经许可，任何人不得进入施工现场。",
    "扫码支付在乡村也已经普及。",
    "関連する法案は先週の国会で可決された。",
    "アプリを利用する人が増えている。",
    "Click on the red button to start the machine, the manual says.",
    "An earlier version of the bill would have closed the ferry at once.",
    "The report was amended on Monday to include the new figures.",
    "The views expressed in the survey differ from town to town.",
    "In einer früheren Fassung des Gesetzes stand davon noch nichts.",
    "Mehr von ihnen als erwartet kamen zum Hafen.",
    "Få medier bringer nyheder om øen, sagde borgmesteren.",
    "In een eerdere versie van de wet stond daar niets over.",
    "Une première version du projet avait été rejetée en mars.",
    "Uwaga na drogach: w całym kraju jest ślisko.",
)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_that_begins_like_furniture_stays(sentence: str) -> None:
    blocks = [HEADLINE, VOTED, ABSENT]
    for at in (1, 2, 3):
        found = apart(*blocks[:at], sentence, *blocks[at:])
        assert [cut.rule for cut in found.removed] == ["headline"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Hans Schmidt (SPD): Wir haben die Linie vierzig Jahre lang bezahlt, und nun ist es genug.",
        'Rossi (Pd): "La linea va salvata, costi quel che costi ai cittadini della città."',
        "Слот (Slot) — город на севере страны, в котором живут двадцать тысяч человек.",
        "השכבה העליונה והתחתונה בנויות מטטרהדרונים של סיליקה (SiO 4 ).",
    ],
)
def test_a_name_and_brackets_are_no_dateline(sentence: str) -> None:
    assert apart(HEADLINE, sentence, VOTED).body.startswith(sentence.split(maxsplit=1)[0])


def test_a_source_that_runs_on_is_a_sentence() -> None:
    told = "Source: Tokyo exchange data. Turnover was 1.1 billion shares."
    assert apart(HEADLINE, VOTED, told).body.endswith(told)


def test_a_label_of_the_body_leaves_the_body() -> None:
    found = apart(f"Title: {HEADLINE}", f"Text: PORT ELLERY, Oct 12 (Reuters) - {VOTED}", ABSENT)
    assert (found.dateline, found.body) == (
        "PORT ELLERY, Oct 12 (Reuters)",
        f"{VOTED}\n\n{ABSENT}",
    )


def test_a_label_does_not_take_a_paragraph() -> None:
    told = f"Language: {VOTED} {ABSENT}"
    assert apart(HEADLINE, told, VOTED).body.startswith("Language: The council")


def test_the_begin_of_a_headline_is_not_its_repetition() -> None:
    found = apart("Harbour Lines announces a new ferry", VOTED, ABSENT, "Harbour Lines")
    assert (found.teaser, found.body.endswith("Harbour Lines")) == ("", True)


def test_a_sentence_with_a_name_at_its_end_is_no_byline() -> None:
    told = "De forholder seg bare til sin leverandør - Hela Pharma i Sverige."
    assert told in apart(HEADLINE, told, VOTED).body


def test_an_item_of_a_list_is_no_date() -> None:
    assert apart(HEADLINE, VOTED, "1. Money\n2. Time").body.endswith("2. Time")


def test_places_above_the_parts_of_an_article_are_its_headings() -> None:
    found = apart(HEADLINE, "LONDON", VOTED, "PARIS", ABSENT)
    assert (found.dateline, found.body) == ("", f"LONDON\n\n{VOTED}\n\nPARIS\n\n{ABSENT}")


def test_a_list_below_a_colon_has_no_headline() -> None:
    found = apart("Ingredients:\n500 g white fish\n2 onions, chopped", VOTED)
    assert (found.headline, found.removed) == ("", ())


def test_the_begin_of_a_headline_above_a_part_is_its_heading() -> None:
    found = apart("Harbour 36 release date and new features", VOTED, "Harbour 36 release date")
    assert (found.teaser, len(found.removed)) == ("", 1)
