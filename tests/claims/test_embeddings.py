"""Embeddings: a model of the user's own, made here, joins what shares no word, and nothing that differs."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.numpy import load_file, save_file
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from tawatur.claims import claims
from tawatur.claims.embeddings import Meant, blended, model, model_digest
from tawatur.cli import main
from tawatur.errors import TawaturError
from tawatur.keys import statement_id
from tawatur.lang.pack import load
from tawatur.model import Report, Span, Statement, Story
from tawatur.run import trace
from tawatur.settings import Claims, Settings
from tawatur.stages import digest
from tawatur.stores import open_store
from tawatur.text.sentences import sentences

# Words that mean much the same, a line each; words of one line have nearly one vector.
MEANINGS = (
    "انقطع التيار غرقت الظلام العتمة",
    "أحياء البيوت المنازل مساكن",
    "القديمة العتيقة",
    "تعطلت ستتعطل تتعطل خربت دوران",
    "المطاحن الطواحين",
    "تضاعف ازداد تراجع محصول جني",
    "الزيتون",
    "مصر اليابان ثلاثة خمسة",
    "قوارب زوارق جديدة حديثة",
    "اقتنت ابتاعت اقتنى ابتاع",
    "منير زاهر",
    "دكان حانوت",
)
DARK = ("انقطع التيار عن أحياء البلدة القديمة.", "غرقت المنازل العتيقة في العتمة.")


def made_model(folder: Path, turn: float = 0.0, **more: np.ndarray[Any, Any]) -> Path:
    """A folder with a real tokenizer and a real matrix; `turn` makes it another model."""
    words = {word: line for line, many in enumerate(MEANINGS) for word in many.split()}
    vocabulary = {"[UNK]": 0, **{word: at + 1 for at, word in enumerate(words)}}
    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    folder.mkdir(exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"))
    rows = np.zeros((len(vocabulary), len(MEANINGS) + 1), dtype=np.float32)
    rows[0, -1] = 9.0  # what is unknown would swamp the rest, were it counted
    for at, line in enumerate(words.values()):
        rows[at + 1, line] = 1.0
        rows[at + 1, -1] = turn + at % 3 * 0.05
    save_file({"embeddings": rows, **more}, folder / "model.safetensors")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The tiny model."""
    return made_model(tmp_path / "model")


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same for tests that run many times."""
    return made_model(tmp_path_factory.mktemp("models") / "tiny")


def told(texts: Mapping[str, str], folder: Path | None) -> list[set[str]]:
    """The reports of each claim about no figure, of reports given as outlet → text."""
    reports = {id: Report(id=id, input_id=id, path="", text=text, outlet=f"outlet:{id}") for id, text in texts.items()}
    said = {}
    for id, one in reports.items():
        spans = [Span(s.start, s.end) for s in sentences(one.text)]
        said[id] = tuple(
            Statement(id=statement_id(id, "narrated", *s, (), -1), report=id, type="narrated", content=s) for s in spans
        )
    story = Story(id="s-0", reports=tuple(reports), headline="", central=next(iter(reports)))
    asked = Claims(model=str(folder or ""))
    return [
        {a.report for a in claim.attestations}
        for claim in claims(story, reports, said, load(), asked)
        if claim.kind != "figure"
    ]


# ── joining ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_paraphrases_join_with_the_model_only(folder: Path) -> None:
    """Two clauses without a shared word are one claim with the model and two without."""
    texts = dict(zip("ab", DARK, strict=True))
    assert told(texts, folder) == [{"a", "b"}]
    assert sorted(map(sorted, told(texts, None))) == [["a"], ["b"]]


def test_the_order_of_reports_does_not_matter(folder: Path) -> None:
    """The same claims come of the same reports in another order."""
    texts = {"a": DARK[0], "b": DARK[1], "c": "تعطلت مطاحن الكهرباء."}
    turned = dict(reversed(texts.items()))
    assert sorted(map(sorted, told(texts, folder))) == sorted(map(sorted, told(turned, folder)))


# What differs in one thing, and the same without the difference.
CONTRASTS = {
    "negation": ("تعطلت المطاحن القديمة.", "لم تخرب الطواحين العتيقة.", "خربت الطواحين العتيقة."),
    "participants": ("اقتنت مصر قوارب جديدة.", "ابتاعت اليابان زوارق حديثة.", "ابتاعت مصر زوارق حديثة."),
    "roles": ("اقتنى منير دكان زاهر.", "ابتاع زاهر حانوت منير.", "ابتاع منير حانوت زاهر."),
    "figures": (
        "تعطلت المطاحن القديمة منذ ثلاثة أيام.",
        "خربت الطواحين العتيقة منذ خمسة أيام.",
        "خربت الطواحين العتيقة منذ ثلاثة أيام.",
    ),
    "plan": ("ستتعطل المطاحن القديمة.", "خربت الطواحين العتيقة.", ""),
    "direction": ("ازداد محصول الزيتون.", "تراجع جني الزيتون.", "تضاعف جني الزيتون."),
}


@pytest.mark.parametrize("kind", CONTRASTS)
def test_what_differs_stays_apart(kind: str, folder: Path) -> None:
    """Negation, participants, figures, plan and direction keep apart whatever the model says; without them it joins."""
    one, other, same = CONTRASTS[kind]
    assert told({"a": one, "b": other}, None) == told({"a": one, "b": other}, folder)
    assert {"a", "b"} not in told({"a": one, "b": other}, folder)
    if same:
        assert {"a", "b"} in told({"a": one, "b": same}, folder)


HEAP = tuple(clause for three in CONTRASTS.values() for clause in three if clause) + DARK


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(HEAP), min_size=2, max_size=7))
def test_the_model_parts_nothing(tiny: Path, texts: list[str]) -> None:
    """What words join without the model is together with it too."""
    named = {f"r{at}": text for at, text in enumerate(texts)}
    asked = told(named, tiny)
    assert all(any(reports <= wider for wider in asked) for reports in told(named, None))


def test_a_group_keeps_what_its_clauses_keep_apart(folder: Path) -> None:
    """A clause without a participant joins one of two that name different ones, and does not bring them together."""
    texts = {"a": "اقتنت مصر قوارب جديدة.", "b": "ابتاعت اليابان زوارق حديثة.", "c": "ابتاعت زوارق حديثة قوارب."}
    assert not any({"a", "b"} <= reports for reports in told(texts, folder))


@given(st.floats(0, 1), st.floats(-1, 1))
def test_the_model_only_adds(alike: float, cosine: float) -> None:
    """A likeness with the model is never below the one without and never above 1; it has none where clauses differ."""
    known = Claims()
    a = Meant(np.array([1.0, 0.0]), {})
    b = Meant(np.array([cosine, (1 - cosine * cosine) ** 0.5]), {})
    found = blended(alike, a, b, {1}, known)
    assert alike <= found <= 1 if cosine > known.model_least else found == 0
    assert found == blended(alike, b, a, {0}, known)
    assert blended(alike, a, None, {1}, known) == 0
    apart = Meant(b.sum, {"country": frozenset({"EG"})})
    assert blended(alike, Meant(a.sum, {"country": frozenset({"JP"})}), apart, {1}, known) == 0
    a.against.add(1)
    assert blended(alike, a, b, {1}, known) == 0


# ── the model ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_unknown_words_say_nothing(folder: Path) -> None:
    """A word the model does not know leaves the vector as it is; of none but such words there is no vector."""
    held = model(str(folder))
    with_more, alone = held.vector("غرقت المنازل قنطورس"), held.vector("غرقت المنازل")
    assert with_more is not None
    assert alone is not None
    assert np.array_equal(with_more, alone)
    assert held.vector("قنطورس") is None
    assert held.vector("") is None


def test_rows_and_weights_of_tokens(tmp_path: Path) -> None:
    """A file may say which row is a token's and how much it weighs: twice the weight on one of two words turns it."""
    plain = made_model(tmp_path / "plain")
    tokens = len(model(str(plain)).vectors)
    heavy = np.ones(tokens, dtype=np.float32)
    heavy[model(str(plain)).tokenizer.token_to_id("الزيتون") or 0] = 2.0
    weighted = model(str(made_model(tmp_path / "weighted", weights=heavy))).vector("غرقت الزيتون")
    mapped = made_model(tmp_path / "mapped", mapping=np.arange(tokens)[::-1].copy())
    before = model(str(plain)).vector("غرقت الزيتون")
    assert weighted is not None
    assert before is not None
    assert before[0] == pytest.approx(before[6])
    assert weighted[6] == pytest.approx(2 * weighted[0], rel=1e-3)
    first = model(str(plain)).vectors
    assert np.array_equal(model(str(mapped)).vectors, first[::-1])


