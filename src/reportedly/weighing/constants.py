"""The constants of weighing, in one table, each with its reason.

Chances are 0 to 1. "Fitted" means chosen on the development halves of the public benchmarks by cross-validation over
places or objects (`bench/calibration.py` prints how well they hold); "set" means chosen by reason, for want of data.
"""

from __future__ import annotations

from types import MappingProxyType

# --- sources ---------------------------------------------------------------------------------------------------

# Chance that a source of each Admiralty letter is right about a plain statement. Set, in the order of the letters;
# F is "cannot be judged", so it is the mean of what unlisted sources turned out to be, not the worst.
BASE = MappingProxyType({"A": 0.95, "B": 0.88, "C": 0.78, "D": 0.6, "E": 0.4, "F": 0.7})
# What a wording takes off: stated 1; "reportedly", "claims" a fifth; unconfirmed a half. Set, after the way news desks
# use the words; the order is what matters.
HEDGE = MappingProxyType({"stated": 1.0, "confirmed": 1.05, "estimated": 0.9, "claimed": 0.85, "possible": 0.6})
UNCONFIRMED = 0.5  # "could not be independently verified", "unconfirmed reports"
# A side's gain told by the side itself, and its loss told by itself (Wikipedia's rule for maps of a war: a partial
# source serves only edits that hurt whom it favours). Set.
INTEREST_FOR = 0.75
INTEREST_AGAINST = 1.2
RELAY = 0.95  # each further medium between root source and reader; set
MOST = 0.98  # no source is surer than this

# --- belief in words -------------------------------------------------------------------------------------------

# Five bands; words that are neither those of ICD 203 nor those of the Admiralty code, so that nobody mixes the rows.
BANDS = ((0.9, "very well supported"), (0.7, "well supported"), (0.45, "partly supported"), (0.2, "weakly supported"))
LOWEST_BAND = "hardly supported"

# --- control of places -----------------------------------------------------------------------------------------

# Fitted, in the middle of a plateau of the benchmark `control`: RATE to NEWS, BEFORE, FIRST_MENTION, INCUMBENT, and all
# of nearness. Set: the rest.
RATE = 0.002  # daily chance that a calm place comes into one other party's hand without anybody telling
QUIET = 0.4  # of that rate, what is left in months in which no place changes hands
TEMPO_DAYS = 10  # changes of hands within so many days make others likely
TEMPO_MOST = 4.0  # times as likely at the most; keeps a handful of claims from making a storm
NEWS = 300.0  # how many times likelier that is on the very day a claim tells of
FIGHTS_START = 0.02  # daily chance that a calm place becomes contested
FIGHTS_END = 0.08  # daily chance that fighting in a place ends
CALM = 0.3  # how far a claim that X holds a place says that it is not fought over
BEFORE = 0.7  # how far "X took it" is believed to say that X did not hold it the day before
FIRST_MENTION = 0.9  # the same for a place that nobody named before: places come into the news by changing hands
SETTLING_DAYS = 7  # a first mention in the first days looked at says nothing of that kind
INCUMBENT = 0.92  # chance that a place is held by the state it lies in before anything is said
SPEAKS = 0.6  # a state is named from this belief on; below it the place is "unknown"
MOST_DAYS = 1100  # three years: looked back at most where nobody says from when
ONE_REPORT_DAYS = 7  # what one origin carries on within so many days is one report
# After so long without a word what is believed of a place counts half. Measured on the development half of `control`:
# the latest claim is right 94 times in 100 in its first two months, 82 to 87 after more than seven.
HALF_LIFE_DAYS = 365
CONTESTED_SPEAKS = 0.5  # a place is called contested from this chance on
# Chance that a claim of each kind, rightly read and told by a source that is right, shows the holder it seems to show
SIGN = MappingProxyType(
    {
        "holds": 1.0,
        "took": 1.0,
        "left": 0.85,
        "contested": 0.9,
        "there": 0.5,
        "besieged": 0.3,
        "fought": 0.1,
        "doubted": 0.4,
    }
)
# --- places near each other ------------------------------------------------------------------------------------

NEAR_KM = 18.0  # the distance at which what holds next door counts half
ALONE = 0.05  # a place with neighbours of so little weight in all is pulled half as much
PULL = 0.03  # daily log-odds that the places around a place give it when all are of one mind
ONE_MIND = 0.6  # the places around a place pull it only where so large a share of them is in one hand

# --- suggested figures -----------------------------------------------------------------------------------------

# A source starts as if it had been right twice in four figures: what it is worth is learned slowly, since most speak of
# one question only. All fitted, in the middle of a plateau: errors stay within two in 135 when one is changed by half.
FIGURE_RIGHT = 2.0
FIGURE_WRONG = 2.0
FIGURE_OTHERS = 10.0  # wrong figures that lie as near to hand as the right one (n of Dong et al. 2009)
FIGURE_AGREEING = 0.6  # share of its weight that a figure lends to another close by (TruthFinder's rho)
FIGURE_NEAR = 0.01  # figures this near in proportion count as agreeing
FIGURE_ROUND = 2.3  # cost of each nought beyond the first; ln 10 is what it leaves open
FIGURE_DAMPING = 0.25  # votes are not independent (TruthFinder's gamma)
FIGURE_SHARPENING = (
    2.0  # damped chances come true more often than they say; squared they fit best (Brier .112 for .127)
)
