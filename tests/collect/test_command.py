"""The command: a round fetched, kept, read and traced; again and again; and killed at any moment."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path
from typing import IO

import msgspec
import pytest
from click.testing import CliRunner

import tawatur
from tawatur import Settings, open_store
from tawatur.cli import main
from tawatur.interface import say
from tawatur.terminal import seconds
from tests.collect.conftest import QUICK, Desk, page
from tests.collect.server import Server, answer, kept

NUMBER = 6


@pytest.fixture
def stocked(desk: Desk) -> Desk:
    """A desk whose feed names some good pages and a bad one."""
    desk.names(*(f"/{n}" for n in range(NUMBER)), "/bad")
    desk.server.ways |= {f"/{n}": kept(page(f"المدينة {n}"), etag=f'"{n}"') for n in range(NUMBER)}
    return desk


def quick(**limits: object) -> Settings:
    """Settings with small limits."""
    return Settings(collecting=msgspec.structs.replace(QUICK, **limits))


def test_a_round_is_read_and_traced(stocked: Desk) -> None:
    """Pages, reports and stories of one round; the next one adds nothing and reads nothing again."""
    store = stocked.folder / "news.db"
    first = tawatur.collect(stocked.list, store, workers=1, settings=quick())
    assert (first.round.captured, first.round.dropped) == (NUMBER, {"status": 1})
    assert (first.summary.read, first.summary.reports) == (NUMBER, NUMBER)
    assert first.summary.stories > 0
    second = tawatur.collect(stocked.list, store, workers=1, settings=quick())
    assert (second.round.captured, second.round.unchanged) == (0, NUMBER)
    assert (second.summary.items, second.summary.reports) == (0, NUMBER)


def test_reading_alone_leaves_the_rest_to_a_trace(stocked: Desk) -> None:
    """Without tracing the reports are in the store and no stories; the next round makes them."""
    store = stocked.folder / "news.db"
    first = tawatur.collect(stocked.list, store, traced=False, workers=1, settings=quick())
    assert (first.summary.reports, first.summary.stories) == (NUMBER, 0)
    second = tawatur.collect(stocked.list, store, workers=1, settings=quick())
    assert second.summary.stories > 0


def test_changed_content_is_a_version_of_one_report(stocked: Desk) -> None:
    """A page that says something else in the next round is a later version of the report, and no second one."""
    store = stocked.folder / "news.db"
    tawatur.collect(stocked.list, store, workers=1, settings=quick())
    stocked.server.ways["/1"] = answer(page("المدينة 1", "وأضاف أن السوق يفتح ليلا أيضا."))
    second = tawatur.collect(stocked.list, store, workers=1, settings=quick())
    assert (second.round.captured, second.summary.read, second.summary.versions) == (1, 0, 1)
    assert second.summary.reports == NUMBER


def test_captures_outlive_the_store(stocked: Desk) -> None:
    """A trace over the folder of captures gives the reports that the rounds gave."""
    store = stocked.folder / "news.db"
    tawatur.collect(stocked.list, store, workers=1, settings=quick())
    tawatur.trace(stocked.captures, stocked.folder / "again.db", workers=1)
    with open_store(store) as once, open_store(stocked.folder / "again.db") as again:
        assert {report.text for report in once.reports()} == {report.text for report in again.reports()}


def test_the_command_tells_the_round(stocked: Desk) -> None:
    """Feeds, pages, what was dropped and why, then the summary of the trace."""
    stocked.names("/1", "/bad")
    given = ["collect", str(stocked.list), "--store", str(stocked.folder / "news.db"), "--language", "en"]
    result = CliRunner().invoke(main, [*given, "--workers", "1"])
    assert result.exit_code == 0, result.stderr
    assert say("collect.feeds", "en", feeds=1, listed=1, pages=2) in result.stdout
    assert say("collect.pages", "en", captured=1, unchanged=0, waiting=0, later=0) in result.stdout
    assert say("collect.dropped", "en", many=1, kinds="status 1") in result.stdout
    assert stocked.server.url("/bad") in result.stderr
    assert "1 report read" in result.stdout


def test_nothing_had_is_exit_code_1(desk: Desk) -> None:
    """When no feed can be had the exit code is 1."""
    desk.write(allow=False)
    result = CliRunner().invoke(main, ["collect", str(desk.list), "--store", str(desk.folder / "news.db")])
    assert result.exit_code == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[feed]]\nurl = 5", "is no list of feeds"),
        ("[[feed", "is no list of feeds"),
        ("feed = []", "names no feed"),
        ('[[feed]]\nurl = "file:///etc/passwd"', "is no address of a feed"),
        ('[[feed]]\nurl = "http://a.example/"\npage = true', "is no list of feeds"),
        ('[[feed]]\nurl = "http://a.example/"\n[[feed]]\nurl = "http://A.example:80"', "twice"),
        ('agent = "a\\nb"\n[[feed]]\nurl = "http://a.example/"', "must be printable ASCII"),
    ],
)
def test_a_list_that_is_none_is_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    """What is wrong with a list is said in one sentence that names it, and nothing is made."""
    (tmp_path / "feeds.toml").write_text(text, encoding="utf-8")
    given = ["collect", str(tmp_path / "feeds.toml"), "--store", str(tmp_path / "news.db")]
    result = CliRunner().invoke(main, given)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "news.db").exists()


@pytest.mark.parametrize(("written", "told"), [("90s", 90), ("30m", 1800), ("2h", 7200), ("1d", 86400)])
def test_times_as_people_write_them(written: str, told: float) -> None:
    """A number and s, m, h or d."""
    command = main.commands["collect"]
    assert seconds(command.make_context("collect", [], resilient_parsing=True), command.params[0], written) == told


@pytest.mark.parametrize("written", ["30", "m", "-5m", "0s", "1.5h", "99999999d"])
def test_what_is_no_time_is_a_wrong_call(stocked: Desk, written: str) -> None:
    """Anything else is refused before anything is asked."""
    given = ["collect", str(stocked.list), "--store", str(stocked.folder / "news.db"), "--every", written]
    assert CliRunner().invoke(main, given).exit_code == 2
    assert stocked.server.asked == []


# ── again and again, and killed ──────────────────────────────────────────────────────────────────────────────────────

CODE = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background ignores it
import tawatur.settings as settings
quick = settings.Collecting(**{limits})
import tawatur.cli as cli
collect = cli.run_collect
def quickly(*given, **more):
    return collect(*given, **{**more, "settings": settings.Settings(collecting=quick)})
cli.run_collect = quickly
cli.main()
"""


