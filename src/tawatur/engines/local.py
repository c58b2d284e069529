"""One machine: a function over items in as many processes as there are processors, or in this one.

Items travel in batches, written as they are in a store (JSON: msgpack would lose the zones of times). Workers are
started fresh (`spawn`), so that they share no open store and no thread with this process; they end when this process
ends, however it ends, because their pipe closes. A worker that dies (killed, out of memory, a crash in C) is replaced,
and its batch is run again item by item: the item that kills its worker a second time is given up, with a sentence,
and costs nothing else.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import types
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from threading import Thread
from typing import Any

import msgspec

from tawatur.engines.base import I, O, Work, reason_of
from tawatur.model import Drop

# Letters a batch should have: some tenths of a second of work, so that sending it (a millisecond) is nothing beside
# it and the last batches of a stage end together. Not tuned finer: 50k to 400k take the same time within 3 %.
BATCH = 150_000
# Below this many letters starting two workers (about a second) takes longer than the work itself.
SMALL = 250_000
# Batches sent ahead of the oldest one whose result is still awaited: bounds what is held, not a matter of speed.
AHEAD = 512


class Answer(msgspec.Struct, array_like=True):
    """What a worker made of one item: the result, or why there is none."""

    made: bytes = b""
    reason: str = ""


class _Task:
    """Items that travel together: those of batch `number` from position `first` on."""

    __slots__ = ("first", "items", "number")

    def __init__(self, number: int, first: int, items: list[bytes]) -> None:
        self.number, self.first, self.items = number, first, items


class _Worker:
    """A process, its pipe, the tasks it has been given and the works it knows."""

    __slots__ = ("known", "pipe", "process", "tasks")

    def __init__(self) -> None:
        context = get_context("spawn")
        self.pipe, other = context.Pipe()
        self.process: BaseProcess = context.Process(target=_serve, args=(other,), daemon=True, name="tawatur-worker")
        with _quiet_start():
            self.process.start()
        other.close()
        self.tasks: deque[_Task] = deque()
        self.known: set[int] = set()

    def end(self, patience: float) -> None:
        """Closes the pipe, waits `patience` seconds for the process and then ends it."""
        with suppress(OSError):
            self.pipe.close()
        self.process.join(patience)
        if self.process.is_alive():
            self.process.terminate()
            self.process.join(1.0)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


@contextmanager
def _quiet_start() -> Iterator[None]:
    """While a process starts: Ctrl-C stays with this process (the new one inherits the blocked signal), and the new
    one does not run the caller's script again (`spawn` would import it as its main module)."""
    main = sys.modules["__main__"]
    masked = hasattr(signal, "pthread_sigmask")
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) if masked else set()
    sys.modules["__main__"] = types.ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
        if masked:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


class LocalEngine:
    """Runs work on this machine. `workers` processes (default: one for each processor); 1 runs all in this one."""

    def __init__(self, workers: int | None = None, small: int = SMALL) -> None:
        self.workers = workers or _processors()
        self._small = small
        self._pool: list[_Worker] = []
        self._works: list[Work[Any, Any]] = []

    def __enter__(self) -> LocalEngine:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self.close(hurry=kind is not None)

    def close(self, hurry: bool = False) -> None:
        """Ends the workers: at once when in a `hurry`, else when they have noticed that nothing more will come."""
        for worker in self._pool:
            with suppress(OSError):
                worker.pipe.close()
        for worker in self._pool:
            worker.end(0.0 if hurry else 5.0)
        self._pool = []

    def map(self, work: Work[I, O], items: Iterable[I]) -> Iterator[tuple[I, O | Drop]]:
        """Each item with what the function made of it, or with its failure; in the order of the items."""
        source = iter(items)
        if self.workers == 1:
            yield from _here(work, source)
            return
        first, weight = [], 0
        if not self._pool:
            for item in source:
                first.append(item)
                weight += work.weight(item)
                if weight > self._small:
                    break
            else:
                yield from _here(work, first)
                return
        yield from self._there(work, chain(first, source))

    def _there(self, work: Work[I, O], items: Iterable[I]) -> Iterator[tuple[I, O | Drop]]:
        if not self._pool:
            self._pool = [_Worker() for _ in range(self.workers)]
        self._works.append(work)
        read = msgspec.json.Decoder(work.gives).decode
        batches = _batches(work, items)
        waiting: deque[_Task] = deque()
        held: dict[int, list[I]] = {}  # the items of each batch under way
        made: dict[int, dict[int, Answer]] = {}
        sent = given = 0
        write = msgspec.json.Encoder().encode
        more = True
        try:
            while True:
                while more and sent - given < AHEAD and len(waiting) < 2 * len(self._pool):
                    batch = next(batches, None)
                    if batch is None:
                        more = False
                        break
                    held[sent], made[sent] = batch, {}
                    waiting.append(_Task(sent, 0, [write(item) for item in batch]))
                    sent += 1
                self._feed(waiting)
                if given == sent and not more:
                    return
                self._collect(made, waiting)
                while given < sent and len(made[given]) == len(held[given]):
                    answers = made.pop(given)
                    for position, item in enumerate(held.pop(given)):
                        answer = answers[position]
                        yield item, work.failed(work.name(item), answer.reason) if answer.reason else read(answer.made)
                    given += 1
        finally:
            if given != sent or more:  # left early: what is under way belongs to nobody
                self.close(hurry=True)

    def _feed(self, waiting: deque[_Task]) -> None:
        """Gives every worker a task to do and one to go on with."""
        number = len(self._works) - 1
        for depth in (1, 2):
            for worker in self._pool:
                if not waiting or len(worker.tasks) >= depth:
                    continue
                task = waiting.popleft()
                work = self._works[number]
                job = b"" if number in worker.known else pickle.dumps((work.function, work.takes, work.extra))
                worker.known.add(number)
                worker.tasks.append(task)
                with suppress(OSError):  # it died since: `_collect` sees to its tasks
                    worker.pipe.send((number, job, task.items))

    def _collect(self, made: dict[int, dict[int, Answer]], waiting: deque[_Task]) -> None:
        """Waits for an answer, or for a death."""
        ready = wait([worker.pipe for worker in self._pool if worker.tasks])
        for place, worker in enumerate(self._pool):
            if worker.pipe not in ready:
                continue
            try:
                answers = msgspec.msgpack.decode(worker.pipe.recv_bytes(), type=list[Answer])
            except (EOFError, OSError):
                self._bury(place, made, waiting)
                continue
            task = worker.tasks.popleft()
            for position, answer in enumerate(answers, task.first):
                made[task.number][position] = answer

    def _bury(self, place: int, made: dict[int, dict[int, Answer]], waiting: deque[_Task]) -> None:
        """Replaces a dead worker; its task is tried again item by item, or given up when it was one item."""
        worker = self._pool[place]
        worker.end(1.0)
        code = worker.process.exitcode
        task = worker.tasks.popleft()
        waiting.extendleft(reversed(worker.tasks))
        if len(task.items) == 1:
            made[task.number][task.first] = Answer(reason=f"its process ended with code {code}")
        else:
            single = [_Task(task.number, task.first + i, [item]) for i, item in enumerate(task.items)]
            waiting.extendleft(reversed(single))
        self._pool[place] = _Worker()


