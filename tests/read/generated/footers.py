"""Composes footers: notices, numbers, badges and their neighbours in many layouts, with the truth of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random  # noqa: TID251 - the type of an argument

from tests.read.generated import names, numbers
from tests.read.generated.links_and_icons import icon, linked, ministry_target, police_linked
from tests.read.generated.notices import notice
from tests.read.generated.truth import Icp, Psb, Truth

_LABELS = (
    "",
    "",
    "",
    "",
    "备案号：",
    "ICP备案号：",
    "网站备案号：",
    "ICP备案：",
    "备案序号：",
    "ICP备案/许可证号：",
    "备案许可证号：",
    "工信部备案：",
)
_LICENCE_LABELS = (
    "",
    "增值电信业务经营许可证：",
    "经营许可证编号：",
    "增值电信业务经营许可证",
    "ICP证：",
    "电信业务许可证：",
)
_LICENCES = (
    ("网络文化经营许可证：{text}", "京网文〔2023〕{a}-{b}号"),
    ("{text}", "粤网文[2021]{a}-{b}号"),
    ("{text}", "（京）网药械信息备字（2024）第00{b}号"),
    ("互联网药品信息服务资格证书：{text}", "(浙)-经营性-2019-{a}"),
    ("出版物经营许可证：{text}", "新出发京批字第直{a}号"),
    ("广播电视节目制作经营许可证：{text}", "（沪）字第0{a}号"),
    ("信息网络传播视听节目许可证：{text}", "010{a}"),
    ("互联网新闻信息服务许可证编号：{text}", "1122018{a}"),
    ("算法备案：{text}", "网信算备110108{a}{a}{a}{b}号"),
    ("食品经营许可证：{text}", "JY1110105036{a}"),
)
_NEIGHBOURS = (
    "地址：某市某区创新大道{b}号科技园B座",
    "电话：010-6{a}{b}",
    "客服热线：400-{b}-{a}",
    "邮编：{a}00",
    "邮箱：service@example.com",
    "违法和不良信息举报电话：12377",
    '<a href="https://www.12377.cn/"><img src="/img/12377.png" alt="举报中心"></a>',
    '<a href="http://www.sgs.gov.cn/lz/licenseLink.do?method=licenceView"><img src="/img/gs.png"></a>',
    '<a href="/about">关于我们</a> | <a href="/contact">联系我们</a> | <a href="/privacy">隐私政策</a>',
    '<a href="/privacy">隐私政策</a> · <a href="/terms">用户协议</a>',
    "本网站已支持IPv6",
    '<a href="/licence.jpg">营业执照</a>',
    '您是第<span id="count">12{a}</span>位访客',
    '<img src="/img/qr.png" alt="二维码"><span>扫码关注</span>',
    "建议使用 Chrome 浏览器，分辨率1920*1080",
    '<a href="/sitemap.xml">网站地图</a>',
    "未经授权，禁止转载",
    '<script>var _hmt=_hmt||[];(function(){{var hm=document.createElement("script");}})();</script>',
)
_CREDITS = (
    "技术支持：{builder}",
    '技术支持：<a href="https://builder.example/">{builder}</a>',
    "网站建设：{builder}",
    "网站制作：{builder}",
    'Powered by <a href="https://cms.example/">SiteCMS</a>',
    "Designed by {builder}",
)
_SEPARATORS = (
    " | ",
    "&nbsp;|&nbsp;",
    " · ",
    "&nbsp;&nbsp;",
    " ",
    '<span class="sep">|</span>',
    "&emsp;",
    " • ",
    "丨",
    " / ",
    "\n      ",
    "<i>|</i>",
)


@dataclass(frozen=True, slots=True)
class MadeFooter:
    """A footer's HTML, the styles that it needs, and what a reader sees in it."""

    html: str
    css: str
    base: str
    """The page's address."""
    truth: Truth


@dataclass(frozen=True, slots=True)
class _Item:
    """One thing of a footer."""

    html: str
    truth: Truth
    css: str = ""


