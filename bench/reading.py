"""Reading beside the library it stands on: pace, pages of many layouts, WARC, and pages made to hold a reader up.

`python -m bench.reading [ROUNDS]`. Everything is timed in one process, medians of rounds, library and ourselves in
the same round: other work on the machine changes the seconds, not the shares.
Exits with 1 when a bound is missed: our share of a page at most half of the library's, WARC at least 60 % of the pace
of bare iteration and extraction, no layout worse than the library alone, no hostile page over limit or memory bound.
"""

from __future__ import annotations

import gc
import gzip
import io
import resource
import statistics
import sys
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fastwarc.warc import ArchiveIterator, WarcRecordType
from rich.console import Console
from rich.table import Table

from bench.corpora import ROOT, SHARED
from tawatur.model import Drop, Report
from tawatur.read import Page, ReadOptions, made, read
from tawatur.read.archives import warc
from tests.read.layouts import AR, EN, LAYOUTS
from tests.read.test_archives import record
from tests.read.test_layouts import PAGES, score, told

SHARE = 0.5  # of the library's time, ours for a page at most
PACE = 0.6  # of bare iteration and extraction, ours for a WARC at least
SECONDS = 25.0  # processor seconds for one hostile page: the limit of an item and what it takes to notice
MEMORY = 900.0  # megabytes more for one


def pages() -> dict[str, dict[str, bytes]]:
    """Pages to be timed, by where they are from: the corpus, real ones when they are there, layouts, long ones."""
    real = {path.name: path.read_bytes() for path in (SHARED / "data" / "pages").glob("*.html*")}
    return {
        "corpus": {str(path): path.read_bytes() for path in sorted((ROOT / "corpus" / "pages").rglob("*.htm*"))},
        "real": {name: gzip.decompress(data) if name.endswith(".gz") else data for name, data in real.items()},
        "layouts": {name: layout.html.encode() for name, layout in LAYOUTS.items()},
        "long": {f"{times} times": long(times) for times in (10, 40, 160)},
    }


def long(times: int) -> bytes:
    """A page with a long article, a large menu and much script, as portals send them."""
    menu = "".join(f"<li><a href='/{n}'>{EN[n % 6][:30]}</a></li>" for n in range(3 * times))
    script = f"<script>{'var x = {a: 1, b: [2, 3]};' * 40 * times}</script>"
    article = "".join(f"<h2>{AR[n % 5][:40]}</h2><p>{AR[n % 5]} {n}</p><p>{EN[n % 6]} {n}</p>" for n in range(times))
    return f"<html><head>{script}</head><body><ul>{menu}</ul><article>{article}</article></body></html>".encode()


def timed(work: Callable[[], object]) -> float:
    """Seconds of processor time."""
    start = time.process_time()
    work()
    return time.process_time() - start


