"""The reference pages, made from the code itself: settings, commands, tables of the packs.

`python -m tests.reference` writes them anew into `docs/`; `tests/test_docs.py` fails while one is out of date.
"""

from __future__ import annotations

import ast
import inspect
import io
import tokenize
from importlib.resources import files
from pathlib import Path
from types import UnionType
from typing import Literal, get_args, get_origin, get_type_hints

import click
import msgspec

from tawatur import settings
from tawatur.cli import main
from tawatur.lang.pack import Row, load
from tests.lang.test_rows import CHECKS

DOCS = Path(__file__).resolve().parent.parent / "docs"
OWN = ("id", "words", "example", "not_")  # fields every row has
MADE = "<!-- made by `python -m tests.reference`; edit the code, not this page -->\n"


def pages() -> dict[str, str]:
    """The reference pages by file name."""
    return {"settings.md": _settings(), "commands.md": _commands(), "tables.md": _tables()}


def write() -> list[Path]:
    """The pages that were out of date, written anew."""
    out = []
    for name, text in pages().items():
        path = DOCS / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            out.append(path)
    return out


def _remarks(source: str) -> dict[str, dict[str, str]]:
    """For every class of a module its fields with the comments that stand beside or above them."""
    lines = source.splitlines()
    comments = {
        token.start[0]: token.string.lstrip("# ").strip()
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type == tokenize.COMMENT
    }
    out: dict[str, dict[str, str]] = {}
    for node in ast.parse(source).body:
        if not isinstance(node, ast.ClassDef):
            continue
        out[node.name] = {}
        for item in node.body:
            if not isinstance(item, ast.AnnAssign) or not isinstance(item.target, ast.Name):
                continue
            said = [comments[n] for n in range(item.lineno, (item.end_lineno or item.lineno) + 1) if n in comments]
            above, number = [], item.lineno - 1
            while lines[number - 1].lstrip().startswith("#"):
                above.insert(0, comments[number])
                number -= 1
            out[node.name][item.target.id] = " ".join(above + said)
    return out


def _cell(text: object) -> str:
    return str(text).replace("|", "\\|").replace("\n", " ")


def _settings() -> str:
    remarks = _remarks(inspect.getsource(settings))
    out = [MADE, "# Settings", ""]
    out.append("Every threshold stands in `tawatur.settings`, one section a stage. Other values go in by")
    out.append("`tawatur.trace(..., settings=Settings(stories=Stories(join=0.3)))`; what was made under other settings")
    out.append("is made again.")
    for field in msgspec.structs.fields(settings.Settings):
        section = field.type
        out += ["", f"## `{field.name}`: {inspect.getdoc(section)}", ""]
        inner = msgspec.structs.fields(section)
        if not inner:
            out.append("No threshold.")
            continue
        out += ["| setting | default | what it is |", "|---|---|---|"]
        said = ""
        for item in inner:
            own = remarks[section.__name__][item.name]
            said = own or (said and "(as above)")
            out.append(f"| `{item.name}` | {_cell(item.default)} | {_cell(said)} |")
    return "\n".join(out) + "\n"


def _commands() -> str:
    out = [MADE, "# Commands", "", inspect.getdoc(main.callback) or "", ""]
    out.append("Exit code: 0 when something was read, 1 when nothing was, 2 for a wrong call.")
    for name, command in main.commands.items():
        arguments = [p.make_metavar(click.Context(command)) for p in command.params if isinstance(p, click.Argument)]
        out += ["", f"## `tawatur {' '.join([name, *arguments])}`", "", command.help or "", ""]
        out += ["| option | what it does | default |", "|---|---|---|"]
        for option in (p for p in command.params if isinstance(p, click.Option)):
            shown = " ".join((", ".join(option.opts), option.metavar or _choices(option)))
            out.append(f"| `{_cell(shown.strip())}` | {_cell(option.help or '')} | {_default(option)} |")
    return "\n".join(out) + "\n"


def _default(option: click.Option) -> str:
    given = option.default
    return f"`{given}`" if not option.is_flag and isinstance(given, str | int | float) and given != "" else ""


def _choices(option: click.Option) -> str:
    return "/".join(option.type.choices) if isinstance(option.type, click.Choice) else ""


def _tables() -> str:
    out = [MADE, "# Tables of the language packs", ""]
    out.append("What each table is for, and the fields of its rows beside `id`, `words`, `example` and `not`.")
    out.append("How to mend a table: [packs.md](packs.md).")
    codes = sorted(f.name for f in files("tawatur.lang").iterdir() if f.is_dir() and not f.name.startswith("_"))
    for code in codes:
        for table in load(code).tables():
            out += ["", f"## `lang/{code}/{table}.toml`", "", _head(code, table)]
            if table not in CHECKS:  # nothing runs it: tests/lang says so
                continue
            kind = CHECKS[table][0]
            fields = [field for field in msgspec.structs.fields(kind) if field.name not in OWN]
            if not fields:
                continue
            remarks = _remarks_of(kind)
            out += ["", "| field | values | what it is |", "|---|---|---|"]
            hints = get_type_hints(kind)
            for field in fields:
                said = _cell(remarks.get(field.name, ""))
                out.append(f"| `{field.encode_name}` | {_cell(_values(hints[field.name]))} | {said} |")
    return "\n".join(out) + "\n"


def _remarks_of(kind: type[Row]) -> dict[str, str]:
    out: dict[str, str] = {}
    for base in reversed(kind.__mro__):
        if isinstance(base, type) and issubclass(base, Row) and base is not Row:
            out |= _remarks(inspect.getsource(inspect.getmodule(base) or base))[base.__name__]
    return out


def _head(code: str, table: str) -> str:
    """The comment a table begins with."""
    lines = (files("tawatur.lang") / code / f"{table}.toml").read_text(encoding="utf-8").splitlines()
    head = []
    for line in lines:
        if not line.startswith("#"):
            break
        head.append(line.lstrip("#").rstrip())
    return "\n".join(line.removeprefix(" ") for line in head) if head else ""


def _values(hint: object) -> str:
    if get_origin(hint) is Literal:
        return ", ".join(f'"{value}"' if value else '""' for value in get_args(hint))
    if get_origin(hint) is tuple:
        return f"list of {_values(get_args(hint)[0])}"
    if isinstance(hint, UnionType):
        return " or ".join(_values(part) for part in get_args(hint) if part is not type(None))
    return {"str": "words", "int": "whole number", "float": "number", "bool": "true, false"}.get(
        getattr(hint, "__name__", ""), str(hint)
    )


if __name__ == "__main__":
    for path in write():
        click.echo(path)
