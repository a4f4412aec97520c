"""Documents with readings, made by a seed: invented dispatches on invented places, for ledgers of any size.

The same seed and number give the same document, so that a run that was killed can be checked against what it should
have written. Nothing is read: the claims are made with the text.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from reportedly.model import (
    PUBLISHER,
    Basis,
    Claim,
    ClaimType,
    Document,
    Link,
    LinkKind,
    Modality,
    Party,
    Place,
    Precision,
    Quantity,
    Reading,
    Relation,
    Span,
    Valid,
    claim_id,
    digest_document,
)

FIRST_DAY = date(2016, 1, 1)
DAYS = 730
_OUTLETS = 120
_PLACES = 3000
_PARTIES = 60
_SPEAKERS = 900
_SYLLABLES = "ba da fa ga ha ja ka la ma na qa ra sa ta wa ya za bi di ri shi ki mi ni ti zu ru mu nu lu".split()
# What stands between the claims; drawn anew each time, since texts that share whole sentences are copies
_FILLER_WORDS = (
    "aid army attack autumn bakery base border bread bridge brother camp car cause centre check city clinic cloud "
    "coast column convoy council crossing crowd day deal delay desert doctor dust east evening farm father field "
    "fighting fire food forest friend fuel garden gate grain group guard guest harbour help hill home hope horse "
    "hospital hour house hunger journey judge lamp leader letter line market meeting message mill morning mosque "
    "mother mountain neighbour news night noon north office oil orchard order paper patrol peace people plain "
    "police port power price prison quarter question rain refugee repair report river road roof room rumour sand "
    "school sea season shelter shop signal silence smoke snow soldier south spring square station stone storm "
    "street summer supply talk tent time tower town trade train tree truce truck valley village voice wall water "
    "weather week well west wind winter witness worker year"
).split()
_FILLER_LENGTH = 14
_SAID = (
    (ClaimType.GAIN, None, "{a} took {p} from {b}", "took", None),
    (ClaimType.CONTROL, None, "{a} hold {p}", "hold", None),
    (ClaimType.WITHDRAW, None, "{a} withdrew from {p}", "withdrew", None),
    (ClaimType.ATTACK, "shelling", "{a} shelled {b} near {p}", "shelled", None),
    (ClaimType.ATTACK, "airstrike", "jets of {a} struck {b} in {p}", "struck", None),
    (ClaimType.CASUALTIES, "killed", "at least {n} fighters of {b} were killed in {p} by {a}", "killed", "fighters"),
    (ClaimType.CASUALTIES, "wounded", "{n} civilians were wounded in {p} by {a}", "wounded", "civilians"),
    (ClaimType.STRENGTH, None, "{a} have about {n} fighters in {p}", "have", "fighters"),
    (ClaimType.MOVEMENT, None, "a column of {a} moved towards {p}", "moved", None),
    (ClaimType.DISPLACEMENT, None, "{n} families fled {p} as {a} came near", "fled", "families"),
)


def make_name(rng: random.Random, syllables: int) -> str:
    """Return an invented name."""
    return "".join(rng.choice(_SYLLABLES) for _ in range(syllables)).capitalize()


class Maker:
    """The world the dispatches tell of: its places, parties, outlets and speakers.

    Dispatches come out on any of so many `days`, or where `a_day` is given so many a day, one day after the other. Of
    them the share `reprinted` is another outlet's dispatch of the day before, under a title of its own.
    """

    def __init__(
        self,
        seed: int = 1,
        *,
        claims_each: int = 20,
        outlets: int = _OUTLETS,
        days: int = DAYS,
        a_day: int | None = None,
        reprinted: float = 0.0,
    ) -> None:
        rng = random.Random(seed)
        self.seed, self.claims_each, self.days, self.a_day, self.reprinted = seed, claims_each, days, a_day, reprinted
        self.outlets = [f"{make_name(rng, 2)} News" for _ in range(outlets)]
        self.places = [self._place(rng, number) for number in range(_PLACES)]
        self.parties = [self._party(rng, number) for number in range(_PARTIES)]
        self.speakers = [self._speaker(rng) for _ in range(_SPEAKERS)]

    def _place(self, rng: random.Random, number: int) -> Place:
        lat, lon = round(rng.uniform(33, 37), 4), round(rng.uniform(36, 42), 4)
        name = f"{make_name(rng, 2)}{rng.choice(['', ' ' + make_name(rng, 2)])}"
        return Place(name, None, None, f"own:{number}", name, "city", lat, lon, 2.0, None, "SY", str(number % 14))

    def _party(self, rng: random.Random, number: int) -> Party:
        name = f"{make_name(rng, 3)} Front"
        return Party(name, None, None, f"party-{number}", name, "rebel_group", f"side {number % 4}")

    def _speaker(self, rng: random.Random) -> Link:
        name = f"{make_name(rng, 2)} {make_name(rng, 3)}"
        if rng.random() < 0.2:
            return Link(f"an official in {name}", None, None, None, LinkKind.UNNAMED, "said", anonymous=True)
        return Link(f"Colonel {name}", None, None, name, LinkKind.OFFICIAL, "said")

    def make(self, number: int) -> tuple[Document, Reading]:
        """Return document `number` and its reading."""
        rng = random.Random(f"{self.seed} {number}")
        day = (FIRST_DAY + timedelta(days=self._day_of(number, rng))).isoformat()
        publisher = rng.choice(self.outlets)
        title = f"Dispatch {number} from {rng.choice(self.places).name}"
        given = f"made-{self.seed}-{number}"
        again = self.a_day is not None and number >= self.a_day and rng.random() < self.reprinted
        rng = random.Random(self.seed * 1_000_003 + number - (self.a_day or 0) * again)
        pieces: list[str] = []
        claims: list[Claim] = []
        length = 0
        for _ in range(self.claims_each):
            claim, sentence = self._claim(rng, given, length, day)
            claims.append(claim)
            filler = " ".join(rng.choices(_FILLER_WORDS, k=_FILLER_LENGTH)).capitalize() + "."
            for piece in (sentence, filler):
                pieces.append(piece)
                length += len(piece) + 1
        text = " ".join(pieces)
        digest = digest_document(publisher, title, text)
        address = f"https://news.invalid/{self.seed}/{number}"
        document = Document(given, digest, text, title, publisher, address, day, (), "en")
        return document, Reading(given, title, publisher, day, (), "en", (), tuple(claims))

    def _day_of(self, number: int, rng: random.Random) -> int:
        return rng.randrange(self.days) if self.a_day is None else number // self.a_day

    def _claim(self, rng: random.Random, document: str, begin: int, day: str) -> tuple[Claim, str]:
        kind, subtype, pattern, trigger, counted = rng.choice(_SAID)
        actor, target = rng.sample(self.parties[: 8 if rng.random() < 0.7 else _PARTIES], 2)
        # a fifth of all is said of one place, a tenth of the next, as in a corpus of real articles on one war
        place = self.places[(int(rng.paretovariate(0.35)) - 1) % _PLACES]
        number = rng.randrange(2, 400)
        words = pattern.format(a=actor.name, b=target.name, p=place.name, n=number)
        speaker = rng.choice(self.speakers) if rng.random() < 0.7 else PUBLISHER
        sentence = f"{words}, {speaker.text} said." if speaker.text else f"{words}."
        sentence = sentence[0].upper() + sentence[1:]
        at = begin + words.index(trigger)
        span = Span(at, at + len(trigger))
        chain = (PUBLISHER,) if speaker is PUBLISHER else (PUBLISHER, speaker)
        return Claim(
            id=claim_id(document, kind, span),
            type=kind,
            subtype=subtype,
            evidence=Span(begin, begin + len(words)),
            trigger=span,
            actor=(actor,),
            target=(target,) if "{b}" in pattern else (),
            person=None,
            place=(place,),
            destination=(),
            quantity=_quantity(number, counted) if counted else None,
            modality=rng.choice((*[Modality.ASSERTED] * 8, Modality.PLANNED, Modality.DENIED)),
            time=None,
            valid=Valid(day, day, Precision.DAY, Basis.PUBLISHED),
            source=speaker,
            anonymous=speaker.anonymous,
            via=None,
            chain=chain,
            part_of=None,
            rule=f"{kind}/{trigger}.VERB",
            score=round(rng.uniform(0.2, 0.98), 4),
        ), sentence

    def documents(self, count: int, *, first: int = 0) -> Iterator[tuple[Document, Reading]]:
        """Yield `count` documents with their readings."""
        for number in range(first, first + count):
            yield self.make(number)


def _quantity(number: int, counted: str) -> Quantity:
    return Quantity(float(number), None, "people", counted, Relation.AT_LEAST, "at least", None, None)
