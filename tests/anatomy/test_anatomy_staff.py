"""Chinese papers and portals: who wrote and edited, how a report opens, what a page prints."""

import pytest

from anatomy_made import apart
from ingest.anatomy.datelines.datelines import find_dateline

HEADLINE = "海港大桥恢复通车"
BODY = (
    "海港大桥经过一年施工后于星期一恢复通车，全长三公里的大桥连接老城区与新区，"
    "施工期间每天有两万多辆车绕行。\n\n"
    "市政府将在未来五年内检查全市所有的桥梁，并公布检查的结果，费用由市财政承担。"
)
SENTENCE = "海港大桥经过一年施工后于星期一恢复通车，市民表示欢迎。"


SIGNED = [
    ("記者王小明／台北報導", ("王小明",)),
    ("王小明／台北報導", ("王小明",)),
    ("記者王小明/中壢報導", ("王小明",)),
    ("〔記者王小明／台北報導〕", ("王小明",)),
    ("[記者王小明、李大文／綜合報導]", ("王小明", "李大文")),
    ("（記者王小明／台北報導）", ("王小明",)),
    ("記者王小明台北報導", ("王小明",)),
    ("國際中心／王小明報導", ("王小明",)),
    ("社會中心／王小明、李大文報導", ("王小明", "李大文")),
    ("編譯王小明／綜合報導", ("王小明",)),
    ("王小明 李大文 / 台北報導", ("王小明", "李大文")),
    ("文／王小明　圖／李強", ("王小明",)),
    ("文/王小明 图/李强", ("王小明",)),
    ("文、图/王小明", ("王小明",)),
    ("王小明／文 李強／圖", ("王小明",)),
    ("记者王小明 李强", ("王小明", "李强")),
    ("记者 张 帅 王小明", ("张帅", "王小明")),
    ("中海报·中海网记者 王小明", ("王小明",)),
    ("海港新闻记者 王小明 通讯员 李强", ("王小明", "李强")),
    ("本报驻华盛顿记者 王小明", ("王小明",)),
    ("海港经济报道记者王小明 北京报道", ("王小明",)),
    ("大海网·海报新闻记者 王小明 济南报道", ("王小明",)),
    ("界面新闻记者 | 王小明", ("王小明",)),
    ("每海记者 王小明    每海编辑 李强", ("王小明",)),
    ("撰文：王小明 李大文", ("王小明", "李大文")),
    ("采写：海港日报记者 王小明 摄影：海港日报记者 李强", ("王小明",)),
    ("海港经济报道 王小明 上海报道", ("王小明",)),
    ("海都记者 王小明 发自海港", ("王小明",)),
]


@pytest.mark.parametrize(("line", "authors"), SIGNED)
def test_roles_and_names_side_by_side_are_read_above_and_below_a_body(
    line: str, authors: tuple[str, ...]
) -> None:
    for found in (apart(HEADLINE, line, BODY), apart(HEADLINE, BODY, line)):
        assert (found.authors, found.body) == (authors, BODY)
        assert found.headline == HEADLINE


@pytest.mark.parametrize(
    "line",
    [
        "（责编：王小明、李强）",
        "（责任编辑：王小明）",
        "【纠错】 【责任编辑:王小明 】",
        "王小明／核稿編輯",
        "校对 李强",
        "编辑 王小明 校对 李强",
        "一审：王小明 二审：李强 三审：张大山",
        "责任编辑：李强 图片编辑：陈美丽",
    ],
)
def test_who_edited_below_a_body_is_cut_and_did_not_write_it(line: str) -> None:
    found = apart(HEADLINE, "文／陈大海　图／李强", BODY, line)
    assert (found.authors, found.body) == (("陈大海",), BODY)
    assert found.byline == "文／陈大海 图／李强"


def test_an_editor_stands_as_author_if_nobody_else_does() -> None:
    assert apart(HEADLINE, BODY, "编辑 王小明").authors == ("王小明",)


@pytest.mark.parametrize("line", ["策划方案", "编辑部的故事", "作者去世", "记者节快乐", "图书馆"])
def test_words_that_begin_as_roles_do_are_no_byline(line: str) -> None:
    assert apart(HEADLINE, BODY, line).body.endswith(line)


