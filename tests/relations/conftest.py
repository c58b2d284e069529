"""The claims and relations of reports made by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from tawatur.lang.pack import load
from tawatur.model import Claim, Relation
from tawatur.relations import relations
from tawatur.settings import Relations
from tests.claims.conftest import Made, Said, report


class Related(Made):
    """Claims with their relations."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.relations = relations(self.claims, self.reports, load(), Relations())

    def wording(self, id: str) -> str:
        """The words of a claim."""
        claim: Claim = next(c for c in self.claims if c.id == id)
        return claim.wording.span.of(self.reports[claim.wording.report].text)

    def told(self) -> set[tuple[str, str, str]]:
        """Kind, and the numbers (or words) of both sides."""
        return {(r.kind, self._side(r, "a"), self._side(r, "b")) for r in self.relations}

    def _side(self, relation: Relation, side: str) -> str:
        value = getattr(relation, f"{side}_value")
        if value is None:
            return self.wording(getattr(relation, side))
        return str(int(value.low if value.low is not None else value.high))


@pytest.fixture
def related() -> Callable[..., Related]:
    """Makes the relations of reports given as id → (time, text)."""

    def make(texts: Mapping[str, tuple[str, str]], said: Said | None = None) -> Related:
        return Related([report(id, id, text, at) for id, (at, text) in texts.items()], said or {})

    return make
