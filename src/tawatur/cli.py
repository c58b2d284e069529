"""The command line: each command is one call of the library, told to a person."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping
from functools import partial
from importlib.metadata import version
from pathlib import Path

import click

from tawatur import notes
from tawatur.check import check as run_check
from tawatur.errors import TawaturError
from tawatur.export import FORMATS, WHATS, Left
from tawatur.export import export as run_export
from tawatur.interface import say
from tawatur.press import in_force
from tawatur.read import ReadOptions
from tawatur.run import Summary
from tawatur.run import collect as run_collect
from tawatur.run import trace as run_trace
from tawatur.settings import Claims, Publishers, Settings
from tawatur.stores import open_store
from tawatur.terminal import seconds, terminable, watched, written

NOTHING_READ, WRONG_CALL, OWN_FAULT, INTERRUPTED = 1, 2, 3, 130
DROPS = 20  # reasons printed one by one; the summary counts them all

LANGUAGE = click.option(
    "--language",
    type=click.Choice(["ar", "en"]),
    help="Language of what is shown and of the pages (unless told: the system's, and Arabic).",
)

FIELDS = click.option(
    "--field",
    "fields",
    multiple=True,
    metavar="NAME=FIELD",
    help="Where the input calls our field NAME otherwise, e.g. text=content; may be given several times.",
)
OUTLET = click.option("--outlet", default="", metavar="NAME", help="The outlet of reports whose input names none.")

MODEL = click.option(
    "--model",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Ask the static token embeddings in this folder too when joining claims; needs tawatur[embeddings].",
)
PRESS = click.option(
    "--press",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE.toml",
    help="Know the outlets and agencies in this file too; may be given several times.",
)
WORKERS = click.option(
    "--workers",
    type=click.IntRange(1),
    metavar="N",
    help="How many processes work; one for each processor unless told, 1: all in this one.",
)


class Commands(click.Group):
    """The commands; whatever goes wrong in one is told in one sentence."""

    def invoke(self, ctx: click.Context) -> object:
        """What the command gives; its errors become exit codes."""
        try:
            with terminable():
                return super().invoke(ctx)
        except TawaturError as error:
            click.echo(str(error), err=True)
            ctx.exit(WRONG_CALL)
        except KeyboardInterrupt:
            kept = ctx.obj or "summary.interrupted"
            click.echo("\n" + say(kept, _spoken(None)), err=True)
            ctx.exit(INTERRUPTED)
        except (click.exceptions.Exit, click.ClickException, BrokenPipeError):
            raise
        except Exception as error:
            if os.environ.get("TAWATUR_TRACEBACK"):
                raise
            said = f"tawatur failed ({type(error).__name__}: {error}); run it with TAWATUR_TRACEBACK=1 to see where."
            click.echo(said, err=True)
            ctx.exit(OWN_FAULT)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version("tawatur"), prog_name="tawatur", message="%(prog)s %(version)s")
def main() -> None:
    """How many independent sources does a piece of news really have?"""


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--store",
    type=click.Path(path_type=Path),
    metavar="FILE.db",
    help="Keep everything in this file: a second run goes on, later reports join.",
)
@click.option(
    "--dossiers",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write one HTML page for each story, and a list of them.",
)
@FIELDS
@OUTLET
@PRESS
@MODEL
@LANGUAGE
@WORKERS
@click.option("--whole", is_flag=True, help="Trace all reports of the store again, though only a few are new.")
@click.option("--quiet", is_flag=True, help="Show no progress and do not list what was dropped.")
@click.pass_context
def trace(
    ctx: click.Context,
    paths: tuple[Path, ...],
    store: Path | None,
    dossiers: Path | None,
    fields: tuple[str, ...],
    outlet: str,
    press: tuple[Path, ...],
    model: Path | None,
    language: str | None,
    workers: int | None,
    whole: bool,
    quiet: bool,
) -> None:
    """Read, attribute, align, group, trace and count all reports in the PATHs (files and folders)."""
    ctx.find_root().obj = "summary.interrupted" if store else "summary.interrupted-lost"
    spoken = _spoken(language)
    with watched(quiet, spoken) as watch:
        summary = run_trace(
            paths,
            store,
            dossiers,
            fields=_mapped(fields),
            outlet=outlet,
            press=press,
            model=model or "",
            language=language or "ar",
            workers=workers,
            whole=whole,
            watch=watch,
        )
    if not summary.items:
        click.echo(say("summary.nothing", spoken, paths=", ".join(map(str, paths))), err=True)
    _tell(summary, spoken, quiet, dossiers)
    ctx.exit(0 if summary.read else NOTHING_READ)


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(exists=True, path_type=Path))
@FIELDS
@OUTLET
@PRESS
@click.option("--all", is_flag=True, help="Leave nothing out of long lists.")
@LANGUAGE
@click.option("--quiet", is_flag=True, help="Show no progress.")
@click.pass_context
def check(
    ctx: click.Context,
    paths: tuple[Path, ...],
    fields: tuple[str, ...],
    outlet: str,
    press: tuple[Path, ...],
    all: bool,
    language: str | None,
    quiet: bool,
) -> None:
    """Check what tracing the PATHs would read and drop, and of what they are made; nothing is stored."""
    spoken = _spoken(language)
    own = tuple(map(str, press))
    with watched(quiet, spoken) as watch, in_force(own):
        options = ReadOptions(fields=_mapped(fields), outlet=outlet, press=own)
        found = run_check(paths, options, partial(watch, "read"))
    click.echo(notes.check_note(found, spoken, all=all))
    ctx.exit(0 if found.reports else NOTHING_READ)


@main.command()
@click.argument("feeds", metavar="FEEDS.toml", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--store",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE.db",
    help="Read the pages into this file; the captures themselves rest in a folder beside it.",
)
@click.option(
    "--dossiers",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write one HTML page for each story, and a list of them, after every round.",
)
@click.option("--every", callback=seconds, metavar="TIME", help="Go on, a round every 30m, 2h, 1d; once unless told.")
@click.option("--no-trace", is_flag=True, help="Only keep and read the pages: a later round or trace does the rest.")
@PRESS
@MODEL
@LANGUAGE
@WORKERS
@click.option("--quiet", is_flag=True, help="Show no progress and do not list what was dropped.")
@click.pass_context
def collect(
    ctx: click.Context,
    feeds: Path,
    store: Path,
    dossiers: Path | None,
    every: float | None,
    no_trace: bool,
    press: tuple[Path, ...],
    model: Path | None,
    language: str | None,
    workers: int | None,
    quiet: bool,
) -> None:
    """Collect what the feeds in FEEDS.toml and the pages they name say, politely, and trace it."""
    if dossiers is not None and no_trace:
        raise click.UsageError("--dossiers needs the trace that --no-trace leaves out.")
    ctx.find_root().obj = "collect.interrupted"
    known = Publishers(files=tuple(map(str, press)))
    settings = Settings(press=known, claims=Claims(model=str(model or "")))
    spoken = _spoken(language)
    rounds = 0
    while True:
        begun = time.time()
        try:
            with watched(quiet, spoken) as watch:
                got = run_collect(
                    feeds,
                    store,
                    dossiers,
                    traced=not no_trace,
                    language=language or "ar",
                    workers=workers,
                    settings=settings,
                    watch=watch,
                )
        except TawaturError as error:
            if not rounds:
                raise
            click.echo(str(error), err=True)  # the store may be another run's for a while: the next round may do
        else:
            rounds += 1
            if not quiet:
                _list((f"{drop.where}: {drop.reason}" for drop in got.round.drops), spoken)
            click.echo(notes.round_note(got.round, spoken))
            _tell(got.summary, spoken, quiet, dossiers)
            if every is None:
                ctx.exit(0 if got.round.feeds_read or got.round.captured or got.round.unchanged else NOTHING_READ)
        at = time.strftime("%H:%M:%S", time.localtime(begun + (every or 0.0)))
        click.echo(say("collect.next", spoken, at=at), err=True)
        time.sleep(max(0.0, begun + (every or 0.0) - time.time()))


@main.command()
@click.argument("store", type=click.Path(path_type=Path))
@click.argument("what", required=False, default="", metavar="[STORY | CLAIM | REPORT]")
@click.option("--all", is_flag=True, help="Leave nothing out of long lists.")
@LANGUAGE
def show(store: Path, what: str, all: bool, language: str | None) -> None:
    """Show the stories of a STORE by weight; or one story, claim or report, by its id or the beginning of it."""
    with open_store(store) as opened:
        click.echo(notes.show(opened, what, _spoken(language), all=all))


@main.command()
@click.argument("store", type=click.Path(path_type=Path))
@click.argument("claim")
@LANGUAGE
def explain(store: Path, claim: str, language: str | None) -> None:
    """Explain why a CLAIM has the support it has: graph, cut, unknowns, copies, rules, values."""
    with open_store(store) as opened:
        click.echo(notes.explain(opened, claim, _spoken(language)))


@main.command()
@click.argument("store", type=click.Path(path_type=Path))
@click.option("--what", required=True, type=click.Choice(WHATS), help="What to export.")
@click.option(
    "--format",
    "form",
    default="jsonl",
    show_default=True,
    type=click.Choice(FORMATS),
    help="JSON lines, or a table for spreadsheets.",
)
@click.option("--all", is_flag=True, help="With the statements also what the outlets narrate in their own voice.")
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write to this file and not to the terminal.",
)
@LANGUAGE
def export(store: Path, what: str, form: str, all: bool, output: Path | None, language: str | None) -> None:
    """Export what a STORE holds; ids and offsets are those of the input."""
    left = Left()
    with open_store(store) as opened:
        lines = run_export(opened, what, form, all=all, left=left)
        if output is None:
            for line in lines:
                click.echo(line)
        else:
            with written(output) as out:
                out(lines)
    if left.spans:
        click.echo(say("summary.left", _spoken(language), many=left.spans), err=True)


# ── telling ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _spoken(language: str | None) -> str:
    """The language of the terminal's output: the one asked for, else Arabic where the system speaks it."""
    local = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return language or ("ar" if local.startswith("ar") else "en")


