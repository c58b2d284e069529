"""What every test of support needs once."""

from __future__ import annotations

import pytest

from tawatur.support import identities
from tests.support.making import link, made


@pytest.fixture(autouse=True, scope="session")
def warm() -> None:
    """The language tables are read once, so that no test of a law pays for them and misses its deadline."""
    identities([made("r0", link("Harbour Office")), made("r1", link("Harbour Union", "organisation"))])
