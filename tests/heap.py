"""A small heap of reports for tests of the runner: lines of JSON, as a user would have them."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from tawatur.read import read

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "corpus" / "pages"


@lru_cache(maxsize=1)
def _every() -> tuple[str, ...]:
    """Every page of the project's corpus that tells of the port or of the airline, as a line of JSON."""
    out = []
    for path in sorted(PAGES.glob("*/*.html")):
        if "port" in path.stem or "hawdaj" in path.stem:
            (report,) = read([path])
            title = report.title.of(report.text) if report.title else ""
            body = report.text[report.title.end :] if report.title else report.text
            at = report.published.at.isoformat() if report.published else ""
            name = f"{path.parent.name}-{path.stem}"
            out.append(line(name, body.strip(), report.outlet_name, title=title, published=at))
    return tuple(out)


def lines(first: int = 0, last: int = 14) -> tuple[str, ...]:
    """Some reports of the project's corpus, each a line of JSON."""
    return _every()[first:last]


def line(id: str, text: str, outlet: str = "صحيفة السنبلة", **fields: str) -> str:
    """One report as a line of JSON."""
    return json.dumps({"id": id, "outlet": outlet, "text": text, **fields}, ensure_ascii=False)


def written(path: Path, *lines: str) -> Path:
    """A file of these lines."""
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path
