"""The years of the copyright notice cannot be right."""

from collections.abc import Iterator

from icplint.rule_api import (
    Confidence,
    Copyright,
    Fault,
    FaultInfo,
    NotApplicable,
    PageEvidence,
    RuleContext,
    RuleInfo,
    Severity,
    copyright_html,
    law,
    own_notices,
    text,
)

INFO = RuleInfo(
    id="CPY006",
    name="copyright-year",
    title=text(en="The years of the copyright notice cannot be right", zh="版权年份有误"),
    why=text(
        en="A year in the future, an end before its start or a placeholder shows that nobody looks after the footer. It "
        "is a matter of care alone; no law or platform asks for years.",
        zh="年份晚于今年、起止颠倒或占位文字未替换，说明页面底部疏于维护。仅为建议，没有规定要求标明年份。",
    ),
    fix=text(
        en="Write the year of first publication and the current year.",
        zh="写明起始年份和当前年份。",
    ),
    faults={
        "future": FaultInfo(
            severity=Severity.INFO,
            message=text(
                en="“{raw}”: the year {year} lies in the future", zh="页面所示“{raw}”中的年份 {year} 晚于今年"
            ),
        ),
        "reversed": FaultInfo(
            severity=Severity.INFO,
            message=text(
                en="“{raw}”: the last year lies before the first", zh="页面所示“{raw}”的截止年份早于起始年份"
            ),
        ),
        "template-year": FaultInfo(
            severity=Severity.INFO,
            confidence=Confidence.MEDIUM,
            message=text(
                en="“{raw}”: the year is a placeholder", zh="页面所示“{raw}”中的年份是未替换的占位文字"
            ),
        ),
        "out-of-date": FaultInfo(
            severity=Severity.INFO,
            message=text(
                en="“{raw}”: the last year is {year}", zh="页面所示“{raw}”的截止年份为 {year}，未更新至今年"
            ),
        ),
    },
    since="0.1.0",
    options={"out_of_date": False},
    sources=(law("PROVIDER-CHECKS", "copyright"),),
    good="<footer>© 2015-2024 示例科技有限公司 版权所有</footer>",
    bad="<footer>© 2024-2015 示例科技有限公司 版权所有</footer>",
)


def judge_page(page: PageEvidence, context: RuleContext) -> Iterator[Fault | NotApplicable]:
    """Fail for each notice whose years cannot be right; an old year is told only where the option asks for it."""
    dated = [notice for notice in own_notices(page) if notice.first_year or "template-year" in notice.faults]
    if not dated:
        yield NotApplicable("no-year")
    for notice in dated:
        fault = _fault(notice, context.today.year, tell_old_years=bool(context.options.get("out_of_date")))
        if fault is not None:
            years = [year for year in (notice.first_year, notice.last_year) if year]
            yield Fault(
                fault,
                about=notice,
                html=_mended(notice, context.today.year),
                details={"year": f"{max(years)}" if years else ""},
            )


def _fault(notice: Copyright, this_year: int, *, tell_old_years: bool) -> str | None:
    if "template-year" in notice.faults:
        return "template-year"
    first, last = notice.first_year, notice.last_year
    if max(first or 0, last or 0) > this_year:
        return "future"
    if first and last and last < first:
        return "reversed"
    return "out-of-date" if tell_old_years and last and last < this_year else None


def _mended(notice: Copyright, this_year: int) -> str | None:
    """The notice with years that can be right; None where nobody knows whose it is."""
    if not notice.owner:
        return None
    years = [year for year in (notice.first_year, notice.last_year) if year and year <= this_year]
    return copyright_html(notice.owner, min(years, default=None), this_year)
