"""The engine of one machine: order, failures, deaths and endings."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import psutil
import pytest

from tawatur.engines import LocalEngine, Work
from tawatur.model import Drop
from tests.engines import works

ROOT = Path(__file__).resolve().parent.parent.parent
ITEMS = [f"{'x' * (i % 7)}{i}" for i in range(100)]


@pytest.fixture(params=[1, 2])
def engine(request: pytest.FixtureRequest) -> LocalEngine:
    """In this process, and in two others."""
    with LocalEngine(request.param, small=0) as made:
        yield made


def children() -> list[psutil.Process]:
    """Workers that run now."""
    return [child for child in psutil.Process().children() if "spawn_main" in " ".join(child.cmdline())]


def test_results_come_in_order(engine: LocalEngine) -> None:
    """Each item comes back with its own result, in the order in which the items went in."""
    assert list(engine.map(works.work(), ITEMS)) == [(item, len(item) + 100) for item in ITEMS]


def test_nothing_in_nothing_out(engine: LocalEngine) -> None:
    """No items give no results."""
    assert list(engine.map(works.work(), [])) == []


def test_an_item_that_raises_costs_only_itself(engine: LocalEngine) -> None:
    """An exception becomes one sentence that names the item, the stage and the error; all others have results."""
    results = dict(engine.map(works.work(), [*ITEMS, "raises", *ITEMS[:5]]))
    failed = results.pop("raises")
    assert isinstance(failed, Drop)
    assert (failed.where, failed.kind) == ("raises", "failed-measuring")
    reason = r"raises: the stage 'measuring' failed \(ValueError: no such length, at engines/works.py:\d+\)\."
    assert re.fullmatch(reason, failed.reason)
    assert results == {item: len(item) + 100 for item in ITEMS}


def test_an_item_that_kills_its_process_costs_only_itself() -> None:
    """A worker's death is survived: the items of its batch are run again, and the deadly ones given up."""
    items = [*ITEMS[:50], "kills", *ITEMS[50:], "also kills"]
    with LocalEngine(2, small=0) as engine:
        results = list(engine.map(works.work(), items))
    assert [item for item, _ in results] == items
    failed = [item for item, result in results if isinstance(result, Drop)]
    assert failed == ["kills", "also kills"]
    assert "its process ended with code 9" in dict(results)["kills"].reason


def test_a_worker_killed_from_outside_costs_nothing() -> None:
    """When the system kills a worker, its items are run again elsewhere."""
    with LocalEngine(2, small=0) as engine:
        out = []
        for number, (item, result) in enumerate(engine.map(works.work(), ITEMS)):
            if number == 3:
                children()[0].kill()
            out.append((item, result))
    assert out == [(item, len(item) + 100) for item in ITEMS]


def test_long_answers_do_not_block() -> None:
    """Answers and tasks larger than a pipe's buffer pass each other."""
    items = [str(i) * 3000 for i in range(40)]
    with LocalEngine(2, small=0) as engine:
        assert list(engine.map(works.work(works.long, str), items)) == [(item, item * 200) for item in items]


def test_times_keep_their_zones(engine: LocalEngine) -> None:
    """What travels comes back as it was: a time in its zone, a time without one, letters of any script."""
    zone = timezone(timedelta(hours=3))
    items = [datetime(2026, 3, 1, 8, tzinfo=zone), datetime(2026, 3, 1, 8), datetime(2026, 3, 1, 8, tzinfo=UTC)]
    work = Work("same", works.same, datetime, datetime, 0, str, lambda item: 1)
    results = list(engine.map(work, items))
    assert [(item.isoformat(), made.isoformat()) for item, made in results] == [(i.isoformat(),) * 2 for i in items]


def test_several_works_share_the_workers() -> None:
    """A second work runs in the processes of the first."""
    with LocalEngine(2, small=0) as engine:
        first = {pid for _, pid in engine.map(works.work(works.where), ITEMS)}
        assert list(engine.map(works.work(), ITEMS[:9])) == [(item, len(item) + 100) for item in ITEMS[:9]]
        second = {pid for _, pid in engine.map(works.work(works.where), ITEMS)}
    assert first | second <= {pid for pid in first | second if pid != os.getpid()}
    assert len(first | second) == 2


