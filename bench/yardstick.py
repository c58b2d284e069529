"""The yardstick: scikit-learn's TfidfVectorizer with a Snowball stem over the same texts, in one process.

Two stemmers, because the ratio depends on it: Snowball compiled to C (PyStemmer) and Snowball in Python, of which a
part of the texts is enough to know its pace.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Sequence

from sklearn.feature_extraction.text import TfidfVectorizer

_WORD = re.compile(r"\w+")


def seconds(texts: Sequence[str], stem: Callable[[str], str]) -> float:
    """Seconds the vectorizer takes over the texts with one stemmer."""
    start = time.perf_counter()
    TfidfVectorizer(analyzer=lambda text: [stem(word) for word in _WORD.findall(text)]).fit_transform(texts)
    return time.perf_counter() - start


def compiled(texts: Sequence[str]) -> float:
    """Seconds with PyStemmer."""
    from Stemmer import Stemmer

    return seconds(texts, Stemmer("arabic").stemWord)


def interpreted(texts: Sequence[str], sample: int = 400) -> float:
    """Seconds with Snowball's own Python, reckoned from every n-th text."""
    saved = sys.modules.get("Stemmer")
    sys.modules["Stemmer"] = None  # type: ignore[assignment]  # snowballstemmer would take the compiled one
    try:
        from snowballstemmer.arabic_stemmer import ArabicStemmer
    finally:
        if saved is not None:
            sys.modules["Stemmer"] = saved
        else:
            del sys.modules["Stemmer"]
    part = texts[:: max(1, len(texts) // sample)]
    return seconds(part, ArabicStemmer().stemWord) * sum(map(len, texts)) / max(1, sum(map(len, part)))