@pytest.mark.parametrize(
    ("opening", "agency", "authors"),
    [
        ("央视网消息：", "央视网", ()),
        ("央视网消息（新闻联播）：", "央视网", ()),
        ("央广网北京3月3日消息（记者王小明）", "央广网", ("王小明",)),
        ("国际在线报道（记者 王小明）：", "国际在线", ("王小明",)),
        ("【环球网报道 记者 王小明】", "环球网", ("王小明",)),
        ("【环球网综合报道】", "环球网", ()),
        ("（文/海港观察者网 王小明）", "海港观察者网", ("王小明",)),
        ("海港新闻讯（记者 王小明）", "海港新闻", ("王小明",)),
        ("《海港日报》3月3日讯（记者 王小明）", "海港日报", ("王小明",)),
        ("海港晚报·海港壹点3月3日讯（记者 王小明）", "海港晚报", ("王小明",)),
        ("海港财经北京3月3日电（记者王小明）", "海港财经", ("王小明",)),
        ("本报讯 记者王小明报道：", "本报", ("王小明",)),
        ("海报社3月3日电，", "海报社", ()),
        ("海青报客户端讯（海青报·海青网记者 王小明）", "海青报", ("王小明",)),
        ("红海新闻网3月3日讯（记者 王小明 李强）", "红海新闻网", ("王小明", "李强")),
        ("【海報專訊】（記者王小明）", "海報", ("王小明",)),
        ("【海公報訊】記者王小明北京報道：", "海公報", ("王小明",)),
        ("〔即時新聞／綜合報導〕", "", ()),
        ("【記者王小明台北報導】", "", ("王小明",)),
        ("（中央社／台北3日電）", "中央社", ()),
        ("（中央社東京3日綜合外電報導）", "中央社", ()),
        ("（中央社記者王小明新北市3日電）", "中央社", ("王小明",)),
        ("（路透台北3日電）", "路透", ()),
        ("[NOWnews今日新聞] ", "", ()),
        ("吉隆坡3日讯", "", ()),
    ],
)
def test_a_report_opens_with_an_outlet_and_a_sign_of_dispatch(
    opening: str, agency: str, authors: tuple[str, ...]
) -> None:
    found = find_dateline(opening + SENTENCE)
    assert found is not None
    assert (found.end, found.agency, found.authors) == (len(opening), agency, authors)


@pytest.mark.parametrize(
    "sentence",
    [
        "据央视新闻报道，大桥恢复通车。",
        "某旅行社北京分社电话被打爆，大桥恢复通车。",
        "海港报电话中说，大桥恢复通车。",
        "路透社报道称，大桥恢复通车。",
        "科技电子公司说，大桥恢复通车。",
        "财经讯息公司说，大桥恢复通车。",
        "本报曾于3月3日报道，大桥恢复通车。",
        "今年3月3日讯问了两人，大桥恢复通车。",
        "记者3月3日从市政府获悉，大桥恢复通车。",
        "网络消息：大桥恢复通车。",
        "【编者按】大桥恢复通车。",
        "（图/王小明）大桥恢复通车。",
    ],
)
def test_a_sentence_that_begins_like_a_dispatch_has_no_dateline(sentence: str) -> None:
    assert find_dateline(sentence) is None


def test_a_dateline_with_the_title_behind_it_is_cut_whole_and_the_byline_below_is_read() -> None:
    found = apart(HEADLINE, f"新华社海港3月3日电 题：{HEADLINE}", "新华社记者王小明、李强", BODY)
    assert (found.authors, found.credit) == (("王小明", "李强"), "新华社")
    assert found.body == BODY


