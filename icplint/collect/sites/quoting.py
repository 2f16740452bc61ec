"""Repeats what a user wrote inside a sentence, safely."""

MAX_QUOTED = 80
"""Characters; longer text is cut."""

AT_SIGNS = "@＠﹫"
"""The sign that ends user info, and the forms that fold to it."""


def quoted(written: str) -> str:
    """The text in quotation marks: one line, cut, unprintable characters escaped, user info left out."""
    last = max(written.rfind(sign) for sign in AT_SIGNS)
    if last >= 0:
        written = f"…@{written[last + 1 :]}"
    if len(written) > MAX_QUOTED:
        written = written[: MAX_QUOTED - 1] + "…"
    shown = "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii") for sign in written
    )
    return f'"{shown}"'
