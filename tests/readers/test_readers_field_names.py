"""Fields of the world: what columns and keys are called, and what services say."""

import json
from pathlib import Path
from typing import Any

import pytest

from ingest.article import RawArticle
from ingest.readers.fields.names import RANKS, known_name
from readers_made import BRIDGE, read_bytes, reasons

TEXT = " ".join(BRIDGE[:2])


def article(folder: Path, value: Any) -> RawArticle:
    (record,) = read_bytes(folder, "a.json", json.dumps(value).encode())
    assert isinstance(record, RawArticle), record
    return record


HEADERS = {
    "French": "Titre;Date de parution;Auteur(s);Journal;Chapô;Corps du texte;Lien",
    "Spanish": "Titular;Fecha de publicación;Autor;Periódico;Bajada;Texto de la noticia;Link",
    "Portuguese": "Título da notícia;Data de publicação;Autor;Jornal;Linha fina;Corpo do texto;URL",
    "Italian": "Titolo;Data;Giornalista;Testata;Occhiello;Testo dell'articolo;Link",
    "Dutch": "Kop;Publicatiedatum;Auteur;Krant;Intro;Artikeltekst;Link",
    "Danish": "Overskrift;Dato;Journalist;Avis;Manchet;Brødtekst;Link",
    "Finnish": "Otsikko;Julkaistu;Kirjoittaja;Lehti;Ingressi;Leipäteksti;Linkki",
    "Polish": "Tytuł;Data publikacji;Autor;Źródło;Lead;Treść artykułu;Link",
    "Czech": "Titulek;Datum vydání;Autor;Zdroj;Perex;Text článku;Odkaz",
    "Hungarian": "Cím;Dátum;Szerző;Forrás;Bevezető;Szöveg;Link",
    "Romanian": "Titlu;Data publicării;Autor;Sursă;Rezumat;Conținut;Link",
    "Ukrainian": "Заголовок;Дата публікації;Автор;Джерело;Анонс;Текст новини;Посилання",
    "Russian": "Название;Дата публикации;Журналист;Издание;Анонс;Текст статьи;Ссылка",
    "Turkish": "BAŞLIK;Yayın Tarihi;Yazar;Gazete;Özet;Haber Metni;Link",
    "Arabic": "عنوان الخبر;تاريخ النشر;الكاتب;الصحيفة;ملخص;نص الخبر;الرابط",
    "Persian": "تیتر;تاریخ انتشار;خبرنگار;روزنامه;خلاصه;متن خبر;لینک",
    "Hebrew": "כותרת;תאריך פרסום;כתב;עיתון;תקציר;גוף הכתבה;קישור",
    "Indonesian": "judul_berita;tanggal_terbit;wartawan;sumber_berita;ringkasan;isi_berita;tautan",
    "Vietnamese": "Tiêu đề;Ngày đăng;Tác giả;Nguồn;Tóm tắt;Nội dung bài viết;Liên kết",
    "Thai": "หัวข้อข่าว;วันที่;ผู้เขียน;แหล่งข่าว;สรุป;เนื้อหาข่าว;ลิงก์",
    "Bengali": "শিরোনাম;তারিখ;লেখক;উৎস;সারাংশ;বিস্তারিত;লিংক",
    "Chinese": "新聞標題;發布日期;記者姓名;媒體;摘要;內文;網址",
    "Japanese": "記事タイトル;配信日時;記者名;新聞社;概要;記事本文;記事URL",
    "Korean": "기사 제목;입력일;기자명;언론사명;요약문;기사 본문;기사 URL",
}


@pytest.mark.parametrize("language", HEADERS)
def test_columns_of_a_table_are_known_in_the_languages_of_newspapers(
    language: str, tmp_path: Path
) -> None:
    row = f"One;2026-03-03;Ann Lee;Alder Post;Short.;{TEXT};https://post.example/1"
    (found,) = read_bytes(tmp_path, "a.csv", f"{HEADERS[language]}\n{row}\n".encode())
    assert isinstance(found, RawArticle), found
    given = found.given
    assert (found.text, found.flags) == (TEXT, ())
    assert (given.headline, given.authors, given.publisher) == ("One", ("Ann Lee",), "Alder Post")
    assert (given.teaser, given.published_at) == ("Short.", "2026-03-03")
    assert given.url == "https://post.example/1"


def test_accents_that_stand_apart_make_no_other_name() -> None:
    assert known_name("U\u0308berschrift") == known_name("Überschrift") == known_name("UBERSCHRIFT")


def test_what_only_names_a_thing_of_an_article_is_no_field() -> None:
    for name in ("article_id", "news_category", "posts", "articles", "docname", "story_type"):
        assert known_name(name) not in RANKS


@pytest.mark.parametrize(
    ("fields", "day"),
    [
        ({"date": "2026-03-03", "time": "10:15"}, "2026-03-03 10:15"),
        ({"Datum": "03.03.2026", "Uhrzeit": "10:15:00"}, "03.03.2026 10:15:00"),
        ({"date": "20260303", "time": "10:15 AM"}, "2026-03-03 10:15 AM"),
        ({"date": "2026-03-03T09:00:00Z", "time": "10:15"}, "2026-03-03T09:00:00Z"),
        ({"year": 2026, "month": 3, "day": 3}, "2026-03-03"),
        ({"año": "2026", "mes": "marzo", "día": "3"}, "3 marzo 2026"),
        ({"year": 2026.0, "month": 3.0}, ""),
    ],
)
def test_a_day_may_stand_in_several_fields(
    fields: dict[str, Any], day: str, tmp_path: Path
) -> None:
    found = article(tmp_path, {"title": "One", "text": TEXT, **fields})
    assert found.given.published_at == day


@pytest.mark.parametrize(
    "nothing",
    [
        {"status": "error", "code": "apiKeyInvalid", "message": "Your key is not valid at all."},
        {"error": {"code": 429, "message": "Too many requests were made."}},
        {"title": "[Removed]", "description": "[Removed]", "content": "[Removed]"},
        {"title": "One", "selftext": "[deleted]"},
        {"title": "One", "content": "ONLY AVAILABLE IN PAID PLANS"},
    ],
)
def test_a_service_that_gives_no_article_gives_none(nothing: Any, tmp_path: Path) -> None:
    assert reasons(read_bytes(tmp_path, "a.json", json.dumps(nothing).encode())) == ["no_article"]


def test_an_article_with_a_message_and_a_status_is_one(tmp_path: Path) -> None:
    value = {"message": TEXT, "status": "publish", "title": "One"}
    assert article(tmp_path, value).text == TEXT


@pytest.mark.parametrize("holder", ["object", "payload", "tweet"])
def test_an_article_stands_in_what_a_record_is_about(holder: str, tmp_path: Path) -> None:
    for inner in ({"text": TEXT}, json.dumps({"text": TEXT})):
        found = article(tmp_path, {"id": 1, "type": "Create", holder: inner})
        assert found.text == TEXT
