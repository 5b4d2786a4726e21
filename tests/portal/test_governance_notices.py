"""Who is told of a motion: those who take part, and nobody who stands aside."""

from datetime import timedelta

from guildmark.assessment.models import DeclaredConflict
from guildmark.governance import actions
from guildmark.kernel.roles import Role
from guildmark.portal.models import Notification
from tests.builders import a_candidacy, a_published_version
from tests.cast import NOW, TODAY, holds


def test_a_motion_is_told_to_those_who_take_part(ines, priya, marguerite, daniel, yusuf):
    version = a_published_version(priya, marguerite)
    charter = {"name": "Field board", "quorum": 2, "majority": "simple"}
    committee = actions.found_committee(program=version.program, **charter, by=marguerite, at=NOW)
    for person in (marguerite, holds(daniel, Role.COMMITTEE), holds(yusuf, Role.COMMITTEE)):
        term = {"starts_on": TODAY, "ends_on": TODAY + timedelta(days=365), "office": "member", "group": ""}
        actions.seat_member(committee=committee, person=person, **term, by=marguerite, at=NOW)
    DeclaredConflict.objects.create(person=daniel, about=ines, reason="Cousins.", declared_at=NOW)
    motion = actions.put_motion(
        committee=committee, title="One more attempt", grounds="The meter failed.", weight="discussion",
        closes_at=NOW + timedelta(days=2), candidacy=a_candidacy(ines, version, settled_by=priya), by=priya, at=NOW,
    )  # fmt: skip
    told = Notification.objects.filter(kind="motion")
    assert {one.person for one in told} == {marguerite, yusuf}
    assert {(one.url, one.params["ref"]) for one in told} == {(f"/motions/{motion.pk}/", motion.ref)}
    assert not [one for one in told if "attempt" in str(one.params)]