def footer(chance: Random) -> MadeFooter:
    """A footer of a site that shows its filing."""
    base = f"https://{names.host(chance)}/"
    is_public = chance.random() < 0.12
    owner = names.body(chance) if is_public else names.owner(chance)
    items = _items(chance, owner, base)
    if is_public:
        items = [item for item in items if not item.truth.notice or item.truth.notice.owner]
        items += _public_items(chance, owner)
    html = _laid_out(chance, items)
    css = "\n".join(item.css for item in items if item.css)
    if chance.random() < 0.1:
        html, css = _for_both_devices(html, css)
    return MadeFooter(html, css, base, _all(items))


def _items(chance: Random, owner: str, base: str) -> list[_Item]:
    """What stands in a footer, grouped as people group it."""
    province = numbers.sign(chance)
    filings = [
        _miswritten(chance, province)
        if chance.random() < 0.06
        else _filing(chance, numbers.filing(chance, province), base)
    ]
    if chance.random() < 0.05:
        filings.append(_joke(chance))
    if chance.random() < 0.2:
        filings.append(_filing(chance, numbers.licence(chance, province), base))
    if chance.random() < 0.3:
        filings.append(_telecom(chance, numbers.telecom_licence(chance, province), base))
    filings += [_other_licence(chance) for _ in range(chance.choice((0, 0, 0, 1, 2)))]
    legal = [*filings]
    if chance.random() < 0.75:
        legal.insert(chance.choice((len(legal), len(legal), 0)), _police(chance, province, base))
    items = [*legal]
    if chance.random() < 0.9:
        items.insert(chance.choice((0, 0, 0, len(items))), _notice(chance, owner))
    if chance.random() < 0.35:
        items.insert(chance.randint(0, len(items)), _credit(chance))
    for _ in range(chance.choice((0, 0, 1, 2, 3))):
        items.insert(chance.choice((0, len(items), chance.randint(0, len(items)))), _neighbour(chance))
    return items


def _filing(chance: Random, number: numbers.Number, base: str) -> _Item:
    placed = linked(
        chance,
        numbers.written(chance, number.text),
        label=chance.choice(_LABELS) if number.kind == "filing" else "",
        target=ministry_target(chance),
        base=base,
    )
    return _Item(placed.html, Truth(icp=(Icp(number.text, number.kind, placed.href),)))


def _miswritten(chance: Random, province: str) -> _Item:
    text, meant = numbers.miswritten(chance, province)
    return _Item(f'<a href="https://beian.miit.gov.cn/">{text}</a>', Truth(meant=(meant,)))


def _joke(chance: Random) -> _Item:
    text = numbers.joke(chance)
    return _Item(f'<a href="https://icp.joke.example/?keyword=1">{text}</a>', Truth(jokes=(text,)))


def _telecom(chance: Random, number: numbers.Number, base: str) -> _Item:
    html, href = chance.choice(_LICENCE_LABELS) + number.text, None
    if chance.random() < 0.3:
        target = chance.choice((ministry_target(chance), "/upload/edi.jpg", "https://tsm.miit.gov.cn/"))
        placed = linked(chance, number.text, label=chance.choice(_LICENCE_LABELS), target=target, base=base)
        html, href = placed.html, placed.href
    return _Item(html, Truth(icp=(Icp(number.text, number.kind, href),)))


def _police(chance: Random, province: str, base: str) -> _Item:
    text, digits = numbers.police(chance, province)
    badge = icon(chance, base)
    text = text if chance.random() < 0.7 else text.replace("备", "备 ")
    html = numbers.written(chance, text) if chance.random() < 0.3 else text
    if chance.random() < 0.12:
        html = numbers.police_written(chance, text.replace(" ", ""), digits)
    placed = police_linked(chance, html, digits, badge, base)
    return _Item(placed.html, Truth(psb=(Psb(digits, placed.href, badge.address),)), badge.css)


def _other_licence(chance: Random) -> _Item:
    template, number = chance.choice(_LICENCES)
    number = number.format(a=chance.randint(1000, 9999), b=chance.randint(100, 999))
    return _Item(
        template.format(text=number), Truth(licences=(number.replace("（", "(").replace("）", ")"),))
    )


def _notice(chance: Random, owner: str) -> _Item:
    made = notice(chance, owner)
    return _Item(made.html, Truth(notice=made.says))


def _credit(chance: Random) -> _Item:
    return _Item(chance.choice(_CREDITS).format(builder=names.builder(chance)), Truth())