def beside(theirs: Callable[[], object], ours: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Seconds of processor time of two works, medians of rounds: each round does both, now one first, now the other,
    so that what slows the machine slows both."""
    taken: tuple[list[float], list[float]] = [], []
    for round_ in range(rounds):
        for which in (0, 1) if round_ % 2 else (1, 0):
            taken[which].append(timed((theirs, ours)[which]))
    return statistics.median(taken[0]), statistics.median(taken[1])


class Clocked:
    """The library with a clock beside it: its parser, whose tree serves both, and its extraction."""

    def __init__(self) -> None:
        """In place of the library's own."""
        import trafilatura

        self.seconds = 0.0  # since it was set to none
        trafilatura.load_html = self._timed(trafilatura.load_html)
        trafilatura.bare_extraction = self._timed(trafilatura.bare_extraction)

    def _timed(self, work: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*given: Any, **named: Any) -> Any:
            start = time.perf_counter()
            try:
                return work(*given, **named)
            finally:
                self.seconds += time.perf_counter() - start

        return timed

    def share(self, page: Page, rounds: int) -> tuple[float, float]:
        """Seconds in the library for a page, and in all that is ours, both taken in the same rounds: the least of
        each, for other work on the machine only ever adds to it, and comes between one of them as often as the other.

        By the clock, not by processor time: for a thousandth of a second some systems tell none at all.
        """
        options, theirs, ours = ReadOptions(), [], []
        made(page, options)  # caches of both are warm, as on the second page of a day
        gc.collect()
        for _ in range(rounds):
            self.seconds, start = 0.0, time.perf_counter()
            made(page, options)
            whole = time.perf_counter() - start
            theirs.append(self.seconds)
            ours.append(whole - self.seconds)
        return min(theirs), min(ours)


def shares(table: Table, rounds: int) -> bool:
    """A row a kind of pages: our own share beside the library's extraction of the same pages; whether all keep the
    bound."""
    clocked = Clocked()
    kept = True
    for name, data in pages().items():
        taken = [clocked.share(Page(where=where, path=where, data=page), rounds) for where, page in data.items()]
        library, ours = sum(theirs for theirs, _ in taken), sum(own for _, own in taken)
        if data:
            kept &= ours / library <= SHARE
            told = f"{name}, {len(data)} pages, {1000 * library / len(data):.1f} ms each in the library: ours beside it"
            table.add_row(told, f"{ours / library:.2f}", f"at most {SHARE}")
    return kept


def archive(times: int) -> bytes:
    """A WARC of the pages, gzipped a record, digests and all."""
    every = [page for kind in ("corpus", "real", "layouts") for page in pages()[kind].values()]
    return b"".join(gzip.compress(record(page, warc="WARC-Block-Digest: BLOCK\r\n")) for page in every * times)


def bare(data: bytes) -> int:
    """Bare iteration and extraction: how many records."""
    from trafilatura import extract

    count = 0
    for one in ArchiveIterator(io.BytesIO(data), record_types=WarcRecordType.response):
        extract(one.reader.read().decode("utf-8", "replace"), include_comments=False)
        count += 1
    return count


def paced(table: Table, rounds: int) -> bool:
    """The pace of reading a WARC beside bare iteration and extraction, in one process, hence on one core."""
    data = archive(2)
    count = bare(data)
    options = ReadOptions()
    theirs, ours = beside(
        lambda: bare(data), lambda: [made(page, options) for page in warc(io.BytesIO(data), "x", options)], rounds
    )
    text = f"WARC, {count} records: pace beside bare iteration and extraction ({count / theirs:,.0f} records/s)"
    table.add_row(text, f"{theirs / ours:.2f}", f"at least {PACE}")
    return theirs / ours >= PACE


def scored(table: Table) -> bool:
    """F1 of the article's runs of four words, ours beside the library's, over all layouts."""
    from trafilatura import extract

    ours, theirs, worse = [], [], []
    with TemporaryDirectory() as folder:
        for name, layout in PAGES.items():
            path = Path(folder) / f"{name}.html"
            path.write_text(layout.html, encoding="utf-8")
            (report,) = read([path])
            gold = "\n".join(layout.told)
            ours.append(score(told(report), gold) if isinstance(report, Report) else 0.0)
            theirs.append(score(extract(layout.html, include_comments=False) or "", gold))
            if ours[-1] < theirs[-1]:
                worse.append(name)
    text = f"{len(ours)} layouts: F1 of the article (the library alone: {statistics.mean(theirs):.3f})"
    table.add_row(text, f"{statistics.mean(ours):.3f}", f"worse: {', '.join(worse) or 'none'}")
    return not worse


HOSTILE: dict[str, tuple[str, str, int, str]] = {  # what stands inside an article: before, a piece, how often, behind
    "100,000 elements in a line": ("", "<b>x</b>", 100_000, ""),
    "a million elements": ("", "<b>x</b>", 1_000_000, ""),
    "100,000 paragraphs": ("", "<p>some words in it</p>", 100_000, ""),
    "100,000 links": ("", "<a href='/x'>some link words here</a> ", 100_000, ""),
    "a table of 60,000 rows": ("<table>", "<tr><td>a</td><td>b</td></tr>", 60_000, "</table>"),
    "an attribute of 8 MB": ("<p class='", "a ", 4_000_000, "'>x</p>"),
    "200,000 attributes": ("<p ", "abcde='1' ", 200_000, ">x</p>"),
    "2,900 elements deep": ("", "<div>", 2900, ""),
    "20,000 elements deep": ("", "<div>", 20_000, ""),
    "20,000 lists deep": ("", "<ul><li>", 20_000, ""),
    "five million opening brackets": ("", "<", 5_000_000, ""),
    "two million references": ("", "&amp;", 2_000_000, ""),
    "300,000 comments": ("", "<!-- x -->", 300_000, ""),
    "10 MB of script": ("<script>", "x", 10_000_000, "</script>"),
    "10 MB of one paragraph": ("<p>", "word and other words ", 500_000, "</p>"),
    "50,000 headers of links": ("", "<p>أخبار ذات صلة</p>", 50_000, ""),
    "40,000 lines that announce comments": ("", "<p>التعليقات</p>", 40_000, ""),
}


def held_up(name: str) -> tuple[float, float, str]:
    """Seconds and megabytes that a hostile page costs, and what becomes of it; in a process of its own."""
    article = f"<p>{'</p><p>'.join(EN)}</p>"
    before, piece, times, behind = HOSTILE[name]
    inside = before + piece * times + behind
    page = f"<!DOCTYPE html><html><body><article>{article}{inside}{article}</article></body></html>".encode()
    had, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    found = made(Page(where=name, path=name, data=page), ReadOptions())
    taken = time.process_time() - start
    more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - had) / 1000
    return taken, more, f"dropped: {found.kind}" if isinstance(found, Drop) else "read"


def bounded(console: Console) -> bool:
    """A table of what hostile pages cost; whether all keep the bounds."""
    table = Table("a page with", "s", "MB more", "", title="pages made to hold a reader up")
    kept = True
    for name in HOSTILE:
        with get_context("spawn").Pool(1) as pool:
            seconds, memory, fate = pool.apply_async(held_up, (name,)).get(20 * SECONDS)
        kept &= seconds <= SECONDS and memory <= MEMORY
        table.add_row(name, f"{seconds:.1f}", f"{memory:,.0f}", fate)
    console.print(table)
    return kept


def main() -> int:
    """Prints two tables; 1 when a bound is missed."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    table = Table("reading", "", "bound", title=f"beside trafilatura, medians of {rounds} rounds")
    kept = [paced(table, rounds // 3), scored(table), shares(table, rounds)]
    console = Console()
    console.print(table)
    kept.append(bounded(console))
    return int(not all(kept))


if __name__ == "__main__":
    sys.exit(main())
