"""`python -m tests.corpus.rewrite` writes golden files, examples and reference pages anew; the diff is then judged."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from tests import reference
from tests.corpus import dump, examples
from tests.corpus.conftest import traced_corpus


def main() -> None:
    """Writes every golden file and page that differs, and names it."""
    dump.FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, traced_corpus(Path(folder) / "corpus.db") as traced:
        texts = {dump.FOLDER / f"{id}.txt": dump.dump(traced, id) for id in dump.SHOWN}
        texts |= {page: examples.filled(page, traced) for page in examples.PAGES}
    for path, text in texts.items():
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            click.echo(path)
    for path in reference.write():
        click.echo(path)


if __name__ == "__main__":
    main()
