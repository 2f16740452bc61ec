"""Why something was not checked, told to people."""

from collections.abc import Mapping

from icplint.late import pattern
from icplint.model.answer import NotCheckedReason
from icplint.model.rule import Need
from icplint.model.text import Text, text

NOT_CHECKED: Mapping[NotCheckedReason, Text] = {
    NotCheckedReason.DNS: text(en="the name does not resolve", zh="域名无法解析"),
    NotCheckedReason.TCP: text(en="no connection to the server", zh="无法连接服务器"),
    NotCheckedReason.TLS: text(en="no secure connection could be set up", zh="无法建立安全连接"),
    NotCheckedReason.HTTP_4XX: text(en="the server refused the page (4xx)", zh="服务器拒绝访问（4xx）"),
    NotCheckedReason.HTTP_5XX: text(en="the server failed (5xx)", zh="服务器故障（5xx）"),
    NotCheckedReason.WAF: text(en="stopped by a firewall", zh="防火墙拦截"),
    NotCheckedReason.PARKED: text(en="a parked domain", zh="域名停放页"),
    NotCheckedReason.TIMEOUT: text(en="no answer in time", zh="访问超时"),
    NotCheckedReason.TOO_LARGE: text(en="the page is too large", zh="页面过大"),
    NotCheckedReason.TOO_COMPLEX: text(en="the page is too complex", zh="页面结构过于复杂"),
    NotCheckedReason.PARSE_BUDGET: text(en="reading the page took too long", zh="页面解析超出时限"),
    NotCheckedReason.NOT_HTML: text(en="the answer is no web page", zh="返回内容不是网页"),
    NotCheckedReason.ROBOTS: text(en="robots.txt forbids it", zh="robots.txt 不允许访问"),
    NotCheckedReason.REFUSED_ADDRESS: text(
        en="a private or reserved address, not opened", zh="内网或保留地址，未予访问"
    ),
    NotCheckedReason.REDIRECT_LOOP: text(en="redirects without end", zh="循环跳转"),
    NotCheckedReason.DECODE: text(en="the answer could not be decoded", zh="返回内容无法解码"),
    NotCheckedReason.OVERLOAD: text(en="the checking machine was overloaded", zh="核查设备负载过高"),
    NotCheckedReason.INTERRUPTED: text(en="the run was interrupted", zh="核查被中断"),
    NotCheckedReason.LOGIN: text(en="a login page", zh="需要登录"),
    NotCheckedReason.MAINTENANCE: text(en="under maintenance", zh="网站维护中"),
    NotCheckedReason.SOFT_404: text(en="a “not found” page", zh="返回“页面不存在”提示页"),
    NotCheckedReason.POISON: text(
        en="the page crashed the reader again and again", zh="页面多次导致核查程序异常退出"
    ),
}

REGISTER_FIELD = "register-field"
"""The need of a rule whose question the register that was given does not answer for this site."""

NEEDS: Mapping[Need, Text] = {
    Need.HTML: text(en="the page's source", zh="网页源代码"),
    Need.RESPONSE: text(en="the server's response", zh="服务器响应信息"),
    Need.DNS: text(en="DNS look-ups", zh="域名解析数据"),
    Need.STYLESHEET: text(en="the page's style sheets", zh="页面样式表"),
    Need.PICTURE: text(en="the page's pictures", zh="页面图片"),
    Need.REGISTER: text(en="a filing register", zh="备案数据"),
    Need.RENDER: text(en="a browser", zh="浏览器渲染"),
    Need.HISTORY: text(en="earlier runs", zh="历次核查记录"),
    Need.FLEET: text(en="the other sites of the run", zh="其他网站的核查结果"),
    Need.ENTITY: text(en="the name of the filing entity", zh="主办单位名称"),
}

UNMEASURED: Mapping[str, Text] = {
    "needs-rendering": text(
        en="the page shows itself only in a browser", zh="页面内容需经浏览器执行脚本后才能显示"
    ),
    "needs-register": text(en="only a filing register could tell", zh="需对照备案数据"),
    "rule-crashed": text(en="the rule itself failed", zh="规则运行异常"),
    "body-not-kept": text(en="the page was not kept", zh="未保存页面内容"),
    "not-in-file": text(en="the register file does not hold this domain", zh="备案数据文件中无此域名"),
    "no-address": text(
        en="nothing tells whose page it is; name its address with --as",
        zh="不知页面所属网站，请用 --as 指明网址",
    ),
    "register-stale": text(en="the register's data are too old", zh="备案数据已过期"),
    "register-service": text(
        en="the register's service gave no answer that can be used", zh="备案数据服务未给出可用的应答"
    ),
    "register-service-throttled": text(
        en="the register's service was asked too often, or was barred itself",
        zh="备案数据服务因查询过于频繁而受到限制",
    ),
    "register-service-empty": text(
        en="the register's service showed no row, which no second source confirms",
        zh="备案数据服务未返回记录，且没有第二个来源印证",
    ),
    "register-damaged": text(en="the register is damaged", zh="备案数据已损坏"),
    "register-disputed": text(en="the register's rows contradict each other", zh="备案数据中各条记录不一致"),
    "no-page": text(en="there was no page to judge", zh="没有可供判定的页面"),
    "registered-number-unreadable": text(
        en="the number that the list gives cannot be read", zh="清单所列编号无法识别"
    ),
    "blocked-by-provider": text(en="a provider's block page stands there", zh="接入服务提供者的阻断提示页"),
}
"""Other reasons of `unmeasured:<reason>`."""

