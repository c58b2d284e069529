"""Dossiers: one page a story, written again only when something in it changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
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

PAGES = "dossiers "  # what the stage of a folder begins with


def laid_out(dossier: Dossier, language: str) -> str:
    """The page of one story."""
    return page(dossier, language)


def listed(store: Store, language: str) -> str:
    """The page that lists all stories."""
    return index(store.stories(), language)


def lay_out(chain: Chain, folder: Path, language: str, *, every: bool = True) -> int:
    """How many stories have their page in `folder` now, as `<story id>.html`, with `index.html` that lists them.

    Pages that this store wrote there for stories that are gone are removed. Unless `every` is to be looked after, only
    pages of stories that were touched since the folder was last in order. Raises `TawaturError` when the folder cannot
    be written.
    """
    store, index = chain.store, chain.store.index
    stage = f"{PAGES}{language} {folder.resolve()}"
    with chain.timed("dossiers"), _writable(folder):
        folder.mkdir(parents=True, exist_ok=True)
        touched = None if every or stage not in index.model() else index.waiting(stage)
        wanted = _digests(store, touched)
        for id in store.marks(stage, touched).keys() - wanted.keys():
            (folder / f"{id}.html").unlink(missing_ok=True)
        lost = [id for id in store.marks(stage, touched) if not (folder / f"{id}.html").is_file()]
        with store.transaction():
            store.unmark(stage, lost)
        due = todo(store, stage, wanted, touched)
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
        with store.transaction():
            index.done(stage)
            index.put_model({stage: "in order"})
    return store.counts()["stories"] - len(store.failures("dossiers"))


def touch(store: Store, told: Collection[str]) -> None:
    """Says of stories that their pages have to be looked after, in every folder that is in order."""
    for stage in store.index.model():
        if stage.startswith(PAGES):
            store.index.put_waiting(stage, told)


def _write(path: Path, text: str) -> None:
    """Writes a page that is there whole or not at all, and not when it says the same already."""
    if not path.is_file() or path.read_bytes() != text.encode():
        draft = path.with_suffix(".part")
        draft.write_text(text, encoding="utf-8", newline="\n")
        draft.replace(path)


def _digests(store: Store, ids: Collection[str] | None) -> dict[str, str]:
    """For every story (or some) the digest of all that its page is made from."""
    made = stages.knowledge("dossiers", "interface", "model.py")
    claims = store.marks("claims", ids)
    told = list(store.stories(ids))
    shared: dict[str, list[bytes]] = defaultdict(list)
    of = {report: story.id for story in told for report in story.reports}
    write = msgspec.json.Encoder().encode
    for reuse in store.reuses(None if ids is None else of.keys()):
        if of.get(reuse.a) == of.get(reuse.b):
            shared[of[reuse.a]].append(write(reuse))
    return {story.id: stages.joined(made, claims.get(story.id, ""), write(story), *shared[story.id]) for story in told}


@contextmanager
def _writable(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = (error.strerror or "no reason given").lower()
        raise TawaturError(f"The dossiers cannot be written to {folder} ({reason}): give another folder.") from error
