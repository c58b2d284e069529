"""The truth of the corpus can be read by the scorers that measure on real news."""

from __future__ import annotations

from pathlib import Path

from tests.corpus import scored, truth
from tests.corpus.conftest import Traced


def test_the_truth_scores_full_marks(shared: Path, traced: Traced, tmp_path: Path) -> None:
    """Predicted word for word, the truth reaches 1.0 in every figure."""
    files = scored.base(tmp_path, traced.reports)
    statements, claims = [], []
    for id, told in truth.statements().items():
        report = traced.reports[id]
        spans = _in_turn(report.text, [s.content for s in told.statements])
        statements.append(
            {
                "id": id,
                "credits": told.credits,
                "furniture": [
                    (report.text.find(w), report.text.find(w) + len(w)) for w in told.furniture if w in report.text
                ],
                "statements": [
                    {
                        "start": start,
                        "end": end,
                        "type": s.type,
                        "negated": s.negated,
                        "chain": [{"who": link.who, "kind": link.kind} for link in s.chain],
                    }
                    for s, (start, end) in zip(told.statements, spans, strict=True)
                ],
            }
        )
    for dossier in truth.dossiers().values():
        for claim in dossier.claims:
            evidence = []
            for made in claim.evidence:
                start = traced.reports[made.report].text.find(made.span)
                evidence.append({"report": made.report, "start": start, "end": start + len(made.span)})
            origins = sorted({e.chain[-1] for e in claim.evidence if e.chain})
            claims.append({"claim": claim.id, "evidence": evidence, "support": {"origins": origins}})
    claims += [{"relation": r.rel, "a": r.a, "b": r.b} for r in truth.supports().relations]
    stories = [{"story": e, "reports": [*s.core, *s.may]} for e, s in truth.stories().items()]
    files["statements"] = scored._written(tmp_path / "s.jsonl", statements)
    files["claims"] = scored._written(tmp_path / "c.jsonl", claims)
    files["stories"] = scored._written(tmp_path / "t.jsonl", stories)
    found = scored.figures(shared / "tools", files)
    whole = {
        "attribution": ("detect_f1", "tight_f1", "who_said_what_f1", "chain_f1", "credits_f1", "furniture_r"),
        "stories": ("story_f1",),
        "claims": ("pair_f1", "relation_p", "relation_r", "relation_type_acc", "origin_r"),
    }
    assert {(s, f): found[s][f] for s in whole for f in whole[s] if found[s][f] != 1} == {}


def _in_turn(text: str, contents: list[str]) -> list[tuple[int, int]]:
    """Where the contents stand, the same words in turn, as the scorer takes them."""
    seen: dict[str, int] = {}
    out = []
    for content in contents:
        at = text.find(content, seen.get(content, 0))
        at = text.find(content) if at < 0 else at
        seen[content] = at + 1
        out.append((at, at + len(content)))
    return out
