"""Headers that lie, flood or are none."""

from tests.fakes.hostile.messages import CHUNKED, HTML, PAGE, chunk, head, whole
from tests.fakes.hostile.server import CHECKED, behaviour, repeating, saying

_N = len(PAGE)
_FLOOD = b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: y\r\n" % number for number in range(20_000))
_COOKIES = tuple(f"Set-Cookie: c{number}={'v' * 50}; Path=/" for number in range(200))

BEHAVIOURS = (
    behaviour("says less than it sends", saying(whole(PAGE + b"<p>more", length=_N)), CHECKED),
    behaviour("says more than it sends", saying(whole(length=_N + 1)), "tcp"),
    behaviour(
        "says two lengths", saying(head(HTML, f"Content-Length: {_N}", "Content-Length: 5") + PAGE), "tcp"
    ),
    behaviour(
        "says one length twice",
        saying(head(HTML, f"Content-Length: {_N}", f"Content-Length: {_N}") + PAGE),
        CHECKED,
    ),
    behaviour(
        "says one length twice in a line", saying(head(HTML, f"Content-Length: {_N}, {_N}") + PAGE), CHECKED
    ),
    behaviour("says two lengths in a line", saying(head(HTML, f"Content-Length: {_N}, 5") + PAGE), "tcp"),
    behaviour("has a length below nothing", saying(head(HTML, "Content-Length: -1") + PAGE), "tcp", CHECKED),
    behaviour("has a length of letters", saying(head(HTML, "Content-Length: many") + PAGE), "tcp", CHECKED),
    behaviour(
        "has a length with a sign", saying(head(HTML, f"Content-Length: +{_N}") + PAGE), "tcp", CHECKED
    ),
    behaviour("has an empty length", saying(head(HTML, "Content-Length:") + PAGE), "tcp", CHECKED),
    behaviour(
        "has a length of thirty digits",
        saying(head(HTML, f"Content-Length: {'9' * 30}") + PAGE),
        "tcp",
        "too-large",
    ),
    behaviour(
        "has a length of 5,000 digits",
        saying(head(HTML, f"Content-Length: {'9' * 5_000}") + PAGE),
        "tcp",
        "too-large",
    ),
    behaviour(
        "has a length and chunks",
        saying(head(HTML, "Content-Length: 5", "Transfer-Encoding: chunked"), chunk(PAGE), b"0\r\n\r\n"),
        CHECKED,
        "tcp",
    ),
    behaviour(
        "has an unknown transfer encoding", saying(head(HTML, "Transfer-Encoding: gzip, rot13") + PAGE), "tcp"
    ),
    behaviour(
        "says chunked twice",
        saying(head(HTML, *("Transfer-Encoding: chunked",) * 2), chunk(PAGE), b"0\r\n\r\n"),
        CHECKED,
        "tcp",
    ),
    behaviour("has a chunk below nothing", saying(CHUNKED, b"-5\r\nabcde\r\n0\r\n\r\n"), "tcp"),
    behaviour("has a chunk of letters", saying(CHUNKED, b"xyz\r\nabc\r\n0\r\n\r\n"), "tcp"),
    behaviour(
        "has a chunk of 2^80 bytes", saying(CHUNKED, b"1" + b"0" * 20 + b"\r\nabc"), "tcp", "too-large"
    ),
    behaviour(
        "has a chunk of 10,000 digits", saying(CHUNKED, b"f" * 10_000 + b"\r\nabc"), "tcp", "too-large"
    ),
    behaviour("has a chunk without its line end", saying(CHUNKED, b"5\r\nabcdeXX0\r\n\r\n"), "tcp"),
    behaviour(
        "has an extension of a chunk without end",
        repeating(b"x" * 4_096, first=CHUNKED + b"5;"),
        "tcp",
        "too-large",
    ),
    behaviour(
        "has extensions of chunks", saying(CHUNKED, b"%x;a=b;c\r\n%b\r\n0;d\r\n\r\n" % (_N, PAGE)), CHECKED
    ),
    behaviour(
        "has chunks of a byte",
        saying(CHUNKED, *(chunk(PAGE[n : n + 1]) for n in range(_N)), b"0\r\n\r\n"),
        CHECKED,
    ),
    behaviour("has chunks without end", repeating(chunk(b"x" * 4_096), first=CHUNKED), "too-large"),
    behaviour(
        "has chunks of a byte without end",
        repeating(chunk(b"x") * 800, first=CHUNKED),
        "tcp",
        "too-large",
        "timeout",
    ),
    behaviour("has trailers", saying(CHUNKED, chunk(PAGE), b"0\r\nX-Sum: 1\r\n\r\n"), CHECKED),
    behaviour(
        "has trailers without end",
        repeating(b"X-More: more\r\n" * 300, first=CHUNKED + chunk(PAGE) + b"0\r\n"),
        CHECKED,
        "tcp",
        "too-large",
    ),
    behaviour(
        "has headers without end",
        repeating(b"X-More: more\r\n" * 300, first=b"HTTP/1.1 200 OK\r\n"),
        "too-large",
    ),
    behaviour(
        "has a header without end", repeating(b"x" * 4_096, first=b"HTTP/1.1 200 OK\r\nX-More: "), "too-large"
    ),
    behaviour(
        "has a header of a megabyte", saying(whole(PAGE, HTML, f"X-Big: {'x' * 1_000_000}")), "too-large"
    ),
    behaviour("has 20,000 headers", saying(_FLOOD + b"\r\n" + PAGE), "too-large"),
    behaviour(
        "has 5,000 headers in 60 KB", saying(whole(PAGE, HTML, *("X-Y: z",) * 5_000)), CHECKED, "too-large"
    ),
    behaviour("sets 200 cookies", saying(whole(PAGE, HTML, *_COOKIES)), CHECKED),
    behaviour("has a NUL in a header", saying(whole(PAGE, HTML, "X-Nul: a\0b")), "tcp", CHECKED),
    behaviour("has a NUL in a header's name", saying(whole(PAGE, HTML, "X\0Nul: a")), "tcp"),
    behaviour("has a bare CR in a header", saying(whole(PAGE, HTML, "X-Cr: a\rb")), "tcp", CHECKED),
    behaviour("has a header without a colon", saying(whole(PAGE, HTML, "no colon here")), "tcp", CHECKED),
    behaviour("has a header without a name", saying(whole(PAGE, HTML, ": nameless")), "tcp", CHECKED),
    behaviour("has a blank before the colon", saying(whole(PAGE, HTML, "X-Blank : a")), "tcp", CHECKED),
    behaviour("has a header on two lines", saying(whole(PAGE, HTML, "X-Long: a\r\n  b")), CHECKED),
    behaviour("begins with a continued line", saying(whole(PAGE, "  continued: x", HTML)), "tcp", CHECKED),
    behaviour(
        "has bytes above ASCII in a header", saying(whole(PAGE, HTML, "X-Name: \xe6\x9f\x90\xff")), CHECKED
    ),
    behaviour("ends its lines with LF alone", saying(whole().replace(b"\r\n", b"\n")), CHECKED),
    behaviour("has an empty line before its answer", saying(b"\r\n" + whole()), CHECKED, "tcp"),
)
