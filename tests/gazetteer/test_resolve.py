"""Tests of resolving: which candidate wins, and what is said of the losers."""

from __future__ import annotations

from reportedly.gazetteer.entry import Candidate, Entry, NameKind
from reportedly.gazetteer.resolve import Mention, explain, resolve


def _city(name: str, country: str, admin1: str, people: int, lat: float = 0.0, lon: float = 0.0) -> Candidate:
    id = f"{name}-{country}-{admin1}"
    return Candidate(Entry(id, name, "city", lat, lon, 2.0, country, admin1, people), NameKind.PRIMARY)


def _state(name: str, country: str, kind: str = "country", admin1: str | None = None, people: int = 10**7) -> Candidate:
    how = NameKind.PRIMARY | (NameKind.KEPT if kind == "country" else 0)
    return Candidate(Entry(f"{name}-{kind}", name, kind, 0.0, 0.0, 200.0, country, admin1, people), how)


SPRINGS = (_city("Springs", "ZA", "06", 180_000), _city("Springs", "US", "TX", 900))
TEXAS = (_state("Texas", "US", "admin1", "TX"),)
AFRICA = (_state("South Africa", "ZA"),)


def _winners(*mentions: Mention) -> list[str]:
    return [scored[0][1].entry.id for scored in resolve(mentions)]


def test_the_larger_town_wins_where_nothing_else_is_known() -> None:
    """With no context population decides."""
    assert _winners(Mention("springs", 0, SPRINGS)) == ["Springs-ZA-06"]


def test_the_outer_name_decides() -> None:
    """ "X, Y" means the X that lies in Y."""
    assert _winners(Mention("springs", 0, SPRINGS, inside=1), Mention("texas", 9, TEXAS))[0] == "Springs-US-TX"


def test_one_sense_a_document() -> None:
    """A name whose place was told once keeps it where it stands alone."""
    told = Mention("springs", 0, SPRINGS, inside=1)
    assert _winners(told, Mention("texas", 9, TEXAS), Mention("springs", 400, SPRINGS))[2] == "Springs-US-TX"


def test_other_names_of_the_text_speak_for_their_country() -> None:
    """The countries that other names lie in lift their towns."""
    small = (_city("Hill", "SY", "09", 9_000), _city("Hill", "US", "TX", 60_000))
    syria = (_state("Syria", "SY"),)
    assert _winners(Mention("hill", 0, small), Mention("syria", 9, syria))[0] == "Hill-SY-09"


def test_a_country_outweighs_the_town_of_its_name() -> None:
    """In a list of countries nobody means the hamlet that shares a name with one and lies in the next."""
    chad = (_state("Chad", "TD"), _city("Chad", "ZA", "01", 500))
    assert _winners(Mention("chad", 0, chad, inside=1), Mention("south africa", 6, AFRICA))[0] == "Chad-country"


def test_a_type_word_asks_for_its_kind() -> None:
    """ "X province" is the province, X alone its large town."""
    both = (
        Candidate(Entry("p", "Tall", "admin1", 0, 0, 80, "SY", "09", 900_000), NameKind.PRIMARY),
        _city("Tall", "SY", "09", 200_000),
    )
    assert _winners(Mention("tall", 0, both)) == ["Tall-SY-09"]
    assert _winners(Mention("tall", 0, both, kinds=frozenset({"admin1"}))) == ["p"]


def test_names_that_nobody_could_place_alone_agree() -> None:
    """Two ambiguous names settle on the division in which both exist."""
    one = (_city("Ash", "US", "TX", 900), _city("Ash", "US", "OH", 1000), _city("Ash", "US", "ME", 1100))
    other = (_city("Birch", "US", "TX", 800), _city("Birch", "US", "KY", 1200), _city("Birch", "US", "VT", 1300))
    assert _winners(Mention("ash", 0, one), Mention("birch", 50, other)) == ["Ash-US-TX", "Birch-US-TX"]


def test_losers_are_told_with_a_reason() -> None:
    """At most five losers are shown, each with a score below the winner's and why it lost."""
    many = tuple(_city("Ash", "US", f"{i}", 1000 * i) for i in range(1, 9))
    losers = explain(resolve([Mention("ash", 0, many)])[0])
    assert len(losers) == 5
    assert all(0 <= loser.score <= 1 for loser in losers)
    assert losers[0].reason == "fewer people: 7000 against 8000"


def test_no_mention_gives_nothing() -> None:
    """An empty document has no places, and a name without candidates no winner."""
    assert resolve([]) == []
    assert resolve([Mention("x", 0, ())]) == [[]]
