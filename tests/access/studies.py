"""Studies of a cut for the walk: one with an open round, one between rounds, and a draft about which nobody was asked."""

from decimal import Decimal
from types import SimpleNamespace

from guildmark.assessment.models import ScoreSheet
from guildmark.calibration import actions
from guildmark.calibration.models import Study
from guildmark.people.models import Person
from guildmark.programs.models import ProgramVersion
from tests import builders
from tests.cast import NOW

SAID = {"isolation-1": Decimal("3.5"), "judgement-1": Decimal("2.5"), "record-1": Decimal(3)}


def studies(made: SimpleNamespace, cast: SimpleNamespace) -> None:
    """Tomasz, who sealed a sheet on the task, Kwame and Adaeze have handed in; Saoirse has not, while the round is open."""
    judges = (cast.tomasz, cast.kwame, cast.adaeze)
    again = builders.a_draft_version(cast.priya, slug="decided", number="1.1")
    made.study = _asked(again, (*judges, cast.saoirse), judges, cast)
    between = builders.a_draft_version(cast.priya, slug="between-rounds")
    made.study_between = _asked(between, judges, judges, cast)
    actions.close_round(study=made.study_between, by=cast.priya, at=NOW)
    made.unasked = builders.a_draft_version(cast.priya, slug="unasked")
    made.sheet_again = ScoreSheet.objects.get(
        seat__panel__submission=made.decided, seat__assessor=cast.tomasz, sealed_at__isnull=False
    )


def _asked(
    version: ProgramVersion, judges: tuple[Person, ...], handed_in: tuple[Person, ...], cast: SimpleNamespace
) -> Study:
    study = actions.open_study(
        version=version, task="task-1", borderline="Asks before signing off.", judges=judges, by=cast.priya, at=NOW
    )
    for judge in handed_in:
        actions.say_levels(study=study, levels=SAID, by=judge, at=NOW)
        actions.hand_in_levels(study=study, by=judge, at=NOW)
    return study
