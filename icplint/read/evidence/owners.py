"""Tells which piece of a notice is a name, and whose kind of name."""

import re
from dataclasses import dataclass
from enum import IntEnum


class Form(IntEnum):
    """What a name looks like; the higher, the more surely it is the entity."""

    TEMPLATE = 0
    """A placeholder that nobody replaced."""
    HOST = 1
    """A domain name."""
    LATIN = 2
    CHINESE = 3
    BODY = 4
    """Ends like a public body, a school, an association …"""
    COMPANY = 5
    """Ends in 有限公司 and its family."""


class Side(IntEnum):
    """Which end of a stretch of text touches the notice's signs."""

    START = 0
    END = 1
    BOTH = 2


@dataclass(frozen=True, slots=True)
class Name:
    """A piece of text taken for a name."""

    start: int
    end: int
    form: Form


_HAN = r"[\u4e00-\u9fff〇]"
_COMPANY = re.compile(
    r"(?:有限(?:责任)?公司|股份公司|股份有限公司|集团公司|总公司|分公司|有限合伙\)?|合伙企业\)?)(?:[^\u4e00-\u9fff]{0,3}\(?[\u4e00-\u9fff]{0,6}分?公司)?$"
)
_BODY = re.compile(
    r"(?:公司|集团|大学|学院|中学|小学|学校|系|幼儿园|政府|委员会|委|局|厅|部|署|院|所|馆|社|台|站|办公室|中心|协会|学会|商会|联合会|联盟|基金会"
    r"|银行|医院|书店|出版社|报社|杂志社|工作室|经营部|商行|厂|店|事务所|研究院|研究所|法院|检察院|管委会|街道|镇|村|处|组委会|工会|总会|支行|俱乐部)(?:\([^()]{1,20}\))?$"
)
_HOST = re.compile(
    r"(?:https?://)?(?:[a-z0-9][a-z0-9-]{0,62}\.){1,4}(?:com|net|org|cn|edu|gov|info|top|xyz|cc|io|me|co|tv|vip|club|site|shop|dev|app|tech|wang|ltd|group|online|fun|ink|la|hk|tw|asia|biz|mobi|name|pro|work|art|blog|中国|公司|网络)(?:/\S{0,40})?",
    re.IGNORECASE,
)
_TEMPLATE = re.compile(
    r"your\s?(?:web\s?site|company|name|site|brand|blog|domain)|(?:company|site|website|web\s?site|author|owner|blog)[\s_-]?name\b|(?:公司|网站|站点|企业|单位|博客)名称?$"
    r"|(?:你|您)的(?:公司|网站|名字|单位|名称|站点|姓名)|^(?:某某|某|x{2,}|×{2,}|\*{2,}|○{2,})|^undefined|^null|^lorem|^\{|[{}]|^demo$|^example",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(
    r"^(?:(?:本|该|此|我)(?:网?站|网|公司|单位|刊|报|社|店|平台|系统|栏目|页|作品|文)?(?:内容|作品|信息)?|网站|公司|我们|所有|归|者|均|原?作者.*|版权|著作权|权利人|and|the|of|by|or|®|©|版|号|网址|首页|官网|官方网站|等|及|的|技术)$"
    r"|^(?:关于|联系|加入|隐私|使用|服务|法律|用户|免责|网站|友情|帮助|意见|投诉|广告|站点|返回|设为|加为|在线|人才|招聘|诚聘|商务|合作|版权|移动|手机|无障碍|下载|登录|注册|收藏|公安|工信|推荐|建议|适度|合理|纯属|切勿|中文网址|英文域名|当前|总计|今日|共|运行|本站|本网)"
    r"(?:我们|本站|本网|方式|条款|政策|协议|声明|须知|说明|导航|地图|链接|中心|反馈|建议|举报|服务|信息|首页|主页|收藏|客服|招聘|英才|洽谈|合作|保护|指引|必读|前必读|浏览|阅读|虚构|模仿|沉迷|安排|版|时间|人数|访问.*|内容|部分|所有.*|域名|.*:)*$"
    r"|^(?:about|contact|privacy|terms|home|help|sitemap|site\s?map|rss|login|legal|policy|notice|infringement|law|protection|statement|complaints?|cookies?|disclaimer|version|top|reserved|all|rights?|protected|information|icp|icp备)\b[\w\s&]*$"
    r"|(?:我们|声明|协议|政策|条款|须知|必读|收藏|法律责任|地图|导航|链接|首页|登录|注册|举报|反馈|帮助|招聘|入口|后台)$|所有权利|责任自负|敬请|谢谢|欢迎|支持$|请(?:注明|联系|勿)|注明出处|原创|用于|仅供|授权|许可",
    re.IGNORECASE,
)
_NAV_WORD = re.compile(
    r"^(?:about|contact|privacy|terms|home|help|sitemap|rss|login|legal|cookies?|disclaimer|powered|theme|email|tel|version|since|license|licence|feed|links?|faq|admin)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:(?:by|of|the\s(?=\w+\.)|归|由|属于|为|是|[^\w\s\u4e00-\u9fff(《“\"]|[_:\s])+(?![a-z]))+",
    re.IGNORECASE,
)
_SENTENCE_HEAD = re.compile(
    rf"^(?:本|该|此|所有|以上|网站|全部|一切)[^\s,，]{{0,16}}?(?:归属?|由|为|属于?|系)(?={_HAN}{{2}})"
)
_TAIL = re.compile(r"[\s\W_]+$")
_ABBREVIATION = re.compile(
    r"(?:^|\s|,)(?:inc|ltd|co|corp|llc|llp|l\.l\.c|s\.a|dr|mr|ms|st|no|[a-z])\.$", re.IGNORECASE
)
_PART = re.compile(r"\S+")
_HAS_HAN = re.compile(_HAN)
_LETTER = re.compile(r"[^\W\d_]")
_SHORT_COMMA = re.compile(
    r"[,，](?!\s{0,2}(?:inc|ltd|llc|co|corp|limited|llp|l\.l\.c|s\.a|gmbh|pty|plc)\b)|\s[-–—―~]+\s|[-–—]{2,}|\s[:]\s",
    re.IGNORECASE,
)

_LONGEST = 80


def form_of(name: str) -> Form:
    """What a cleaned, folded name looks like."""
    if _TEMPLATE.search(name):
        return Form.TEMPLATE
    if _COMPANY.search(name):
        return Form.COMPANY
    if _HAS_HAN.search(name):
        return Form.BODY if _BODY.search(name) and len(name) > 2 else Form.CHINESE
    return Form.HOST if _HOST.fullmatch(name) else Form.LATIN


def name_in(folded: str, start: int, end: int, side: Side) -> Name | None:
    """The name in a stretch of a folded line, or None where nothing there is one.

    Args:
        folded: The whole line.
        start: Where the stretch begins.
        end: Where it ends.
        side: Which end touches the notice: a name stands next to its sign, other things further off.
    """
    pieces = _pieces(folded, start, end)
    if not pieces:
        return None
    if side is Side.START:
        pieces = pieces[:1]
    elif side is Side.END:
        pieces = pieces[-1:]
    best: Name | None = None
    for first, last in pieces:
        span = _words_of_name(folded, first, last, side)
        found = span and _checked(folded, *span)
        if found and (best is None or found.form > best.form):
            best = found
    return best


def _pieces(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretch cut at commas and dashes; a comma before Ltd. is none."""
    cuts = [(match.start(), match.end()) for match in _SHORT_COMMA.finditer(folded, start, end)]
    bounds = [start, *(place for cut in cuts for place in cut), end]
    pairs = zip(bounds[::2], bounds[1::2], strict=True)
    return [
        (first, last)
        for first, last in pairs
        if _LETTER.search(folded, first, last) or folded[first:last].strip(" .-")
    ]


def _words_of_name(folded: str, start: int, end: int, side: Side) -> tuple[int, int] | None:
    """Bounds of the name among the words that blanks set apart."""
    lead = _LEAD.match(folded[start:end])
    if lead:
        start += lead.end()
    words = [(start + match.start(), start + match.end()) for match in _PART.finditer(folded[start:end])]
    if not words:
        return None
    texts = [_TAIL.sub("", folded[first:last]) for first, last in words]
    companies = [place for place, text in enumerate(texts) if _COMPANY.search(text)]
    if companies:
        chosen = companies[-1] if side is Side.END else companies[0]
        near = chosen >= len(words) - 2 if side is Side.END else chosen <= 2 or side is Side.BOTH
        if near:
            return words[chosen]
    if side is Side.END:
        first = _run_backwards(texts)
        return words[first][0], words[-1][1]
    last = (
        len(words) - 1
        if side is Side.BOTH and words[-1][1] - words[0][0] <= _LONGEST // 2
        else _run_forwards(folded, words, texts)
    )
    while last > 0 and _HOST.fullmatch(texts[last].strip("()")):
        last -= 1
    if side is Side.BOTH and last > 1 and _HAS_HAN.search(texts[0]):
        while last > 0 and not _HAS_HAN.search(texts[last]):
            last -= 1
    return words[0][0], words[last][1]


def _run_forwards(folded: str, words: list[tuple[int, int]], texts: list[str]) -> int:
    """Index of the last word of the name that begins with the first word."""
    if _HAS_HAN.search(texts[0]):
        return 1 if len(texts) == 2 and _BODY.search(texts[0]) and _BODY.search(texts[1]) else 0
    last = 0
    for place in range(1, min(len(words), 8)):
        before = folded[slice(*words[place - 1])]
        if _HAS_HAN.search(texts[place]) or _NAV_WORD.match(texts[place]) or not texts[place]:
            break
        if before.endswith(".") and not _ABBREVIATION.search(before):
            break
        last = place
    return last


def _run_backwards(texts: list[str]) -> int:
    """Index of the first word of the name that ends with the last word."""
    first = len(texts) - 1
    if _HAS_HAN.search(texts[first]):
        return first
    if _HOST.fullmatch(texts[first]) and first and _HAS_HAN.search(texts[first - 1]):
        return first - 1
    while first > 0 and len(texts) - first < 8 and not _HAS_HAN.search(texts[first - 1]):
        first -= 1
    return first


def _checked(folded: str, start: int, end: int) -> Name | None:
    """The name trimmed to what it is, or None where it is none."""
    head = _SENTENCE_HEAD.match(folded[start:end])
    if head:
        start += head.end()
    end = start + _trimmed_length(folded[start:end])
    name = folded[start:end]
    lead = len(name) - len(name.lstrip(" .:,，、·-–—~"))
    start, name = start + lead, name[lead:]
    if not name or len(name) > _LONGEST or not _LETTER.search(name) or _NOT_A_NAME.search(name):
        return None
    return Name(start, end, form_of(name))


def _trimmed_length(name: str) -> int:
    """Length without the blanks, punctuation, open brackets and bracketed hosts at the end."""
    bracketed = re.search(r"\s?\(([^()]{3,60})\)[\s\W]{0,4}$", name)
    if bracketed and bracketed.start() and _HOST.fullmatch(bracketed[1].strip()):
        return _trimmed_length(name[: bracketed.start()])
    trimmed = name.rstrip(" .,:，、·-–—~|/\\*&+_'\"“”(（[<《•=#")
    hosting = re.search(r"主\s?办(?:单位)?$", trimmed)
    if hosting and hosting.start() > 1:
        return hosting.start()
    glued = re.search(rf"(?<={_HAN})(?:www\.\S{{3,60}})$", trimmed)
    if glued and glued.start():
        return glued.start()
    if (
        re.search(r"(?:^|[\s,])(?:inc|ltd|co|corp|l\.l\.c|s\.a)$", trimmed, re.IGNORECASE)
        and name[len(trimmed) : len(trimmed) + 1] == "."
    ):
        return len(trimmed) + 1
    return len(trimmed)
