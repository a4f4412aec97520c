"""Tests of telling languages apart."""

from __future__ import annotations

import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.reading.language import foreign_share, language_warnings, tell_language

ENGLISH = "Residents of the district said the shelling had stopped at noon, but nobody dared to go back to the market. "


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        ("Hama", "en"),
        ("", "en"),
        (
            "20 killed, 3 hurt in Aleppo, Idlib and Hama raids; army retakes Qamhana, Maardes, Souran and Taybat Imam",
            "en",
        ),
        (
            "Hama Homs Idlib Aleppo Raqqa Hasakeh Daraa Quneitra Damascus Latakia Tartus Suwayda Palmyra Manbij Afrin",
            "en",
        ),
        (
            "Le porte-parole a déclaré lundi que les combattants avaient quitté la ville avant l'aube, sans combat.",
            "fr",
        ),
        (
            "Der Sprecher sagte am Montag, die Kämpfer hätten die Stadt vor Tagesanbruch verlassen, ohne zu kämpfen.",
            "de",
        ),
        (
            "De woordvoerder zei maandag dat de strijders de stad voor zonsopgang hadden verlaten, zonder te vechten.",
            "nl",
        ),
        ("Sözcü pazartesi günü yaptığı açıklamada savaşçıların şafaktan önce kasabayı terk ettiğini söyledi.", "tr"),
        ("قال المتحدث يوم الاثنين إن المقاتلين غادروا البلدة قبل الفجر", "ar"),
        ("Представитель заявил в понедельник, что боевики покинули город до рассвета.", "ru"),
        ("0 1 1 2 3 5 8 13 21 34 55 89 144 233 377 610 987 1597 2584 4181 6765 10946 17711 28657 46368 75025", "und"),
        ("=-+" * 60, "und"),
    ],
)
def test_the_language_of_a_text(text: str, language: str) -> None:
    """English and short Latin texts are English; other languages are told; what is no prose is undetermined."""
    assert tell_language(text) == language


def test_a_word_in_another_script_is_not_english() -> None:
    """Short texts count as English only if their letters could be English."""
    assert tell_language("انسحبوا") != "en"


def test_random_bytes_are_no_language() -> None:
    """Noise, however it was decoded, is not read."""
    raw = random.Random(7).randbytes(5000)
    for encoding in ("latin-1", "cp1252", "utf-8", "utf-16"):
        assert tell_language(raw.decode(encoding, "replace")) != "en"


def test_an_english_text_with_arabic_in_it_is_read_with_a_warning() -> None:
    """A fair part in another script is said to be unread; the rest is English."""
    text = ENGLISH * 2 + "قال المتحدث يوم الاثنين إن المقاتلين غادروا البلدة"
    assert tell_language(text) == "en"
    assert len(language_warnings(text)) == 1
    assert language_warnings(ENGLISH) == ()


@given(st.text(max_size=400))
def test_any_text_has_a_language(text: str) -> None:
    """Telling never fails, and shares lie between 0 and 1."""
    assert 2 <= len(tell_language(text)) <= 3
    assert 0 <= foreign_share(text) <= 1


@pytest.mark.parametrize("seed", range(10))
def test_random_signs_are_no_language(seed: int) -> None:
    """Printable signs drawn at random are noise, whatever their order happens to look like."""
    signs = random.Random(seed)

    assert tell_language("".join(signs.choice(string.printable) for _ in range(5_000))) == "und"


def test_addresses_in_an_article_leave_it_english() -> None:
    """An article that names the pages it took its news from is read."""
    text = "The army said it took the town, http://news.example/2017/06/town?id=3&lang=en, on Monday. " * 3

    assert tell_language(text) == "en"
