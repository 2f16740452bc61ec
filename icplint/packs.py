"""Finds and loads rule files: those that come with icplint, and those of folders that the user typed."""

import hashlib
import importlib.util
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

from icplint.errors import PackError
from icplint.facts import laws
from icplint.late import pattern
from icplint.model.rule import Rule, RuleInfo, Source
from icplint.model.text import Text
from icplint.resources import bundled

_ROOT = "icplint_rules"
_ID = pattern(r"[A-Z]{3,5}[0-9]{3}")
_NAME = pattern(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_JUDGES = ("judge_page", "judge_site")


def load_rules(folders: Sequence[Path] = ()) -> tuple[Rule, ...]:
    """All rules, sorted by id: the bundled packs, then those of each folder.

    Args:
        folders: Each holds rule files, or packs (folders that hold rule files). They run as code: they come
            from the command line or the configuration, never from a list of sites.

    Raises:
        PackError: A folder or a rule file cannot be used; the line names it and says what is wrong.
    """
    rules: dict[str, Rule] = {}
    for folder, is_ours in ((bundled("rules"), True), *((folder, False) for folder in folders)):
        for file, pack in _rule_files(folder):
            rule = _load(file, pack)
            if not is_ours:  # the sources of our own rules are held by a test: start-up stays short
                _check_sources(rule, file)
            if other := rules.get(rule.info.id):
                raise _refusal(
                    file,
                    f"{rule.info.id} is already taken by {other.file}",
                    f"{rule.info.id} 已被 {other.file} 使用",
                )
            rules[rule.info.id] = rule
    return tuple(rules[id_] for id_ in sorted(rules))


def rules_hash(rules: Iterable[Rule]) -> str:
    """The sha256 of the rules and of the facts they are judged by, independent of where they lie.

    Of a rule without a file, which a setting demands, what the setting says is hashed.
    """
    digest = hashlib.sha256()
    for rule in sorted(rules, key=lambda rule: rule.info.id):
        file = Path(rule.file)
        _add(digest, file.name or rule.info.id, file.read_bytes() if rule.file else rule.doc.encode())
    for file in sorted(bundled("facts").glob("*.toml")):
        _add(digest, file.name, file.read_bytes())
    return digest.hexdigest()


def _add(digest: "hashlib._Hash", name: str, content: bytes) -> None:
    digest.update(f"{name}\0{len(content)}\0".encode())
    digest.update(content)


def _rule_files(folder: Path) -> Iterator[tuple[Path, str]]:
    """Rule files with the name of their pack, in order of pack and file."""
    if not folder.is_dir():
        raise PackError(f"{folder}: no such folder of rules", f"{folder}：找不到该规则目录")
    found = [(file, folder.name) for file in _sources_in(folder)]
    for pack in sorted(path for path in folder.iterdir() if path.is_dir() and path.name.isidentifier()):
        found += [(file, pack.name) for file in _sources_in(pack)]
    if not found:
        raise PackError(f"{folder}: holds no rule files", f"{folder}：目录中没有规则文件")
    yield from found


def _sources_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.py") if not path.name.startswith("_"))


def _load(file: Path, pack: str) -> Rule:
    module = _execute(file, pack)
    info = getattr(module, "INFO", None)
    if not isinstance(info, RuleInfo):
        raise _refusal(file, "has no INFO = RuleInfo(…)", "缺少 INFO = RuleInfo(…)")
    _check(info, file)
    judges = {name: judge for name in _JUDGES if callable(judge := getattr(module, name, None))}
    if len(judges) != 1:
        raise _refusal(
            file,
            f"needs exactly one of judge_page and judge_site, has {len(judges)}",
            f"judge_page 与 judge_site 须恰好定义一个，现有 {len(judges)} 个",
        )
    return Rule(
        info=info,
        pack=pack,
        judge_page=judges.get("judge_page"),
        judge_site=judges.get("judge_site"),
        doc=module.__doc__ or "",
        file=str(file),
    )


def _execute(file: Path, pack: str) -> ModuleType:
    """The module of a rule file, registered before it runs, as dataclasses and pickles expect.

    `SourceFileLoader` keeps the compiled code beside the file, so that a second start does not compile.
    """
    package = f"{_ROOT}.{re.sub(r'[^0-9A-Za-z_]', '_', pack)}"
    for parent in (_ROOT, package):
        if parent not in sys.modules:
            sys.modules[parent] = ModuleType(parent)
    name = f"{package}.{file.stem}"
    loader = SourceFileLoader(name, str(file))
    spec = importlib.util.spec_from_file_location(name, file, loader=loader)
    if spec is None:
        raise _refusal(file, "cannot be loaded", "无法加载")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        loader.exec_module(module)
    except (Exception, SystemExit) as error:  # a rule file that ends the program must not end it clean
        del sys.modules[name]
        said = " ".join(f"{type(error).__name__}: {error}".split())
        raise _refusal(file, f"does not load ({said})", f"无法加载（{said}）") from error
    return module


def _check(info: RuleInfo, file: Path) -> None:
    """Refuse facts that a reader of reports would stumble over."""
    if not _ID.fullmatch(info.id):
        raise _refusal(
            file,
            f"id {info.id!r} is not three to five capitals and three digits",
            f"id {info.id!r} 应为三至五个大写字母加三位数字",
        )
    if not _NAME.fullmatch(info.name):
        raise _refusal(
            file, f"name {info.name!r} is not kebab-case", f"name {info.name!r} 应为小写字母、数字加连字符"
        )
    wanted = f"{info.id.lower()}_{info.name.replace('-', '_')}.py"
    if file.name != wanted:
        raise _refusal(
            file, f"id and name ask for the file name {wanted}", f"按 id 与 name，文件名应为 {wanted}"
        )
    if not info.faults:
        raise _refusal(file, "names no faults", "faults 不能为空")
    for what, sentence in _sentences(info):
        if not (sentence.en.strip() and sentence.zh.strip()):
            raise _refusal(file, f"{what} is empty in one language", f"{what} 缺少一种语言的文字")


def _sentences(info: RuleInfo) -> Iterator[tuple[str, Text]]:
    yield "title", info.title
    yield "why", info.why
    yield "fix", info.fix
    if info.consequence is not None:
        yield "consequence", info.consequence
    for name, fault in info.faults.items():
        yield f"faults[{name!r}].message", fault.message
        if fault.fix is not None:
            yield f"faults[{name!r}].fix", fault.fix


def _check_sources(rule: Rule, file: Path) -> None:
    """Refuse a legal basis that icplint has no text of, and drafts."""
    for source in rule.info.sources:
        if not laws.may_rest_on(source):
            said = _written(source)
            raise _refusal(
                file,
                f"rests on {said}, which facts/laws.toml does not hold as a basis",
                f"依据 {said} 不在 facts/laws.toml 可引用的条款中",
            )


def _written(source: Source) -> str:
    return source.id if source.article is None else f"{source.id} {source.article}"


def _refusal(file: Path, en: str, zh: str) -> PackError:
    return PackError(f"{file}: {en}", f"{file}：{zh}")
