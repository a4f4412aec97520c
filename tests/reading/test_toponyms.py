"""Tests of toponyms in texts: what is taken for a place, what is not, and what it means."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from reportedly.gazetteer.store import open_gazetteer
from reportedly.model import Document, Place
from reportedly.reading.draft import Draft
from reportedly.reading.toponyms.find import find_toponyms

Make = Callable[..., Draft]


def _texts(places: tuple[Place, ...]) -> list[str]:
    return [place.text for place in places]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shelling hit Deir Ezzor and the town of Abu Kamal on Monday.", ["Deir Ezzor", "Abu Kamal"]),
        ("Troops left the eastern countryside of Hama for Diyala Province.", ["Hama", "Diyala Province"]),
        ("Jets bombed Hamouria Saqba Kafarbatna in Eastern Ghouta near Damascus, Syria.",
         ["Hamouria", "Saqba", "Kafarbatna", "Eastern Ghouta", "Damascus", "Syria"]),
        ("The Syrian and Iraqi armies met near the Euphrates.", ["Syrian", "Iraqi", "Euphrates"]),
        ("Clashes went on in Kafar Zeita in Hama, Syria.", ["Kafar Zeita", "Hama", "Syria"]),
        ("A man from Springs, Ill., left The Netherlands.", ["Springs", "Ill.", "Netherlands"]),
        ("She flew from The Hague to Cote d'Ivoire.", ["The Hague", "Cote d'Ivoire"]),
        ("KYIV (News Desk) - Drones hit Kharkiv overnight.", ["KYIV", "Kharkiv"]),
        ("The U.S. sent aid to Ukraine; the US and the UK agreed.", ["U.S.", "Ukraine", "US", "UK"]),
        ("Militants withdrew from the village of Zanaqat in Idlib.", ["Zanaqat", "Idlib"]),
        ("Shells fell near Zanaqat and Murhabil on Friday.", ["Zanaqat", "Murhabil"]),
        ("وصلت القوات إلى حلب", ["حلب"]),
        ("Войска вошли в Донецьк", ["Донецьк"]),
        ("Fighting in Syrias Idlib killed ten.", ["Syria", "Idlib"]),
    ],
)  # fmt: skip
def test_places_are_found(draft: Make, text: str, expected: list[str]) -> None:
    """Names in many spellings, scripts and cases are found whole, runs without commas cut by the gazetteer."""
    assert _texts(find_toponyms(draft(text))) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ibrahim al-Baghdadi told reporters that talks would go on.",
        "Andrew Jackson said he would resign. Jackson left the room.",
        "Paris Hilton arrived late.",
        "Police said the Union met in March; reading was nice, and most of it was mobile.",
        "He told the Washington Post and the New York Times about it.",
        "The Red Cross and the Islamic State of Iraq and Syria are named.",
        "Reading took him all of March, and Police Academy was on.",
        "NATO and the EU issued a statement.",
        "Talks in Parliament went on, and trust in Rahman fell.",
        "They gave us nothing and it is what it is.",
    ],
)
def test_what_is_no_place_is_left_out(draft: Make, text: str) -> None:
    """Persons, papers, acronyms and common words are no places."""
    assert _texts(find_toponyms(draft(text))) == []


@pytest.mark.parametrize(
    ("text", "name", "country", "kind"),
    [
        ("He lives in Paris, Texas.", "Paris", "US", "city"),
        ("The mayor of Paris spoke in France.", "Paris", "FR", "city"),
        ("Police in Atlanta, Georgia, made an arrest.", "Georgia", "US", "admin1"),
        ("Troops from Georgia and Armenia met in Tbilisi.", "Georgia", "GE", "country"),
        ("Rebels took a town in Aleppo province, Syria.", "Aleppo", "SY", "admin1"),
        ("Rebels shelled Aleppo, Syria.", "Aleppo", "SY", "city"),
        ("Workers marched in Tripoli, Libya.", "Tripoli", "LY", "city"),
        ("A bomb went off in Tripoli, Lebanon.", "Tripoli", "LB", "city"),
        ("French jets struck targets in Mali.", "France", "FR", "demonym"),
    ],
)
def test_the_text_decides_what_is_meant(draft: Make, text: str, name: str, country: str, kind: str) -> None:
    """Outer names, type words and the other names of the text choose among places of one name."""
    found = [place for place in find_toponyms(draft(text)) if place.name == name]
    assert [(place.country, place.kind) for place in found] == [(country, kind)]


def test_losers_are_kept_with_a_reason(draft: Make) -> None:
    """A name with several senses tells at most five that lost, and why."""
    (place,) = find_toponyms(draft("They met in Tripoli."))
    assert 1 <= len(place.candidates) <= 5
    assert all(candidate.reason and candidate.id != place.id for candidate in place.candidates)


def test_a_place_known_only_to_a_province_is_an_area(draft: Make) -> None:
    """An unknown village in a province is as uncertain as the province is large, and has no id."""
    village, province = find_toponyms(draft("Shells fell on the village of Zanaqat in Homs province, Syria."))[:2]
    assert village.id is None and village.kind == "place"
    assert village.radius_km is not None and village.radius_km >= (province.radius_km or 0) > 50


def test_an_unknown_place_in_no_known_one_is_nowhere(draft: Make) -> None:
    """A place nobody knows, in nothing known, has no point."""
    (village,) = find_toponyms(draft("Shells fell on the village of Zanaqat."))
    assert (village.text, village.lat, village.lon) == ("Zanaqat", None, None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\0" * 50,
        "A" * 5000,
        '"' * 1500,
        "Syria " * 3000,
        "al-" * 2000,
        "\u202eSyria\u202c in ",
        "St. " * 1000,
        "Aleppo, " * 1500,
    ],
    ids=["empty", "nul", "long word", "quotes", "many", "articles", "rtl", "saints", "nested"],
)
def test_odd_texts_do_no_harm(nlp: Language, text: str) -> None:
    """Odd texts are read without failing, and places stay inside the text, in order, apart."""
    doc = nlp.make_doc(text)
    end = 0
    for place in find_toponyms(Draft(Document("d", "", text), doc)):
        assert place.start is not None and place.end is not None
        assert end <= place.start < place.end <= len(text)
        assert place.text == text[place.start : place.end]
        end = place.end


_PIECES = st.sampled_from(
    [
        "Syria",
        "al-",
        "Hama",
        "Damascus",
        ", ",
        " ",
        "in ",
        "Province",
        "University",
        "US",
        "$",
        "Mr. ",
        "\n",
        "'s",
        "é",
        "上",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_PIECES, max_size=30))
def test_spans_never_overlap(pieces: list[str]) -> None:
    """However names, words and signs are put together, the layer's spans are in order and apart."""
    from reportedly.reading.parser import load_parser

    doc = load_parser().make_doc("".join(pieces))
    end = 0
    for place in find_toponyms(Draft(Document("d", "", doc.text), doc), gazetteer=open_gazetteer()):
        assert place.start is not None and place.end is not None
        assert end <= place.start < place.end <= len(doc.text)
        end = place.end


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Rebels spread in Homs, Hama and Daraa provinces.", ["admin1", "admin1", "admin1"]),
        ("Rebels spread in the provinces of Homs and Hama.", ["admin1", "admin1"]),
        ("Rebels spread in Homs. Hama province was quiet.", ["city", "admin1"]),
    ],
)
def test_a_plural_tells_the_kind_of_a_list(draft: Make, text: str, kinds: list[str]) -> None:
    """In "X, Y and Z provinces" all three are provinces, none a point on its capital."""
    assert [place.kind for place in find_toponyms(draft(text))] == kinds


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Residents said Mubi was quiet.", ["Mubi"]),
        ("Moscow said Sumy's suburbs had been shelled.", ["Moscow", "Sumy"]),
        ("The army said Sumy, in the north, had been shelled.", ["Sumy"]),
        ("Officials said Sake had been lost. Rebels shelled Sake and left Sake for Goma.", ["Sake"] * 3 + ["Goma"]),
        ("Jets shelled Kupiansk overnight. Witnesses said Kupiansk lay in ruins.", ["Kupiansk", "Kupiansk"]),
        ('"We were afraid," said Sinjar, who lost two sons.', []),
        ('"They took the road," said Mubi\'s brother.', []),
        ("A general told Sumy that he would resign.", []),
    ],
    ids=["is", "has suburbs", "set apart", "said first", "said last", "speaks", "a speaker's", "is told"],
)
def test_what_is_said_of_a_town_makes_it_no_speaker(draft: Make, text: str, expected: list[str]) -> None:
    """A name behind "said" is a speaker's, unless it belongs to what is said."""
    assert _texts(find_toponyms(draft(text))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen killed ten people in Moura, in Mali.", (None, "ML")),
        ("Gunmen left Fatima, Somalia, on Monday.", (None, "SO")),
        ("Shells fell near Netailove, west of Avdiivka. Russia and Ukraine blamed each other.", (None, "UA")),
        ("They met in Soro and Moura, south of Mopti in Mali.", (None, "ML")),
        ("Patrols moved along the Arras river in Spain.", (None, None)),
        ("Patrols moved along the Aras river.", ("own:aras-river", "AM")),
        ("He lives in Moura, in Portugal.", ("geonames:2265686", "PT")),
    ],
    ids=["in a country", "a comma and a country", "beside a town", "a list beside a town", "no river", "river", "home"],
)
def test_a_namesake_elsewhere_is_not_meant(draft: Make, text: str, expected: tuple[str | None, str | None]) -> None:
    """A small place that bears the name far from where the text puts it is not taken for it."""
    place = find_toponyms(draft(text))[0]
    assert (place.id, place.country) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Washington is to send 3,000 troops to Kabul.", "city"),
        ("Talks on Syria go on in Washington.", "city"),
        ("A man from Seattle, Washington, was killed in Idlib.", "admin1"),
        ("Floods hit Washington state and Oregon.", "admin1"),
    ],
)
def test_the_capital_goes_before_the_state_called_alike(draft: Make, text: str, kind: str) -> None:
    """The name is the capital's unless the text speaks of the state."""
    assert [p.kind for p in find_toponyms(draft(text)) if p.text == "Washington"] == [kind]


