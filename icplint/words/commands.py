"""What each command does, in one line: all that is said of a command before it is imported."""

from icplint.model.text import text

CHECK = text(en="Audit sites, lists and saved pages.", zh="核查网站、清单和已保存的网页。")
DEMO = text(en="Audit a fleet of small sites on this machine.", zh="在本机核查一组示例网站。")
RULES = text(en="List the rules.", zh="列出全部规则。")
EXPLAIN = text(en="Explain one rule in full.", zh="详细说明一条规则。")
REPLAY = text(
    en="Judge recordings of sites again, without asking anybody.",
    zh="重新核查网站的应答记录，不访问网络。",
)
SCAN = text(en="Scan a list on schedule, and keep what was found.", zh="定期扫描清单，并保存结果。")
RUNS = text(en="List the runs of a store.", zh="列出数据库中的历次扫描。")
DIFF = text(en="Tell what changed between two runs.", zh="比较两次扫描，列出变化。")
HISTORY = text(en="Tell what became of one site.", zh="查看单个网站的历次变化。")
EXPORT = text(en="Write reports of a run that a store keeps.", zh="导出数据库中某次扫描的报告。")
PRUNE = text(en="Take away old evidence and ledgers.", zh="清理过期的证据和明细。")
VERIFY = text(en="Hold that a store and its evidence are whole.", zh="检验数据库及证据是否完整。")
BASELINE = text(en="Keep old findings apart from new ones.", zh="区分存量问题与新增问题。")
REGISTER = text(en="Import, validate and ask what was filed.", zh="导入、校验、查询备案数据。")
SNIPPET = text(
    en="Print the footer of a site, made from what was filed.", zh="按备案数据生成可粘贴的页脚代码。"
)
SCHEMA = text(en="Print the JSON Schema of report v1.", zh="输出报告 v1 的 JSON Schema。")
