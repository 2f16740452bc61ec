"""Cuts a footer line into the tokens that a copyright notice is made of."""

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from icplint.late import dataclass, pattern
from icplint.numbers.folding import CHINESE

_PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀贵黔云滇藏陕秦甘陇青宁新港澳台萌团雾茶"


class Kind(Enum):
    """What a token is to a notice."""

    SIGN = auto()
    """©, Copyright, and what is written for them."""
    CLAIM = auto()
    """版权所有: the owner may stand on either side."""
    RESERVED = auto()
    """All Rights Reserved, 保留所有权利: closes a notice."""
    BELONGS = auto()
    """版权归…所有, with the owner inside."""
    YEARS = auto()
    TEMPLATE = auto()
    """An unfilled template expression, or what it leaves when it fails."""
    OWNER_LABEL = auto()
    """主办单位：, 公司名称：; what follows may be the owner."""
    CREDIT = auto()
    """技术支持：, Powered by; what follows is never the owner."""
    STOP = auto()
    """地址：, 电话：, 未经; a notice ends before it."""
    NUMBER = auto()
    """A filing or licence number; a notice ends before it."""
    MAIL = auto()
    """An address that may be glued to a name."""
    BREAK = auto()
    """A bar, bullet or full stop, or the slogan 侵权必究."""
    TEXT = auto()


ANCHORS = (Kind.SIGN, Kind.CLAIM, Kind.RESERVED, Kind.BELONGS)
"""Kinds that make a notice."""


_AFTER_YEAR = r"(?![0-9]|\.(?:com|cn|net|org)\b|\s?[*x×]\s?[0-9]|[\]〕】])"
_BEFORE_YEAR = rf"(?<![0-9])(?<![文字]\()(?<!性-)(?<!{CHINESE}[\[〔【])"
"""Resolutions and the years within licence numbers are no years of a notice."""
_YEAR = rf"{_BEFORE_YEAR}0?(?:19|20|21)[0-9]{{2}}{_AFTER_YEAR}(?:\s?年|[./](?:0?[1-9]|1[0-2])(?![0-9a-z.]))?"
_LATER = rf"2[0-9]{{3}}{_AFTER_YEAR}"
_NOW = r"(?:至今|现在|今|present(?![a-z])|now(?![a-z]))"
_JOIN = r"(?:[-‐-―−~∼〜/,、]{1,3}|至|到|to(?![a-z]))"