def _neighbour(chance: Random) -> _Item:
    return _Item(
        chance.choice(_NEIGHBOURS).format(a=chance.randint(1000, 9999), b=chance.randint(100, 999)), Truth()
    )


def _public_items(chance: Random, owner: str) -> Sequence[_Item]:
    code = f"{chance.randint(11, 65)}{chance.randint(10000000, 99999999)}"
    texts = [
        f"主办单位：{owner}",
        f"承办单位：{chance.choice(('云岭', '临江'))}市大数据中心",
        f"网站标识码：{code}",
        "联系电话：0851-8" + code[:6],
    ]
    badge = f'<a href="https://bszs.conac.cn/sitename?method=show&amp;id={code * 3}"><img id="imgConac" src="https://dcs.conac.cn/image/red.png"></a>'
    return [_Item(text, Truth()) for text in texts[: chance.randint(1, 4)]] + [_Item(badge, Truth())]


def _all(items: Sequence[_Item]) -> Truth:
    return Truth(
        icp=tuple(one for item in items for one in item.truth.icp),
        psb=tuple(one for item in items for one in item.truth.psb),
        notice=next((item.truth.notice for item in items if item.truth.notice), None),
        licences=tuple(one for item in items for one in item.truth.licences),
        meant=tuple(one for item in items for one in item.truth.meant),
        jokes=tuple(one for item in items for one in item.truth.jokes),
    )


def _lines(chance: Random, items: Sequence[_Item]) -> list[str]:
    """Items gathered to lines, with one separator."""
    separator = chance.choice(_SEPARATORS)
    per_line = chance.choice((1, 1, 1, 2, 3, 4))
    texts = [item.html for item in items]
    return [separator.join(texts[start : start + per_line]) for start in range(0, len(texts), per_line)]


def _laid_out(chance: Random, items: Sequence[_Item]) -> str:
    lines = _lines(chance, items)
    half = (len(lines) + 1) // 2
    paragraphs = "\n".join(f"<p>{line}</p>" for line in lines)
    boxes = "\n".join(
        f'<div class="{chance.choice(("line", "info", "ft-item", "x-12"))}">{line}</div>' for line in lines
    )
    broken = "<br>\n".join(lines)
    listed = "".join(f"<li>{line}</li>" for line in lines)
    rows = "".join(f'<tr><td align="center" class="small">{line}</td></tr>' for line in lines)
    columns = (
        f'<div class="col-md-6 foot-left">{"<br/>".join(lines[:half])}</div>'
        f'<div class="col-md-6 foot-right">{"<br/>".join(lines[half:])}</div>'
    )
    return chance.choice(
        (
            f"<footer>{paragraphs}</footer>",
            f'<footer class="site-footer"><div class="container">{boxes}</div></footer>',
            f'<footer class="css-1x2y3z"><div class="css-9k">{broken}</div></footer>',
            f'<div class="footer">{paragraphs}</div>',
            f'<div id="footer"><div class="w1200">{broken}</div></div>',
            f'<div class="foot_wrap clearfix"><ul class="foot">{listed}</ul></div>',
            f'<div class="bottom"><center>{broken}</center></div>',
            f'<table width="1000" border="0" align="center" class="footer"><tbody>{rows}</tbody></table>',
            f'<table width="100%" border="0" align="center" cellpadding="0"><tr><td align="center" class="copyright">{broken}</td></tr></table>',
            f'<div class="footer-box"><div class="row">{columns}</div></div>',
            f'<footer><div class="row">{columns}</div></footer>',
            f'<div class="copyright">{boxes}</div>',
            f'<div align="center" style="font-size:12px;color:#666">{broken}</div>',
            f'<div class="t-foot"><dl><dt>{lines[0]}</dt>{"".join(f"<dd>{line}</dd>" for line in lines[1:])}</dl></div>',
        )
    )


def _for_both_devices(html: str, css: str) -> tuple[str, str]:
    """The same footer twice: one for desktops, one for phones."""
    css += "\n.only-phone{display:none}@media (max-width:768px){.only-pc{display:none}.only-phone{display:block}}"
    return f'<div class="only-pc">{html}</div>\n<div class="only-phone">{html}</div>', css
