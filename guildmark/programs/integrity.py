"""What must always follow from a version's criteria; `guildmark integrity` derives it again."""

from collections.abc import Iterator

from django.db.models import F

from guildmark.kernel.integrity import Breach, invariant
from guildmark.programs.domain.document import digests, problems_of
from guildmark.programs.models import FROZEN, Author, ProgramVersion, Rewording
from guildmark.programs.queries import document_of, required_programs

PIECE = 100


def frozen_versions() -> Iterator[ProgramVersion]:
    versions = ProgramVersion.objects.filter(state__in=FROZEN).select_related("program").order_by("pk")
    return versions.iterator(chunk_size=PIECE)


@invariant("programs.digests", "the digests of an approved version are those of what it says")
def digests_still_hold() -> Iterator[Breach]:
    for version in frozen_versions():
        found = digests(document_of(version))
        kept = (version.digest, version.structure_digest, version.text_digest)
        if kept != (found.whole, found.structure, found.text):
            yield Breach(str(version), "what it says is not what was approved: its digests differ")


@invariant("programs.sound", "an approved version contradicts itself nowhere")
def approved_versions_are_sound() -> Iterator[Breach]:
    requires = required_programs()
    for version in frozen_versions():
        if problems := problems_of(document_of(version), requires):
            yield Breach(str(version), str(problems[0]))


@invariant("programs.approved_by_another", "nobody who wrote at a version approved it")
def authors_do_not_approve() -> Iterator[Breach]:
    for author in Author.objects.filter(person=F("version__approved_by")).select_related("version", "person"):
        yield Breach(str(author.version), f"{author.person.username} wrote at it and approved it")


@invariant("programs.wording_only", "a version agreed to be one of wording demands what the one before it demands")
def rewordings_demand_the_same() -> Iterator[Breach]:
    agreed = Rewording.objects.filter(agreed=True).select_related("version", "since")
    for one in agreed.exclude(version__structure_digest=F("since__structure_digest")):
        yield Breach(
            str(one.version), f"said to differ from {one.since.number} in its wording only, yet demands differ"
        )
