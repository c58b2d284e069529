"""Embeddings: what clauses mean by a model of the user's own, as further evidence that two of them say the same.

The model is a folder with static token embeddings, as model2vec and similar tools write them: `tokenizer.json` (of
the library tokenizers) and `model.safetensors` with one vector a token. A clause is the mean of the vectors of its
tokens. The libraries come with the extra `tawatur[embeddings]`; without a model nothing of this is loaded. Nothing is
ever downloaded.

A mean of vectors does not tell two figures, two participants or rise and fall apart: what stands in like places has
like vectors. So the model only adds to the likeness of clauses that do not differ in any of these.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence, Set
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from tawatur.claims.contrast import Alternatives
from tawatur.claims.features import Content
from tawatur.claims.propositions import Proposition
from tawatur.errors import TawaturError
from tawatur.model import Report
from tawatur.settings import Claims

Vector = NDArray[np.float64]
Edge = tuple[float, int, int]

_TOKENS, _VECTORS = "tokenizer.json", "model.safetensors"
_NAMES = ("embeddings", "embedding.weight")  # of the matrix, where there are several
_GRID = 2048.0  # vectors are whole multiples of 1/2048, so that sums of products are exact in any order
_BLOCK = 512  # clauses compared with all others at once
_NEAREST = 32  # clauses that may be looked at for each


class ModelError(TawaturError):
    """A model that cannot be used."""

    def __init__(self, folder: str, reason: str) -> None:
        super().__init__(f"The model {folder} cannot be used: {reason}.")


# ── the model ────────────────────────────────────────────────────────────────────────────────────────────────────────


class Tokens(Protocol):
    """What is asked of the library tokenizers once a tokenizer is made."""

    def encode(self, sequence: str, *, add_special_tokens: bool) -> Any:
        """Something whose `ids` are the tokens of a text, by number."""

    def token_to_id(self, token: str) -> int | None:
        """The number of a token; None for one it has not."""


class Model(NamedTuple):
    """Static token embeddings."""

    digest: str
    tokenizer: Tokens
    vectors: NDArray[np.float32]  # one row a token, weighted
    unknown: int | None  # the token of what the tokenizer does not know, which says nothing

    def vector(self, text: str) -> Vector | None:
        """The direction of a text: the mean of its tokens' vectors at length 1; None where it has none."""
        ids = [i for i in self.tokenizer.encode(text, add_special_tokens=False).ids if i != self.unknown]
        total = self.vectors[ids].astype(np.float64).sum(axis=0)
        length = float(np.sqrt(total @ total))
        return np.round(total / length * _GRID) / _GRID if length > 0 else None


def model_digest(folder: str) -> str:
    """A short digest of all that a model's vectors depend on; "" for no folder. Raises `ModelError`."""
    return _digest(folder, _stamp(folder)) if folder else ""


def model(folder: str) -> Model:
    """The model in a folder, loaded once. Raises `ModelError`, one sentence, when there is none that can be used."""
    return _model(folder, model_digest(folder))


_Stamp = tuple[tuple[int, int], ...]


def _stamp(folder: str) -> _Stamp:
    """Sizes and times of a model's files: while these stay, it is not read again."""
    if not Path(folder).is_dir():
        raise ModelError(folder, "there is no such folder")
    out = []
    for name in (_TOKENS, _VECTORS):
        try:
            held = (Path(folder) / name).stat()
        except OSError:
            raise ModelError(folder, f"it lacks the file {name} (it needs {_TOKENS} and {_VECTORS})") from None
        out.append((held.st_size, held.st_mtime_ns))
    return tuple(out)


@lru_cache(maxsize=4)
def _digest(folder: str, stamp: _Stamp) -> str:
    made = blake2b(digest_size=12)
    for name, (size, _) in zip((_TOKENS, _VECTORS), stamp, strict=True):
        made.update(size.to_bytes(8, "big"))
        try:
            with (Path(folder) / name).open("rb") as file:
                while piece := file.read(1 << 20):
                    made.update(piece)
        except OSError as error:
            raise ModelError(folder, f"{name} cannot be read ({(error.strerror or 'no reason').lower()})") from None
    return made.hexdigest()


