"""What JSON, tables and front matter call the fields of an article, in many languages."""

from collections import Counter
from collections.abc import Iterable

__all__ = ["NAMES", "RANKS", "distinct", "known_name"]


def known_name(name: object) -> str:
    """Reduce a name to its letters and digits: case, spaces and signs do not count.

    >>> known_name("Published_At"), known_name("Date de publication")
    ('publishedat', 'datedepublication')
    """
    return "".join(filter(str.isalnum, str(name).casefold()))


def distinct(names: Iterable[str]) -> list[str]:
    """Give columns that have the same name names of their own; the first keeps it.

    >>> distinct(["text", "text", "date"])
    ['text', 'text (2)', 'date']
    """
    seen: Counter[str] = Counter()
    found = []
    for name in names:
        seen[name] += 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return found


_NAMES = {
    "body": """
        body text article_body content main_text full_text body_text cleaned_text plain_text
        article_text story_text content_text text_content body_html content_html body_xhtml html
        raw_content article story message post paragraphs content_encoded content_elements
        article_content news_content story_body body_content raw_text document_text contents blocks
        volltext artikeltext inhalt texte corps contenu texto cuerpo contenido corpo conteudo
        conteúdo testo contenuto tekst inhoud treść tresc brödtext brodtext metin içerik icerik
        isi konten текст содержание текст_статьи النص نص المحتوى متن सामग्री पाठ 正文 内容 內容 全文
        文章内容 新闻内容 文本 本文 記事本文 본문 내용 기사내용 κείμενο תוכן טקסט nội_dung เนื้อหา
        texte_intégral texte_complet contenu_article texto_completo testo_completo artikel_text
        post_content news_text article_body_text text_body full_content body_plain content_plain
        content_markdown body_markdown markdown selftext extract 新闻正文 本文テキスト document
        noticia notizia artykuł artículo articolo haber berita статья новость समाचार ख़बर खबर
        新闻 기사 ops
    """,
    "headline": """
        headline title headline_main headlines hl article_title web_title name
        überschrift ueberschrift schlagzeile titel titre titular titulo título manchete titolo
        tytuł tytul rubrik overskrift tittel kop otsikko başlık baslik judul заголовок название
        العنوان عنوان शीर्षक 标题 標題 题目 新闻标题 見出し タイトル 題名 제목 τίτλος כותרת tiêu_đề
        หัวข้อ
        heading post_title news_title story_title page_title headline_text title_text
        article_headline news_headline titre_article 新闻标题 文章标题
    """,
    "teaser": """
        teaser standfirst summary abstract description subtitle subheadline subheadlines deck dek
        lede excerpt snippet lead lead_paragraph trail_text intro introduction blurb
        short_description vorspann zusammenfassung chapo chapeau résumé resumen bajada entradilla
        resumo sommario samenvatting streszczenie ingress özet ozet ringkasan анонс лид الملخص
        摘要 简介 导语 要約 リード 요약 부제 περίληψη תקציר tóm_tắt
        sub_headline sub_title untertitel sottotitolo highlights meta_description
    """,
    "byline": "byline by byline_original",
    "authors": """
        authors author creator dc_creator writers writer author_name author_names credits
        autor autorin autoren verfasser auteur auteurs autores autore autori autorzy författare
        forfatter kirjoittaja yazar penulis автор авторы الكاتب المؤلف نویسنده लेखक 作者 记者 記者
        著者 執筆者 기자 기고자 작성자 συγγραφέας מחבר tác_giả
    """,
    "publisher": """
        publisher source site_name source_name outlet newspaper publication news_source
        source_title media media_name feed_name domain source_domain provider
        quelle medium zeitung fuente medio fonte veículo veiculo testata bron krant źródło zrodlo
        källa kilde kaynak sumber источник издание المصدر منبع स्रोत 来源 來源 媒体 出典 언론사 출처
        매체 πηγή מקור nguồn
        journal source_hostname hostname site meta_site_name og_site_name source_domain_name
        pubtitle publication_title publication_name page_name
    """,
    "credit": "credit creditline copyright copyright_notice agency rights",
    "dateline": "dateline",
    "published_at": """
        published_at date_published published pub_date publish_date publication_date date_publish
        published_time publish_time date_of_publication first_published pub_time date_gmt
        post_date_gmt web_publication_date published_date date_time_pub display_date date datetime
        first_created version_created timestamp time created_at created date_created post_date
        datum erscheinungsdatum veröffentlicht fecha fecha_de_publicación date_de_publication
        dato tarih tanggal дата дата_публикации التاريخ تاريخ تاریخ दिनांक तारीख 发布时间 發布時間
        发布日期 日期 时间 掲載日 公開日 日付 일자 날짜 작성일 등록일 ημερομηνία תאריך ngày data
        publishing_date published_on published_utc article_date news_date release_date
        publication_time date_time posted posted_on posted_at date_de_parution parution
        datum_veröffentlichung data_pubblicazione data_publikacji created_utc seendate
        post_created posted_date date_posted published_date_time
    """,
    "url": """
        url canonical_url link permalink article_url web_url source_url canonical uri href
        final_url enlace lien ссылка الرابط 链接 連結 링크
        canonical_link meta_url page_url post_url source
        warc_target_uri document_url
    """,
    "language": """
        language lang in_language locale language_code sprache langue idioma lingua taal język dil
        bahasa язык اللغة 语言 語言 言語 언어
    """,
}
NAMES = {field: tuple(map(known_name, names.split())) for field, names in _NAMES.items()}
"""Names of fields, in the order of preference, as `known_name` writes them."""

RANKS: dict[str, list[tuple[str, int]]] = {}
"""For each name the fields that it may be of, and how many names of the field go before it."""
for _field, _known in NAMES.items():
    for _rank, _name in enumerate(_known):
        RANKS.setdefault(_name, []).append((_field, _rank))
