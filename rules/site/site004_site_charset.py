"""The page is in another charset than it declares, or was garbled before it was saved."""

from collections.abc import Iterator

from icplint.rule_api import (
    Confidence,
    Fault,
    FaultInfo,
    NotApplicable,
    RuleContext,
    RuleInfo,
    Severity,
    SiteEvidence,
    Unmeasured,
    law,
    text,
)

INFO = RuleInfo(
    id="SITE004",
    name="site-charset",
    title=text(en="The page's charset is declared wrongly", zh="网页字符编码声明有误"),
    why=text(
        en="A browser or a checking tool that trusts the declaration shows garbage instead of the owner and the number.",
        zh="浏览器或核查工具若按声明的字符编码读取，主办单位名称和备案编号会显示为乱码。",
    ),
    fix=text(
        en="Declare the charset that the page is really in ({charset}), alike in the Content-Type header and in "
        "<meta charset>.",
        zh="在响应头 Content-Type 和 <meta charset> 中声明网页实际使用的字符编码（{charset}），两处保持一致。",
    ),
    faults={
        "wrong-declaration": FaultInfo(
            severity=Severity.INFO,
            message=text(
                en="The page declares {declared}, but is in {charset}",
                zh="网页声明的字符编码为 {declared}，实际为 {charset}",
            ),
        ),
        "not-declared": FaultInfo(
            severity=Severity.INFO,
            message=text(
                en="The page declares no charset; it is in {charset}",
                zh="网页未声明字符编码，实际为 {charset}",
            ),
        ),
        "mojibake": FaultInfo(
            severity=Severity.WARNING,
            confidence=Confidence.MEDIUM,
            message=text(
                en="The footer is garbled: its text was decoded wrongly before it was saved",
                zh="页面底部为乱码：文字在保存之前就已按错误的字符编码转换",
            ),
            fix=text(
                en="Write the footer anew, and save the file as UTF-8.",
                zh="重新录入页面底部文字，并以 UTF-8 保存。",
            ),
        ),
    },
    since="0.1.0",
    sources=(law("WEB-STANDARDS", "labels"),),
)


def judge_site(site: SiteEvidence, context: RuleContext) -> Iterator[Fault | Unmeasured | NotApplicable]:  # noqa: ARG001 - the shape of a rule
    """Fail for each page whose charset is not as declared.

    A saved page lost the header that may have declared it, and may be in another charset than it was served in.
    """
    for page in site.pages:
        reading = page.reading
        if reading.blocked_by is not None:
            yield Unmeasured("blocked-by-provider")
        elif reading.charset_note == "not-declared" and reading.is_fragment:
            yield NotApplicable("fragment")
        elif reading.charset_note == "not-declared" and reading.response.status is None:
            yield Unmeasured("not-offered:response")
        elif reading.charset_note is not None:
            yield Fault(
                reading.charset_note,
                details={"declared": reading.charset_declared or "", "charset": reading.charset},
                confidence=Confidence.LOW
                if _is_unsure(reading.charset_note, reading.response.status)
                else None,
            )


def _is_unsure(note: str, status: int | None) -> bool:
    return note == "wrong-declaration" and status is None