def test_another_model_is_another_digest(tmp_path: Path) -> None:
    """Another matrix or tokenizer under the same path, and no model at all, are other results; a copy is the same."""
    folder = made_model(tmp_path / "model")
    before = model_digest(str(folder))
    assert before == model_digest(str(made_model(tmp_path / "copy")))
    asked = Settings(claims=Claims(model=str(folder)))
    stage = digest("claims", asked)
    assert stage != digest("claims", Settings())
    assert digest("relations", asked) == digest("relations", Settings())
    made_model(folder, turn=0.4)
    os.utime(folder / "model.safetensors", ns=(1, 1))
    assert model_digest(str(folder)) != before
    assert digest("claims", asked) != stage
    changed = model_digest(str(folder))
    written = folder / "tokenizer.json"
    written.write_text(written.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert model_digest(str(folder)) != changed


def _no_folder(folder: Path) -> None:
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()


def _few_rows(folder: Path) -> None:
    file = folder / "model.safetensors"
    save_file({"embeddings": load_file(file)["embeddings"][:5].copy()}, file)


def _no_numbers(folder: Path) -> None:
    file = folder / "model.safetensors"
    save_file({"embeddings": np.full_like(load_file(file)["embeddings"], np.nan)}, file)


def _layers(folder: Path) -> None:
    file = folder / "model.safetensors"
    save_file({"layer.0": np.eye(3), "layer.1": np.eye(3)}, file)


BROKEN = {
    "there is no such folder": _no_folder,
    "lacks the file tokenizer.json": lambda folder: (folder / "tokenizer.json").unlink(),
    "lacks the file model.safetensors": lambda folder: (folder / "model.safetensors").unlink(),
    "tokenizer.json is damaged": lambda folder: (folder / "tokenizer.json").write_text("{"),
    "model.safetensors is damaged": lambda folder: (folder / "model.safetensors").write_bytes(b"torn"),
    "has not all vectors": _few_rows,
    "numbers that are none": _no_numbers,
    "holds 2 matrices": _layers,
}


@pytest.mark.parametrize("said", BROKEN)
def test_what_cannot_be_used_is_told(said: str, folder: Path) -> None:
    """Files that lack or are broken: one sentence that names the folder and what is wrong."""
    BROKEN[said](folder)
    with pytest.raises(TawaturError) as raised:
        model(str(folder))
    told = str(raised.value)
    assert said in told
    assert str(folder) in told
    assert "\n" not in told
    assert told.endswith(".")


def test_without_the_extra(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the libraries are not installed one sentence says what to install."""
    monkeypatch.setitem(sys.modules, "tokenizers", None)
    with pytest.raises(TawaturError, match=r"install tawatur with \[embeddings\]"):
        model(str(folder))


def test_nothing_is_loaded_without_a_model() -> None:
    """The libraries of the extra stay unloaded unless a model is asked for."""
    code = "import sys, tawatur, tawatur.cli; assert not {'tokenizers', 'safetensors'} & set(sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# ── a run ────────────────────────────────────────────────────────────────────────────────────────────────────────────

LEAD = "قالت شركة الكهرباء في بلدة سمراء إن عاصفة رملية أسقطت أعمدة الخطوط يوم الثلاثاء."


def test_a_trace_with_a_model(tmp_path: Path) -> None:
    """A run with a model joins across words, one without keeps apart, and each makes the other's claims anew."""
    folder = made_model(tmp_path / "model")
    heap = tmp_path / "heap"
    heap.mkdir()
    for outlet, clause in zip(("alif", "baa"), DARK, strict=True):
        record = {"id": outlet, "outlet": outlet, "title": "عاصفة في بلدة سمراء", "published": "2024-05-15T09:00:00"}
        (heap / f"{outlet}.jsonl").write_bytes(msgspec.json.encode({**record, "text": f"{LEAD} {clause}"}) + b"\n")

    def together(model: Path | str) -> bool:
        trace(heap, tmp_path / "made.db", workers=1, model=model)
        with open_store(tmp_path / "made.db") as store:
            texts = {report.id: report.text for report in store.reports()}
            told = [{a.span.of(texts[a.report]) for a in claim.attestations} for claim in store.claims()]
        return any({clause.rstrip(".") for clause in DARK} <= spans for spans in told)

    assert not together("")
    assert together(folder)
    assert not together("")
    assert together(folder)
    scattered = load_file(folder / "model.safetensors")["embeddings"]
    save_file({"embeddings": np.eye(len(scattered), dtype=np.float32)}, folder / "model.safetensors")
    assert not together(folder)


def test_a_model_that_cannot_be_used_stops_a_run_at_once(tmp_path: Path) -> None:
    """Nothing is read or written before the model is known to be usable, by the call and by the command."""
    empty = tmp_path / "empty"
    empty.mkdir()
    (tmp_path / "a.txt").write_text(LEAD, encoding="utf-8")
    with pytest.raises(TawaturError, match="lacks the file"):
        trace(tmp_path / "a.txt", tmp_path / "made.db", workers=1, model=empty)
    said = CliRunner().invoke(
        main, ["trace", str(tmp_path / "a.txt"), "--store", str(tmp_path / "made.db"), "--model", str(empty)]
    )
    assert said.exit_code == 2
    assert said.output.strip().endswith("(it needs tokenizer.json and model.safetensors).")
    assert not (tmp_path / "made.db").exists()
