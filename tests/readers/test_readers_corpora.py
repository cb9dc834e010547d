"""Corpora that keep words apart, or number their lines: texts are put together, or refused."""

from pathlib import Path

import pytest

from ingest.article import RawArticle
from readers_made import Records, read_bytes, reasons, texts

SENTENCES = (
    "The old mill bridge , closed since autumn , opened again on Monday .",
    'He said : " It did n\'t cost much ( some 14,000 dollars ) . "',
)
PRINTED = (
    "The old mill bridge, closed since autumn, opened again on Monday.",
    'He said: "It didn\'t cost much (some 14,000 dollars)."',
)


def articles(records: Records) -> list[RawArticle]:
    return [record for record in records if isinstance(record, RawArticle)]


def in_columns(between: str, *cells: str) -> str:
    return "\n\n".join(
        "\n".join(between.join([word, *cells]) for word in sentence.split())
        for sentence in SENTENCES
    )


def test_documents_of_conll_are_put_together(tmp_path: Path) -> None:
    one = f"-DOCSTART- -X- -X- O\n\n{in_columns(' ', 'NN', 'I-NP', 'O')}\n\n"
    records = read_bytes(tmp_path, "eng.train", (one * 2).encode())
    assert texts(records) == ["\n\n".join(PRINTED)] * 2
    assert all("words_joined" in record.flags for record in articles(records))


def test_a_treebank_gives_its_sentences_as_they_are_printed(tmp_path: Path) -> None:
    rows = "\n".join(
        f"{number}\t{word}\t_\tX\t_\t_\t0\t_\t_\t_" for number, word in enumerate(range(9), 1)
    ).replace("\t8\t", "\t.\t")
    lines = [
        f"# sent_id = {number}\n# text = {text}\n{rows}" for number, text in enumerate(PRINTED)
    ]
    data = (
        f"# newdoc id = a1\n# newpar\n{lines[0]}\n\n{lines[1]}\n\n# newdoc id = a2\n{lines[0]}\n\n"
    )
    records = read_bytes(tmp_path, "news.conllu", data.encode())
    assert texts(records) == [" ".join(PRINTED), PRINTED[0]]
    assert articles(records)[0].flags == ()


def test_words_that_are_told_to_touch_touch_and_no_others(tmp_path: Path) -> None:
    words = [
        "La",
        "reine",
        "dit",
        ":",
        "«",
        "C'+",
        "est",
        "fini",
        "»+",
        ".",
        "Elle",
        "sort",
    ]
    ends = ["SpaceAfter=No" if word[-1] == "+" else "_" for word in words]
    rows = "\n".join(
        f"{number}\t{word.rstrip('+')}\t_\tX\t_\t_\t0\t_\t_\t{end}"
        for number, (word, end) in enumerate(zip(words, ends, strict=True), 1)
    )
    (record,) = read_bytes(tmp_path, "news.conllu", f"# sent_id = 1\n{rows}\n\n".encode())
    assert texts([record]) == ["La reine dit : « C'est fini ». Elle sort"]


VERTICAL = """<?xml version="1.0" encoding="UTF-8"?>
<doc id="7" title="Bridge opens" author="Ann Lee" date="2026-03-03" newspaper="The Post">
<p>
<s>
{}
</s>
</p>
<p>
<s>
{}
<g/>
!\tSENT\t!
</s>
</p>
</doc>
"""


def test_a_vertical_file_states_what_its_documents_are(tmp_path: Path) -> None:
    rows = ["\n".join(f"{word}\tX\t{word}" for word in s.split()) for s in SENTENCES]
    data = VERTICAL.format(rows[0].replace("\n,", "\n<g/>\n,"), rows[0].removesuffix("\n.\tX\t."))
    (record,) = articles(read_bytes(tmp_path, "a.vert", data.encode()))
    one = PRINTED[0].replace("Monday.", "Monday .")
    assert record.text.split("\n\n") == [one, SENTENCES[0].replace(" .", "!")]
    assert (record.given.headline, record.given.authors) == ("Bridge opens", ("Ann Lee",))
    assert (record.given.publisher, record.given.published_at) == ("The Post", "2026-03-03")


DAILY = """19980115-01-001-001/m  旧/a  桥/n  开放/v  了/y

19980115-01-001-002/m  [海港/ns  市/n]ns  的/u  旧/a  桥/n  昨天/t  开放/v  。/w

19980115-01-002-001/m  下雨/v  了/y  。/w
"""


def test_the_articles_of_a_day_are_told_by_their_numbers(tmp_path: Path) -> None:
    records = read_bytes(tmp_path, "199801.txt", DAILY.encode("gb18030"))
    assert texts(records) == ["旧桥开放了\n\n海港市的旧桥昨天开放。", "下雨了。"]
    assert articles(records)[0].given.published_at == "19980115"


def test_words_with_tags_behind_them_are_a_text(tmp_path: Path) -> None:
    one, two = "The/at old/jj bridge/nn opened/vbd ,/, he/pps said/vbd ./.", "It/pps rained/vbd ./."
    data = f"\n\n\t{one}\n\n\n\t{two}\n"
    records = read_bytes(tmp_path, "ca01", data.encode())
    assert texts(records) == ["The old bridge opened, he said.\n\nIt rained."]


@pytest.mark.parametrize("line", ["It rained on the bridge.", "bridge\t214", "http://a.example/b"])
def test_numbered_lines_of_a_corpus_are_no_article(line: str, tmp_path: Path) -> None:
    data = "".join(f"{number}\t{line}\n" for number in range(1, 40))
    records = read_bytes(tmp_path, "eng_news_2020_10K-sentences.txt", data.encode())
    assert reasons(records) == ["no_article"]
    assert len(records) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Name\tPlace\nAnn\tHarbour\nBo\tMill\n",
        "He and/or she said so.\nThe bridge is open.\n",
        "1\tIt rained.\n2\tIt snowed.\nThen the bridge was closed.\n",
        "# The bridge\n\nIt rained on Monday , and nobody came .\n" * 9,
        "<p>\nIt rained.\n</p>\n" * 9,
    ],
)
def test_other_texts_are_no_words_of_a_corpus(text: str, tmp_path: Path) -> None:
    (record, *_) = read_bytes(tmp_path, "a.txt", text.encode())
    assert record.source_format not in {"columns", "word-tags", "numbered-lines"}


def test_sentences_may_stand_below_the_address_they_are_from(tmp_path: Path) -> None:
    rows = (enumerate(sentence.split(), 1) for sentence in SENTENCES)
    parts = ["\n".join(f"{at}\t{word}\tO\tO" for at, word in row) for row in rows]
    data = "".join(f"#\thttp://a.example/1 [2026-03-03]\n{part}\n\n" for part in parts)
    assert texts(read_bytes(tmp_path, "train.tsv", data.encode())) == ["\n\n".join(PRINTED)]


def test_spaces_between_chinese_words_are_those_of_a_corpus(tmp_path: Path) -> None:
    spaced = "市政府  星期一  关闭  了  旧  桥  。\n工程  将  于  秋天  完成  。\n"
    (record,) = read_bytes(tmp_path, "a.txt", spaced.encode())
    assert texts([record]) == ["市政府星期一关闭了旧桥。\n工程将于秋天完成。\n"]
    printed = "市政府星期一关闭了旧桥 工程将于秋天完成\n记者 王 海东 报道。\n"
    assert texts(read_bytes(tmp_path, "b.txt", printed.encode())) == [printed]