@lru_cache(maxsize=2)
def _model(folder: str, digest: str) -> Model:
    try:
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer
    except ImportError:
        raise ModelError(folder, "install tawatur with [embeddings] (safetensors, tokenizers)") from None
    try:
        raw = (Path(folder) / _TOKENS).read_text(encoding="utf-8")
        tokenizer = Tokenizer.from_str(raw)
        tokenizer.no_padding()
        unknown = _unknown(json.loads(raw)["model"], tokenizer)
    except Exception as error:  # the library raises bare exceptions
        raise ModelError(folder, f"{_TOKENS} is damaged or of no known form ({_first(error)})") from None
    try:
        tensors: dict[str, NDArray[Any]] = load_file(Path(folder) / _VECTORS)
    except Exception as error:  # broken files, and numbers numpy does not know
        raise ModelError(folder, f"{_VECTORS} is damaged or of no known form ({_first(error)})") from None
    tokens = max(tokenizer.get_vocab().values(), default=-1) + 1
    return Model(digest, tokenizer, _weighted(folder, tensors, tokens), unknown)


def _first(error: Exception) -> str:
    """What a library says of its trouble, on one line."""
    return (str(error).strip().partition("\n")[0] or type(error).__name__).rstrip(".")


def _unknown(written: Mapping[str, Any], tokenizer: Tokens) -> int | None:
    """The number of the unknown token: models of words and pieces name it, others number it."""
    name, number = written.get("unk_token"), written.get("unk_id")
    if isinstance(name, str):
        return tokenizer.token_to_id(name)
    return number if isinstance(number, int) else None


def _weighted(folder: str, tensors: Mapping[str, NDArray[Any]], tokens: int) -> NDArray[np.float32]:
    """One vector a token: its row of the matrix, by `mapping` and `weights` where the file has them."""
    matrices = {name: tensor for name, tensor in tensors.items() if tensor.ndim == 2}
    named = [name for name in _NAMES if name in matrices]
    if len(matrices) != 1 and not named:
        raise ModelError(folder, f"{_VECTORS} holds {len(matrices)} matrices and not one of a vector for each token")
    matrix = matrices[named[0]] if named else next(iter(matrices.values()))
    mapping, weights = tensors.get("mapping"), tensors.get("weights")
    rows = np.arange(tokens) if mapping is None else mapping[:tokens].astype(np.int64)
    short = len(rows) < tokens or (weights is not None and len(weights) < tokens)
    if not tokens or short or rows.min() < 0 or rows.max() >= len(matrix):
        raise ModelError(folder, f"{_TOKENS} knows {tokens} tokens, for which {_VECTORS} has not all vectors")
    out: NDArray[np.float32] = matrix[rows].astype(np.float32)
    if weights is not None:
        out *= weights[:tokens].astype(np.float32).reshape(tokens, 1)
    if not np.isfinite(out).all():
        raise ModelError(folder, f"{_VECTORS} holds numbers that are none")
    return out


# ── what clauses mean ────────────────────────────────────────────────────────────────────────────────────────────────


class Meant:
    """What a clause, or a group of clauses, means by the model, and what it cannot be joined with."""

    __slots__ = ("acting", "against", "size", "sum", "traits")

    def __init__(self, vector: Vector, traits: Mapping[str, frozenset[str]], acting: tuple[str, ...] = ()) -> None:
        self.sum, self.size, self.traits, self.acting = vector, 1, dict(traits), acting
        self.against: set[int] = set()  # clauses near one of these by the model that differ in what it does not see

    def apart(self, other: Meant) -> bool:
        """Whether the two differ where the model sees no difference: they have traits of a kind and share none, or
        those who act in both stand in another order, so that who did it may be whom it was done to."""
        if any(held.isdisjoint(other.traits.get(kind, held)) for kind, held in self.traits.items()):
            return True
        mine = [f for f in self.acting if f in other.acting]
        return mine != [f for f in other.acting if f in self.acting]


def grown(a: Meant | None, b: Meant | None) -> Meant | None:
    """What two groups mean together; the first one takes in the other's clauses."""
    if a is None or b is None:
        return a or b
    a.sum = a.sum + b.sum
    a.size += b.size
    a.against |= b.against
    for kind, held in b.traits.items():
        a.traits[kind] = a.traits.get(kind, frozenset()) | held
    return a


class Meaning:
    """A model asked about the clauses of one story, about each wording once."""

    def __init__(self, held: Model, reports: Mapping[str, Report], known: Alternatives) -> None:
        self._model, self._reports, self._known = held, reports, known
        self._vectors: dict[str, Vector | None] = {}

    def of(self, proposition: Proposition, content: Content) -> Meant | None:
        """What a clause means; None where the model knows no word of it."""
        text = proposition.span.of(self._reports[proposition.report].text)
        if text not in self._vectors:
            self._vectors[text] = self._model.vector(text)
        vector = self._vectors[text]
        return None if vector is None else Meant(vector, traits(content, self._known), acting(content))


