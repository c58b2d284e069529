"""How many independent sources does a piece of news really have?

The same as the commands, for programs: `trace` over paths, `open_store` on what it kept, `show`, `explain` and
`export` of a store, `read` and `statements` for single links of the chain, and the nouns.
"""

from tawatur.check import Check, check
from tawatur.errors import InputError, PackError, StoreError, TawaturError
from tawatur.export import export
from tawatur.lang.pack import load as load_pack
from tawatur.model import (
    Attestation,
    Claim,
    Derivation,
    Dossier,
    Drop,
    Evidence,
    Link,
    Passage,
    Relation,
    Report,
    Reuse,
    Span,
    Statement,
    Story,
    Support,
)
from tawatur.notes import explain, show
from tawatur.read import ReadOptions, read
from tawatur.run import Collected, Summary, collect, trace
from tawatur.settings import Settings
from tawatur.statements import statements
from tawatur.stores import Store, open_store

__all__ = [
    "Attestation",
    "Check",
    "Claim",
    "Collected",
    "Derivation",
    "Dossier",
    "Drop",
    "Evidence",
    "InputError",
    "Link",
    "PackError",
    "Passage",
    "ReadOptions",
    "Relation",
    "Report",
    "Reuse",
    "Settings",
    "Span",
    "Statement",
    "Store",
    "StoreError",
    "Story",
    "Summary",
    "Support",
    "TawaturError",
    "check",
    "collect",
    "explain",
    "export",
    "load_pack",
    "open_store",
    "read",
    "show",
    "statements",
    "trace",
]
