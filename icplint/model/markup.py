"""The HTML to paste, built from a site's own numbers."""

from collections.abc import Sequence
from html import escape

ICP_LINK = "https://beian.miit.gov.cn/"
"""The ministry's query address. Source: domain facts B.16, in force since 2020-08."""

PSB_LINK = "https://beian.mps.gov.cn/#/query/webSearch?code="
"""The police platform's query address; the code is the 14 digits. Source: the platform's own snippet, 2026-09-02."""

PSB_ICON_PLACEHOLDER = "备案图标.png"
"""The name under which the platform saves the badge that the owner downloads after logging in."""


def icp_html(number: str) -> str:
    """The filing number, linked to the ministry's site."""
    return f'<a href="{ICP_LINK}" rel="noreferrer" target="_blank">{escape(number)}</a>'


def psb_html(number: str, digits: str, icon: str | None = None) -> str:
    """Badge first, number to its right, both inside the link to the police platform.

    Args:
        number: As it should stand on the page.
        digits: Its 14 digits.
        icon: The badge's address on this site, where there is one; what a style sheet draws is no address.
    """
    address = icon if icon and icon.startswith(("http:", "https:", "/")) else PSB_ICON_PLACEHOLDER
    return badged_psb_html(number, digits, address)


def badged_psb_html(number: str, digits: str, address: str) -> str:
    """The same with the badge at an address that is taken as it stands."""
    return (
        f'<a href="{PSB_LINK}{escape(digits)}" rel="noreferrer" target="_blank">'
        f'<img src="{escape(address)}" alt="" width="18" height="20">{escape(number)}</a>'
    )


def copyright_html(owner: str, first_year: int | None, last_year: int) -> str:
    """A copyright notice that names the filing entity."""
    years = f"{first_year}-{last_year}" if first_year and first_year < last_year else f"{last_year}"
    return f"<p>© {years} {escape(owner)} 版权所有</p>"


def footer_html(notice: str | None, numbers: Sequence[str]) -> str:
    """A footer: the notice, below it the numbers beside each other, at the centre of the page's bottom.

    Source: MII Order 33 (2005 text), article 13, for the place of the ICP number.
    """
    lines = [f"  {notice}"] if notice else []
    if numbers:
        lines += ["  <p>", *(f"    {number}" for number in numbers), "  </p>"]
    return "\n".join(['<footer style="text-align: center">', *lines, "</footer>"])