@pytest.mark.parametrize(
    "line",
    [
        "2026-03-03 10:23:00 来源：海港网 作者：王小明 字号：大 中 小 打印 评论 浏览：123",
        "发布时间：2026-03-03 10:23 | 来源：海港网 | 作者：王小明 | 浏览次数：123 次",
        "2026-03-03 10:23　来源: 海港网 举报　作者：王小明",
    ],
)
def test_what_a_portal_prints_below_a_headline_is_read_piece_by_piece(line: str) -> None:
    found = apart(HEADLINE, line, BODY)
    assert (found.authors, found.syndicated_from) == (("王小明",), "海港网")
    assert found.date_hint is not None
    assert (found.date_hint.year, found.body) == (2026, BODY)


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("2026年03月03日 10:23 海港财经", "海港财经"),
        ("海港日报 | 2026-03-03", "海港日报"),
        ("10:23 2026/03/03 海時新聞網 王小明", "海時新聞網"),
    ],
)
def test_a_day_and_a_paper_in_one_line_are_told_apart(line: str, publisher: str) -> None:
    found = apart(HEADLINE, line, BODY)
    assert (found.publisher, found.teaser, found.body) == (publisher, "", BODY)
    assert found.date_hint is not None


def test_a_day_stands_behind_a_source() -> None:
    found = apart(HEADLINE, "来源：海港网 2026年03月03日10:23", BODY)
    assert found.syndicated_from == "海港网"
    assert found.date_hint is not None


@pytest.mark.parametrize(
    "line",
    [
        "分享让更多人看到",
        "点击收起全文",
        "澎海新闻，未经授权不得转载",
        "平台声明：该文观点仅代表作者本人，平台仅提供信息存储空间服务。",
        "本網站之文字、圖片及影音，非經授權，不得轉載、公開播送或公開傳輸及利用。",
        "請同意我們的隱私權規範，才能啟用聽新聞的功能。",
        "【打印本页】 【关闭窗口】",
        "预览时标签不可点",
        "原标题：大桥又通车了",
        "来源 | 海港观察",
        "（海港日报）",
        "文章编号: 202603030010001",
    ],
)
def test_what_a_page_prints_below_an_article_is_cut(line: str) -> None:
    assert apart(HEADLINE, BODY, line).body == BODY


def test_a_picture_s_caption_between_paragraphs_names_the_reporter_who_took_it() -> None:
    above, below = BODY.split("\n\n")
    found = apart(HEADLINE, above, "▲海港大橋。（圖／記者李強攝）", below)
    assert (found.authors, found.body) == ((), BODY)


def test_a_paragraph_ends_before_the_way_back_to_a_portal() -> None:
    assert apart(HEADLINE, f"{BODY}返回搜狐，查看更多").body == BODY


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("《 海港日报 》（ 2026年03月03日 01 版）", "海港日报"),
        ("本文来自【海港新闻】，仅代表作者观点。", "海港新闻"),
        ("(本文来源：海港晚报 )", "海港晚报"),
    ],
)
def test_a_paper_and_its_page_below_a_body_are_the_source(line: str, source: str) -> None:
    found = apart(HEADLINE, BODY, line)
    assert (found.syndicated_from, found.body) == (source, BODY)


@pytest.mark.parametrize(
    "line",
    [
        "海港日报  2026年03月03日  星期二  第01版：要闻",
        "http://www.example.com.cn 2006年03月03日10:23 海港日报",
        "海港发布 2026-03-03 10:23",
        "2026/3/3 10:23（3/3 11:00 更新）",
    ],
)
def test_a_day_with_a_page_an_address_or_an_account_is_no_teaser(line: str) -> None:
    found = apart(HEADLINE, line, BODY)
    assert (found.teaser, found.headline, found.body) == ("", HEADLINE, BODY)
    assert found.date_hint is not None


def test_names_stand_below_their_roles() -> None:
    lines = "海港新闻记者 |\n王小明\n海港新闻编辑 |\n李强"
    found = apart(HEADLINE, lines, BODY)
    assert (found.authors, found.publisher, found.body) == (("王小明",), "海港新闻", BODY)


def test_an_editor_of_pages_is_no_author() -> None:
    assert apart(HEADLINE, BODY, "责任编辑：王小明 | 版面编辑：李强").authors == ()


def test_a_first_line_that_tells_of_a_picture_is_the_headline() -> None:
    assert apart(f"{HEADLINE}(图)", "2026-03-03 10:23", BODY).headline == f"{HEADLINE}(图)"


def test_a_button_is_no_name() -> None:
    found = apart(HEADLINE, "海港新闻", "2026-03-03 10:23", "关注", BODY)
    assert (found.authors, found.body) == ((), BODY)


