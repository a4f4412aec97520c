"""Tests of reading by several processes."""

from __future__ import annotations

from collections.abc import Iterator
from multiprocessing.connection import wait

import pytest

from reportedly.errors import ErrorRecord
from reportedly.intake import Fields, Item, Refusal, build_document
from reportedly.scaling import Readers, pool
from reportedly.settings import load_settings
from tests.scaling.deadly import DEADLY, read_chunk


def make(number: int, text: str = "Rebels left Hama on Monday, the army said.") -> Item:
    """Return a document."""
    return build_document(Fields("here", text, id=f"d{number}"))


def refuse(number: int) -> Item:
    """Return a refusal."""
    return Refusal(f"d{number}", ErrorRecord("R103", "empty", "nothing to read", "write something"))


@pytest.fixture
def deadly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the processes read with the reader for tests."""
    monkeypatch.setattr(pool, "_read_chunk", read_chunk)
    monkeypatch.setattr(pool, "_CHUNK", 3)


def test_one_job_reads_here() -> None:
    """Each document and refusal comes with its reading, in order, and is not held."""
    taken = []

    def items() -> Iterator[Item]:
        for number in range(100):
            taken.append(number)
            yield refuse(number) if number % 5 == 0 else make(number)

    with Readers(load_settings(), 1) as readers:
        pairs = readers.read(items())
        first = next(pairs)
        assert len(taken) < 100
        rest = list(pairs)
    for item, reading in [first, *rest]:
        assert item.id == reading.id
        assert (reading.error is not None) is isinstance(item, Refusal)
    assert [item.id for item, _ in [first, *rest]] == [f"d{number}" for number in range(100)]


def test_several_jobs_keep_the_order(deadly: None) -> None:
    """Whatever process is done first, the pairs come in the order of the input."""
    with Readers(load_settings(), 2) as readers:
        pairs = list(readers.read(make(number) for number in range(20)))
        again = list(readers.read([make(99)]))
    assert [reading.id for _, reading in pairs] == [f"d{number}" for number in range(20)]
    assert [reading.id for _, reading in again] == ["d99"]


def test_a_process_that_dies_takes_one_document_with_it(deadly: None) -> None:
    """The document that ends its process is reported as failed; all others are read."""
    items = [make(number, f"{DEADLY} text." if number == 4 else "Rebels left Hama.") for number in range(12)]
    with Readers(load_settings(), 2) as readers:
        pairs = list(readers.read(items))
    assert [item.id for item, _ in pairs] == [item.id for item in items]
    assert [reading.error.code for _, reading in pairs if reading.error] == ["R904"]
    assert pairs[4][1].error is not None


def test_leaving_early_stops_the_processes(deadly: None) -> None:
    """An interrupt leaves no process behind that still reads."""
    with pytest.raises(KeyboardInterrupt), Readers(load_settings(), 2) as readers:
        pairs = readers.read(make(number) for number in range(1000))
        next(pairs)
        running = list(readers.processes())
        assert running
        raise KeyboardInterrupt
    for process in running:  # the pool's own thread may fetch its end before us, so that asking the process races
        assert wait([process.sentinel], timeout=5)


@pytest.mark.slow
def test_the_pool_reads_as_one_process_does() -> None:
    """Two processes with the real reader give the same readings as one."""
    items = [make(number, f"Rebels captured {town} on Monday, the army said.") for number, town in
             enumerate(["Hama", "Saraqib", "Markada", "Hajin", "Al-Suwar"] * 4)]  # fmt: skip
    settings = load_settings()
    with Readers(settings, 1) as one, Readers(settings, 2) as two:
        assert list(one.read(items)) == list(two.read(items))
