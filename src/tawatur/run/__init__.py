"""Stages × engine × store: one call from paths to an account of every claim's independent support."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import msgspec

from tawatur.claims.embeddings import model as usable
from tawatur.collect import archives, collected, feed_list, recovered
from tawatur.engines import LocalEngine, rarely_collected
from tawatur.errors import TawaturError
from tawatur.press import in_force
from tawatur.read import ReadOptions
from tawatur.read.fields import ALIASES
from tawatur.run.adding import through
from tawatur.run.chain import Chain
from tawatur.run.pages import lay_out
from tawatur.run.reading import take_in
from tawatur.run.summary import Collected, Summary, Watch, nobody, summed
from tawatur.settings import Publishers, Settings
from tawatur.stores import SqliteStore, Store, open_store

__all__ = ["Collected", "Summary", "Watch", "collect", "nobody", "trace"]

COLLECTED = "collect"  # the marks of captures that have been read


def trace(
    paths: str | Path | Iterable[str | Path],
    store: str | Path | Store | None = None,
    dossiers: str | Path | None = None,
    *,
    fields: Mapping[str, str] | None = None,
    outlet: str = "",
    press: Iterable[str | Path] = (),
    model: str | Path = "",
    language: str = "ar",
    workers: int | None = None,
    settings: Settings | None = None,
    whole: bool = False,
    watch: Watch = nobody,
) -> Summary:
    """What became of all that the paths hold: read, attributed, aligned, grouped, traced and counted.

    `store` is a file (made when it is not there), an open store, or None: then all rests in memory and is gone at the
    end. `dossiers` is a folder for one HTML file a story, in `language` ("ar" or "en"). `fields` maps our names of
    fields (id, outlet, published, url, title, author, text) to the input's; `outlet` names the outlet where the input
    does not; `press` are TOML files with outlets and agencies of your own. `model` is a folder with static token
    embeddings that is asked too when claims are joined (docs/claims.md; needs tawatur[embeddings]). `workers` is the
    number of processes (default: one for each processor; 1: only this one). Running it again over the same store goes
    on where it stopped; a few later reports are put among the others without making all again, unless `whole`
    (docs/adding.md). Raises `TawaturError`, one sentence, when it cannot go on.
    """
    listed = [Path(paths)] if isinstance(paths, str | Path) else [Path(path) for path in paths]
    if workers is not None and workers < 1:
        raise TawaturError(f"The number of workers must be 1 or more, not {workers}.")
    unknown = sorted(set(fields or {}) - set(ALIASES))
    if unknown:
        raise TawaturError(f"There is no field {unknown[0]!r} to map: choose from {', '.join(ALIASES)}.")
    chosen = settings or Settings()
    if own := tuple(str(path) for path in press):
        chosen = msgspec.structs.replace(chosen, press=Publishers(files=own))
    if str(model):
        chosen = msgspec.structs.replace(chosen, claims=msgspec.structs.replace(chosen.claims, model=str(model)))
    if chosen.claims.model:
        usable(chosen.claims.model)  # hours of reading are not for a model that cannot be used
    options = ReadOptions(fields=dict(fields or {}), outlet=outlet, press=chosen.press.files, settings=chosen.reading)
    with in_force(chosen.press.files), _few_collections(), _opened(store) as kept, LocalEngine(workers) as engine:
        chain = Chain(kept, engine, chosen, watch)
        taken = take_in(chain, listed, options, _own(kept, dossiers))
        road, learned = through(chain, whole)
        pages = lay_out(chain, Path(dossiers), language, every=road != "added") if dossiers is not None else 0
        return msgspec.structs.replace(summed(kept, taken, pages, chain.seconds), road=road, learned=learned)


def collect(
    feeds: str | Path,
    store: str | Path,
    dossiers: str | Path | None = None,
    *,
    traced: bool = True,
    language: str = "ar",
    workers: int | None = None,
    settings: Settings | None = None,
    watch: Watch = nobody,
) -> Collected:
    """What became of one round over the feeds that a TOML file lists: pages fetched, kept and traced.

    What is captured rests as WARC in a folder beside the store (`news.db`: `news.captures`) and is then read into it;
    with `traced` all stages run, and `dossiers` is as in `trace`. Stopped at any moment and called again, it loses and
    doubles nothing. Raises `TawaturError`, one sentence, when it cannot go on.
    """
    chosen = settings or Settings()
    listed = feed_list(Path(feeds))
    folder = Path(store).with_suffix(".captures")
    with open_store(store, write=True) as kept:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            read = {name for name in kept.marks(COLLECTED) if (folder / name).is_file()}
            recovered(folder, read)
            round = collected(listed, folder, chosen.collecting, chosen.reading, partial(watch, "collect"))
        except OSError as error:
            reason = (error.strerror or "no reason given").lower()
            raise TawaturError(f"The captures cannot be kept in {folder} ({reason}).") from error
        fresh = [path for path in archives(folder) if path.name not in read]
        if traced:
            summary = trace(fresh, kept, dossiers, language=language, workers=workers, settings=chosen, watch=watch)
        else:
            with LocalEngine(workers) as engine:
                chain = Chain(kept, engine, chosen, watch)
                taken = take_in(chain, fresh, ReadOptions(settings=chosen.reading, press=chosen.press.files))
                summary = summed(kept, taken, 0, chain.seconds)
        with kept.transaction():
            kept.mark(COLLECTED, {path.name: str(path.stat().st_size) for path in fresh})
    return Collected(round=round, summary=summary)


def _own(store: Store, dossiers: str | Path | None) -> list[Path]:
    """Files and folders that a run writes: they may stand among its input and are none."""
    own = [] if dossiers is None else [Path(dossiers)]
    return [*own, *(Path(store.name + end) for end in ("", "-wal", "-shm", "-journal"))]


@contextmanager
def _opened(store: str | Path | Store | None) -> Iterator[Store]:
    """The store to work on; closed at the end unless the caller opened it."""
    if store is None or isinstance(store, str | Path):
        own = SqliteStore() if store is None else open_store(store, write=True)
        with own:
            yield own
    else:
        yield store


@contextmanager
def _few_collections() -> Iterator[None]:
    """A block in which cycles are collected rarely."""
    before = rarely_collected()
    try:
        yield
    finally:
        gc.set_threshold(*before)