def test_no_word_of_a_body_is_a_place_by_its_spelling(draft: Make) -> None:
    """A body's name holds no village of the same consonants."""
    text = "Sirte was a stronghold of Islamic State until Turkey sent drones to Ankara."
    assert _texts(find_toponyms(draft(text))) == ["Sirte", "Turkey", "Ankara"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Abu Bakr al-Baghdadi was near Mosul. The whereabouts of Baghdadi are unknown.", ["Mosul"]),
        ("Abu Bakr al-Baghdadi was near Mosul. Iraq sought Baghdadi in Anbar.", ["Mosul", "Iraq", "Anbar"]),
        ("Rebels shelled Daret Ezza, al-Mansoura and Aleppo.", ["Daret Ezza", "al-Mansoura", "Aleppo"]),
        ("Gunmen killed more than 200 Amhara in Gimbi.", ["Gimbi"]),
        ("Gunmen left Amhara in 2016 and Aleppo in 2017.", ["Amhara", "Aleppo"]),
        ("They walked 20 km to Homs.", ["Homs"]),
    ],
    ids=["a kept village", "a man sought", "a list", "people counted", "years", "distance"],
)
def test_persons_and_peoples_are_no_places(draft: Make, text: str, expected: list[str]) -> None:
    """The surname of a person met in full, and people who are counted, are no places."""
    assert _texts(find_toponyms(draft(text))) == expected