def _mapped(fields: tuple[str, ...]) -> dict[str, str]:
    """`NAME=FIELD` pairs as a mapping."""
    out = {}
    for field in fields:
        name, equals, theirs = field.partition("=")
        if not (name and equals and theirs):
            raise click.BadParameter(f"{field!r} is not NAME=FIELD, e.g. text=content.", param_hint="--field")
        out[name] = theirs
    return out


def _tell(summary: Summary, language: str, quiet: bool, folder: Path | None) -> None:
    """The summary to standard output, what was dropped to standard error."""
    if not quiet:
        told = [
            drop.reason if drop.where in drop.reason else f"{drop.where}: {drop.reason}"
            for drop in (*summary.drops, *summary.failures)
        ]
        _list((*told, *summary.said), language)
    click.echo(say("summary.read", language, reports=summary.read, new=summary.new))
    if summary.versions:
        click.echo(say("summary.versions", language, many=summary.versions))
    if summary.dropped:
        many = sum(summary.dropped.values())
        click.echo(say("summary.dropped", language, many=many, kinds=_kinds(summary.dropped)))
    if summary.notices:
        click.echo(say("summary.notices", language, kinds=_kinds(summary.notices)))
    click.echo(
        say(
            "summary.stored",
            language,
            reports=summary.reports,
            statements=summary.statements,
            attributed=summary.attributed,
            stories=summary.stories,
            copies=summary.copies,
        )
    )
    if summary.road in ("added", "renewed"):
        click.echo(say(f"summary.road.{summary.road}", language, learned=summary.learned))
    by = " · ".join(f"{chains}: {many}" for chains, many in summary.supported.items()) or "–"
    click.echo(say("summary.claims", language, claims=summary.claims, by=by))
    names = {"conflicts": "conflict", "updates": "update", "refines": "refines", "denies": "denies"}
    held = {name: summary.relations.get(kind, 0) for name, kind in names.items()}
    click.echo(say("summary.relations", language, **held))
    if summary.failures:
        click.echo(say("summary.failed", language, many=len(summary.failures)))
    if folder is not None:
        click.echo(say("summary.dossiers", language, stories=summary.dossiers, folder=str(folder)))
    stages = " · ".join(f"{say(f'stage.{stage}', language)} {taken:.1f}" for stage, taken in summary.seconds.items())
    click.echo(say("summary.seconds", language, stages=stages))


def _list(sentences: Iterable[str], language: str) -> None:
    """Sentences to standard error, the first of many."""
    told = list(sentences)
    for sentence in told[:DROPS]:
        click.echo(sentence, err=True)
    more = len(told) - DROPS
    if more > 0:
        click.echo(say("summary.more-drops", language, many=more), err=True)


def _kinds(counts: Mapping[str, int]) -> str:
    """Kinds and how many of each."""
    return " · ".join(f"{kind} {many}" for kind, many in counts.items())
