"""Invents numbers, and writes them as pages do."""

from dataclasses import dataclass
from random import Random  # noqa: TID251 - the type of an argument

PROVINCES = {
    "京": "11", "津": "12", "冀": "13", "晋": "14", "蒙": "15", "辽": "21", "吉": "22", "黑": "23",
    "沪": "31", "苏": "32", "浙": "33", "皖": "34", "闽": "35", "赣": "36", "鲁": "37",
    "豫": "41", "鄂": "42", "湘": "43", "粤": "44", "桂": "45", "琼": "46",
    "渝": "50", "蜀": "51", "黔": "52", "滇": "53", "藏": "54",
    "陕": "61", "陇": "62", "青": "63", "宁": "64", "新": "65",
}  # fmt: skip
"""The ministry's signs, and the first two digits of the police's codes."""

_POLICE_SIGNS = {"蜀": "川", "黔": "贵", "陇": "甘"}
"""Where the police's sign is another."""

_FULL_WIDTH = {code: code + 0xFEE0 for code in (*range(0x30, 0x3A), *range(0x41, 0x5B), 0x2D)}


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the ministry's register."""

    text: str
    kind: str


def _various(chance: Random, count: int) -> str:
    """Digits that nobody would take for a sample: neither one digit over and over nor a keyboard's run."""
    while True:
        digits = "".join(chance.choices("0123456789", k=count))
        if len(set(digits)) >= min(3, count) and digits not in "01234567890 09876543210":
            return digits


def sign(chance: Random) -> str:
    """A province by the ministry's sign; those that the police sign otherwise come often."""
    return chance.choice((*PROVINCES, *_POLICE_SIGNS, *_POLICE_SIGNS))


def filing(chance: Random, province: str) -> Number:
    """A filing number of 8 or 10 digits, with or without its service."""
    if chance.random() < 0.5:
        digits = f"{chance.randint(5, 20):02}{_various(chance, 6)}"
    else:
        digits = f"{chance.randint(2020, 2026)}{_various(chance, 6)}"
    suffix = chance.choice(("", "-1", "-1", "-1", "-2", f"-{chance.randint(3, 1200)}"))
    return Number(f"{province}ICP备{digits}号{suffix}", "filing")


def licence(chance: Random, province: str) -> Number:
    """A licence of the old form."""
    suffix = chance.choice(("", "", "", "-1", f"-{chance.randint(2, 90)}"))
    return Number(f"{province}ICP证{chance.randint(0, 20):02}{_various(chance, 4)}号{suffix}", "licence")


def telecom_licence(chance: Random, province: str) -> Number:
    """A telecom licence: of the province, for several provinces, or of several classes."""
    number = f"{chance.randint(2003, 2026)}{_various(chance, 4)}"
    text = chance.choice(
        (
            f"{province}B2-{number}",
            f"{province}B2-{number}号",
            f"{province}B2-{number}-{chance.randint(1, 40)}",
            f"B2-{number}",
            f"合字B2-{number}",
            f"A2.B1.B2-{number}",
            f"合字A1.B1.B2-{number}",
            f"合字B1.B2-{number}",
        )
    )
    return Number(text, "telecom-licence")


def police(chance: Random, province: str) -> tuple[str, str]:
    """A public-security number as it should be written, and its digits."""
    area = chance.choice(("0000", "0102", "0302", f"{chance.randint(1, 30):02}{chance.randint(1, 90):02}"))
    digits = f"{PROVINCES[province]}{area}02{_various(chance, 6)}"
    return f"{_POLICE_SIGNS.get(province, province)}公网安备{digits}号", digits


def written(chance: Random, number: str) -> str:
    """A right number as a page's source may hold it: a reader sees the number all the same."""
    way = chance.randint(0, 19)
    middle = next((place for place, one in enumerate(number) if one.isdigit()), 2)
    half = middle + 3
    letters = number.find("ICP")
    match way:
        case 0 if letters >= 0:
            spaced = f"{number[:letters]} ICP {number[letters + 3 :]}".replace("号", " 号 ").replace(
                "-", "- "
            )
            return spaced[: letters + 6] + " " + spaced[letters + 6 :]
        case 1:
            return "".join(f"&#{ord(one)};" if ord(one) > 127 else one for one in number)
        case 2:
            return "".join(f"&#x{ord(one):X};" if ord(one) > 127 else one for one in number)
        case 3:
            return f"{number[:middle]}<span>{number[middle:half]}</span>{number[half:]}"
        case 4:
            return f'<span lang="EN-US">{number[:half]}</span><font color="#999">{number[half:]}</font>'
        case 5:
            return f"{number[:middle]}&nbsp;{number[middle:]}"
        case 6 if letters >= 0:
            return number.translate(_FULL_WIDTH)
        case 7:
            return f"{number[:half]}\u200b{number[half:]}"
        case 8:
            return f"{number[:middle]}<!-- react-text: 12 -->{number[middle:]}<!-- /react-text -->"
        case 9:
            return f"{number[:middle]}\n                {number[middle:]}"
        case 10:
            return f"<em>{number}</em>"
        case 11:
            return f"<span><b>{number[:2]}</b></span><span>{number[2:]}</span>"
        case _:
            return number


_TRADITIONAL = str.maketrans("备号证", "備號證")


def miswritten(chance: Random, province: str) -> tuple[str, str]:
    """A filing as people get it wrong, and the number that was meant."""
    number = filing(chance, province).text
    digits = number[5 : number.index("号")]
    subject = f"{province}ICP备{digits}号"
    aliases = {"蜀": "川", "黔": "贵", "陇": "甘"}
    wrong = [
        (f"{province}ICP备{digits}", subject),
        (f"{province}ICP备{digits}-1号", f"{subject}-1"),
        (f"{province}IPC备{digits}号", subject),
        (f"{province}ICP备：{digits}号-2", f"{subject}-2"),
        (f"{province}备{digits}号-1", f"{subject}-1"),
        (f"{province}ICP备案{digits}号", subject),
        (f"{subject}-1".translate(_TRADITIONAL), f"{subject}-1"),
    ]
    if province in aliases:
        wrong.append((f"{aliases[province]}ICP备{digits}号-1", f"{subject}-1"))
    return chance.choice(wrong)


def joke(chance: Random) -> str:
    """A number of a joke register."""
    return f"{chance.choice('萌茶团')}ICP备{chance.randint(2020, 2026)}{_various(chance, 4)}号"


def police_written(chance: Random, text: str, digits: str) -> str:
    """A police number as people write it; its digits are whole."""
    return chance.choice(
        (
            text.replace("公网安备", "公安网备"),
            text.removesuffix("号"),
            text.replace("备", "备："),
            f"{text[0]} 公 网 安 备 {digits} 号",
            f"公安备案号：{digits}",
            text.replace("公网安备", "公网安备号"),
            text.translate(_TRADITIONAL).replace("网", "網"),
        )
    )
