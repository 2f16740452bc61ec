"""Coverage-guided fuzzing of our reader of HTTP: any bytes are a response or a refusal, however they are cut.

    pip install -e '.[fuzz,dev]'
    mkdir -p build/fuzz
    python -m tests.long.fuzz_http1 -atheris_runs=1000000 -max_len=4000 -timeout=10 build/fuzz

All flags are libFuzzer's: new inputs go to the folder. The last line tells the executions; a crash or a time-out ends
the run with the input in a file. What h11 accepts has to be read alike.
"""

import sys
from random import Random  # noqa: TID251 - the engine gives a seed

import atheris

with atheris.instrument_imports(include=["icplint.collect.fetch"]):
    from icplint.collect.fetch.http1 import MAX_FIELDS, MAX_INFORMATIONAL

from tests.fakes.responses import Came, Refused, read_by_h11, read_whole

PIECES = (
    *(
        b"HTTP/1.1 200 OK\r\n",
        b"HTTP/1.0 404\r\n",
        b"HTTP/1.1 103 Early Hints\r\n\r\n",
        b"HTTP/1.1 101 x\r\n\r\n",
    ),
    *(b"\r\n", b"\n", b"\r", b"\r\n\r\n", b"\n\n", b" ", b"\t", b"\r\n ", b"\r\n\t"),
    *(
        b"Content-Length: 5\r\n",
        b"content-length:5,5\r\n",
        b"Content-Length: -1\r\n",
        b"Content-Length: 0\r\n",
    ),
    *(b"Transfer-Encoding: chunked\r\n", b"Transfer-Encoding: identity\r\n", b"transfer-encoding: gzip\r\n"),
    *(
        b"Content-Type: text/html; charset=gbk\r\n",
        b"Location: /\r\n",
        b"A : b\r\n",
        b"no colon\r\n",
        b": x\r\n",
    ),
    *(b"5\r\nhello\r\n", b"5;a=b\r\nhello\r\n", b"0\r\n\r\n", b"0\r\nA: b\r\n\r\n", b"ffffffffffffffff\r\n"),
    *(b"hello", b"\0", b"\xff", b";", b"HTTP/1.1 204 No Content\r\n", b"HTTP/1.1 304 x\r\n"),
)
"""What responses are made of; the mutator plants these between bytes of libFuzzer's own."""


def mutate(data: bytes, max_size: int, seed: int) -> bytes:
    """A mutation of the engine's own or, as often, some planted pieces."""
    chance = Random(seed)
    if chance.random() < 0.5:
        mutated: bytes = atheris.Mutate(data, max_size)
        return mutated
    for _ in range(chance.randint(1, 5)):
        place = chance.randint(0, len(data)) if chance.random() < 0.7 else len(data)
        end = place + (chance.randint(0, 20) if chance.random() < 0.3 else 0)
        data = data[:place] + chance.choice(PIECES) + data[end:]
    return data[:max_size]


def execute(data: bytes) -> None:
    """Read one response in one piece and in small ones, and beside h11."""
    whole = read_whole(data, len(data) or 1)
    cut = read_whole(data, 1 + sum(data[:16]) % 5)
    assert isinstance(whole, Refused) == isinstance(cut, Refused), (whole, cut)
    assert isinstance(whole, Refused) or whole == cut, (whole, cut)
    if data.count(b"\n") < min(MAX_FIELDS, MAX_INFORMATIONAL * 2):  # below all bounds that h11 does not have
        theirs = read_by_h11(data, len(data) or 1)
        if isinstance(theirs, Came):
            assert isinstance(whole, Came), (theirs, whole)
            assert whole.without_framing == theirs.without_framing, (theirs, whole)


def main() -> None:
    """Run until the flags say enough."""
    atheris.Setup(sys.argv, execute, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
