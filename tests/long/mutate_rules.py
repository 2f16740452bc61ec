"""Plants faults in the rules, one at a time, and tells which of them no test sees.

    poe mutants                 all rules; minutes for each pack
    poe mutants ICP005 PSB      some rules, by the beginning of their ids

A planted fault is *killed* when a page of the rule is told in another way than `fixtures/rules/<ID>/findings.txt`
says, or when a test of `tests/rules` fails. What survives is printed and needs a page, a test, or a line in
`mutants_that_may_live.txt` that says why it changes nothing. Exit code: 0 no survivor without a reason,
1 some, 2 the tests fail even without a planted fault.

NOTE: mutmut and cosmic-ray plant faults in modules that tests import by name, and start the tests anew for each.
Rules are loaded from files, and thousands of runs would take days; here the page is read once for all mutants.
"""

import ast
import copy
import enum
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import ModuleType

import pytest

from icplint import rule_api
from icplint.model.rule import Rule
from icplint.packs import load_rules
from tests.rules import cases
from tests.rules.told import told

ROOT = Path(__file__).resolve().parents[2]
REASONS = Path(__file__).with_name("mutants_that_may_live.txt")
TESTS = (
    "test_rule_examples",
    "test_ordinary_owners",
    "test_what_rules_cannot_tell",
    "test_what_the_register_tells",
    "test_words_that_rules_fill_in",
    "test_owners_and_the_register",
    "test_when_rules_are_asked",
)
"""What is not about the rule's own pages: those were told before."""
ENUMS = {
    name: known
    for name in rule_api.__all__
    if isinstance(known := getattr(rule_api, name), type) and issubclass(known, enum.Enum)
}
SWAPPED: Mapping[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
DROPPED_KEYWORDS = frozenset(
    {"html", "confidence", "place", "about", "severity", "strict", "where", "needs", "options"}
)
"""Keywords of `Fault`, `FaultInfo` and `RuleInfo` that change what is told, words aside."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One planted fault."""

    rule: Rule
    tree: ast.Module
    what: str
    """Where and what: `ICP005 line 61: negated "…"`."""


def main(beginnings: list[str]) -> int:
    """Plant, count, print; 0 where all that survives has a reason."""
    if _fails_a_test(cases.rules()[0]):
        sys.stderr.write("The tests fail without a planted fault: mend that first.\n")
        return 2
    excused = _excused()
    left = 0
    for rule in load_rules():
        if beginnings and not rule.info.id.startswith(tuple(beginnings)):
            continue
        planted = list(mutants(rule))
        alive = [mutant.what for mutant in planted if not is_killed(mutant)]
        without_reason = [what for what in alive if what not in excused]
        left += len(without_reason)
        sys.stdout.write(f"{rule.info.id}: {len(planted)} planted, {len(planted) - len(alive)} killed")
        sys.stdout.write(f", {len(alive) - len(without_reason)} may live, {len(without_reason)} survived\n")
        sys.stdout.writelines(f"  {what}\n" for what in without_reason)
        sys.stdout.flush()
    return 1 if left else 0


def mutants(rule: Rule) -> Iterator[Mutant]:
    """Every mutant of a rule's file."""
    source = Path(rule.file).read_text(encoding="utf-8")
    lines = source.splitlines()
    number_of_nodes = len(list(ast.walk(ast.parse(source))))
    for position in range(number_of_nodes):
        choice = 0
        while True:
            tree = ast.parse(source)
            node = _nth(tree, position)
            changes = list(_changes(tree, node))
            if choice >= len(changes):
                break
            words, change = changes[choice]
            line = getattr(node, "lineno", 0)
            quoted = " ".join(lines[line - 1].split()) if line else ""
            change()
            yield Mutant(rule, ast.fix_missing_locations(tree), f"{rule.info.id}: {words} | {quoted}".strip())
            choice += 1


def is_killed(mutant: Mutant) -> bool:
    """Whether a page or a test tells the mutant from the rule."""
    rule = _loaded(mutant)
    if rule is None:
        return True
    agreed = cases.PAGES / rule.info.id / "findings.txt"
    try:
        if told(rule) != agreed.read_text(encoding="utf-8"):
            return True
    except (AssertionError, KeyError, TypeError, ValueError):
        return True
    return _fails_a_test(rule)


def _fails_a_test(rule: Rule) -> bool:
    """Run the tests of the rules with the mutant in the rule's place, in a process of its own."""
    child = os.fork()
    if child == 0:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        mutated = tuple(rule if one.info.id == rule.info.id else one for one in cases.rules())
        cases.rules = lambda: mutated  # type: ignore[assignment] # the tests import it after this
        files = [str(path) for name in TESTS for path in (ROOT / "tests" / "rules").glob(f"{name}*.py")]
        os._exit(1 if pytest.main(["-x", "-q", "-p", "no:cacheprovider", *files]) else 0)
    _, status = os.waitpid(child, 0)
    return status != 0


def _loaded(mutant: Mutant) -> Rule | None:
    """The mutant as a rule; None: it does not load, which packs would refuse."""
    module = ModuleType("mutant")
    try:
        exec(compile(mutant.tree, mutant.rule.file, "exec"), module.__dict__)  # noqa: S102 - our own rule's file
    except (KeyError, TypeError, ValueError, NameError, AttributeError):
        return None
    rule = mutant.rule
    return Rule(
        info=module.INFO,
        pack=rule.pack,
        judge_page=getattr(module, "judge_page", None),
        judge_site=getattr(module, "judge_site", None),
        doc=rule.doc,
        file=rule.file,
    )


def _changes(tree: ast.Module, node: ast.AST) -> Iterator[tuple[str, Callable[[], object]]]:
    """What may be done to a node: words, and the deed."""
    match node:
        case ast.If() | ast.IfExp() | ast.While():
            yield f"negated {_short(node.test)}", lambda: setattr(node, "test", _not(node.test))
        case ast.comprehension(ifs=[_, *_]):
            yield f"dropped the filter {_short(node.ifs[0])}", lambda: setattr(node, "ifs", node.ifs[1:])
        case ast.Compare(ops=[operator]):
            if type(operator) in SWAPPED:
                yield (
                    f"swapped the operator of {_short(node)}",
                    lambda: setattr(node, "ops", [SWAPPED[type(operator)]()]),
                )
        case ast.BoolOp():
            other = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
            yield f"swapped and/or of {_short(node)}", lambda: setattr(node, "op", other)
            for number, value in enumerate(node.values):
                rest = node.values[:number] + node.values[number + 1 :]
                yield (
                    f"dropped {_short(value)} of {_short(node)}",
                    partial(setattr, node, "values", rest),
                )
        case ast.Expr(value=ast.Yield() | ast.YieldFrom()):
            yield f"dropped {_short(node)}", lambda: setattr(node, "value", ast.Constant(None))
        case ast.Return(value=None):
            yield "dropped return", lambda: _replace(tree, node, ast.Pass())
        case ast.Continue():
            yield "dropped continue", lambda: _replace(tree, node, ast.Pass())
        case ast.Attribute(value=ast.Name(id=name), attr=member) if name in ENUMS:
            members = list(ENUMS[name].__members__)
            following = members[(members.index(member) + 1) % len(members)]
            yield f"{name}.{following} for {name}.{member}", lambda: setattr(node, "attr", following)
        case ast.Constant(value=bool() as flag):
            yield f"{not flag} for {flag}", lambda: setattr(node, "value", not flag)
        case ast.Constant(value=int() as count):
            yield f"{count + 1} for {count}", lambda: setattr(node, "value", count + 1)
        case ast.Call(func=ast.Name(id="Fault" | "FaultInfo" | "RuleInfo" as called)):
            for keyword in [one for one in node.keywords if one.arg in DROPPED_KEYWORDS]:
                yield (
                    f"dropped {keyword.arg}={_short(keyword.value)} of {called}",
                    partial(node.keywords.remove, keyword),
                )
        case _:
            pass


def _not(test: ast.expr) -> ast.expr:
    return ast.UnaryOp(op=ast.Not(), operand=copy.deepcopy(test))


def _nth(tree: ast.Module, position: int) -> ast.AST:
    for number, node in enumerate(ast.walk(tree)):
        if number == position:
            return node
    raise IndexError(position)


def _replace(tree: ast.Module, old: ast.stmt, new: ast.stmt) -> None:
    for node in ast.walk(tree):
        for body in (getattr(node, "body", None), getattr(node, "orelse", None)):
            if isinstance(body, list) and old in body:
                body[body.index(old)] = new
        if isinstance(node, ast.match_case) and old in node.body:
            node.body[node.body.index(old)] = new


def _short(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())[:100]


def _excused() -> frozenset[str]:
    """Survivors with a written reason: each line `what # why`."""
    if not REASONS.is_file():
        return frozenset()
    written = (line.partition(" # ") for line in REASONS.read_text(encoding="utf-8").splitlines())
    return frozenset(what.strip() for what, _, why in written if why.strip())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
