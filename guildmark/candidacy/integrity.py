"""What must always hold of candidacies."""

from collections.abc import Iterator

from django.db.models import Count

from guildmark.candidacy.models import LIVE, Candidacy, State
from guildmark.kernel.integrity import Breach, invariant
from guildmark.kernel.models import JournalMention
from guildmark.programs.queries import tree_of


@invariant("candidacy.progress", "Whether a candidacy has reached its decision follows from what is fulfilled in it.")
def unfounded_states() -> Iterator[Breach]:
    referred = set(
        JournalMention.objects.filter(kind="candidacy", entry__fact="CandidacyReferred").values_list(
            "object_id", flat=True
        )
    )
    begun = (State.IN_PROGRESS, State.AWAITING_DECISION, State.CERTIFIED)
    rows = Candidacy.objects.filter(state__in=begun).select_related("version__program")
    for candidacy in rows.prefetch_related("fulfilments").order_by("pk"):
        met = tree_of(candidacy.version).is_met(frozenset(one.node_key for one in candidacy.fulfilments.all()))
        if candidacy.state == State.IN_PROGRESS and met:
            yield Breach(candidacy.ref, "everything is fulfilled, yet it is still in progress")
        if candidacy.state == State.AWAITING_DECISION and not met and candidacy.pk not in referred:
            yield Breach(candidacy.ref, "it awaits a decision, yet not everything is fulfilled")
        if candidacy.state == State.CERTIFIED and not met:
            yield Breach(candidacy.ref, "it is certified, yet not everything is fulfilled")


@invariant("candidacy.one_live", "Nobody is on the way twice in one program.")
def twice_on_the_way() -> Iterator[Breach]:
    live = Candidacy.objects.filter(state__in=LIVE).values("person__username", "program__slug")
    for row in live.annotate(times=Count("pk")).filter(times__gt=1).order_by("person__username"):
        yield Breach(row["person__username"], f"on the way {row['times']} times in {row['program__slug']}")
