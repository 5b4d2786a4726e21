"""How a round of validation goes: opened while the version can change, rated until its last day, closed, and answered."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from guildmark.consultation.domain.asked import unpacked
from guildmark.consultation.models import Clarity, Frequency, Importance, Outcome, Rater, Rating, ValidationRound
from guildmark.consultation.permissions import Can
from guildmark.kernel.access import YES, Actor, Decision, may
from guildmark.people.models import Person, company_day
from guildmark.programs.domain.document import Document
from guildmark.programs.models import FROZEN, ProgramVersion

MOST_RATERS = 200
MOST_COMMENT = 2_000
SCALES = {"importance": Importance, "frequency": Frequency, "clarity": Clarity}


def may_ask(version: ProgramVersion, by: Actor, at: datetime) -> Decision:
    """Whether people may be asked about this version at all: while it can still change."""
    if not (allowed := may(by, Can.ASK, version, at=at)):
        return allowed
    if version.state in FROZEN:
        told = {"version": str(version), "state": version.get_state_display()}
        return Decision(format_lazy(_("{version} is {state}: what it asks stands. Ask about a new version."), **told))
    return YES


def may_open(
    version: ProgramVersion, document: Document, people: Sequence[Person], purpose: str, last_day: date, by: Actor,
    at: datetime,
) -> Decision:  # fmt: skip
    if not (allowed := may_ask(version, by, at)):
        return allowed
    if not any(criterion.indicators for criterion in document.criteria()):
        return Decision(_("No criterion is tied to an indicator yet: there is nothing to ask about."))
    if ValidationRound.objects.filter(version=version, closed_at=None).exists():
        return Decision(_("A round about this version is open already. Close it first."))
    if not purpose.strip():
        return Decision(_("Say what the criteria are for: it is the first thing that people read."))
    if last_day < company_day(at):
        return Decision(_("The last day has passed. Choose today or a later one."))
    return may_all_rate(version, people, 0, by) if people else Decision(_("Choose whom to ask."))


def may_all_rate(version: ProgramVersion, people: Sequence[Person], already: int, by: Actor) -> Decision:
    """Not who wrote the version: they have said what they think."""
    wrote = {version.created_by_id, by.pk, *version.authors.values_list("person", flat=True)}
    if names := ", ".join(sorted(one.name for one in people if one.pk in wrote)):
        return Decision(format_lazy(_("Who wrote the criteria doesn’t rate them: {names}."), names=names))
    if already + len(people) > MOST_RATERS:
        return Decision(format_lazy(_("A round asks at most {most} people."), most=MOST_RATERS))
    return YES


def may_ask_more(found: ValidationRound, people: Sequence[Person], by: Actor, at: datetime) -> Decision:
    if not (allowed := may(by, Can.ASK, found, at=at) and is_open(found)):
        return allowed
    asked = set(found.raters.values_list("person", flat=True))
    if names := ", ".join(one.name for one in people if one.pk in asked):
        return Decision(format_lazy(_("Asked already: {names}."), names=names))
    return may_all_rate(found.version, people, len(asked), by)


def is_open(found: ValidationRound) -> Decision:
    return YES if found.is_open else Decision(_("This round is closed: what was said stays as it was."))


def is_asked(found: ValidationRound, rater: Rater | None, by: Actor) -> Decision:
    if rater is None or rater.person_id != by.pk:
        told = _("You are not among those asked in this round. {name} can ask you.")
        return Decision(format_lazy(told, name=found.opened_by.name))
    return YES


def may_rate(found: ValidationRound, rater: Rater | None, by: Actor, at: datetime) -> Decision:
    """Who is asked, for themselves, until the last day is over."""
    if not (allowed := is_asked(found, rater, by) and may(by, Can.RATE, found, at=at) and is_open(found)):
        return allowed
    if rater is not None and rater.handed_in_at is not None:
        return Decision(_("You have handed in: what you said stands."))
    if company_day(at) > found.last_day:
        return Decision(_("The last day of this round is over. What you said until then is kept."))
    return YES


def may_say(
    found: ValidationRound, rater: Rater | None, item: str, said: Mapping[str, int | str | None], by: Actor,
    at: datetime,
) -> Decision:  # fmt: skip
    if not (allowed := may_rate(found, rater, by, at)):
        return allowed
    if item not in {one.key for one in unpacked(found.items)}:
        return Decision(_("This round doesn’t ask about that."))
    for name, scale in SCALES.items():
        if said.get(name) not in (None, *scale.values):
            return Decision(_("Choose one of the answers that are there."))
    if len(str(said.get("comment") or "")) > MOST_COMMENT:
        return Decision(format_lazy(_("A comment has at most {most} characters."), most=MOST_COMMENT))
    return YES


def may_hand_in(
    found: ValidationRound, rater: Rater | None, ratings: Sequence[Rating], by: Actor, at: datetime
) -> Decision:
    if not (allowed := may_rate(found, rater, by, at)):
        return allowed
    whole = {one.item for one in ratings if one.is_whole}
    left = [number for number, one in enumerate(unpacked(found.items), start=1) if one.key not in whole]
    if left:
        numbers = ", ".join(str(number) for number in left)
        return Decision(format_lazy(_("Still to answer: {numbers}. “I can’t say” is an answer too."), numbers=numbers))
    return YES


def may_close(found: ValidationRound, by: Actor, at: datetime) -> Decision:
    return may(by, Can.ASK, found, at=at) and is_open(found)


def may_reply(
    found: ValidationRound, item: str, outcome: str, text: str, commented: bool, by: Actor, at: datetime
) -> Decision:
    """Comments are answered once all have spoken, while the version can still be mended."""
    if not (allowed := may_ask(found.version, by, at)):
        return allowed
    if found.is_open:
        return Decision(_("Close the round first: then all comments are there."))
    if not commented:
        return Decision(_("Nobody commented on that."))
    if outcome not in Outcome.values or not text.strip():
        return Decision(_("Say whether you changed it, and what, or why you keep it."))
    return YES
