"""Close languages, and languages without a profile, told by their words; texts written for this."""

import pyarrow as pa
import pytest

from ingest.describe import describe
from ingest.describe.alphabets import TOLD_BY_LETTERS
from ingest.describe.dictionary_scripts import find_beginnings
from ingest.describe.engines import find_languages
from ingest.describe.language import Languages
from ingest.describe.neighbours import languages_by_words
from ingest.kernels.codepoints import decode
from ingest.kernels.profiletables import profiles
from ingest.kernels.words import find_words
from ingest.kernels.wordtables import word_tables
from ingest.report.words import LANGUAGES
from ingest.settings import Settings

HEADLINES = {
    "be": ["Цэны на жыллё выраслі на восем працэнтаў", "Міністр абвясціў пра новыя меры падтрымкі"],
    "bg": ["Цените на жилищата се повишиха с осем процента"],
    "bs": ["Cijene stanova u oktobru porasle, saopćeno iz ministarstva"],
    "ca": ["Mor una dona en un accident de trànsit prop de la vila"],
    "da": ["Kvinde dræbt i ulykke på motorvejen", "Boligpriserne steg otte procent i oktober"],
    "es": ["Una mujer muere en un accidente de tráfico", "No nos dan agua: los vecinos protestan"],
    "fo": ["Borgarstjórin segði, at býráðið fer at viðgera nýggju ætlanina mánadagin"],
    "gl": ["Máis de cen persoas participaron na festa do marisco"],
    "hr": [
        "Ministar gospodarstva najavio nove mjere za tvrtke",
        "Cijene stanova u listopadu rasle",
    ],
    "is": ["Borgarstjórinn sagði að ráðið myndi ræða nýja áætlun á mánudag"],
    "ja": ["東京都で知事選挙、現職が当選確実", "高速道路で事故、女性死亡"],
    "yi": ["דער בירגערמייסטער האט געזאגט אז דער ראט וועט רעדן"],
    "he": ["ראש העיר אמר כי המועצה תדון בתקציב ביום שני"],
    "id": ["Harga beras naik lagi, warga mengeluh", "Polisi menangkap tiga tersangka pencurian"],
    "mk": ["Цените на становите пораснаа за осум проценти", "Министерот најави нови мерки"],
    "ms": ["Polis tahan tiga suspek kes rompakan kedai emas"],
    "no": ["Kvinne omkom i ulykke på motorveien", "Boligprisene steg åtte prosent i oktober"],
    "ps": ["په ترافیکي پېښه کې یوه ښځه مړه شوې ده"],
    "pt": ["Mulher morre em acidente de carro na estrada", "Chuva deixa moradores sem luz"],
    "ru": ["Цены на жильё выросли на восемь процентов", "Министр объявил о новых мерах"],
    "sl": [
        "V nesreči na avtocesti umrla ženska",
        "Cene stanovanj so oktobra zrasle za osem odstotkov",
    ],
    "sr": [
        "Cene stanova u oktobru porasle osam odsto",
        "Predsednik Vlade sastao se sa ambasadorima",
    ],
    "uk": ["Ціни на житло зросли на вісім відсотків", "Міністр оголосив про нові заходи"],
}

SENTENCES = {
    "bs": "Gradonačelnik je rekao da će vijeće u ponedjeljak raspravljati o budžetu. Općina je "
    "saopćila da će tokom sedmice objaviti izvještaj o saradnji s evropskim gradovima.",
    "gl": "O alcalde dixo que o concello debaterá o orzamento o luns e que a decisión non se "
    "tomará ata finais de mes. Unha veciña preguntou cando se vai arranxar a súa rúa.",
    "hr": "Gradonačelnik je rekao da će vijeće u ponedjeljak raspravljati o proračunu. Tijekom "
    "tjedna objavit će se izvješće o suradnji s europskim gradovima.",
    "id": "Seorang pria tewas setelah mobil yang dikemudikannya menabrak pohon pada Senin. Kepala "
    "polisi mengatakan korban meninggal di tempat karena luka berat.",
    "ms": "Seorang lelaki maut selepas kereta dipandunya terbabas awal pagi tadi. Ketua polis "
    "berkata mangsa disahkan meninggal dunia dan mayat dihantar ke hospital kerana siasatan.",
    "pt": "O presidente da câmara disse que o conselho vai debater o orçamento na segunda-feira. "
    "Uma moradora perguntou quando é que a sua rua será arranjada.",
    "sr": "Градоначелник је рекао да веће у уторак расправља о новом буџету. Он каже да су цене "
    "станова порасле и да нема разлога за бригу.",
}

