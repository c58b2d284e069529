"""The benchmark of the statements stage measures what it says."""

from __future__ import annotations

from pathlib import Path

from bench.statements import drawn, pace


def test_statements_are_timed_beside_the_floor(shared: Path) -> None:
    """The same seed draws the same reports; both sides take time, and the ratio is that of their times."""
    reports = drawn(12)
    assert 10 <= len(reports) <= 12
    assert [report.text for report in reports] == [report.text for report in drawn(12)]
    measured = pace(reports, rounds=1)
    assert measured.characters == sum(len(report.text) for report in reports)
    assert min(measured.ours, measured.naive) > 0
    assert measured.ratio == measured.ours / measured.naive
