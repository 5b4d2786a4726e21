"""Two at once, on a database that commits: one is done, the other hears why not."""

from guildmark.kernel.access import SYSTEM, Refused
from guildmark.kernel.roles import Role
from guildmark.people import lifecycle
from guildmark.people.actions import appoint, count_try, move
from guildmark.people.models import SignInTally
from tests.cast import TODAY, unit


def refusals(answers):
    """How many of the answers are refusals; anything else that went wrong comes up."""
    for answer in answers:
        if isinstance(answer, Exception) and not isinstance(answer, Refused):
            raise answer
    return sum(isinstance(answer, Refused) for answer in answers)


def test_two_moves_of_one_person(at_once, weiling, ines, saoirse, nadia, at):
    quality = unit("quality")

    def moving(manager):
        return lambda: move(person=ines, unit=quality, manager=manager, starts_on=TODAY, by=weiling, at=at)

    assert refusals(at_once(moving(saoirse), moving(nadia))) == 1
    assert ines.employments.filter(ends_on=None).count() == 1


def test_two_appointments_to_one_role(at_once, weiling, ines, at):
    def appointing():
        return appoint(person=ines, role=Role.ASSESSOR, by=weiling, at=at)

    assert refusals(at_once(appointing, appointing)) == 1


def test_tries_at_once_all_count(at_once, ines, at):
    def trying():
        return count_try(person=ines, login="ines", address="10.0.0.1", by=SYSTEM, at=at)

    assert refusals(at_once(*[trying] * (lifecycle.TRIES_A_NAME + 2))) == 2
    assert SignInTally.objects.get(key__startswith="name:").tries == lifecycle.TRIES_A_NAME
