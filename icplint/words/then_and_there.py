"""The words of `icplint explain --as-of`, `--province` and `--why`."""

from collections.abc import Mapping

from icplint.model.profile import HowAsked, NumberForm
from icplint.model.rule import Presence
from icplint.model.text import Text, text

THEN = text(en="On {day}", zh="{day} 当时")
THERE = text(en="In {province}", zh="{province}")
LAWS = text(en="What it rests on", zh="依据")
LINKS = text(en="The right link", zh="应链接的网址")

HELD = text(en="{source}: {content}", zh="{source}：{content}")
NOT_YET = text(
    en="{source}: the words known here hold from {day} on; what held before is not known",
    zh="{source}：此处所知的文字自 {day} 起；此前的情况没有可查的记录",
)
UNDATED = text(
    en="{source}: bears no date; whether it held then is not known",
    zh="{source}：没有日期，当时是否适用无从得知",
)
NO_DATED_ENTRY = text(en="No dated entry is known.", zh="没有带日期的记录。")

ERA = text(en="{address} ({since} to {until}; {source})", zh="{address}（{since} 至 {until}；{source}）")
SINCE_UNKNOWN = text(en="from when is not known", zh="起始时间未见来源")
UNTIL_NOW = text(en="today", zh="今")
UNTIL_UNKNOWN = text(en="until when is not known", zh="终止时间未见来源")

FORMS: Mapping[NumberForm, Text] = {
    NumberForm.SUBJECT: text(en="the subject number, without -N", zh="主体备案号（不带 -N）"),
    NumberForm.SITE: text(en="the site number, with -N", zh="网站备案号（带 -N）"),
}
FORM_ASKED = text(en="Asked for: {form}", zh="要求标明：{form}")
BOTH_PASS = text(en="{asked}; both forms pass here", zh="{asked}；此处两种形式均视为符合")
ASKED: Mapping[HowAsked, Text] = {
    HowAsked.SUGGESTED: text(
        en="Suggested: a copyright notice whose owner is the filing entity",
        zh="建议标明版权所有，且与主办单位名称一致",
    ),
    HowAsked.REQUIRED: text(
        en="Asked for: a copyright notice whose owner is the filing entity",
        zh="要求标明版权所有，且与主办单位名称一致",
    ),
}
BY_CHECKER = text(en="{demand} (checker {name})", zh="{demand}（核查方：{name}）")
GRAVITY = text(en="Otherwise: {severity}", zh="否则：{severity}")
SOURCE = text(en="Source: {source}; seen on {seen}", zh="来源：{source}；查看日期 {seen}")
AGAINST = text(en="Others say: {others}", zh="不同说法：{others}")
LINE_NOT_YET = text(
    en="The source is of {day}; what held before is not known",
    zh="来源日期为 {day}；此前的情况没有可查的记录",
)
LINE_UNDATED = text(
    en="The source bears no date; whether it held then is not known", zh="来源没有日期，当时是否适用无从得知"
)
NO_LINE = text(
    en="No sourced demand of {province} about this rule is known: the general rule holds.",
    zh="未见{province}就此项的可查来源要求，按通用规则判定。",
)

LADDER = text(
    en="How far the page shows its number, the best first", zh="页面编号的呈现情况（自上而下，取首个符合项）"
)
RUNGS: Mapping[Presence, Text] = {
    Presence.SHOWN: text(en="shown", zh="已显示"),
    Presence.NEAR_MISS: text(en="malformed", zh="格式有误"),
    Presence.HIDDEN: text(en="hidden", zh="被隐藏"),
    Presence.NEEDS_RENDERING: text(en="needs a browser", zh="需经浏览器渲染"),
    Presence.UNREADABLE: text(en="unreadable", zh="无法以文本读取"),
    Presence.ELSEWHERE: text(en="elsewhere", zh="位于页面其他位置"),
    Presence.MISSING: text(en="missing", zh="未发现"),
}
NOTHING = text(en="–", zh="–")
HERE = text(en="nothing above", zh="以上均无")
A_SHELL = text(en="the page is a shell ({why})", zh="页面仅为空壳（{why}）")
ON_THIS_PAGE = text(en="On this page", zh="本页判定")
OF_A_LADDER = text(
    en="--why draws the ladder of a number: it is for rules of the ICP and the PSB packs, not for {rule}",
    zh="--why 用于说明编号的呈现情况，适用于 icp 与 psb 规则集，不适用于 {rule}",
)
WHY_NEEDS_A_FILE = text(
    en="--why needs a saved page: icplint explain --why ICP001 index.html",
    zh="--why 需要一个已保存的网页：icplint explain --why ICP001 index.html",
)
FILE_NEEDS_WHY = text(
    en="a saved page is read with --why alone: icplint explain --why {rule} {file}",
    zh="读取网页须加 --why：icplint explain --why {rule} {file}",
)
NOT_WITH_WHY = text(
    en="--why goes without --as-of and --province: it judges by today's rules",
    zh="--why 按当前规则判定，不能与 --as-of、--province 同用",
)
NOT_A_DAY = text(en="--as-of must be a day such as 2019-01-01", zh="--as-of 应为日期，如 2019-01-01")