@pytest.mark.parametrize("heading", ["施工情况", "高度重视", "（一）施工情况"])
def test_a_heading_of_four_signs_is_no_name(heading: str) -> None:
    above, below = BODY.split("\n\n")
    assert apart(HEADLINE, heading, above, below).authors == ()


@pytest.mark.parametrize(
    "caption",
    [
        "3月3日，市民在海港大桥上行走。新华社记者 王小明 摄",
        "3月3日拍摄的海港大桥。（新华社发 李强摄）",
        "大桥全景。摄影/李强",
    ],
)
def test_a_caption_ends_with_who_took_the_picture(caption: str) -> None:
    above, below = BODY.split("\n\n")
    for found in (apart(HEADLINE, above, caption, below), apart(HEADLINE, caption, BODY)):
        assert (found.authors, found.body) == ((), BODY)


def test_a_town_that_no_table_lists_stands_behind_a_name() -> None:
    found = apart(HEADLINE, f"〔記者王小明海港報導〕{BODY}")
    assert (found.authors, found.body) == (("王小明",), BODY)


def test_those_who_took_part_are_no_outlet() -> None:
    found = apart(HEADLINE, f"新华社北京3月3日电（记者王小明）{BODY}（参与记者：陈大海、刘海洋）")
    assert (found.authors, found.publisher, found.body) == (("王小明",), "", BODY)


@pytest.mark.parametrize(
    "record",
    [
        "【标题】{title}\n【作者】王小明\n【来源】海港日报\n【日期】2026-03-03\n【正文】",
        "【来源】海港日报\n【日期】2026.03.03\n【版次】1\n【作者】王小明\n【标题】{title}",
        "Title-题名: {title}\nAuthor-作者: 王小明;\nSource-文献来源: 海港日报\n日期: 2026-03-03",
        "{title}\n[日期：2026-03-03] 来源：海港日报  作者：王小明 [字体：大 中 小]",
        "{title}\n2026-03-03 10:23 来源：海港日报 作者：王小明【字号：大 中 小】【打印】【关闭】",
        "{title}_新闻频道_海港新闻网\n{title}\n2026-03-03 来源：海港日报 作者：王小明",
    ],
)
def test_the_record_of_a_database_is_read_field_by_field(record: str) -> None:
    found = apart(record.format(title=HEADLINE), BODY)
    assert (found.headline, found.authors) == (HEADLINE, ("王小明",))
    assert (found.syndicated_from, found.body) == ("海港日报", BODY)
    assert found.date_hint is not None
    assert found.date_hint.year == 2026


@pytest.mark.parametrize(
    "first",
    ["海港大桥昨天恢复通车，很多市民前来参观。", "市长昨天说：大桥会一直开放，欢迎大家前来参观。"],
)
@pytest.mark.parametrize("label", ["【正文】", "【正文】 ", "正文：", "[正文] "])
def test_a_body_begins_behind_its_label_in_the_same_line(label: str, first: str) -> None:
    found = apart(HEADLINE, f"{label}{first}", BODY)
    assert (found.headline, found.body) == (HEADLINE, f"{first}\n\n{BODY}")


def test_a_site_behind_a_headline_is_the_publisher() -> None:
    found = apart(f"{HEADLINE}-海港新闻网", BODY)
    assert (found.headline, found.publisher) == (HEADLINE, "海港新闻网")
    assert apart("海港－新区高速铁路网开建", BODY).headline == "海港－新区高速铁路网开建"


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("据新华社", "新华社"),
        ("均据新华社电", "新华社"),
        ("（综合新华社、中新社报道）", "新华社、中新社"),
        ("【来源】海港发布", "海港发布"),
    ],
)
def test_a_source_needs_no_colon(line: str, source: str) -> None:
    found = apart(HEADLINE, BODY, line)
    assert (found.syndicated_from, found.body) == (source, BODY)


def test_what_a_reporter_asks_in_an_interview_is_body() -> None:
    asked = "记者：大家好，今天我们请到了海港市市长，请他谈谈大桥恢复通车以后的情况。"
    assert apart(HEADLINE, asked, BODY).body == f"{asked}\n\n{BODY}"


