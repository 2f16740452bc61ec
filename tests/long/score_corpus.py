"""Scores the readings of this checkout against hand-made labels of real pages, where the corpus lies beside it.

    python tests/long/score_corpus.py [--misses N]

Prints right, wrong and missed readings of each thing read, and how the larger of wrong and missed compares with
what is allowed (per cent of right + missed, rounded up to whole readings). Ends with 1 where more is wrong.

Labels that a reader of the static page may doubt, and that the code is not bent for:

* 3099: the footer's box is `position:fixed; visibility:hidden` until a script shows it. The labels have what a
  browser shows in the end, the reading has it as hidden: owner, ICP number and police number count as missed.
* 0313: a gate in front of the page is what shows first. The labelled footer stands in an overlay whose class
  the page's own style sheet gives `display:none !important`: all of it counts as missed.
* 0119: "京ICP00000008号" stands in the rules of the comment form. The labels have it outside the footer and the
  reading in it, for it stands among the last lines of the page's text.
"""

import argparse
import math
import re
import subprocess
import sys
from pathlib import Path

CORPUS = Path(__file__).resolve().parents[3] / "shared/corpus"
ALLOWED = {
    "page read": 0,
    "not called missing": 0,
    "not called shown": 0,
    "icp number": 2,
    "icp link": 2,
    "psb number": 2,
    "psb link": 2,
    "psb icon": 4,
    "years": 4,
    "owner": 6,
    "other licence": 10,
}
"""Per cent."""
LINE = re.compile(
    r"^(?P<name>[a-z ]+?)\s+F1 (?P<f1>\S+)\s+right\s+(\d+)\s+wrong\s+(\d+)\s+missed\s+(\d+)", re.MULTILINE
)


def verdicts(printed: str) -> list[tuple[str, bool]]:
    """A line for each thing read, and whether it keeps within what is allowed."""
    lines = []
    for found in LINE.finditer(printed):
        right, wrong, missed = (int(found[number]) for number in (3, 4, 5))
        errors, share = max(wrong, missed), ALLOWED.get(found["name"])
        most = None if share is None else math.ceil(share * (right + missed) / 100)
        line = f"{found['name']:19} F1 {found['f1']}  right {right:4}  wrong {wrong:3}  missed {missed:3}"
        if most is not None:
            line += f"  errors {errors} of at most {most}"
        lines.append((line, most is None or errors <= most))
    return lines


def main() -> int:
    """Run the corpus' own scorer over this checkout, and judge its figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--misses", type=int, default=40, metavar="N")
    options = parser.parse_args()
    scorer = CORPUS / "score.py"
    if not scorer.is_file():
        sys.stderr.write(f"no corpus at {CORPUS}\n")
        return 2
    command = [
        sys.executable,
        str(scorer),
        "--misses",
        str(options.misses),
        "--icplint",
        f"{sys.executable} -m icplint",
    ]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        sys.stderr.write(f"{done.stdout}\n{done.stderr}")
        return 2
    judged = verdicts(done.stdout)
    first, *rest = done.stdout.splitlines()
    said = [first, *(line if is_within else f"{line}  TOO MANY" for line, is_within in judged)]
    said += [line[:240] for line in rest if line.startswith("  ")]
    sys.stdout.write("\n".join([*said, ""]))
    return 0 if judged and all(is_within for _, is_within in judged) else 1


if __name__ == "__main__":
    sys.exit(main())