_RESERVED = (
    r"(?:(?:all|some)[\s.]{0,3})?(?:copy)?right'?s?\s{0,3}re[sv][a-z]{3,9}"
    r"|保留(?:所有|一切|全部)(?:权利|权力|版权|权)"
)
_BELONGS = (
    r"(?:版权|著作权|知识产权)(?:所有)?[均皆都全部]{0,2}(?:归属?于?|属于?)\s{0,3}:?"
    r"[^，,。；;|•●★▪\n]{2,60}?(?:所有|共有|$|(?=[，,。；;|\n]|\s{1,3}(?:[^\s:]{2,14}:|[^\s:]?icp|[^\s:]?公网|©)))"
)
_BELONGS_BY_BEING = r"版权为\s{0,3}[^，,。；;|•●★▪\n]{2,60}?所有"
_CLAIM = r"(?:版权|著作权)\s{0,2}所有(?:权?(?:者|人|单位|方))?\s{0,3}:?"
_SIGN = (
    rf"版权\s{{0,2}}(?=[©ⓒ@®]|\(c\))|(?<!{CHINESE})版权(?:方|人|单位|信息|归属)?:"
    r"|copy\s?rig(?:ht|th)s?(?:\s{0,3}[@®?\ufffd](?![a-z0-9]{1,64}@))?(?:\s{0,3}\(c\))?(?:\s{1,3}by\b)?:?"
    rf"|©|ⓒ|&copy;|^\s?\(c\)|\(c\)(?=\s{{0,3}}(?:(?:19|20)[0-9]{{2}}|copy|版权|{CHINESE}))"
    r"|(?<![\w.])[@®?](?=\s{0,3}(?:19|20)[0-9]{2}(?![0-9]))|(?<!\S)®(?=\s)|(?<=所有)\s?[@®]|[@®](?=\s?版权|\s?copyr)"
)
_RANGE = (
    rf"(?:since\s{{0,3}})?(?<![0-9]-){_YEAR}"
    rf"(?:\s{{0,3}}(?:{_JOIN}\s{{0,3}}(?:{_YEAR}|{_LATER}|{_NOW})|{_YEAR}))*"
    rf"(?:\s{{0,3}}[-–—~](?:\s?[0-9]{{3,6}}(?![0-9-])|(?=\s|$|[,|{{$<]|{CHINESE})))?"
)
_TEMPLATE = (
    r"\$?\{\{?[^{}\n]{1,80}\}?\}|<[%?][^%?\n]{1,80}[%?]>|document\.write\([^\n]{1,80}\)"
    r"|\b(?:undefined|null|nan|yyyy|xxxx)\b|%[a-z_]{2,20}%"
)
_FAILED = ("document", "undefined", "null", "nan", "yyyy", "xxxx")
_NUMBER = (
    rf"[{_PROVINCES}]?\s{{0,2}}(?<![a-z])icp[^\s|0-9]{{0,8}}"
    r"(?:\s{0,2}[0-9x*][0-9x*-]{3,18})?(?:\s?号)?(?:\s?-\s?[0-9]{1,3})?(?:\s?号)?"
    rf"|[{_PROVINCES}]?\s{{0,2}}公[网安]{{1,2}}网?备[^\s0-9|©]{{0,6}}(?:\s{{0,2}}[0-9x*]{{4,24}}(?:-[0-9])?\s?号?)?|[{_PROVINCES}]?(?<![a-z])b[12]-[0-9][0-9-]{{3,12}}"
    rf"|[{_PROVINCES}]\s?网\s?文"
)
_CREDIT = (
    r"技术支[持撑](?!有限|中心):?"
    r"|(?:网站|网页|页面|系统|技术|程序|软件|平台|设计|策划|运营|运行|管理|开发|协作){0,2}"
    r"(?:建设|设计|制作|维护|承建|开发|支持|运维|服务商?|提供)(?:单位|方|商|者|公司)?(?:\s{0,2}:|(?=\s?by\b))"
    r"|(?:承办|协办|承建|运维|支持|指导|主管)(?:单位)?:"
    rf"|(?<!{CHINESE})(?:建站|网站建设|网站制作|网站设计|网页设计|设计制作|运行维护|制作维护|技术维护)(?=\s|$)"
    rf"|(?<!{CHINESE})(?:承办|协办|承建|运维|支持|指导|主管)(?:单位)?(?=\s)"
    r"|(?:主题|框架|皮肤|模板|驱动|程序)(?:\s{0,2}:|(?=[a-z]|$|\s(?!版权|©|copyright|all)))"
    r"|(?:power(?:ed)?|design(?:ed)?|develop(?:ed)?|buil[dt](?:ed)?|made|host(?:ed)?|driven|theme|support(?:ed)?|cdn|rewrited)"
    r"\s?(?:by|with)\b|(?<![a-z])themes?\b|source from"
)
_OWNER_LABEL = (
    r"(?:主\s?办(?:单位|方)?|开办单位|运营主体|运营单位|运营公司|公司名称|单位名称|企业名称|网站名称|company(?:\sname)?|corporation)"
    r"\s{0,2}:"
)
_MAIL = r"(?:e-?mail|邮箱)?\s?:?[a-z0-9_.+-]{1,64}@[a-z0-9-]{1,63}\.[a-z0-9.-]{1,64}"
_CONTACT = r"(?:电话|热线|手机|传真|邮编|邮箱|邮件|信箱|微信号?|客服|值班)"
_NAME_AND_LABEL = (
    rf"(?!工信部|公安部|公安局){CHINESE}{{2,5}}[厅局院司学网会心府社部馆校处团站所委](?:{_CONTACT}|地址|备案)"
)
_STOP_WORDS = (
    rf"{_CONTACT}(?=\s{{0,2}}[:(+0-9])|(?:地址|住址|邮政编码|联系人)(?!{CHINESE}{{0,6}}有限)"
    r"|(?<![a-z])(?:e-?mail|tel|fax|add|address|phone|qq[群号]?|mobile)(?=\s?[.:]|\s?[0-9])"
    r"|备案(?=[号序编证登主许]|\s?[:0-9]|\s)|举报(?=电话|邮箱|热线|专线|信箱|\s|$)|许可证|标识码|识别码|信用代码|营业执照|增值电信|法律顾问"
    r"|未经|未得|禁止|严禁|不得|请勿|侵权|违者|翻版|盗版|转载|必究|转发"
    r"|最佳|建议使用|推荐使用|请使用|分辨率|访问量|访问人数|您是第|本站支持|网站支持|ipv6"
    r"|(?<!\w)(?:version|since|v[0-9])\b"
)
_STOP_LABEL = rf"(?<![a-z])(?<!{CHINESE})(?!{CHINESE}{{0,4}}版权|{_NAME_AND_LABEL}){CHINESE}{{2,6}}\s?:"
_PHONE = r"[0-9]{3,4}-[0-9]{7,8}|1[3-9][0-9]{9}|400-?[0-9]{3,4}(?:-?[0-9]{3,4})?"
_BREAK = r"[|¦│丨┊┃。;•●★▪]|\s/\s|\n|→|>>|»|(?:侵权|翻版|翻印|盗版|违者|仿冒)[,\s]?必究"


