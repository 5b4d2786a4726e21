"""How soon the next submission is there when 3,000 wait in one assessor's queue: sealing the one before included."""

import subprocess
import sys
import tempfile
from collections.abc import Callable
from statistics import median, quantiles

from guildmark.kernel.management.processes import our_command
from tests.journeys.site import ROOT

QUEUED, SEALED, AIM = 3000, 60, 500.0
MEASURED = """
import sys, time
import django
django.setup()
from django.db import transaction
from django.test import Client
from guildmark.assessment import actions
from guildmark.assessment.models import Seat
from guildmark.kernel import clock
from guildmark.kernel.roles import Role
from tests import builders, cast
with transaction.atomic():
    owner = cast.holds(cast.a_person("Priya Raman", function="people", at="pune", in_unit="academy"), Role.PROGRAM_OWNER)
    chair = cast.holds(cast.a_person("Marguerite Osei", function="legal", at="rotterdam", in_unit="legal"), Role.COMMITTEE)
    judge = cast.holds(cast.a_person("Tomasz Bielak", function="data", at="leeds", in_unit="lab"), Role.ASSESSOR)
    version = builders.a_published_version(owner, chair)
    seats = []
    for number in range(int(sys.argv[1])):
        who = cast.a_person(f"P{number} Q", function="operations", at="pune", in_unit="field")
        work = builders.a_submitted_submission(builders.a_candidacy(who, version, settled_by=owner))
        seats += builders.a_panel(work, judge, owner)[:1]
    at = clock.now()
    keys = [f"{key}-1" for key, _, _ in builders.CRITERIA]
    for seat in seats[: int(sys.argv[2]) + 1]:
        seat = actions.start_seat(seat=seat, by=judge, at=at)
        actions.fill_sheet(seat=seat, lines={key: (4, "") for key in keys}, by=judge, at=at)
client = Client(headers={"host": "localhost"})
client.force_login(judge)
client.get(f"/seats/{seats[0].pk}/")
for seat in seats[: int(sys.argv[2])]:
    begun = time.perf_counter()
    answer = client.post(f"/seats/{seat.pk}/seal/", follow=True)
    took = (time.perf_counter() - begun) * 1000
    assert answer.status_code == 200 and answer.redirect_chain[0][0].startswith("/seats/"), answer.redirect_chain
    print(f"{took:.2f}")
"""


def report(env: Callable[[str], dict[str, str]]) -> None:
    """One line; the aim is for the 95th percentile."""
    print(f"\n## The next submission with {QUEUED:,} queued: sealed, and the next on the desk (aim p95 {AIM:g} ms)\n")
    with tempfile.TemporaryDirectory() as folder:
        given = env(folder)
        subprocess.run(our_command("migrate", "--verbosity=0"), cwd=ROOT, env=given, check=True)
        words = [sys.executable, "-c", MEASURED, str(QUEUED), str(SEALED)]
        done = subprocess.run(words, cwd=ROOT, env=given, text=True, stdout=subprocess.PIPE, check=True)
    times = [float(line) for line in done.stdout.split()]
    late = quantiles(times, n=20)[-1]
    print("| median ms | p95 ms |\n|---|---|")
    print(f"| {median(times):.0f} | {late:.0f}{'' if late < AIM else ' ✗'} |", flush=True)