def meaning(reports: Mapping[str, Report], known: Alternatives, settings: Claims) -> Meaning | None:
    """The user's model over the reports of one story; None when there is none. Raises `ModelError`."""
    return Meaning(model(settings.model), reports, known) if settings.model else None


def traits(content: Content, known: Alternatives) -> dict[str, frozenset[str]]:
    """What keeps a clause apart from others whatever a model says, by kind: participants, figures, words that exclude
    others, plan or deed."""
    out: dict[str, set[str]] = defaultdict(set)
    for feature in sorted(content.features):
        kind, colon, rest = feature.partition(":")
        if feature in content.names:
            kind, colon, rest = "name", ":", feature
        if colon and kind in _PARTICIPANTS:
            out[kind].add(rest)
        if feature in known.sides:
            among, side = known.sides[feature]
            out[f"among {among}"].add(side)
        if feature in known.turning:
            out["turned"].add(feature)
    for unit, low, high in content.figures:
        out[f"figure {unit}"].add(f"{low}..{high}")
    out["turns"].add("yes" if "turned" in out else "no")
    out["plan"].add("yes" if content.planned or "#plan" in content.features else "no")
    out["without"].add("yes" if "#without" in content.features else "no")
    return {kind: frozenset(held) for kind, held in out.items()}


def acting(content: Content) -> tuple[str, ...]:
    """What may act or be acted on in a clause, as it stands: no deeds, and nothing that a function word leads."""
    return tuple(dict.fromkeys(f for f in content.order if f not in content.deeds and f not in content.led))


_PARTICIPANTS = ("country", "person", "place", "name")


# ── likeness ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def blended(alike: float, a: Meant | None, b: Meant | None, holding: Set[int], settings: Claims) -> float:
    """The likeness of two groups by their words (`alike`), raised by what a model says of them, 0..1; 0 where it sees
    nothing in common, or they differ in what it does not see. `holding`: the clauses of the second."""
    if a is None or b is None:
        return 0.0
    cosine = float(a.sum @ b.sum) / (a.size * b.size)
    least = settings.model_least
    if cosine <= least or not a.against.isdisjoint(holding) or a.apart(b):
        return 0.0
    return alike + (1 - alike) * settings.model_weight * min(1.0, (cosine - least) / (1 - least))


def pairs(
    meant: Sequence[Meant | None],
    words: Callable[[int, int], float],
    needed: Callable[[int, int], float],
    excluded: Callable[[int, int], bool],
    settings: Claims,
) -> list[Edge]:
    """Pairs of clauses that are alike enough by words and model together, best first. `words`: the likeness of two by
    their words; `needed`: what is asked of them; `excluded`: whether they contradict each other. Pairs that are near
    by the model and differ in what it does not see are kept in both: no third clause may bring them together."""
    out: list[Edge] = []
    for a, b in _near(meant, settings.model_least):
        one, other = meant[a], meant[b]
        if one is None or other is None:
            continue
        if one.apart(other) or excluded(a, b):
            one.against.add(b)
            other.against.add(a)
            continue
        value = blended(words(a, b), one, other, {b}, settings)
        if value >= needed(a, b):
            out.append((-round(value, 6), a, b))
    return sorted(out)


def _near(meant: Sequence[Meant | None], least: float) -> list[tuple[int, int]]:
    """Pairs of clauses, the earlier first, whose vectors are nearer than `least`, one of them among the other's
    nearest: in a long story nearly all vectors are near, and all pairs would be too many."""
    places = [i for i, one in enumerate(meant) if one is not None]
    rows = [one.sum for one in meant if one is not None]
    if len(rows) < 2:
        return []
    matrix = np.stack(rows).astype(np.float32)  # exact here too, and twice as fast
    many = min(_NEAREST + 1, len(rows))  # a clause is nearest to itself
    out: set[tuple[int, int]] = set()
    for first in range(0, len(rows), _BLOCK):
        cosines = matrix[first : first + _BLOCK] @ matrix.T
        bar = np.partition(cosines, -many, axis=1)[:, -many]
        left, right = np.nonzero((cosines > least) & (cosines >= bar[:, None]))
        pairs = zip((left + first).tolist(), right.tolist(), strict=True)
        out.update((places[min(i, j)], places[max(i, j)]) for i, j in pairs if i != j)
    return sorted(out)