def test_small_works_start_nothing() -> None:
    """Work that takes less time than starting processes is done in this one."""
    with LocalEngine(2) as engine:
        assert {pid for _, pid in engine.map(works.work(works.where, weight=10), ITEMS)} == {os.getpid()}
        assert children() == []


def test_closing_ends_the_workers() -> None:
    """After the engine is closed no worker is left, and closing again is no error."""
    engine = LocalEngine(2, small=0)
    list(engine.map(works.work(), ITEMS))
    assert len(children()) == 2
    engine.close()
    engine.close()
    assert children() == []


def test_leaving_early_ends_the_workers() -> None:
    """An exception in the loop over the results leaves no worker behind, not even one that is busy."""
    start = time.monotonic()
    with suppress(KeyError), LocalEngine(2, small=0) as engine:
        for _ in engine.map(works.work(), [*ITEMS, *(f"{i} sleeps" for i in range(20))]):
            raise KeyError
    assert children() == []
    assert time.monotonic() - start < 20


def test_ctrl_c_reaches_only_the_parent() -> None:
    """A Ctrl-C to the whole group of processes ends in one KeyboardInterrupt here and no noise from the workers."""
    run = subprocess.Popen(
        [sys.executable, "-c", SLEEPER], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True, cwd=ROOT,
    )  # fmt: skip
    assert run.stdout is not None
    run.stdout.readline()
    os.killpg(run.pid, signal.SIGINT)
    _, errors = run.communicate(timeout=30)
    assert errors.count("KeyboardInterrupt") == 1
    assert gone(run.pid)


def test_workers_end_with_their_parent() -> None:
    """Even a parent that is killed leaves no worker behind."""
    run = subprocess.Popen(
        [sys.executable, "-c", SLEEPER.replace("sleeps", "x")], stdout=subprocess.PIPE, text=True,
        start_new_session=True, cwd=ROOT,
    )  # fmt: skip
    assert run.stdout is not None
    run.stdout.readline()
    run.kill()
    run.communicate(timeout=30)
    assert gone(run.pid)


def test_an_unguarded_script_is_not_run_again(tmp_path: Path) -> None:
    """A script that starts workers at its top level needs no guard: workers do not import it."""
    script = tmp_path / "script.py"
    script.write_text(
        "import sys\n"
        f"sys.path.insert(0, {str(ROOT)!r})\n"
        "from tests.engines import works\n"
        "from tawatur.engines import LocalEngine\n"
        "print('top')\n"
        "with LocalEngine(2, small=0) as engine:\n"
        "    print(len(list(engine.map(works.work(), list('abcdefgh')))))\n",
        encoding="utf-8",
    )
    run = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True, timeout=60)
    assert run.stdout.split() == ["top", "8"]


def test_one_engine_from_another_thread() -> None:
    """Outside the main thread workers start and end as well."""
    out: list[object] = []

    def run() -> None:
        with LocalEngine(2, small=0) as engine:
            out.extend(engine.map(works.work(), ITEMS[:9]))

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(30)
    assert len(out) == 9


SLEEPER = """
from tests.engines import works
from tawatur.engines import LocalEngine
with LocalEngine(2, small=0) as engine:
    for number, _ in enumerate(engine.map(works.work(), [f"{i}" for i in range(20)] + ["sleeps"] * 20)):
        if number == 0:
            print("running", flush=True)
    import time
    time.sleep(60)
"""


def group(leader: int) -> list[psutil.Process]:
    """Processes of a process group that still run."""
    out = []
    for process in psutil.process_iter():
        try:
            if os.getpgid(process.pid) == leader and process.status() != psutil.STATUS_ZOMBIE:
                out.append(process)
        except (ProcessLookupError, psutil.NoSuchProcess):
            continue
    return out


def gone(leader: int) -> bool:
    """Whether, after a moment, nothing of a process group runs any more."""
    deadline = time.monotonic() + 20
    while group(leader) and time.monotonic() < deadline:
        time.sleep(0.05)
    return group(leader) == []