class _Form(NamedTuple):
    """A way to write a token of a kind."""

    kind: Kind
    pattern: re.Pattern[str]
    needs: tuple[str, ...]
    """One of these stands in every such token: a look for them spares a line the trial of a form that is not in it, and
    a run the making of its pattern. None: the form is always tried."""


def _form(kind: Kind, source: str, *needs: str, begins: str) -> _Form:
    # What it can begin with is looked at first: one look that spares most places of a line the trial of the whole.
    return _Form(kind, pattern(f"(?=[{begins}])(?:{source})"), needs)


_FORMS = (
    _form(Kind.RESERVED, _RESERVED, "right", "保留", begins="ascr保"),
    _form(Kind.BELONGS, f"{_BELONGS_BY_BEING}|{_BELONGS}", "版权", "著作权", "知识产权", begins="版著知"),
    _form(Kind.CLAIM, _CLAIM, "所有", begins="版著"),
    _form(Kind.SIGN, _SIGN, "版权", "copy", "©", "ⓒ", "(c)", *"@®?", begins=r"版c©ⓒ&\s(@®?"),
    _form(Kind.YEARS, _RANGE, "19", "20", "21", begins="s012"),
    _form(Kind.TEMPLATE, _TEMPLATE, *"{<%", *_FAILED, begins="${<dunyx%"),
    _form(Kind.NUMBER, _NUMBER, "icp", "公", "b1-", "b2-", "文", begins=rf"{_PROVINCES}\sib公网"),
    _form(
        Kind.CREDIT,
        _CREDIT,
        begins="技网页系程软平设策运管开协建制维承支服提指主框皮模驱pdbmhtcrs",
    ),
    _form(Kind.OWNER_LABEL, _OWNER_LABEL, ":", begins="主开运公单企网c"),
    _form(Kind.MAIL, _MAIL, "@", begins=r"e邮\s:a-z0-9_.+-"),
    _form(Kind.BREAK, _BREAK, *"|¦│丨┊┃。;•●★▪/\n→>»究", begins=r"|¦│丨┊┃。;•●★▪\s\n→>»侵翻盗违仿"),
    _form(
        Kind.STOP,
        _STOP_WORDS,
        begins="电热手传邮信微客值地住联etfapqm备举许标识营增法未禁严不请侵违翻盗转必最建推使分访您本网ivs",
    ),
    _form(Kind.STOP, _STOP_LABEL, ":", begins=r"^\x00-\xff"),
    _form(Kind.STOP, _PHONE, "-", "1", "400", begins="0-9"),
)
"""All forms, in lower case; where several fit at one place, the earlier one is taken."""

_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_WORDS = pattern(r"\w")


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of a folded line."""

    kind: Kind
    start: int
    end: int


def cut(folded: str) -> list[Token]:
    """The tokens of a folded line in order; what is neither word nor token is left out."""
    found: list[Token] = []
    position = 0
    # A pattern that looks past case takes three times as long to compile, and longer to match.
    lowered = folded.lower()
    if len(lowered) != len(folded):  # a capital that two signs are written for in lower case
        lowered = folded.translate(_LOWER)
    for kind, start, end in _tokens(lowered):
        _add_text(found, folded, position, start)
        position = end
        found.append(Token(kind, start, end))
    _add_text(found, folded, position, len(folded))
    return found


def _tokens(lowered: str) -> Iterator[tuple[Kind, int, int]]:
    """Kind, start and end of each token that is no text, in their order, none over another."""
    ahead: list[tuple[int, int, int]] = []
    """Where the next token of each form begins, the form's place among all, and where the token ends."""
    for place, (_, form, needs) in enumerate(_FORMS):
        for word in needs:
            if word in lowered:
                break
        else:
            if needs:
                continue
        if found := form.search(lowered):
            ahead.append((found.start(), place, found.end()))
    while ahead:
        start, first, end = min(ahead)
        yield _FORMS[first].kind, start, end
        for number in reversed(range(len(ahead))):
            begins, place, _ = ahead[number]
            if begins >= end:
                continue
            if found := _FORMS[place].pattern.search(lowered, end):
                ahead[number] = (found.start(), place, found.end())
            else:
                del ahead[number]


def _add_text(found: list[Token], folded: str, start: int, end: int) -> None:
    text = folded[start:end]
    if _WORDS.search(text):
        lead = len(text) - len(text.lstrip())
        found.append(Token(Kind.TEXT, start + lead, start + len(text.rstrip())))
