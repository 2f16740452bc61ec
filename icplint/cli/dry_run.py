"""`icplint check --dry-run`: what a run would ask for. Sends nothing, not even a question to DNS."""

import sys
from typing import BinaryIO

from icplint.collect.crawl.plan import plan_of
from icplint.collect.sites.site_list import SiteList
from icplint.errors import OutputError, UsageError
from icplint.model.exit_code import ExitCode
from icplint.model.settings import Settings
from icplint.model.text import Language
from icplint.tell.plans import PlanJson, PlanLines, PlanTotal
from icplint.tell.report.formats import Format
from icplint.words import plan as words


def dry_run(sites: SiteList, settings: Settings, format_: Format, language: Language) -> ExitCode:
    """Tell the plan of each target as it is read, and the sum.

    Raises:
        UsageError: The plan cannot be told in this format.
        OutputError: Standard output is closed.
    """
    stream = sys.stdout
    if stream is None:
        raise OutputError(en="standard output is closed", zh="标准输出已关闭")
    writer: PlanLines | PlanJson
    match format_:
        case Format.TEXT:
            writer = PlanLines(language, stream.encoding or "utf-8")
        case Format.JSON | Format.JSONL:
            writer = PlanJson(is_one_document=format_ is Format.JSON)
        case _:
            wrong = words.ONLY_FORMATS.fill(format=format_.value)
            raise UsageError(wrong.en, wrong.zh)
    _tell(sites, settings, writer, stream.buffer)
    return ExitCode.CLEAN


def _tell(sites: SiteList, settings: Settings, writer: PlanLines | PlanJson, out: BinaryIO) -> None:
    total = PlanTotal()
    out.write(writer.start)
    for site in sites.sites:
        plan = plan_of(site, settings)
        total.add(plan)
        out.write(writer.site(site, plan) + writer.between)
    out.writelines(writer.rejected(row) + writer.between for row in sites.rejected)
    total.rejected, total.left_out = len(sites.rejected), sites.left_out
    out.write(writer.total(total) + writer.end)
    out.flush()