def started(desk: Desk, *more: str) -> subprocess.Popen[str]:
    """A round as a terminal starts it, with small limits."""
    limits = msgspec.to_builtins(msgspec.structs.replace(QUICK, delay_seconds=0.02, again_hours=1.0))
    command = [sys.executable, "-c", CODE.replace("{limits}", repr(limits)), "collect", str(desk.list), "--store"]
    command += [str(desk.folder / "news.db"), "--language", "en", "--workers", "1", *more]
    environment = {**os.environ, "LANG": "C", "LC_ALL": ""}
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True, env=environment
    )


def heard(said: IO[str], words: str, most: int = 400) -> bool:
    """Whether a line with these words comes among so many: rounds may go on for ever without it."""
    return any(words in line for line in islice(iter(said.readline, ""), most))


def test_round_after_round_until_stopped(stocked: Desk) -> None:
    """With --every the rounds go on, what comes new is taken in, and Ctrl-C ends them in one sentence."""
    run = started(stocked, "--every", "1s")
    assert run.stdout is not None
    assert heard(run.stdout, "reports read")
    stocked.names("/new")
    stocked.server.ways["/new"] = answer(page("الجديدة"))
    assert heard(run.stdout, "1 report read")
    os.killpg(run.pid, signal.SIGINT)
    _, errors = run.communicate(timeout=30)
    assert run.returncode == 130
    assert say("collect.interrupted", "en") in errors
    assert "Traceback" not in errors


def waited(server: Server, most: float = 3.0) -> bool:
    """Whether nobody has asked for anything for so many seconds."""
    return bool(server.asked) and time.monotonic() - server.asked[-1].at > most


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT], ids=["kill", "term", "int"])
def test_killed_and_run_again(stocked: Desk, server: Server, number: signal.Signals) -> None:
    """Killed at random moments and run again: every page is captured once, every report is in the store once."""
    rng = random.Random(int(number))
    for _ in range(4):
        run = started(stocked, "--quiet")
        wanted = len(server.asked) + rng.randint(0, NUMBER)
        while len(server.asked) < wanted and run.poll() is None and not waited(server):
            time.sleep(0.01)
        time.sleep(rng.choice((0.0, 0.05, 0.5)) * rng.random())
        if run.poll() is None:
            os.killpg(run.pid, number)
        run.communicate(timeout=30)
    said, errors = started(stocked, "--quiet").communicate(timeout=60)
    assert f"pages they name: {NUMBER + 1}" in said, errors
    captured = [report.text for report in stocked.reports()]
    assert len(captured) == len(set(captured)) == NUMBER
    with open_store(stocked.folder / "news.db") as store:
        assert sorted(report.text for report in store.reports()) == sorted(captured)
        assert store.counts()["stories"] > 0
