"""`python -m tests.phrasings` takes the marks of cases out that are reached now; it never puts one in."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from tests.phrasings import HERE, OPEN, PAIRS, STATEMENTS


class Reached:
    """Collects the expected failures that passed."""

    def __init__(self) -> None:
        self.cases: set[tuple[str, int]] = set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Called by pytest for every phase of every test."""
        if report.when == "call" and report.failed and "[XPASS(strict)]" in str(report.longrepr):
            name, number = re.fullmatch(r".*::(\w+)\[(\d+)\]", report.nodeid).groups()  # type: ignore[union-attr]
            self.cases.add((name, int(number)))


def unmarked(path: Path, reached: set[int], lines_of_one: bool) -> None:
    """Writes a file anew without the marks of these cases (numbers in the order they stand in)."""
    out, number, inside = [], -1, False
    for line in path.read_text(encoding="utf-8").splitlines():
        plain = bool(line) and not line.startswith("# ")
        begins = plain and (lines_of_one or not inside)
        inside = plain
        number += begins
        out.append(line.removeprefix(OPEN) if begins and number in reached else line)
    path.write_text("\n".join(out) + "\n", encoding="utf-8")


def main() -> None:
    """Runs the cases and takes the marks of reached ones out."""
    reached = Reached()
    pytest.main(
        ["-q", "-W", "ignore::pytest.PytestAssertRewriteWarning", "--no-header", "--tb=no", "-r", "", str(HERE)],
        plugins=[reached],
    )
    for path, test in ((STATEMENTS, "test_statements"), (PAIRS, "test_pairs")):
        numbers = {number for name, number in reached.cases if name == test}
        unmarked(path, numbers, path == PAIRS)
        click.echo(f"{test}: {len(numbers)} cases are reached now")


if __name__ == "__main__":
    main()
