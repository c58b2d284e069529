"""`python -m tests.corpus.rewrite` writes the golden files and the reference pages anew; the diff is then judged."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click
from tests import reference
from tests.corpus import dump, truth
from tests.corpus.conftest import Traced

import tawatur
from tawatur.stores import open_store


def main() -> None:
    """Writes every golden file and reference page that differs, and names it."""
    dump.FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "corpus.db"
        summary = tawatur.trace(truth.PAGES, store, workers=1)
        with open_store(store) as opened:
            traced = Traced(opened, summary)
            for id in dump.SHOWN:
                path, text = dump.FOLDER / f"{id}.txt", dump.dump(traced, id)
                if not path.is_file() or path.read_text(encoding="utf-8") != text:
                    path.write_text(text, encoding="utf-8")
                    click.echo(path)
    for path in reference.write():
        click.echo(path)


if __name__ == "__main__":
    main()
