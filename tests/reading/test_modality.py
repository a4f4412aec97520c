"""Modality: asserted, planned, possible, denied, unknown."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.model import Modality
from reportedly.reading.draft import Draft
from reportedly.reading.events.modality import read_modality

MakeDraft = Callable[..., Draft]


def _read(draft: MakeDraft, text: str, trigger: str) -> Modality:
    doc = draft(text).doc
    return read_modality(next(token for token in doc if token.text == trigger))[0]


CASES = [
    ("The rebels seized the town.", "seized", Modality.ASSERTED),
    ("The army will seize the town.", "seize", Modality.PLANNED),
    ("The army plans to seize the town.", "seize", Modality.PLANNED),
    ("The army vowed to retake the town.", "retake", Modality.PLANNED),
    ("The army is trying to retake the town.", "retake", Modality.PLANNED),
    ("The army launched an offensive to retake the town.", "retake", Modality.PLANNED),
    ("The army is preparing an assault on the town.", "assault", Modality.PLANNED),
    ("The prisoners are to be released on Friday.", "released", Modality.PLANNED),
    ("The rebels may withdraw from the town.", "withdraw", Modality.POSSIBLE),
    ("The rebels reportedly seized the town.", "seized", Modality.POSSIBLE),
    ("The commander is believed to have been killed.", "killed", Modality.POSSIBLE),
    ("The alleged attack is under inquiry.", "attack", Modality.POSSIBLE),
    ("The death toll could rise.", "toll", Modality.POSSIBLE),
    ("The rebels did not seize the town.", "seize", Modality.DENIED),
    ("No soldiers were killed.", "killed", Modality.DENIED),
    ("The army denied that it had shelled the town.", "shelled", Modality.DENIED),
    ("The group denied the attack.", "attack", Modality.DENIED),
    ("Reports that the town has fallen are false.", "fallen", Modality.DENIED),
    ("Sirte is not under siege.", "siege", Modality.DENIED),
    ("It is unclear whether the emir was killed.", "killed", Modality.UNKNOWN),
    ("The army could not confirm how many soldiers were killed.", "killed", Modality.UNKNOWN),
    ("The fate of the mayor remains unknown.", "fate", Modality.UNKNOWN),
    ("There was no information on casualties.", "casualties", Modality.UNKNOWN),
    ("Was the emir killed?", "killed", Modality.UNKNOWN),
    ("There was no immediate claim of responsibility for the attack.", "attack", Modality.UNKNOWN),
    ("The quarrel could lead to clashes.", "clashes", Modality.POSSIBLE),
    ("The quarrel did not lead to clashes.", "clashes", Modality.DENIED),
    ("The senate will vote on a withdrawal.", "withdrawal", Modality.PLANNED),
    ("Two brigades will take part in the offensive.", "offensive", Modality.PLANNED),
    ("The militia denied it was behind the bombing.", "bombing", Modality.DENIED),
    ("The militia denied that it was responsible for the bombing.", "bombing", Modality.DENIED),
    ("The militia denied any role in the bombing.", "bombing", Modality.DENIED),
    ("No group has said it was behind the bombing.", "bombing", Modality.UNKNOWN),
    ("The army said it was not aware of any casualties.", "casualties", Modality.UNKNOWN),
    ("The guards will stay until the militia leaves the port.", "leaves", Modality.PLANNED),
    ("The guards plan to stay until the port is freed.", "freed", Modality.PLANNED),
    ("Once the militia withdraws, aid will be sent.", "withdraws", Modality.PLANNED),
    ("The truce will hold unless the militia attacks the port.", "attacks", Modality.POSSIBLE),
    ("If the militia enters the port, thousands will flee.", "enters", Modality.POSSIBLE),
    ("The mayor asked the army to send soldiers.", "send", Modality.PLANNED),
    ("The mayor asked whether the army had sent soldiers.", "sent", Modality.UNKNOWN),
    ("An assault on the port is unlikely this year.", "assault", Modality.POSSIBLE),
    ("The militia is unlikely to storm the port.", "storm", Modality.POSSIBLE),
    ("The army could not storm the port.", "storm", Modality.DENIED),
    ("The hospital could not confirm that nine soldiers had died.", "died", Modality.UNKNOWN),
    ("Nine soldiers died, reportedly in an ambush.", "ambush", Modality.POSSIBLE),
    ("The mayor was shot, allegedly by guards.", "shot", Modality.POSSIBLE),
    ("The emir rejected calls for a ceasefire.", "ceasefire", Modality.DENIED),
    ("The emir rejected a plan for a ceasefire.", "ceasefire", Modality.DENIED),
    ("The emir rejected a proposed ceasefire.", "ceasefire", Modality.DENIED),
    ("An offer of a ceasefire was turned down by the emir.", "ceasefire", Modality.DENIED),
    ("The emir ruled out a withdrawal.", "withdrawal", Modality.DENIED),
    ("The emir did not rule out a withdrawal.", "withdrawal", Modality.POSSIBLE),
    ("The emir refused a ceasefire.", "ceasefire", Modality.DENIED),
    ("The emir refused to leave the port.", "leave", Modality.PLANNED),
    ("If the militia launches an assault, thousands will flee.", "assault", Modality.POSSIBLE),
]

FALSE_FRIENDS = [
    ("The strike killed 28, not 31, the hospital said.", "killed"),
    ("The rebels killed no fewer than nine soldiers.", "killed"),
    ("The town seized in May will be rebuilt.", "seized"),
    ("The army may rest after it seized the town.", "seized"),
    ("The spokesman did not smile and said that rebels seized the town.", "seized"),
    ("The army continued to shell the town.", "shell"),
    ("The blockade forced families to flee.", "flee"),
    ("The ministers will meet after the bombing.", "bombing"),
    ("Two guards have been freed; the fate of the others is unknown.", "freed"),
    ("The army has left the port; it is unclear when it will return.", "left"),
    ("The shelling is aimed at military depots.", "shelling"),
    ("The offensive seeks to free the port.", "offensive"),
    ("Nine soldiers died, reportedly in an ambush.", "died"),
    ("The emir rejected calls for talks after the bombing.", "bombing"),
    ("The guards stayed until the militia left the port.", "left"),
    ("He commanded the guards before they withdrew from the port.", "withdrew"),
    ("The port will be rebuilt once it was left by those who seized it.", "seized"),
    ("He denied he was in town during the bombing.", "bombing"),
    ("The soldiers who took part in the bombing will be tried.", "bombing"),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), CASES)
def test_modality(draft: MakeDraft, text: str, trigger: str, expected: Modality) -> None:
    """Words on the trigger and above it decide its modality."""
    assert _read(draft, text, trigger) is expected


@pytest.mark.parametrize(("text", "trigger"), FALSE_FRIENDS)
def test_words_out_of_scope_do_not_count(draft: MakeDraft, text: str, trigger: str) -> None:
    """What stands beside, not above, leaves a statement asserted."""
    assert _read(draft, text, trigger) is Modality.ASSERTED


def test_reason_is_the_word_that_decided(draft: MakeDraft) -> None:
    """The reason is the word as written."""
    doc = draft("The rebels may withdraw.").doc
    assert read_modality(doc[3]) == (Modality.POSSIBLE, "may")
