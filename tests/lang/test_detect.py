"""The language of a text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.lang.detect import language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("وصل وزير النقل إلى المدينة بعد ظهر أمس وقال إن الميناء يعمل", "ar"),
        ("افتتاح ميناء جديد في مدينة ساحلية", "ar"),
        ("وزیر راه دیروز بندر تازه را در شهر ساحلی افتتاح کرد و گفت که کار آن تمام شده است", "fa"),
        ("وزیر نے کل نئی بندرگاہ کا افتتاح کیا اور کہا کہ یہ شہر کے لیے بڑا دن ہے", "ur"),
        ("وەزیر دوێنێ بەندەرە نوێیەکەی لە شارەکە کردەوە و گوتی کە ئەم کارە گەورەیە", "ckb"),
        ("The minister opened the new port in the city on Sunday", "en"),
        ("Le ministre a inauguré le nouveau port de la ville avec les ouvriers", "fr"),
        ("قال الوزير لشبكة CNN إن Microsoft وGoogle تعملان في الميناء", "ar"),
        ("123 456 !!", ""),
        ("خبر", ""),
        ("", ""),
    ],
)
def test_language_is_told(text: str, code: str) -> None:
    """Arabic is told from the languages written like it, and too little text is none."""
    assert language(text) == code


@given(st.text(max_size=200))
def test_any_text_has_a_code_or_none(text: str) -> None:
    """Whatever the text, the answer is a known code or none, and blank ends do not matter."""
    assert language(text) in {"ar", "fa", "ur", "ckb", "en", "fr", ""}
    assert language(text) == language(text + " ")


def test_reports_of_the_gold_are_arabic(shared: Path) -> None:
    """All 73 dev reports are Arabic."""
    for name in ("snn-dev", "ant-dev"):
        for line in (shared / f"gold/attribution/{name}.jsonl").read_text("utf-8").splitlines():
            assert language(json.loads(line)["text"]) == "ar"
