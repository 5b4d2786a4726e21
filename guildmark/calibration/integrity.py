"""What must always follow from sealed sheets and agreed references; `guildmark integrity` derives it again."""

from collections.abc import Iterator

from guildmark.calibration.actions.recording import SEED
from guildmark.calibration.domain.qualifying import Measure, verdict
from guildmark.calibration.domain.reliability import analyse
from guildmark.calibration.models import CalibrationSet, Reference, Reliability, Study
from guildmark.calibration.queries import lines_of_set, sheets_of
from guildmark.calibration.queries.recommending import figures_of
from guildmark.kernel.integrity import Breach, invariant


@invariant("calibration.sets", "What came of each calibration set follows from its sheets and the references.")
def altered_sets() -> Iterator[Breach]:
    for one in CalibrationSet.objects.filter(closed_at__isnull=False).order_by("pk").iterator(chunk_size=500):
        found = verdict(lines_of_set(one), Measure(one.measure), one.least)
        if (found.value, found.pairs, found.passed) != (one.value, one.pairs, one.passed):
            yield Breach(f"calibration set {one.pk}", f"its sheets come to {found.value} on {found.pairs} levels")


@invariant("calibration.references", "Each reference that stands was agreed to by every named expert of its exemplar.")
def unfounded_references() -> Iterator[Breach]:
    for one in Reference.objects.filter(stands_since__isnull=False).select_related("exemplar").order_by("pk"):
        named = set(one.exemplar.experts.values_list("person", flat=True))
        if len(named) < 2 or named != set(one.agreements.values_list("person", flat=True)):
            yield Breach(one.exemplar.ref, f"its reference {one.pk} stands without the agreement of its experts")


@invariant("calibration.reliability", "Each record of reliability follows from the sheets sealed until then.")
def altered_reliability() -> Iterator[Breach]:
    """The sheets of every record; the figures of the latest of each program, which take seconds to work out."""
    latest: set[int] = set()
    for one in Reliability.objects.select_related("program").order_by("-as_of").iterator(chunk_size=100):
        sheets = sheets_of(one.program, until=one.as_of)
        thing = f"reliability of {one.program.slug} as of {one.as_of:%Y-%m-%d}"
        if sheets.digest != one.ratings:
            yield Breach(thing, "it was made from other sheets")
        elif one.program_id not in latest and analyse(sheets, seed=SEED) != one.figures:
            yield Breach(thing, "its sheets come to other figures")
        latest.add(one.program_id)


@invariant("calibration.studies", "What was recommended when a cut was chosen follows from what the judges said.")
def altered_studies() -> Iterator[Breach]:
    for one in Study.objects.filter(chosen_at__isnull=False).select_related("version").order_by("pk").iterator():
        if figures_of(one) != one.figures:
            yield Breach(one.ref, "its judges said something else")
