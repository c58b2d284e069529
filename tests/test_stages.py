"""The table of stages: complete, in order, and sensitive to all that decides a result."""

from __future__ import annotations

import grimp
import msgspec
import pytest

from tawatur import stages
from tawatur.settings import Settings


@pytest.fixture(scope="module")
def imports() -> grimp.ImportGraph:
    """Who imports whom."""
    return grimp.build_graph("tawatur", cache_dir=None)


def test_every_stage_takes_what_an_earlier_one_gives() -> None:
    """The chain is in order: nothing is taken before it is given."""
    given = {"page"}
    for stage in stages.STAGES:
        assert set(stage.takes) <= given, stage.name
        given.add(stage.gives)


def test_every_section_of_the_settings_belongs_to_a_stage() -> None:
    """No setting is left out of the digests."""
    sections = {stage.section for stage in stages.STAGES if stage.section}
    shared = {"press", "collecting", "adding"}  # known to every stage that resolves names; to no stage; to the run
    assert sections | shared == {field.name for field in msgspec.structs.fields(Settings)}


@pytest.mark.parametrize("stage", stages.STAGES, ids=lambda stage: stage.name)
def test_files_a_stage_knows_exist(stage: stages.Stage) -> None:
    """Each package or module a stage is said to know is there."""
    for part in stage.knows:
        assert len(stages.knowledge(part)) == 24


@pytest.mark.parametrize("stage", stages.STAGES, ids=lambda stage: stage.name)
def test_digest_follows_the_version(stage: stages.Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """A raised version makes earlier results stale."""
    before = stages.digest(stage.name, Settings())
    monkeypatch.setitem(stages.STAGE, stage.name, stage._replace(version=stage.version + 1))
    assert stages.digest(stage.name, Settings()) != before


def test_digest_follows_its_own_settings_only() -> None:
    """Another threshold of the stories makes stories stale, and statements not."""
    other = msgspec.structs.replace(Settings(), stories=msgspec.structs.replace(Settings().stories, join=0.9))
    assert stages.digest("stories", other) != stages.digest("stories", Settings())
    assert stages.digest("statements", other) == stages.digest("statements", Settings())


def test_digest_follows_the_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mended pack makes the results of the stages that know it stale, and of no others."""
    before = {stage.name: stages.digest(stage.name, Settings()) for stage in stages.STAGES}
    known = stages._knowledge
    monkeypatch.setattr(stages, "_knowledge", lambda part: "mended" if part == "lang" else known(part))
    changed = {name for name, digest in before.items() if stages.digest(name, Settings()) != digest}
    assert changed == {stage.name for stage in stages.STAGES if "lang" in stage.knows}
    assert "statements" in changed
    assert "lineage" not in changed


@pytest.mark.parametrize("stage", stages.STAGES, ids=lambda stage: stage.name)
def test_a_stage_knows_all_it_imports(stage: stages.Stage, imports: grimp.ImportGraph) -> None:
    """Every package a stage's own package leans on is among those whose change makes its results stale."""
    home = f"tawatur.{'read' if stage.name == 'furniture' else stage.name}"
    inside = {home, *imports.find_descendants(home)}
    used = inside.union(*(imports.find_upstream_modules(module) for module in inside))
    tops = {module.split(".")[1] for module in used if "." in module}
    # the settings are digested by section; errors and progress change no result
    assert tops - {"settings", "errors", "progress"} <= {part.removesuffix(".py") for part in stage.knows}


def test_joined_tells_parts_apart() -> None:
    """The same letters in other parts are another digest."""
    assert stages.joined("ab", "c") != stages.joined("a", "bc")
    assert stages.joined("ab", b"c") == stages.joined("ab", "c")


def test_a_language_without_a_pack_is_read_with_the_home_pack() -> None:
    """Reports in a language that has no pack still become statements of their outlets."""
    assert stages.pack_of("ar-SA").code == "ar"
    assert stages.pack_of("xx").code == stages.pack_of("").code == stages.HOME