STRANGERS = {
    "eu": "Alkateak esan du udalak aurrekontu berria eztabaidatuko duela eta erabakia ez dela "
    "hilaren amaiera baino lehen hartuko. Oposizioak kritikatu egin du proposamena, baina bere "
    "ustez herritarrek gehiago ordaindu beharko dute.",
    "ga": "Dúirt an méara go mbeidh díospóireacht ag an gcomhairle ar an mbuiséad nua, agus nach "
    "raibh aon chinneadh déanta. Tá an freasúra ina choinne, mar níl go leor airgid ann do na "
    "daoine, ach bhí sé sásta freisin.",
    "lb": "De Buergermeeschter huet gesot, datt de Gemengerot e Méindeg iwwer de Budget "
    "diskutéiert an datt nach keng Decisioun geholl gouf. D'Oppositioun ass net averstanen "
    "a seet, déi nei Steiere wieren ze héich fir d'Leit, déi hei wunnen.",
}


def ask(texts: list[str]) -> Languages:
    bodies = pa.array(texts, pa.large_string())
    points, tables = decode(bodies), word_tables()
    words = find_words(points, tables, find_beginnings(points, tables))
    return find_languages(bodies, points, words, Settings())


@pytest.mark.parametrize("code", HEADLINES)
def test_a_headline_is_not_taken_for_a_neighbour(code: str) -> None:
    assert ask(HEADLINES[code]).codes == [code] * len(HEADLINES[code])


@pytest.mark.parametrize("code", SENTENCES)
def test_an_article_is_not_taken_for_a_neighbour(code: str) -> None:
    found = ask([SENTENCES[code], f"{SENTENCES[code]} " * 5])
    assert found.codes == [code] * 2
    assert found.flags == [""] * 2
    assert (found.confidences > 0.7).all()


@pytest.mark.parametrize("code", STRANGERS)
def test_common_words_tell_a_language_that_fits_no_profile(code: str) -> None:
    found = ask([f"{STRANGERS[code]} " * 3])
    assert found.codes == [code]
    assert found.flags == [""]


def test_a_quotation_does_not_make_an_article_its_neighbour() -> None:
    spanish = "El alcalde dijo ayer que el pleno debatirá los nuevos presupuestos el lunes. " * 4
    indonesian = f"{SENTENCES['id']} " * 3
    found = ask(
        [
            f"{spanish} «Eu non sei cando será», respondeu unha veciña.",
            f"{indonesian} Ia membaca papan nama: «Jabatan Kesihatan».",
        ]
    )
    assert found.codes == ["es", "id"]


def test_letters_of_a_wrong_encoding_stay_in_doubt_whatever_the_words() -> None:
    text = "Belediye baþkaný meclisin yeni bütçeyi pazartesi görüþeceðini ve oylayacaðýný söyledi. "
    assert ask([text * 4]).flags == ["unsure"]


def test_ordinals_of_a_language_without_a_profile_end_no_sentence() -> None:
    serbian = "Седница је одржана 12. маја у великој сали. Одлука ће бити донета 3. јуна."
    columns = describe(pa.array([serbian], pa.large_string()), Settings())
    assert columns["language"].to_pylist() == ["sr"]
    assert columns["sentence_count"].to_pylist() == [2]


def test_every_language_that_may_be_found_has_a_name() -> None:
    found = {*profiles().languages, *TOLD_BY_LETTERS, *languages_by_words()}
    assert found <= set(LANGUAGES)
