"""`python -m tests.corpus.prune` takes out of gaps.toml what is reached now; it never puts anything in."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from tests.corpus import truth

HERE = Path(__file__).parent


class Reached:
    """Collects the expected failures that passed."""

    def __init__(self) -> None:
        self.cases: set[tuple[str, str]] = set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Called by pytest for every phase of every test."""
        if report.when == "call" and report.failed and "[XPASS(strict)]" in str(report.longrepr):
            name, _, case = report.nodeid.rpartition("::")[2].partition("[")
            self.cases.add((name, case.rstrip("]")))


def main() -> None:
    """Runs the golden tests and takes the lines of reached cases out."""
    reached = Reached()
    pytest.main(
        ["-q", "-W", "ignore::pytest.PytestAssertRewriteWarning", "--no-header", "--tb=no", "-r", "", str(HERE)],
        plugins=[reached],
    )
    kept, test = [], ""
    for line in truth.GAPS.read_text(encoding="utf-8").splitlines():
        head = re.fullmatch(r"\[(\w+)\]", line)
        test = head.group(1) if head else test
        case = re.match(r'"([^"]*)" = ', line)
        if case and (test, case.group(1)) in reached.cases:
            click.echo(f"reached: {test} {case.group(1)}")
        else:
            kept.append(line)
    truth.GAPS.write_text("\n".join(kept) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
