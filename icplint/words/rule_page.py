"""The words of `icplint explain`."""

from collections.abc import Mapping

from icplint.facts.laws import Mark
from icplint.model.rule import Where
from icplint.model.text import Text, text

PACK = text(en="Pack", zh="规则集")
WHERE = text(en="Pages", zh="核查页面")
NEEDS = text(en="Needs", zh="所需数据")
SINCE = text(en="Since", zh="始于版本")

WHERES: Mapping[Where, Text] = {
    Where.HOME: text(en="home pages only", zh="仅首页"),
    Where.EVERY_PAGE: text(en="every page that shows it", zh="所有出现该内容的页面"),
}

FAULTS = text(en="What it finds", zh="核查结果")
WHY = text(en="Why", zh="为什么核查")
CONSEQUENCE = text(en="What the law provides for", zh="法规规定的后果")
FIX = text(en="How to mend it", zh="如何整改")
BASIS = text(en="What it rests on", zh="依据")
OPTIONS = text(en="Options", zh="可配置项")
PASSES = text(en="Passes", zh="符合的写法")
FAILS = text(en="Fails", zh="不符合的写法")

LIST_BETWEEN = text(en=", ", zh="、")
FAULT = text(en="{severity}: {message}", zh="{severity}：{message}")
STRICT = text(en=" (with --basis strict: {severity})", zh="（--basis strict 时为{severity}）")
ARTICLE = text(en="{title}, article {article}", zh="{title}第 {article} 条")
SECTION = text(en="{title}", zh="{title}")
TEXT_OF = text(en=" (text of {day})", zh="（{day} 文本）")
MARKED = text(en="{source} [{mark}]", zh="{source}［{mark}］")
AS_OF = text(en="Texts looked through on {day}.", zh="以上依据整理截至 {day}。")

MARKS: Mapping[Mark, Text] = {
    Mark.LAW: text(en="law", zh="法规条文"),
    Mark.SECOND_HAND: text(en="law, second-hand", zh="法规条文（转述，未见原文）"),
    Mark.DRAFT: text(en="draft", zh="征求意见稿"),
    Mark.PLATFORM: text(en="platform's requirement", zh="平台要求"),
    Mark.UNVERIFIED: text(en="practice, unverified", zh="通行做法，未核实原文"),
}
