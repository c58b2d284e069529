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


def tfidf_stories() -> Figures:
    """TF-IDF with average linkage over the pools' reports, at the best of several cuts; 4-word runs for shared text."""
    texts = pool_reports()
    ids = sorted(texts)
    matrix = TfidfVectorizer(sublinear_tf=True, min_df=2).fit_transform([texts[i] for i in ids])
    similarity = (matrix @ matrix.T).toarray()
    tree = linkage(1 - similarity[np.triu_indices(len(ids), 1)].clip(0, 1), "average")
    grams = {i: {tuple(words[k : k + 4]) for k in range(len(words) - 3)} for i in ids for words in [texts[i].split()]}
    best: Figures = {}
    with TemporaryDirectory() as name:
        passages, stories = Path(name) / "passages", Path(name) / "stories"
        passages.write_text(
            "\n".join(
                json.dumps({"a": a, "b": b, "a_share": n / max(1, len(grams[a])), "b_share": n / max(1, len(grams[b]))})
                for a, b in itertools.combinations(ids, 2)
                if (n := len(grams[a] & grams[b]))
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
