"""The vocabulary that tells names from other text, and kinds of names from each other."""

import re

from icplint.late import pattern
from icplint.numbers.folding import CHINESE, NOT_CHINESE

HAN = pattern(CHINESE)

COMPANY = pattern(
    r"(?:有限(?:责任)?公司|股份(?:有限)?公司|集团公司|总公司|有限合伙\)?|合伙企业\)?)"
    rf"(?:{NOT_CHINESE}{{0,3}}\(?{CHINESE}{{0,6}}分公司\)?)?$|分公司$"
)
"""Ends of a company's registered name. Source: domain facts D.3."""

BODY = pattern(
    r"(?:公司|集团|大学|学院|中学|小学|学校|系|幼儿园|政府|委员会|委|局|厅|部|署|院|所|馆|社|台|站|室|中心|协会|学会|商会"
    r"|联合会|联盟|基金会|银行|医院|书店|经营部|商行|厂|店|街道|镇|村|处|会|支行|俱乐部)(?:\([^()]{1,20}\))?$"
)
"""Ends of the names of public bodies, schools, clubs and firms without their company form."""

PLACE_IN_BRACKETS = pattern(rf"\({CHINESE}{{2,6}}\)")
"""A place as a company's name holds it."""

NAME_BEFORE_PLACE = pattern(r"^[^()]{2,}(?=\()")
"""A name's own part before its place in brackets."""

HOST = pattern(
    r"(?:https?://)?(?:[a-z0-9][a-z0-9-]{0,62}\.){1,4}"
    r"(?:com|net|org|cn|edu|gov|info|top|xyz|cc|io|me|co|tv|vip|club|site|shop|dev|app|tech|wang|ltd|group|online|fun|ink"
    r"|la|hk|tw|asia|biz|mobi|name|pro|work|art|blog|love|life|live|world|space|store|cloud|link|wiki|moe|中国|公司|网络)"
    r"(?:/\S{0,40})?",
    re.IGNORECASE,
)
"""A whole domain name, to be matched in full."""

GLUED_HOST = pattern(rf"(?<={CHINESE})(?i:www\.[a-z0-9.-]{{3,60}})$")

TEMPLATE = pattern(
    r"your\s?(?:web\s?site|company|name|site|brand|blog|domain)|(?:company|web\s?site|site|author|owner|blog)[\s_-]?name\b"
    r"|^(?:公司|网站|站点|企业|单位|博客)(?:名称?|全称)$|(?:你|您)的(?:公司|网站|名字|单位|名称|站点|姓名)"
    r"|^(?:某某|x{2,}|×{2,}|\*{2,}|○{2,})|^(?:undefined|null|lorem|demo|example)\b|[{}]",
    re.IGNORECASE,
)
"""A name that nobody replaced."""

_NAV_HEAD = (
    r"(?:关于|联系|加入|隐私|使用|服务|法律|用户|免责|网站|友情|帮助|意见|投诉|广告|站点|返回|设为|加为|在线|人才|招聘|诚聘"
    r"|商务|合作|版权|移动|手机|无障碍|下载|登录|注册|收藏|公安|工信|推荐|建议|适度|合理|纯属|切勿|中文|英文|当前|本站|本网|管理|站长|流量|客服|后台|繁体|简体|兼容|浏览|电话|传真|邮箱|热线)"
)
_NAV_TAIL = (
    r"(?:顶部|底部|我们|本站|本网|方式|条款|政策|协议|声明|须知|说明|导航|地图|链接|中心|反馈|建议|举报|服务|信息|首页|主页|收藏|客服"
    r"|招聘|英才|洽谈|合作|保护|指引|必读|前必读|浏览|阅读|虚构|模仿|沉迷|安排|版|时间|人数|内容|部分|所有|域名|网址|统计|管理|中文|量)"
)
_OURSELVES = (
    r"(?:(?:本|该|此|我)(?:网?站|网|公司|单位|刊|报|社|店|平台|系统|栏目|页|作品|文)?(?:内容|作品|信息)?|网站|公司|我们|所有|归"
    r"|者|均|版权|著作权|权利人|版|号|网址|首页|官网|官方网站|等|及|的|技术|and|the|of|by|or)"
)
_LATIN_MENU = (
    r"(?:about|contact|privacy|terms|home|help|sitemap|site|map|rss|login|legal|policy|notice|infringement|law|protection"
    r"|statement|complaints?|cookies?|disclaimer|version|top|reserved|all|rights?|protected|information|us|use|of|and|our|services?|english|chinese)"
)

NOT_A_NAME = pattern(
    rf"^{_OURSELVES}$|^原?作者|^{_NAV_HEAD}{_NAV_TAIL}{{0,2}}$|^{_LATIN_MENU}(?:[\s&]{{1,3}}{_LATIN_MENU}){{0,5}}$"
    r"|^(?:今日|总|累计|共有?|总计|当前)(?:访问|浏览|在线|执行)|^(?:欢迎|敬请|谢谢|扫[码描一])|^(?:百度统计|cnzz|工商网监|网监|网络警察|违法和不良信息|兼容.{0,9})$|^原创(?:内容|作品|文章|版权)?$"
    r"|^(?:运营|维护|运维|管理|建设|制作|设计|开发|主管|主办|承办|协办|监制|出品){1,3}$"
    r"|(?:我们|声明|协议|政策|条款|须知|必读|责任|登录|注册|举报|首页|收藏|入口|后台|支持|授权|许可)$"
    r"|备[0-9]{6}|所有权利|责任自负|请(?:注明|联系|勿)|注明出处|用于|仅供|[0-9]号$|^[0-9]{1,4}[年月日]",
    re.IGNORECASE,
)
"""Menus, slogans and words for "us": they stand where a name could stand."""

MENU_WORD = pattern(
    r"^(?:about|contact|privacy|terms|home|help|sitemap|rss|login|legal|cookies?|disclaimer|powered|theme|built|email|tel"
    r"|version|since|licen[cs]e|feed|links?|faq|admin)\b",
    re.IGNORECASE,
)
"""A Latin word that ends the name before it."""

SENTENCE_HEAD = pattern(
    rf"^(?:本|该|此|所有|以上|网站|全部|一切)[^\s,，]{{0,16}}?(?:归属?|由|为|属于?|系)(?={CHINESE}{{2}})"
)
"""所有内容为…, 本站由…: what a sentence puts before the owner."""

ABBREVIATION = pattern(
    r"(?:^|\s|,)(?:inc|ltd|co|corp|llc|llp|l\.l\.c|s\.a|dr|mr|ms|st|no|(?:[a-z]\.){0,8}[a-z])\.$",
    re.IGNORECASE,
)
"""A full stop that ends no sentence."""

COMPANY_ABBREVIATION = pattern(r"(?:^|[\s,.])(?:inc|ltd|co|corp|l\.l\.c|s\.a)$", re.IGNORECASE)
"""An abbreviation that keeps its full stop at the end of a name."""

CUT = pattern(
    r"[,，](?!\s{0,2}(?:inc|ltd|llc|co|corp|limited|llp|l\.l\.c|s\.a|gmbh|pty|plc)\b)|\s[-–—―~]{1,3}\s|[-–—]{2,9}|\s:\s",
    re.IGNORECASE,
)
"""Commas and dashes between a name and other things; a comma before Ltd. is none."""

HOSTED = pattern(r"主\s?办(?:单位)?$")
"""某某局主办: the verb at the end of a public body's name."""
