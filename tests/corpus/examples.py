"""The examples in the documents: what the commands print for the corpus, between marks in the page.

A mark is a comment: `example`, a command, what of the corpus, the language, and `head` or nothing, as in
`<!-- example explain fire-12-killed en head -->`; or a report of the corpus and a section of its golden file, as in
`<!-- example report wna--measles blocks -->`.
"""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

from tawatur.notes import explain, show
from tests.corpus import dump, truth
from tests.corpus.conftest import Traced

PAGES = (truth.ROOT / "README.md", truth.ROOT / "README.ar.md", truth.ROOT / "docs" / "chain.md")
_MARK = re.compile(r"<!-- example (\w+) (\S+) (\S+)(?: (\w+))? -->\n```text\n.*?```\n", re.DOTALL)


def filled(page: Path, traced: Traced) -> str:
    """The page with every example as it is printed now."""

    def example(match: re.Match[str]) -> str:
        head = match.group(0).partition("\n")[0]
        command, what, which, part = match.groups()
        return f"{head}\n```text\n{_clean(_printed(traced, command, what, which, part or ''))}\n```\n"

    return _MARK.sub(example, page.read_text(encoding="utf-8"))


def _clean(text: str) -> str:
    return "\n".join(line.rstrip() for line in dedent(text.strip("\n")).splitlines())


def _printed(traced: Traced, command: str, what: str, which: str, part: str) -> str:
    if command == "report":
        return _section(dump.dump(traced, what), which)
    if command == "stories":
        text = show(traced.store, "", which)
    else:
        claim, _ = truth.found_claim(truth.claims()[what], traced.claims, traced.reports)
        assert claim is not None, f"no claim was made of {what}"
        id = claim.story if command == "story" else claim.id
        text = explain(traced.store, claim.id, which) if command == "explain" else show(traced.store, id, which)
    if part == "head":
        return text.strip().partition("\n\n")[0]
    if command == "story":
        return "\n\n".join(text.strip().split("\n\n")[:4])
    return text


def _section(text: str, name: str) -> str:
    """One section of a dump: from its heading to the next."""
    lines = text.splitlines()
    start = lines.index(name) + 1
    end = next((n for n in range(start, len(lines)) if not lines[n]), len(lines))
    return "\n".join(lines[start:end])
