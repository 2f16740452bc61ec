"""Coverage-guided fuzzing of decoding and page reading: any bytes are a reading or a refusal.

    pip install -e '.[fuzz]'
    mkdir -p build/fuzz
    python tests/long/fuzz_pages.py -atheris_runs=100000 -max_len=6000 -timeout=10 build/fuzz fixtures/pages/forms

All flags are libFuzzer's: new inputs go to the first folder, the second one gives the seeds. The last line
tells the executions; a crash or a time-out ends the run with the input in a file.
"""

import sys
from random import Random  # noqa: TID251 - the engine gives a seed

import atheris

with atheris.instrument_imports(include=["icplint"]):
    from icplint.model.answer import Answer, FetchFailure, Response
    from icplint.model.reading import Reading
    from icplint.read.reader import read

PIECES = (
    *(
        "<html>",
        "<body>",
        "</body>",
        "<footer>",
        "</footer>",
        "<div class='footer'>",
        "</div>",
        "<p>",
        "</p>",
        "<br>",
    ),
    *(
        "<a href='https://beian.miit.gov.cn/'>",
        "<a href=''>",
        "<a onclick=\"location.href='/x'\">",
        "</a>",
        "<base href='//x/'>",
    ),
    *(
        "<img src='/ga.png'>",
        "<img src=''>",
        "<img data-src=/a srcset='a 1x,b'>",
        "<i class='ga'></i>",
        "<svg></svg>",
    ),
    *(
        "<!--",
        "-->",
        "<script>",
        "document.write('",
        "')",
        "`${x}`",
        "\\u5907",
        "%u5907",
        "</script>",
        "<textarea>",
    ),
    *(
        "<style>.ga{background:url(x)}.h{display:none}</style>",
        "<style>@media(x){",
        "}",
        "style='color:#fff;background:#fff'",
    ),
    *(
        "<table><tr><td>",
        "<ul><li>",
        "<template>",
        "<noscript>",
        "<iframe>",
        "<svg><title>",
        "<meta charset=gbk>",
    ),
    *(
        "<meta charset=utf-16>",
        "<meta name=SiteIDCode content=1>",
        "&nbsp;",
        "&#20140;",
        "&copy;",
        "&",
        "\u200b",
        "\x00",
    ),
    *(
        "京ICP备16059763号-1",
        "京公网安备11010502030001号",
        "粤B2-20090059",
        "公安备案号",
        "萌ICP备20257012号",
    ),
    *(
        "© 2013-2026 某某（北京）科技有限公司 版权所有",
        "Copyright ©",
        "All Rights Reserved",
        "版权归",
        "所有",
        "主办单位：某局",
    ),
    *(
        "技术支持：某网络",
        "2013-",
        "至今",
        "{{year}}",
        "undefined",
        "，",
        "。",
        "|",
        "Powered by ",
        "网站标识码1100000001",
    ),
)
"""What footers are made of; the mutator plants these between bytes of libFuzzer's own."""

CONTENT_TYPES = (
    None,
    "text/html",
    "text/html; charset=gbk",
    "text/html; charset=utf-8",
    "text/html; charset=big5",
)
CHARSETS = ("utf-8", "utf-8", "gb18030", "utf-16", "big5")


def mutate(data: bytes, max_size: int, seed: int) -> bytes:
    """A mutation of the engine's own or, as often, some planted pieces."""
    chance = Random(seed)
    if chance.random() < 0.4:
        mutated: bytes = atheris.Mutate(data, max_size)
        return mutated
    charset = chance.choice(CHARSETS)
    for _ in range(chance.randint(1, 6)):
        place = chance.randint(0, len(data))
        end = place + (chance.randint(0, 40) if chance.random() < 0.3 else 0)
        data = data[:place] + chance.choice(PIECES).encode(charset, "ignore") + data[end:]
    return data[:max_size]


def execute(data: bytes) -> None:
    """Read one page under a header that its own bytes choose."""
    content_type = CONTENT_TYPES[sum(data[:64]) % len(CONTENT_TYPES)]
    headers = (("content-type", content_type),) if content_type else ()
    answer = Answer(Response(url="https://www.example.cn/a/", headers=headers), data)
    found = read(answer)
    assert isinstance(found, Reading | FetchFailure)
    if isinstance(found, Reading):
        assert all(one.raw and one.subject in one.number for one in found.evidence.icp), found
        assert all(one.raw and one.digits for one in found.evidence.psb), found


def main() -> None:
    """Run until the flags say enough."""
    atheris.Setup(sys.argv, execute, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
