"""The shape of the tree: what the house rules ask of every file."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "src").rglob("*.py"))
ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
LONGEST_MODULE = 420  # lines; a noun that outgrows about 400 becomes a package
LONGEST_FUNCTION = 70


def names(paths: list[Path]) -> list[str]:
    """Paths as a reader knows them."""
    return [str(path.relative_to(ROOT)) for path in paths]


@pytest.mark.parametrize("path", SOURCES, ids=names(SOURCES))
def test_no_arabic_in_code(path: Path) -> None:
    """Language is data: no Arabic letter stands in a module."""
    assert not ARABIC.findall(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SOURCES, ids=names(SOURCES))
def test_modules_and_functions_are_short(path: Path) -> None:
    """Modules and functions stay short enough to read in one go."""
    source = path.read_text(encoding="utf-8")
    assert source.count("\n") <= LONGEST_MODULE
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION, node.name


@pytest.mark.parametrize("path", SOURCES, ids=names(SOURCES))
def test_everything_public_says_what_it_is(path: Path) -> None:
    """Every module, public class and public function has a docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree) or not tree.body
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), node.name


@pytest.mark.parametrize("path", SOURCES, ids=names(SOURCES))
def test_imports_are_never_hidden(path: Path) -> None:
    """No import hides from the layers contract behind TYPE_CHECKING."""
    assert "TYPE_CHECKING" not in path.read_text(encoding="utf-8")


def test_sql_stays_in_the_stores() -> None:
    """SQL is spoken in `stores/` only."""
    sql = re.compile(r"\b(SELECT|INSERT INTO|CREATE TABLE|DELETE FROM)\b")
    speakers = {path.parent.name for path in SOURCES if sql.search(path.read_text(encoding="utf-8"))}
    assert speakers <= {"stores"}


def test_nothing_copyleft_is_asked_for() -> None:
    """The licences kept out of the install are kept out of the requirements."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {re.split(r"[<>=\[ ]", item)[0].lower() for item in project["dependencies"]}
    barred = {"pyarabic", "tashaphyne", "qalsadi", "arramooz", "libqutrub", "python-igraph", "num2words", "pycountry"}
    assert not asked & barred
