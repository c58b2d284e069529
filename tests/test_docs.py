"""Everything that can be called, set or mended is documented, and what the documents say is there."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import msgspec
import pytest

from tawatur import model
from tests import reference

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = sorted(
    path for path in (*ROOT.glob("*.md"), *DOCS.rglob("*.md"), ROOT / "corpus" / "README.md") if "out" not in path.parts
)
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(#[^)\s]*)?\)")
MAKE = re.compile(r"(?:^|[`\s])make ([a-z]+)\b", re.MULTILINE)
COMMAND = re.compile(r"\btawatur ([a-z]+)\b")
NAMES = [str(path.relative_to(ROOT)) for path in PAGES]


@pytest.mark.parametrize("name", ["settings.md", "commands.md", "tables.md"])
def test_reference_page_is_up_to_date(name: str) -> None:
    """The page says what the code says; `make golden` writes it anew."""
    assert (DOCS / name).read_text(encoding="utf-8") == reference.pages()[name]


def test_every_setting_says_what_it_is() -> None:
    """No threshold stands without a word of what it is."""
    bare = [line for line in reference.pages()["settings.md"].splitlines() if re.match(r"\| `\w+` \|.*\|  \|$", line)]
    assert bare == []


def test_every_option_says_what_it_does() -> None:
    """No option stands without a word of what it does."""
    bare = [line for line in reference.pages()["commands.md"].splitlines() if re.match(r"\| `--.*` \|  \|", line)]
    assert bare == []


def test_every_noun_and_field_is_documented() -> None:
    """The page of nouns names every noun of the model and every field of it."""
    page = (DOCS / "nouns.md").read_text(encoding="utf-8")
    rows = {match.group(1): match.group(0) for match in re.finditer(r"^\| `(\w+)` \|.*$", page, re.MULTILINE)}
    nouns = {n: k for n, k in vars(model).items() if isinstance(k, type) and k.__module__ == model.__name__}
    missing = []
    for name, kind in nouns.items():
        if name == "Noun":
            continue
        fields = kind._fields if issubclass(kind, tuple) else [f.name for f in msgspec.structs.fields(kind)]
        missing += [f"{name}.{field}" for field in fields if f"`{field}`" not in rows.get(name, "")]
    assert missing == []


@pytest.mark.parametrize("path", PAGES, ids=NAMES)
def test_links_lead_somewhere(path: Path) -> None:
    """Every link to a file of the project finds it."""
    targets = [match.group(1) for match in LINK.finditer(path.read_text(encoding="utf-8"))]
    assert [t for t in targets if "://" not in t and not (path.parent / t).exists()] == []


@pytest.mark.parametrize("path", PAGES, ids=NAMES)
def test_commands_are_there(path: Path) -> None:
    """Every `make` target and every `tawatur` command that a page names exists."""
    text = path.read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    code = "\n".join(re.findall(r"`[^`]+`|^ {4}.+$|^```[\s\S]+?^```", text, re.MULTILINE))
    assert set(MAKE.findall(code)) <= targets
    assert set(COMMAND.findall(code)) <= set(reference.main.commands)


def test_every_page_is_in_the_index() -> None:
    """The index leads to every page of the documents."""
    index = (DOCS / "index.md").read_text(encoding="utf-8")
    decisions = (DOCS / "decisions" / "README.md").read_text(encoding="utf-8")
    linked = {(DOCS / match.group(1)).resolve() for match in LINK.finditer(index)}
    linked |= {(DOCS / "decisions" / match.group(1)).resolve() for match in LINK.finditer(decisions)}
    assert [
        str(p.relative_to(ROOT)) for p in DOCS.rglob("*.md") if p.resolve() not in linked | {DOCS / "index.md"}
    ] == []


def test_examples_of_the_library_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every example of the page does what the page says."""
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    monkeypatch.chdir(tmp_path)
    result = doctest.testfile(str(DOCS / "library.md"), module_relative=False, encoding="utf-8")
    assert result.attempted > 10
    assert result.failed == 0


def test_nothing_speaks_of_how_it_was_made() -> None:
    """No page, test or module names a machine's paths or an issue number as its reason."""
    files = [*PAGES, *(ROOT / "src").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
    said = re.compile(r"/wo" + r"rk/|\bissue #?\d|\.\./shared/(?:DESIGN|STYLE)")
    assert [str(path.relative_to(ROOT)) for path in files if said.search(path.read_text(encoding="utf-8"))] == []
