"""What every test of support needs once."""

from __future__ import annotations

import pytest

from tawatur.model import Link
from tawatur.support.names import known
from tests.support.making import link, made


@pytest.fixture(autouse=True, scope="session")
def warm() -> None:
    """The tables and the registry are read once, so that no test of a law pays for them and misses its deadline."""
    cited = Link(who="Harbour Channel", kind="agency", key="agency:harbour channel")
    links = [link("Harbour Office"), link("Harbour Union", "organisation"), cited]
    known([made(f"r{at}", each) for at, each in enumerate(links)], {"outlet:one": "One", "outlet:two": "Two"})
