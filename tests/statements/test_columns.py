"""Columns: what a writer tells in the first person is no report of others, unless he names them."""

from __future__ import annotations

from pathlib import Path

from tawatur.lang.pack import load
from tawatur.model import Statement
from tawatur.statements import statements
from tests.phrasings.test_phrasings import _read

_MINE = (
    "أنا رجل بسيط كنت أمشي إلى السوق كل صباح، وأظن أن الطريق جميل، وعندي في السوق دكان صغير. "
    "وجدت في الطريق حجرا قديما لا أعرف من وضعه، ولعلي نسيته في اليوم التالي. "
)
_FILLING = "والطريق طويل بين البيوت القديمة والأشجار العالية والناس يمشون فيه مسرعين إلى أعمالهم. " * 8
_SAID = "خبرتي بالحياة تؤكد لي أن الوفاء نادر. "


def _said(text: str, folder: Path) -> list[Statement]:
    (report,) = _read((text,), folder)
    return [one for one in statements(report, load("ar")) if one.type != "narrated"]


def test_writers_own_thoughts_are_nobodys_report(tmp_path: Path) -> None:
    """In a column what nobody named says is no statement."""
    assert _said(_MINE + _FILLING + _SAID, tmp_path) == []


def test_whom_a_column_names_speaks(tmp_path: Path) -> None:
    """In a column a named speaker stands."""
    text = _MINE + _FILLING + _SAID + "وقال الوزير سعيد النوري إن السوق سيغلق."
    assert [one.chain[-1].who for one in _said(text, tmp_path)] == ["الوزير سعيد النوري"]


def test_news_with_a_named_lead_is_no_column(tmp_path: Path) -> None:
    """A report whose first sentence names its speaker is news, however often somebody says I in it."""
    text = "قال الوزير سعيد النوري إن السوق سيغلق. وأضاف أن الدكاكين ستنقل. " + _MINE + _FILLING
    assert len(_said(text, tmp_path)) >= 2
