"""Tests of compiling and opening: whole or not at all, and what happens to broken, old and read-only caches."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reportedly.errors import GazetteerError
from reportedly.gazetteer import build, cache, store
from reportedly.gazetteer.build import FACTS_NAME, TRIE_NAME, build_gazetteer
from reportedly.gazetteer.entry import Entry, NamedEntry, NameKind
from reportedly.gazetteer.fold import fold_plain
from reportedly.gazetteer.store import Gazetteer, find_compiled, open_gazetteer

ENTRIES = [
    NamedEntry(
        Entry("own:tall-one", "Tall One", "city", 35.0, 37.0, 2.0, "SY", "10", 5000),
        (("Tall One", NameKind.PRIMARY), ("Tel Wan", NameKind.ALTERNATE), ("TO", NameKind.KEPT | NameKind.CAPITALS)),
    ),
    NamedEntry(
        Entry("own:tall-two", "Tall One", "city", 50.0, 30.0, 2.0, "UA", "10", 900),
        (("Tall One", NameKind.PRIMARY),),
    ),
    NamedEntry(
        Entry("own:kafr", "Kafr Nabal", "city", 36.0, 36.0, 2.0, "SY", "10", 700),
        (("Kafr Nabal", NameKind.PRIMARY), ("Ramdosa", NameKind.ALTERNATE)),
    ),
]


@pytest.fixture(autouse=True)
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Compile a gazetteer of two places, into a cache of the test's own."""
    monkeypatch.setenv("REPORTEDLY_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("REPORTEDLY_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(build, "entries", lambda: iter(ENTRIES))
    monkeypatch.setattr(cache.tempfile, "gettempdir", lambda: str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    open_gazetteer.cache_clear()
    yield tmp_path
    open_gazetteer.cache_clear()


def test_every_name_of_a_place_finds_it() -> None:
    """Each name, folded, leads to its entry."""
    gazetteer = open_gazetteer()
    for named in ENTRIES:
        for name, _ in named.names:
            assert named.entry in [candidate.entry for candidate in gazetteer.named(fold_plain(name))]


def test_the_larger_town_comes_first() -> None:
    """Candidates of one name stand in the order of their people."""
    assert [c.entry.population for c in open_gazetteer().named("tall one")] == [5000, 900]


def test_a_romanisation_is_found_in_its_country_by_consonants() -> None:
    """A spelling nobody listed is found by its consonants, in the countries asked for and in no others."""
    gazetteer = open_gazetteer()
    assert [c.entry.id for c in gazetteer.spelled("Kifer Nubel", ["SY"])] == ["own:kafr"]
    assert gazetteer.spelled("Kifer Nubel", ["FR"]) == ()


def test_another_spelling_is_remembered_with_its_countries() -> None:
    """A name that folds alike is told from one with the same consonants, and neither is found in other countries."""
    gazetteer = open_gazetteer()
    for _ in range(2):
        for name, is_folded in (("Kafr an-Nabal", True), ("Kifer Nubel", False)):
            found = gazetteer.respelled(name, frozenset(["SY"]))
            assert [c.entry.id for c in found.candidates] == ["own:kafr"]
            assert found.is_folded is is_folded
            assert gazetteer.respelled(name, frozenset(["FR"])).candidates == ()


def test_consonants_of_an_alternate_name_do_not_suffice() -> None:
    """A name that has only the consonants of another town's alternate name is not that town."""
    assert open_gazetteer().spelled("Rimedsu", ["SY"]) == ()


@pytest.mark.parametrize("name", [TRIE_NAME, FACTS_NAME])
def test_a_file_cut_short_is_built_again(name: str) -> None:
    """A truncated file is noticed before it is mapped, and the gazetteer is built anew."""
    folder = build_gazetteer()
    (folder / name).write_bytes((folder / name).read_bytes()[:100])
    assert find_compiled() is None
    assert open_gazetteer().named("tall one")


def test_opening_a_broken_folder_says_what_to_do() -> None:
    """A folder that lacks a file raises R402 with a fix."""
    folder = build_gazetteer()
    (folder / TRIE_NAME).unlink()
    with pytest.raises(GazetteerError, match=r"R402(.|\n)*gazetteer build --force"):
        Gazetteer(folder)


def test_deleting_it_while_in_use_harms_nobody() -> None:
    """Who has the gazetteer open goes on reading after its folder is gone."""
    gazetteer = open_gazetteer()
    shutil.rmtree(gazetteer.folder)
    assert gazetteer.named("tall one")


def test_two_builds_at_once_both_end_well() -> None:
    """Builders that run side by side all get the one folder, whole."""
    with ThreadPoolExecutor(4) as pool:
        folders = list(pool.map(lambda _: build_gazetteer(), range(4)))
    assert len(set(folders)) == 1
    assert Gazetteer(folders[0]).named("tall one")
    assert not list(folders[0].parent.glob("building-*"))


def test_another_version_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was compiled from other inputs is left alone."""
    before = build_gazetteer()
    monkeypatch.setattr(build, "input_digest", lambda: "0123456789ab")
    monkeypatch.setattr(store, "compiled_name", build.compiled_name)
    assert find_compiled() is None
    assert build_gazetteer() != before


def test_a_cache_that_cannot_be_written_gives_way_to_the_temporary_folder(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the cache folder cannot be made, the gazetteer goes into the temporary folder and is found there."""
    (small / "file").write_text("")
    monkeypatch.setenv("REPORTEDLY_CACHE", str(small / "file" / "cache"))
    assert small / "temporary" in open_gazetteer().folder.parents
    assert find_compiled() is not None


def test_nowhere_to_write_is_an_error_with_a_fix(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With no folder to write to, the build raises R401."""
    (small / "file").write_text("")
    monkeypatch.setenv("REPORTEDLY_CACHE", str(small / "file" / "cache"))
    monkeypatch.setattr(cache.tempfile, "gettempdir", lambda: str(small / "file"))
    with pytest.raises(GazetteerError, match=r"R401(.|\n)*REPORTEDLY_CACHE"):
        build_gazetteer()
