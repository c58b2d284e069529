"""What the simplest thing that could work reaches on the same gold."""

from __future__ import annotations

import gzip
import itertools
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from sklearn.feature_extraction.text import TfidfVectorizer

from evals.scores import SHARED, Figures, naive_attribution, scored
from tawatur.text.words import words

# cosine distances of the cut; the sweep's best is reported, which flatters the baseline
CUTS = (0.5, 0.6, 0.65, 0.7, 0.75, 0.8)


def pool_reports() -> dict[str, str]:
    """Title and text of the reports of the labelled pools."""
    labels = (SHARED / "gold/stories/snn-dev.labels.jsonl").read_text(encoding="utf-8").splitlines()
    wanted = {i for line in labels for i in (json.loads(line)["seed"], *json.loads(line)["labels"])}
    texts = {}
    for path in (SHARED / "data/saudinewsnet").glob("*.gz"):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for report in map(json.loads, lines):
                if report["id"] in wanted:
                    texts[report["id"]] = f"{report['title']} {report['text']}"
    return texts


def shares(a: list[str], b: list[str], run: int = 4) -> tuple[float, float]:
    """The shares of the words of each that stand in a run of `run` words which the other has too."""

    def covered(words: list[str], other: set[tuple[str, ...]]) -> float:
        marked = {
            k for i in range(len(words) - run + 1) if tuple(words[i : i + run]) in other for k in range(i, i + run)
        }
        return len(marked) / max(1, len(words))

    grams = [{tuple(words[i : i + run]) for i in range(len(words) - run + 1)} for words in (a, b)]
    return (covered(a, grams[1]), covered(b, grams[0])) if grams[0] & grams[1] else (0.0, 0.0)


def tfidf_stories() -> Figures:
    """TF-IDF with average linkage over the pools' reports, best of several cuts; all pairs on folded 4-word runs."""
    texts = pool_reports()
    ids = sorted(texts)
    matrix = TfidfVectorizer(sublinear_tf=True, min_df=2).fit_transform([texts[i] for i in ids])
    similarity = (matrix @ matrix.T).toarray()
    tree = linkage(1 - similarity[np.triu_indices(len(ids), 1)].clip(0, 1), "average")
    keys = {i: [word.key for word in words(texts[i])] for i in ids}
    shared = {(a, b): shares(keys[a], keys[b]) for a, b in itertools.combinations(ids, 2)}
    best: Figures = {}
    with TemporaryDirectory() as name:
        passages, stories = Path(name) / "passages", Path(name) / "stories"
        passages.write_text(
            "\n".join(
                json.dumps({"a": a, "b": b, "a_share": a_share, "b_share": b_share})
                for (a, b), (a_share, b_share) in shared.items()
                if a_share
            )
        )
        for cut in CUTS:
            groups: dict[int, list[str]] = {}
            for i, group in zip(ids, fcluster(tree, cut, "distance"), strict=True):
                groups.setdefault(int(group), []).append(i)
            stories.write_text("\n".join(json.dumps({"story": g, "reports": r}) for g, r in groups.items()))
            labels = SHARED / "gold/stories/snn-dev.labels.jsonl"
            figures = scored("score_stories.py", labels, stories, "--passages", passages)
            if figures["story_f1"] > best.get("story_f1", -1):
                best = figures
    return best


def measured() -> dict[str, Figures]:
    """Every baseline by the name of the evaluation it stands beside."""
    return {
        "attribution snn-dev": naive_attribution("snn-dev"),
        "attribution ant-dev": naive_attribution("ant-dev"),
        "stories snn-dev": tfidf_stories(),
    }
