"""Paths by which home pages and the roots of languages are known.

Source: what servers serve without being asked for more, and how sites of several languages divide themselves; general
knowledge, no claim of law. As of 2026-11-25.
"""

HOME_PATHS = frozenset(
    "/index.html /index.htm /index.php /index.asp /index.aspx /index.jsp /index.shtml /default.html /default.htm"
    " /default.asp /default.aspx /home /home/ /".split()
) | {""}

CHINESE_ROOTS = frozenset("cn zh zh-cn zh_cn zh-hans chs sc".split())
"""Of sites in simplified Chinese."""

LANGUAGE_ROOTS = CHINESE_ROOTS | frozenset("en en-us tw zh-tw cht jp ja kr ko".split())