def rarely_collected() -> tuple[int, int, int]:
    """Makes the collector of cycles run rarely, and gives how often it ran before (`gc.get_threshold`).

    Stages make millions of short-lived tuples and hardly a cycle; walking them all again and again took a fifth of
    the time of claims and five sixths of reading results back (736 reports, 2026-11-20; 10k to 100k alike).
    """
    before = gc.get_threshold()
    gc.set_threshold(50_000, 20, 100)
    return before


def _processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _here(work: Work[I, O], items: Iterable[I]) -> Iterator[tuple[I, O | Drop]]:
    """The same in this process."""
    for item in items:
        try:
            made: O | Drop = work.function(item, work.extra)
        except Exception as error:  # one item never costs the run, whatever went wrong with it
            made = work.failed(work.name(item), reason_of(error))
        yield item, made


def _batches(work: Work[I, O], items: Iterable[I]) -> Iterator[list[I]]:
    """Items in batches of about `BATCH` letters."""
    batch: list[I] = []
    weight = 0
    for item in items:
        batch.append(item)
        weight += work.weight(item)
        if weight >= BATCH:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


def _job(packed: bytes) -> tuple[Callable[[Any, Any], Any], Callable[[bytes], Any], Any]:
    """A work's function, how to read its items, and what every call is given."""
    try:
        function, takes, extra = pickle.loads(packed)
    except Exception as error:
        # it cannot be found from here: every item fails with this reason, and nobody waits for an answer
        reason = reason_of(error)

        def unknown(_item: Any, _extra: Any) -> Any:
            raise LookupError(reason)

        return unknown, bytes, None
    return function, msgspec.json.Decoder(takes).decode, extra


def _listen(pipe: Connection, inbox: SimpleQueue[Any]) -> None:
    """Puts what arrives into `inbox`, and None when the pipe closes."""
    while True:
        try:
            inbox.put(pipe.recv())
        except (EOFError, OSError):
            inbox.put(None)
            return


def _serve(pipe: Connection) -> None:
    """A worker's life: items in, answers out, until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business; it closes the pipe
    rarely_collected()
    jobs: dict[int, tuple[Callable[[Any, Any], Any], Callable[[bytes], Any], Any]] = {}
    write = msgspec.json.Encoder().encode
    # What arrives is taken off the pipe at once: were the parent to wait for room in it while this process waits for
    # room for its answer, both would wait for ever.
    inbox: SimpleQueue[Any] = SimpleQueue()
    Thread(target=_listen, args=(pipe, inbox), daemon=True).start()
    while True:
        message = inbox.get()
        if message is None:
            return
        number, job, items = message
        if job:
            jobs[number] = _job(job)
        function, read, extra = jobs[number]
        answers = []
        for item in items:
            try:
                answers.append(Answer(made=write(function(read(item), extra))))
            except Exception as error:  # as in `_here`
                answers.append(Answer(reason=reason_of(error)))
        try:
            pipe.send_bytes(msgspec.msgpack.encode(answers))
        except OSError:
            return
