"""How long the batch of panels takes that reviewer assignment is measured by, and how near to the best it comes."""

import subprocess
import sys

from tests.journeys.site import ROOT

AIM, PROVEN, MEMORY = 10.0, 0.001, 1000
KINDS = ("uniform", "clustered")
MEASURED = """
import resource, sys
from guildmark.assessment.domain.assigning import optimise
from tests.assessment.instances import large
found = optimise(large(sys.argv[1]))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
print(f"{found.status} | {found.seconds:.1f} | {found.objective:.3f} | {found.bound:.3f} | {found.gap:.4%} | {peak:.0f}")
"""


def report() -> None:
    print(
        f"\n## Panels: 2,000 submissions, 400 assessors, 3 seats, 5% conflicts, 2 groups (aim {AIM:g} s, {PROVEN:.1%})\n"
    )
    print("| similarity | status | seconds | total | bound over all pairs | gap | MB |\n|---|---|---|---|---|---|---|")
    for kind in KINDS:
        done = subprocess.run([sys.executable, "-c", MEASURED, kind], cwd=ROOT, text=True, stdout=-1, check=True)
        seconds, gap, peak = (float(done.stdout.split(" | ")[n].strip(" %\n")) for n in (1, 4, 5))
        kept = seconds < AIM and gap / 100 <= PROVEN and peak < MEMORY
        print(f"| {kind} | {done.stdout.strip()} |{'' if kept else ' ✗'}", flush=True)
