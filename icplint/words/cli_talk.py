"""What the command line says while it works."""

from icplint.model.text import text

RULES_COUNTED = text(
    en="{count} rules. One in full: icplint explain ICP001",
    zh="共 {count} 条规则。查看单条详情：icplint explain ICP001",
)
NO_SUCH_RULE = text(
    en="there is no rule '{name}'.{nearest} See 'icplint rules'.",
    zh="没有规则 {name}。{nearest}全部规则见 icplint rules。",
)
NEAREST_RULE = text(en=" The nearest is '{name}'.", zh="最接近的是 {name}。")

RULES_HASH = text(en="rules: {hash}", zh="规则包：{hash}")
LAW_AS_OF = text(en="law data as of: {day}", zh="法规数据截至：{day}")
PROFILE_AS_OF = text(en="profile data as of: {day}", zh="属地要求数据截至：{day}")
BADGE_AS_OF = text(en="badge data as of: {day}", zh="备案编号图标数据截至：{day}")

RATE = text(en="{rate} a second", zh="每秒 {rate} 个")
COUNTS = text(
    en="{found} with findings, {unmeasured} not checked", zh="{found} 个有发现，{unmeasured} 个未核查"
)

LEFT_OUT = text(
    en="{count} sites were left out, as --exclude and --opt-out say",
    zh="按 --exclude、--opt-out 排除了 {count} 个网站",
)

DONE = text(en="{site}: {what}", zh="{site}：{what}")
FINDINGS = text(en="{count} findings", zh="{count} 项发现")
ONE_FINDING = text(en="1 finding", zh="1 项发现")
NO_FINDING = text(en="nothing found", zh="未发现问题")
PARTLY = text(en="nothing found in what was checked", zh="已核查项目内未发现问题")
NOT_CHECKED = text(en="not checked ({why})", zh="未核查（{why}）")
UNMEASURED = text(en="too little could be checked", zh="未能充分核查")
TRIED = text(en="  tried {url}: {result}", zh="  尝试 {url}：{result}")
HOP = text(en="  {status} from {url} to {location}", zh="  {status}：{url} 转到 {location}")
PAGE = text(
    en="  read {url}, charset {charset}, footer {footer}",
    zh="  读取 {url}，字符编码 {charset}，页脚 {footer}",
)
TOOK = text(en="  beside it {url}: {result}", zh="  另取 {url}：{result}")
CRASHED = text(en="  crashed: {rules}", zh="  运行出错：{rules}")
