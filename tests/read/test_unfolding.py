"""What the packed parts of a PDF hold, counted filter by filter."""

from __future__ import annotations

import base64
import random
import zlib

import pytest

from tawatur.read.unfolding import pdf_unfolds
from tests.read.test_hostile import filtered, lzw

WORDS = random.Random(7).randbytes(4958)  # 74 times 67


@pytest.mark.parametrize(
    ("filters", "packed"),
    [
        (b"/FlateDecode", zlib.compress(WORDS)),
        (b"[/ASCIIHexDecode/FlateDecode]", zlib.compress(WORDS).hex().encode() + b">"),
        (b"[/A85 /Fl]", base64.a85encode(zlib.compress(WORDS)) + b"~>"),
        (b"/RunLengthDecode", b"".join(bytes((66,)) + WORDS[at : at + 67] for at in range(0, 4958, 67)) + b"\x80"),
        (b"/RL", b"\x80".join((b"\xff " * 2479, b"the rest is none"))),
    ],
)
def test_every_filter_is_counted(filters: bytes, packed: bytes) -> None:
    """What a stream holds is counted to the byte, whichever filters pack it and however they are named."""
    data = filtered(filters, packed)
    assert pdf_unfolds(data, len(WORDS) - 1)
    assert not pdf_unfolds(data, len(WORDS))


@pytest.mark.parametrize("early", [b"", b"/DecodeParms<</EarlyChange 1>>"])
def test_lzw_is_what_another_reader_reads(early: bytes) -> None:
    """The codes of LZW are as long as another implementation takes them to be."""
    decode = pytest.importorskip("pypdf.filters").LZWDecode.decode
    packed = lzw(200_000)
    held = len(decode(packed))
    assert pdf_unfolds(filtered(b"/LZWDecode", packed, early), held - 1)
    assert not pdf_unfolds(filtered(b"/LZWDecode", packed, early), held)


def test_a_picture_is_not_counted() -> None:
    """A page's pictures are large and hold no words."""
    assert not pdf_unfolds(filtered(b"/FlateDecode", zlib.compress(bytes(10_000)), b"/Subtype/Image"), 100)
