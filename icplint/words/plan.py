"""The words of `--dry-run`."""

from icplint.model.text import text

SITE = text(
    en="{site}: usually {usual} requests, at most {asks} ({most} with every redirect and retry)",
    zh="{site}：通常 {usual} 次请求，最多 {asks} 次（含全部跳转和重试最多 {most} 次）",
)
NOTHING = text(en="{site}: no request", zh="{site}：不发出请求")
ADDRESS = text(en="  {number}. {url}", zh="  {number}. {url}")
MORE = text(en="  then at most: {steps}", zh="  其后最多：{steps}")
STEP = text(en="{kind} {count}", zh="{kind} {count}")
BETWEEN = text(en=", ", zh="、")
REJECTED = text(en="{source}, line {line}: {reason}", zh="{source} 第 {line} 行：{reason}")
TOTAL = text(
    en="Targets: {sites}, rejected rows: {rejected}, left out: {left_out}. Usually {usual} requests, at most {asks} ({most}"
    " with every redirect and retry). Nothing was sent.",
    zh="共 {sites} 个目标，无效行 {rejected} 行，排除 {left_out} 个：通常 {usual} 次请求，最多 {asks} 次（含全部跳转和重试最多 {most} 次）。"
    "未发出任何请求。",
)
KINDS = {
    "home": text(en="home page", zh="首页"),
    "leads": text(en="pages it leads to", zh="首页转往的页面"),
    "materials": text(en="scripts and style sheets of the footer", zh="页脚所用脚本和样式表"),
    "robots": text(en="robots.txt", zh="robots.txt"),
    "sitemaps": text(en="sitemaps", zh="网站地图"),
    "pages": text(en="further pages", zh="其他页面"),
}
ONLY_FORMATS = text(
    en="--dry-run writes text, json or jsonl, not {format}",
    zh="--dry-run 只支持 text、json、jsonl，不支持 {format}",
)
