"""Coverage-guided fuzzing of the number grammars: no text raises, stalls or is misquoted.

    pip install -e '.[fuzz]'
    python tests/long/fuzz_numbers.py -atheris_runs=1000000 -max_len=300 -timeout=5

All flags are libFuzzer's. The last line tells the executions; a crash or a time-out ends the run with the
input in a file.
"""

import sys
from random import Random  # noqa: TID251 - the engine gives a seed

import atheris

with atheris.instrument_imports(include=["icplint"]):
    from icplint.numbers.find import find_numbers
    from icplint.numbers.folding import fold
    from icplint.numbers.found import Standing
    from icplint.numbers.icp import parse_icp, print_icp
    from icplint.numbers.licences import find_licences

PIECES = (
    *"京蜀川黔贵陇甘合萌新",
    *("ICP", "icp", "IPC", "ＩＣＰ", "备", "備", "备案号", "证", "许可证", "号", "號", "-", "－", "—"),
    *("16059763", "2026033844", "030173", "20090059", "1234567", "１６０５９７６３", "00000000", "XXXXXXXX"),
    *("-1", "-2A", "-3X", "-0", "-209A", "A2.B1.B2-", "B2-", "B-2-4-", "合字B1.B2-"),
    *("公网安备", "公安网备", "公安机关备案号", "网安备", "公网监备案证第", "浙备"),
    *("11010502030001", "110102000247", "3301000000001", "310107100040719", "1101050203"),
    *(
        " ",
        "\u00a0",
        "\u3000",
        "\u200b",
        "\ufe0f",
        "\n",
        "：",
        ":",
        "|",
        "·",
        "。",
        "(",
        ")",
        "［",
        "］",
        "{",
        "}",
    ),
    *(
        "备案号：",
        "技术支持：",
        "网站标识码：",
        "网文",
        "京网文〔2023〕1034-029号",
        "JY",
        "网信算备",
        "undefined",
    ),
)
"""What numbers are made of; the mutator plants these between bytes of libFuzzer's own."""


def mutate(data: bytes, max_size: int, seed: int) -> bytes:
    """A mutation of the engine's own or, as often, a planted or a cut-out piece."""
    chance = Random(seed)
    if chance.random() < 0.4:
        mutated: bytes = atheris.Mutate(data, max_size)
        return mutated
    text = data.decode("utf-8", "ignore")
    for _ in range(chance.randint(1, 4)):
        place = chance.randint(0, len(text))
        end = place + (chance.randint(0, 4) if chance.random() < 0.4 else 0)
        text = text[:place] + chance.choice(PIECES) + text[end:]
    return text.encode("utf-8", "ignore")[:max_size]


def execute(data: bytes) -> None:
    """Read one text, and hold the readings to what every text keeps."""
    text = data.decode("utf-8", "replace")
    folded = fold(text).text
    assert fold(folded).text == folded, text
    end = 0
    for found in find_numbers(text, 2026):
        assert end <= found.start < found.end, text
        assert text[found.start : found.end] == found.raw, text
        end = found.end
        if found.standing is Standing.RIGHT and found.number and found.subject:
            parts = parse_icp(found.number)
            assert parts is not None, text
            assert print_icp(parts) == found.number, text
    for licence in find_licences(text):
        assert text[licence.start : licence.end] == licence.raw, text


def main() -> None:
    """Run until the flags say enough."""
    atheris.Setup(sys.argv, execute, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
