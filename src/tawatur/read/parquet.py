"""Parquet files to items, a batch of rows at a time; the library for it is an extra."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

from tawatur.model import Drop
from tawatur.read.fields import items
from tawatur.read.options import Item, ReadOptions

MARK = b"PAR1"  # the first and the last bytes of a Parquet file
_ROWS = 256  # decoded at once


def parquet(
    stream: io.BufferedIOBase, where: str, path: str, options: ReadOptions, told: Callable[[], None]
) -> Iterator[Item | Drop]:
    """The items of a Parquet file, one a row; `told` is called after every batch."""
    try:
        import pyarrow
        from pyarrow.parquet import ParquetFile
    except ImportError:
        reason = "The file is Parquet, which needs an extra: install tawatur with [parquet] (pyarrow)."
        yield Drop(where=where, reason=reason, kind="no-library")
        return
    number = 0
    try:
        for batch in ParquetFile(stream).iter_batches(batch_size=_ROWS):
            for record in batch.to_pylist():
                number += 1
                yield from items(record, f"{where}:{number}", path, options)
            told()
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        said = str(error).strip().partition("\n")[0].rstrip(".")
        yield Drop(where=where, reason=f"The Parquet file is damaged or cut short ({said}).", kind="cut-archive")
        return
    if not number:
        yield Drop(where=where, reason="The Parquet file has no rows.", kind="empty")
