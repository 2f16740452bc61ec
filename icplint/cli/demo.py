"""`icplint demo`: audit a fleet of small sites that this machine serves to itself."""

from collections.abc import Iterator
from pathlib import Path

import click

from icplint.cli.check import standard_output
from icplint.cli.command import Command
from icplint.cli.watcher import Teller
from icplint.errors import UsageError
from icplint.model.exit_code import ExitCode
from icplint.model.text import Language
from icplint.packs import load_rules
from icplint.resources import bundled
from icplint.run.demo.demo import DemoEnd, run_demo
from icplint.run.demo.fleet import Fleet, load_fleet
from icplint.run.outputs import file_outputs
from icplint.run.wiring import real_world
from icplint.tell.report.formats import Format
from icplint.words import demo as words

REPORTS = ("icplint-report.html", "icplint-report.json")


def command(language: Language) -> Command:
    """The command, speaking one language."""

    def demo(output_folder: str, *, quiet: bool, **_: object) -> int:
        return _demo(Path(output_folder), language, quiet=quiet)

    return Command(
        "demo",
        language=language,
        says=words.DEMO,
        callback=demo,
        params=[
            click.Option(
                ["-o", "--output-folder"],
                metavar="FOLDER",
                default=".",
                help=words.OUTPUT_FOLDER.of(language),
            ),
            click.Option(["-q", "--quiet"], is_flag=True, help=words.QUIET.of(language)),
        ],
    )


def _demo(folder: Path, language: Language, *, quiet: bool) -> ExitCode:
    if not folder.is_dir():
        raise UsageError(en=f"{folder}: no such folder", zh=f"{folder}：文件夹不存在")
    fleet = load_fleet(bundled("fixtures/fleet"))
    if not quiet:
        click.echo(words.SERVING.fill(count=str(len(fleet.sites))).of(language))
        click.echo()
    paths = [folder / name for name in REPORTS]
    end = run_demo(
        fleet,
        load_rules(),
        (*file_outputs(paths), standard_output(Format.TEXT, language)),
        real_world(),
        Teller(language, quiet=quiet),
        language=language,
    )
    if end.differences or not quiet:
        for line in _afterwards(end, fleet, paths, language):
            click.echo(line, err=bool(end.differences))
    return end.code


def _afterwards(end: DemoEnd, fleet: Fleet, paths: list[Path], language: Language) -> Iterator[str]:
    """What is said below the report."""
    if end.differences:
        yield words.NOT_AS_PLANTED.of(language)
        yield from (f"  {difference.of(language)}" for difference in end.differences)
        return
    if end.code is not ExitCode.CLEAN:
        return
    planted = sum(len(site.planted) for site in fleet.sites)
    yield ""
    yield words.AS_PLANTED.fill(count=str(planted)).of(language)
    yield ""
    yield words.WRITTEN.of(language)
    yield from (f"  {path}" for path in paths)
    yield ""
    yield words.NEXT.of(language)
    width = max(len(written) for written, _ in words.NEXT_COMMANDS)
    for written, purpose in words.NEXT_COMMANDS:
        yield f"  {written:{width}}  {purpose.of(language)}"
