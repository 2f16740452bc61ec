"""Copyright notices: owner and years in every order and spelling that footers use. All names are invented."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icplint.read.evidence.notices import Notice, find_notices

A = "北京蓝标科技有限公司"
B = "蓝标网"

Years = tuple[int | None, int | None]
NONE: Years = (None, None)

FORMS: list[tuple[str, str | None, Years]] = [
    # the sign, the years, the owner
    (f"© {A}", A, NONE),
    (f"©2024 {A}", A, (2024, 2024)),
    (f"© 2013-2024 {A}", A, (2013, 2024)),
    (f"Copyright © 2024 {A}", A, (2024, 2024)),
    (f"Copyright © 2024 {A} All Rights Reserved", A, (2024, 2024)),
    (f"Copyright © 2024 {A} 版权所有 京ICP备12345670号-1", A, (2024, 2024)),
    (f"Copyright(C),2013-2024 {A}", A, (2013, 2024)),
    (f"Copyright (c) 2024, {A}, All Rights Reserved.", A, (2024, 2024)),
    (f"COPYRIGHT 2013-2024 {A}", A, (2013, 2024)),
    (f"CopyRight2013-2024 {B}版权所有", B, (2013, 2024)),
    (f"Copyrights 2016 All Rights Reserved {A} 京ICP备12345670号", A, (2016, 2016)),
    (f"©{B}2010-2024", B, (2010, 2024)),
    (f"ⓒ 2013 {B}", B, (2013, 2013)),
    (f"©️2024 {B}", B, (2024, 2024)),
    (f"&copy; 2024 {B}", B, (2024, 2024)),
    (f"Copyright @ 2017 {A} All Rights Reserved", A, (2017, 2017)),
    (f"@2017  {A}    版权所有", A, (2017, 2017)),
    (f"Copyright@{A} All rights reserved", A, NONE),
    (f"{B}版权所有(Copyright®blue.example.com)", B, NONE),
    (f"Copyright By {B} www.blue-mark.com All rights reserved", B, NONE),
    (f"Copyright ? 2008 {A}", A, (2008, 2008)),
    (f"Copyright （Ｃ） ２０１３－２０２４ {A}", A, (2013, 2024)),
    (f"© 2024 蓝标科技 {A}", A, (2024, 2024)),
    ("Copyright©蓝标网 版权所有 蓝标（天津） 电子商务有限公司", "蓝标（天津） 电子商务有限公司", NONE),
    ("© 2024 蓝标 科技有限公司 版权所有", "蓝标 科技有限公司", (2024, 2024)),
    ("© 2024 蓝标网 蓝标科技有限公司", "蓝标科技有限公司", (2024, 2024)),
    ("©2022蓝标网（BMW）", "蓝标网（BMW）", (2022, 2022)),
    ("© 2015 蓝标网(www.blue-mark.com) 免费阅读", B, (2015, 2015)),
    ("© 2016 蓝标网 www.blue-mark.com", B, (2016, 2016)),
    ("© 2024 11blue.com 蓝标网版权所有", "11blue.com 蓝标网", (2024, 2024)),
    # years
    (f"© 2013–2024 {B}", B, (2013, 2024)),
    (f"© 2013—2024 {B}", B, (2013, 2024)),
    (f"© 2013－2024 {B}", B, (2013, 2024)),
    (f"© 2013 ~ 2024 {B}", B, (2013, 2024)),
    (f"© 2013～2024 {B}", B, (2013, 2024)),
    (f"© 2013至2024 {B}", B, (2013, 2024)),
    (f"© 2013 to 2024 {B}", B, (2013, 2024)),
    (f"© 2013年-2024年 {B}", B, (2013, 2024)),
    (f"© 2013-现在 {B} 版权所有", B, (2013, None)),
    (f"© 2013-至今 {B}", B, (2013, None)),
    ("© 2013-present Blue Mark", "Blue Mark", (2013, None)),
    (f"Copyright © -2024 {B}", B, (2024, 2024)),
    (f"Copyright 02019-2023 {B}", B, (2019, 2023)),
    (f"Copyright 2013~2024 © {A}", A, (2013, 2024)),
    (f"2026 © {B}", B, (2026, 2026)),
    ("© 2025-2026 - 2026 By Blue", "Blue", (2025, 2026)),
    ("Copyright © 2018-2025 2018 blue | Powered by Hexo | Theme Matery", "blue", (2018, 2025)),
    ("© 2021 - 2021 Blue", "Blue", (2021, 2021)),
    (f"© 2018 - 2068 {A} 版权所有", A, (2018, 2068)),
    (f"Copyright©2017-3017 {A}", A, (2017, None)),
    (f"© 2016 2345{B}", f"2345{B}", (2016, 2016)),
    ("Copyright ©2022 0047ol All Rights Reserved", "0047ol", (2022, 2022)),
    ("Copyright © 2023.BLUEMARK All rights reserved.", "BLUEMARK", (2023, 2023)),
    # the owner on the other side
    (f"{A} 版权所有", A, NONE),
    (f"{A}版权所有 京ICP备12345670号", A, NONE),
    (f"版权所有：{A}", A, NONE),
    (f"版权所有 {A}　Copyright © 2018 All rights reserved. 京ICP备12345670号-5", A, (2018, 2018)),
    (f"版权所有©{A} 京ICP备12345670", A, NONE),
    (f"版权所有单位:{A}", A, NONE),
    (f"© 2016 版权所有 {A}", A, (2016, 2016)),
    (f"{A} © 版权所有", A, NONE),
    (f"{A} © 2017-2020", A, (2017, 2020)),
    (f"{B}版权所有 © 1997-2016", B, (1997, 2016)),
    (f"{A} 2016-2018 © 版权所有", A, (2016, 2018)),
    (f"© {A} 2025 版权所有", A, (2025, 2025)),
    (f"Copyright (C) {B} 2010-2018, All Rights Reserved", B, (2010, 2018)),
    ("Blue Mark In Motion copyright © 2001-2016 京ICP备12345670号-5", "Blue Mark In Motion", (2001, 2016)),
    (f"2013-2015 {B}版权所有 粤ICP备12345670号-2", B, (2013, 2015)),
    (f"网站版权归{A}所有", A, NONE),
    (f"2016 © 版权归{A}所有", A, (2016, 2016)),
    (f"所有内容为{B}版权所有，未经授权不得复制转载", B, NONE),
    (f"未经同意，不得转载本网站之信息及作品 {B}版权所有 © 1997-2016", B, (1997, 2016)),
    (f"主办单位：{A} 版权所有", A, NONE),
    (f"Copyright(C),1995-2012 All rights reserved Company：{A}", A, (1995, 2012)),
    (f"© 2017 blue-mark.com | {A} 保留所有权利", A, (2017, 2017)),
    (f"版权所有 | {B}", B, NONE),
    ("人 民 蓝 标 版 权 所 有 ，未 经 授 权 禁 止 使 用", "人民蓝标", NONE),
    ("臺北藍標股份有限公司 版權所有", "臺北藍標股份有限公司", NONE),
    ("蓝标学院lan@blue.example 版权所有", "蓝标学院", NONE),
    # two scripts and two names
    ("Copyright© 2005 Blue.com Inc. All rights reserved. 蓝标公司 版权所有", "蓝标公司", (2005, 2005)),
    (f"© 2005－2024 blue.com, all rights reserved {A} 关于蓝标 · 联系我们", A, (2005, 2024)),
    ("蓝标财税 版权所有 Copyright © 2023 BlueTax.All Rights Reserved", "蓝标财税", (2023, 2023)),
    (f"Copyright 2019~2022 © {A} Beijing Blue Mark Technology LTD.", A, (2019, 2022)),
    (
        "Copyright © 2011-2016 Blue Mark Technology Co., Ltd. 粤ICP备12345670号-4",
        "Blue Mark Technology Co., Ltd.",
        (2011, 2016),
    ),
    ("© 2020 Blue, Inc. 保留所有权利", "Blue, Inc.", (2020, 2020)),
    ("© 2024 Blue Mark Privacy Terms", "Blue Mark", (2024, 2024)),
    ("© 2024 ❤️ 3Blue. All Rights Reserved. / RSS / Sitemap", "3Blue", (2024, 2024)),
    # what is never the owner
    (f"版权所有：{A} 技术支持：红标网络科技有限公司", A, NONE),
    ("版权所有 技术支持：红标网络科技有限公司", None, NONE),
    ("技术支持：红标软件有限公司 2017 蓝标大学 版权所有", "蓝标大学", (2017, 2017)),
    (f"Copyright © 2015 {A} All Rights Reserved 网站建设：红标网络", A, (2015, 2015)),
    ("©2025-2026 By 蓝标框架 Hexo 8.1.2|主题 Butterfly 5.6.0", "蓝标", (2025, 2026)),
    (f"版权所有© {A}联系人：王经理13800000000", A, NONE),
    (f"版权所有：{A}地址：某路1号", A, NONE),
    (f"版权所有：{A}未经授权禁止复制", A, NONE),
    (f"医院地址：某路138号 {A} 版权所有", A, NONE),
    ("地址：北京市海淀区某路1号 版权所有", None, NONE),
    ("电话：010-12345678 版权所有", None, NONE),
    ("设为首页© Blue 使用前必读 意见反馈 京ICP证123456号", "Blue", NONE),
    ("关于我们 | 联系我们 | 网站地图 | 版权所有", None, NONE),
    ("版权所有 侵权必究", None, NONE),
    ("纯属虚构 请勿模仿 版权所有 侵权必究 适度阅读", None, NONE),
    ("Copyright © 2008-2024备案号：粤ICP备12345670号", None, (2008, 2024)),
    ("版权所有 ©豫ICP备12345670号-1 2019-2020", None, (2019, 2020)),
    ("© 2026 All Rights Reserved", None, (2026, 2026)),
    ("版权所有，保留一切权利。", None, NONE),
    ("版权所有 2023年5月", None, (2023, 2023)),
    ("感谢您的访问，您还可以这样分享：© 2024", None, (2024, 2024)),
    ("© 2024 | 首页", None, (2024, 2024)),
    ("版权所有  网站统计", None, NONE),
    # names that hold words of a menu, a label or a credit
    ("© 2024 蓝标招聘", "蓝标招聘", (2024, 2024)),
    ("© 2024 蓝标地图 版权所有", "蓝标地图", (2024, 2024)),
    ("手机蓝标 版权所有", "手机蓝标", NONE),
    ("蓝标热线 版权所有 京ICP备12345670号", "蓝标热线", NONE),
    ("版权所有：蓝标信息举报中心", "蓝标信息举报中心", NONE),
    ("© 2024 原创蓝文档", "原创蓝文档", (2024, 2024)),
    ("上海蓝标网站建设 版权所有", "上海蓝标网站建设", NONE),
    ("蓝标模板 版权所有 © 2020", "蓝标模板", (2020, 2020)),
    ("北京蓝标网站建设有限公司 版权所有", "北京蓝标网站建设有限公司", NONE),
    ("© 2024 Home Credit Blue", "Home Credit Blue", (2024, 2024)),
    # names and their edges
    ("© 2024 【蓝标网】", B, (2024, 2024)),
    ("“蓝标网”版权所有", B, NONE),
    ("Copyright©1999-2024 《蓝标》杂志社 版权所有", "《蓝标》杂志社", (1999, 2024)),
    ("© 2010 - 2024 蓝标·中国 版权所有", "蓝标·中国", (2010, 2024)),
    ("©2024 B.L.U.E. Group", "B.L.U.E. Group", (2024, 2024)),
    ("Copyright © 2024 | 蓝标网 | All Rights Reserved", B, (2024, 2024)),
    ("版权所有，盗版必究 蓝标公司", "蓝标公司", NONE),
    ("(c) Blue 2024", "Blue", (2024, 2024)),
    ("© 2019 – 2024 张蓝 由 Hexo 强力驱动 | 主题 - NexT.Muse v7.1", "张蓝", (2019, 2024)),
    ("MIT Licensed | Copyright © 2018-present Blue You", "Blue You", (2018, None)),
    ("©2012-2024 上海佰蓝科技有限公司 / 蓝书 / 沪ICP备12345670号-5", "上海佰蓝科技有限公司", (2012, 2024)),
    # neighbours without a bar between
    ("分辨率1920*1080 版权所有: 蓝标公司", "蓝标公司", NONE),
    ("粤网文[2021]2497-494号 版权所有: 蓝标公司", "蓝标公司", NONE),
    ("（京）网药械信息备字（2024）第00159号 蓝标公司版权所有", "蓝标公司", NONE),
    ("电话：010-66353268  上海蓝标有限公司 版权所有 侵权必究", "上海蓝标有限公司", NONE),
    ("营业执照 上海蓝标有限公司 © 2019－2026 Powered by SiteCMS", "上海蓝标有限公司", (2019, 2026)),
    ("上海蓝标有限公司 © 2009 工信部备案：苏ICP备2025011087号-1", "上海蓝标有限公司", (2009, 2009)),
    ("© 2023 All rights reserved.丨工信部备案：苏ICP备2025011087号-1", None, (2023, 2023)),
    ("网站地图  © 2004 蓝标网 版权所有", B, (2004, 2004)),
    ("客服热线：400-908-1970  ©2010 蓝标公司", "蓝标公司", (2010, 2010)),
    ("(浙)-经营性-2019-1958 © 蓝标公司", "蓝标公司", NONE),
    ("苏公网安备32030202666094号|蓝标管理（集团）有限公司版权所有", "蓝标管理（集团）有限公司", NONE),
    ("未经授权，禁止转载 上海蓝标有限公司 版权所有 © 2015", "上海蓝标有限公司", (2015, 2015)),
    ("扫码关注 © 2023 All rights reserved.", None, (2023, 2023)),
    ("版权归属：蓝标网 备案序号：津ICP备18047189号-1", B, NONE),
    ("版权归属：蓝标网丨电话：010-63003587", B, NONE),
    ("© 2014 - Present蓝标网 All Rights Reserved", B, (2014, None)),
    ("© 2009-，蓝标网版权所有", B, (2009, None)),
    ("© 2018-present Blue & Co", "Blue & Co", (2018, None)),
    ("电话：010-63632693 蓝标网 版权所有 侵权必究", B, NONE),
    ("未经授权，禁止转载 蓝标网 版权所有", B, NONE),
    ("黔备19828036号-1 Copyright © 2006-2016 All Rights Reserved", None, (2006, 2016)),
    ("版权归属：蓝标网  违法和不良信息举报电话：12377", B, NONE),
    ("版权归属：蓝标服务中心 关于我们 | 联系我们", "蓝标服务中心", NONE),
    ("蓝标日报社 主管主办 版权所有 蓝标网", B, NONE),
    ("本站由 蓝标团队 运营维护 © 2026", None, (2026, 2026)),
    ("版权为 蓝标网 www.blue.com 所有 未经同意不得复制", B, NONE),
]


@pytest.mark.parametrize(("line", "owner", "years"), FORMS, ids=[form[0] for form in FORMS])
def test_a_notice_names_its_owner_and_years(line: str, owner: str | None, years: Years) -> None:
    main = find_notices([line])[0]

    assert (main.owner, (main.first_year, main.last_year)) == (owner, years)
    assert main.raw in line


OVER_LINES: list[tuple[Sequence[str], str | None, Years]] = [
    (["© 2024", A, "京ICP备12345670号"], A, (2024, 2024)),
    ([A, "Copyright©2013-", "京ICP备12345670号"], A, (2013, None)),
    (["版权所有：", B], B, NONE),
    (["版权所有 © 侵权必究", "蓝标职业学院", "电话：010-12345678"], "蓝标职业学院", NONE),
    (
        ["版权所有：蓝标印刷有限公司。", "Copyright © 2012-2018, www.blue.com, All Rights Reserve"],
        "蓝标印刷有限公司",
        (2012, 2018),
    ),
    (["Copyright © 1998 - 2019 Blue. All Rights Reserved", "蓝标公司 版权所有"], "蓝标公司", (1998, 2019)),
    (["蓝标局 版权所有", "Copyright © 2016 . All Rights Reserved."], "蓝标局", (2016, 2016)),
    (["Powered by Discuz! X3.4", "© 2001-2017 Comsenz Inc.", "© 2024 蓝标论坛"], "蓝标论坛", (2024, 2024)),
    (["Powered by DedeCMS © 2004-2020 DesDev Inc.", "版权所有：蓝标中学"], "蓝标中学", NONE),
    (["版权所有 侵权必究", "© 2024 Blue"], "Blue", (2024, 2024)),
    (["© 2020 - 2024 Blue", "© 2020 Red"], "Blue", (2020, 2024)),
    (["© 2024", "首页", "关于我们"], None, (2024, 2024)),
]


@pytest.mark.parametrize(("lines", "owner", "years"), OVER_LINES, ids=[form[0][0] for form in OVER_LINES])
def test_the_main_notice_is_put_together_over_lines(
    lines: Sequence[str], owner: str | None, years: Years
) -> None:
    main = find_notices(lines)[0]

    assert (main.owner, (main.first_year, main.last_year)) == (owner, years)
    assert all(part in lines[main.line + step] for step, part in enumerate(main.raw.split("\n")))


@pytest.mark.parametrize(
    "line",
    [
        "部分素材来自网络，版权归原作者所有。",
        "原创版权禁止商业转载",
        "版权声明 | 版权申诉 | 版权保护投诉指引",
        "Copyright Policy",
        "Photo © FMM",
        "图片来源：©红标图库",
        "京ICP备12345670号-1",
        "地址：某路1号 电话：010-12345678",
        "",
    ],
)
def test_some_lines_hold_no_notice(line: str) -> None:
    assert find_notices([line]) == []


@pytest.mark.parametrize(
    ("line", "faults"),
    [
        ("Copyright Your WebSite.Some Rights Reserved.", ("template-owner",)),
        ("版权所有 公司名称", ("template-owner",)),
        ("© 2024 {{ siteName }} 版权所有", ("template-owner",)),
        ("© {year} 蓝标网", ("template-year",)),
        ("© 2020 - {new Date().getFullYear()} 蓝标网 版权所有", ("template-year",)),
        ("© 2019-undefined 蓝标网", ("template-year",)),
        ("© undefined 蓝标网", ("template-year",)),
        ("© YYYY 蓝标网", ("template-year",)),
        ("© 2024 undefined", ("template-owner",)),
        ("© {{year}} {{company}}", ("template-year", "template-owner")),
        ("© 2024 蓝标网", ()),
    ],
)
def test_a_placeholder_is_a_fault(line: str, faults: tuple[str, ...]) -> None:
    assert find_notices([line])[0].faults == faults


@pytest.mark.parametrize(
    "menu",
    ["首页 关于我们", "网站地图", "意见反馈", "加入收藏", "免责声明 隐私政策", "客服中心", "后台管理", "手机版", "繁体中文", "百度统计",
     "QQ群：123456", "传真", "Contact Us", "Terms of Use & Privacy", "English", "RSS", "技术支持", "联系电话：123"],
)  # fmt: skip
@pytest.mark.parametrize("sign", ["© 2024", "版权所有"])
def test_a_menu_names_no_owner(sign: str, menu: str) -> None:
    assert find_notices([f"{sign} {menu}"])[0].owner is None


def test_a_placeholder_does_not_hide_a_real_owner() -> None:
    notices = find_notices(["Copyright © 2024 Your WebSite. All Rights Reserved", "© 2024 蓝标网"])

    assert [notice.owner for notice in notices] == ["蓝标网", "Your WebSite"]


def test_other_notices_follow_in_page_order() -> None:
    notices = find_notices(
        [
            f"© 2014 BLUE. ALL RIGHTS RESERVED. {A}版权所有 © 2012 Red Games, Inc. ALL RIGHTS RESERVED.",
            "© 2010 Green",
        ]
    )

    assert [notice.owner for notice in notices] == [A, "Red Games, Inc.", "Green"]


def test_the_notice_of_a_program_comes_last_but_is_kept() -> None:
    notices = find_notices(["Powered by Discuz! 5.0.0 © 2001-2006 Comsenz Inc."])

    assert notices == [
        Notice(line=0, raw="© 2001-2006 Comsenz Inc.", owner="Comsenz Inc.", first_year=2001, last_year=2006)
    ]


def test_invisible_signs_are_dropped_from_the_owner_and_kept_in_the_quotation() -> None:
    main = find_notices(["©\u200b2024 蓝\u200b标网\u0006"])[0]

    assert (main.owner, main.raw) == ("蓝标网", "©\u200b2024 蓝\u200b标网")


def test_a_long_line_is_read_around_its_last_notice() -> None:
    main = find_notices(["文字 " * 5000 + f"© 2024 {A} 版权所有"])[0]

    assert (main.owner, main.first_year) == (A, 2024)


PIECES = st.sampled_from(
    ["©", "Copyright", "(c)", "@", "®", "版权所有", "：", "版权归", "所有", " ", "　", "2024", "2013-", "-现在", "All Rights Reserved",
     "Inc.", ",", "|", "京ICP备12345670号", "技术支持：", "主办单位：", "蓝标", "有限公司", "Blue", "by", "{year}", "undefined", "地址：",
     "www.blue.com", "a@b.cn", "\u200b", "人 民 蓝 ", "\n", "未经", "（", "）"]
)  # fmt: skip


@given(st.lists(st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=14).map("".join)), max_size=5))
def test_any_text_gives_sound_notices(lines: list[str]) -> None:
    page = "\n".join(lines)

    for notice in find_notices(lines):
        assert 0 <= notice.line < len(lines)
        assert all(part in page for part in notice.raw.split("\n"))
        assert notice.owner is None or (notice.owner and notice.owner == notice.owner.strip())
        for year in (notice.first_year, notice.last_year):
            assert year is None or 1900 <= year <= 2999
        assert notice.first_year is not None or notice.last_year is None


@given(st.sampled_from("© .,:-|2蓝b (年）\t所"), st.integers(min_value=1, max_value=2900))
def test_a_run_of_one_sign_raises_nothing(sign: str, count: int) -> None:
    line = f"© {sign * count} 版权所有 {sign * count}x"

    assert all(notice.line == 0 for notice in find_notices([line]))