OUT_OF_SCOPE: Mapping[str, Text] = {
    "filing_status": text(
        en="its filing status in the list or the register", zh="清单或备案数据注明的备案状态"
    ),
    "platform": text(en="a platform's name that cannot be filed", zh="平台域名，无法单独备案"),
    "private-address": text(
        en="a private address that stands for no public site", zh="内网地址，未注明对应的公开网站"
    ),
    "fragment": text(en="a piece of a page", zh="页面片段"),
    "not-home": text(en="not a home page", zh="非首页"),
}

NOT_APPLICABLE: Mapping[str, Text] = {
    "shown": text(en="a number is shown", zh="已显示编号"),
    "near-miss": text(en="a malformed number stands there", zh="编号格式有误，另行判定"),
    "hidden": text(en="the number is hidden", zh="编号被隐藏，另行判定"),
    "needs-rendering": text(en="the page needs a browser", zh="页面需经浏览器渲染"),
    "unreadable": text(en="the number cannot be read as text", zh="编号无法以文本读取，另行判定"),
    "elsewhere": text(en="the number stands elsewhere on the page", zh="编号位于页面其他位置，另行判定"),
    "missing": text(en="there is no number", zh="无编号"),
    "no-page": text(en="there was no page to judge", zh="没有可供判定的页面"),
    "not-filed": text(en="the register has no filing of this site", zh="备案数据中无本网站的备案"),
    "licence-alone": text(
        en="only a licence's number is shown, which another rule judges", zh="只显示许可证编号，另行判定"
    ),
    "platform": text(en="a platform's name that cannot be filed", zh="平台域名，无法单独备案"),
    "no-listed-entity": text(en="the list names no filing entity", zh="清单未列主办单位"),
    "no-filing-number": text(en="no filing number is shown", zh="未显示备案编号"),
    "no-number": text(en="no number is shown", zh="未显示编号"),
    "no-code": text(en="no code stands in the link", zh="链接中没有编号"),
    "no-icon": text(en="no badge is shown", zh="未显示备案编号图标"),
    "no-copyright": text(en="there is no copyright notice", zh="无版权声明"),
    "no-owner": text(en="the notice names no owner", zh="版权声明未署名"),
    "individual": text(en="the site of a private person", zh="个人网站"),
    "fragment": text(en="a piece of a page", zh="页面片段"),
    "no-licence": text(en="no licence of this kind is shown", zh="未显示此类许可证"),
    "not-declared": text(en="the site does not declare this trade", zh="网站未标注从事此类业务"),
    "not-government": text(en="not a government site", zh="非政府网站"),
    "not-public-body": text(en="not the site of a public body", zh="非党政机关、事业单位网站"),
    "public-body": text(en="the site of a public body", zh="政府机关或事业单位网站"),
    "website-number": text(en="a website's own number is shown", zh="已显示网站备案号"),
    "filing_status": text(en="its filing status in the list", zh="清单注明的备案状态"),
    "one-device": text(en="only one kind of device was asked for", zh="只以一种设备访问"),
    "redirect-only": text(en="the list says that it only redirects", zh="清单注明仅作跳转"),
    "no-name-asked-for": text(en="the address has no domain name", zh="访问的地址没有域名"),
    "no-parody": text(en="no joke filing is shown", zh="未显示娱乐性质的“备案”"),
    "no-year": text(en="the notice bears no year", zh="版权声明未标年份"),
    "no-tls": text(en="the page came without encryption", zh="网页未经加密传输"),
}

_CODE = pattern(r"[a-z0-9_:.\-]{1,80}\Z")


def unmeasured_reason(reason: str) -> Text:
    """The words for the reason of an `unmeasured` verdict; a reason without words shows its code."""
    if reason.startswith("not-offered:"):
        need = _need(reason.removeprefix("not-offered:"))
        return text(en="this run did not offer {need}", zh="本次未提供{need}").fill(need=need)
    if reason in UNMEASURED:
        return UNMEASURED[reason]
    if reason in tuple(NotCheckedReason):
        return NOT_CHECKED[NotCheckedReason(reason)]
    return _by_code(reason)


def out_of_scope_reason(reason: str) -> Text:
    """The words for why a site owes nothing."""
    return OUT_OF_SCOPE.get(reason) or _by_code(reason)


def not_applicable_reason(why: str) -> Text:
    """The words for why a rule had nothing to judge."""
    return NOT_APPLICABLE.get(why) or _by_code(why)


def not_measured(reason: Text) -> Text:
    """The sentence about something that was not measured: neither passed nor failed."""
    return text(
        en="Not checked this time ({reason}); this does not mean that there is or is not a fault",
        zh="本次未能核查（{reason}），不代表存在或不存在问题",
    ).fill(reason=reason)


def _need(need: str) -> Text:
    if need == REGISTER_FIELD:
        return text(en="a register that tells it", zh="载有该项的备案数据")
    return NEEDS[Need(need)] if need in tuple(Need) else _by_code(need)


def _by_code(code: str) -> Text:
    shown = code if _CODE.match(code) else "other"
    return Text(en=shown, zh=shown if shown != "other" else "其他原因")
