"""Dossiers: one page a story, written again only when something in it changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from tawatur import stages
from tawatur.dossiers import index, page
from tawatur.engines import Work
from tawatur.errors import TawaturError
from tawatur.model import Dossier, Drop
from tawatur.run.chain import Chain, batches, todo
from tawatur.stores import Store


def laid_out(dossier: Dossier, language: str) -> str:
    """The page of one story."""
    return page(dossier, language)


def listed(store: Store, language: str) -> str:
    """The page that lists all stories."""
    return index(store.stories(), language)


def lay_out(chain: Chain, folder: Path, language: str) -> int:
    """How many stories have their page in `folder` now, as `<story id>.html`, with `index.html` that lists them.

    Pages that this store wrote there for stories that are gone are removed. Raises `TawaturError` when the folder
    cannot be written.
    """
    store, stage = chain.store, f"dossiers {language} {folder.resolve()}"
    with chain.timed("dossiers"), _writable(folder):
        folder.mkdir(parents=True, exist_ok=True)
        wanted = _digests(store)
        for id in store.marks(stage).keys() - wanted.keys():
            (folder / f"{id}.html").unlink(missing_ok=True)
        lost = [id for id in store.marks(stage) if not (folder / f"{id}.html").is_file()]
        with store.transaction():
            store.unmark(stage, lost)
        due = todo(store, stage, wanted)
        work = Work(
            "dossiers",
            laid_out,
            Dossier,
            str,
            language,
            lambda d: d.story.id,
            lambda d: sum(len(r.text) for r in d.reports),
        )
        results = chain.engine.map(work, (store.dossier(id) for id in due))
        for _, batch in batches(results, chain.progress("dossiers"), len(due)):
            done = {}
            failed = []
            for dossier, made in batch:
                id = dossier.story.id
                if isinstance(made, Drop):
                    failed.append(made)
                    continue
                _write(folder / f"{id}.html", made)
                done[id] = wanted[id]
            with store.transaction():
                store.mark(stage, done)
                store.put_failures("dossiers", failed, done)
        _write(folder / "index.html", listed(store, language))
    return len(wanted) - len(store.failures("dossiers"))


def _write(path: Path, text: str) -> None:
    """Writes a page that is there whole or not at all, and not when it says the same already."""
    if not path.is_file() or path.read_bytes() != text.encode():
        draft = path.with_suffix(".part")
        draft.write_text(text, encoding="utf-8", newline="\n")
        draft.replace(path)


def _digests(store: Store) -> dict[str, str]:
    """For every story the digest of all that its page is made from."""
    made = stages.knowledge("dossiers", "interface", "model.py")
    claims = store.marks("claims")
    shared: dict[str, list[bytes]] = defaultdict(list)
    of = {report: story.id for story in store.stories() for report in story.reports}
    write = msgspec.json.Encoder().encode
    for reuse in store.reuses():
        if of.get(reuse.a) == of.get(reuse.b):
            shared[of[reuse.a]].append(write(reuse))
    return {
        story.id: stages.joined(made, claims.get(story.id, ""), write(story), *shared[story.id])
        for story in store.stories()
    }


@contextmanager
def _writable(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = (error.strerror or "no reason given").lower()
        raise TawaturError(f"The dossiers cannot be written to {folder} ({reason}): give another folder.") from error