def test_buttons_in_brackets_below_a_body_are_cut() -> None:
    row = "[复制] [收藏] [推荐] [评论(0条)] [返回顶部] [打印本页] [关闭窗口]"
    assert apart(HEADLINE, BODY, row).body == BODY


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("潮海新闻客户端 记者 王小明 共享联盟·海港 李强", ("王小明", "李强")),
        ("（记者 王小明 摄影报道）", ("王小明",)),
        ("本报综合报道", ()),
    ],
)
def test_a_desk_or_a_way_of_reporting_is_no_author(line: str, authors: tuple[str, ...]) -> None:
    found = apart(HEADLINE, line, BODY)
    assert (found.authors, found.body) == (authors, BODY)


@pytest.mark.parametrize(
    ("opening", "agency"),
    [("海港融媒3月3日讯（记者 王小明）", "海港融媒"), ("（据新华社海港3月3日电）", "新华社")],
)
def test_the_agency_of_an_opening_is_its_name_alone(opening: str, agency: str) -> None:
    found = find_dateline(opening + SENTENCE)
    assert found is not None
    assert (found.end, found.agency) == (len(opening), agency)


@pytest.mark.parametrize(
    "head",
    [
        f"{HEADLINE}\n2026-03-03 10:23 来源：海港日报\n记者 王小明",
        f"{HEADLINE}，市民表示欢迎\n2026年03月03日 10:23\n海港日报\n王小明",
        f"{HEADLINE}\n\n来源：海港日报\n2026-03-03 10:23\n作者：王小明",
    ],
)
def test_the_lines_of_a_head_without_blank_lines_are_told_apart(head: str) -> None:
    found = apart(head, BODY)
    assert found.headline == head.partition("\n")[0]
    assert (found.authors, found.body) == (("王小明",), BODY)
    assert found.date_hint is not None


def test_the_lines_below_a_body_without_blank_lines_are_told_apart() -> None:
    found = apart(
        HEADLINE, BODY, "来源：海港观察\n记者：王小明\n编辑：李强\n初审：张大山\n终审：刘海洋"
    )
    assert (found.authors, found.syndicated_from) == (("王小明",), "海港观察")
    assert found.body == BODY


def test_a_day_behind_a_name_is_the_day() -> None:
    found = apart(HEADLINE, "来源：海港日报 作者：王小明 2026-03-03", BODY)
    assert (found.authors, found.byline, found.body) == (("王小明",), "王小明", BODY)
    assert found.date_hint is not None


def test_where_a_picture_is_from_is_no_credit_of_the_text() -> None:
    found = apart(HEADLINE, BODY, "栏目主编：李强 题图来源：新华社")
    assert (found.authors, found.credit, found.body) == ((), "", BODY)


@pytest.mark.parametrize(
    "headline",
    [
        "评论：大桥的教训",
        "更新：海港大桥恢复通车",
        "专题：大桥一年",
        "点赞海港大桥",
    ],
)
def test_a_word_before_a_colon_may_begin_a_headline(headline: str) -> None:
    found = apart(headline, BODY)
    assert (found.headline, found.body) == (headline, BODY)


@pytest.mark.parametrize(
    "heading",
    [
        "参与国际竞争",
        "作者为何离开",
        "真实意图：控制港口",
        "立即加入战局",
        "点赞中国桥",
        "警方提醒您注意绕行",
    ],
)
def test_a_heading_between_paragraphs_stays(heading: str) -> None:
    above, below = BODY.split("\n\n")
    assert apart(HEADLINE, above, heading, below).body == f"{above}\n\n{heading}\n\n{below}"


@pytest.mark.parametrize(
    "line", ["记者观察", "单位：万元", "编辑/排版/印刷", "网友评论", "评论员文章"]
)
def test_words_with_a_role_in_them_name_no_author(line: str) -> None:
    above, below = BODY.split("\n\n")
    assert apart(HEADLINE, line, above, below).authors == ()
    assert line in apart(HEADLINE, above, line, below).body


@pytest.mark.parametrize("line", ["（中央社／台北3日電）", "（中央社東京3日綜合外電報導）"])
def test_a_dateline_below_the_body_names_its_agency(line: str) -> None:
    found = apart(HEADLINE, BODY, line)
    assert (found.credit, found.authors, found.body) == ("中央社", (), BODY)
    assert found.date_hint is not None
