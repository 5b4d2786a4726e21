"""What competencies serve: ties, coverage, and what is tied to nothing."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guildmark.competencies import actions, queries
from guildmark.competencies.models import Tie
from guildmark.kernel.access import Refused
from tests.cast import job_function


@pytest.fixture
def edit(priya, at):
    return {"by": priya, "at": at}


@pytest.fixture
def visits(edit):
    return actions.add_priority(title="Fewer repeat visits", until=date(2027, 12, 31), **edit)


@pytest.fixture
def station(edit):
    return actions.add_job_task(title="Commission a station alone", job_function=job_function("engineering"), **edit)


def test_a_competency_is_tied_once(item, visits, edit, facts_of):
    first = actions.tie(item=item("WS"), priority=visits, **edit)
    assert actions.tie(item=item("WS"), priority=visits, **edit) == first
    assert facts_of("CompetencyTied") == [
        {
            "framework_id": first.item.framework_id,
            "item_id": first.item_id,
            "priority_id": visits.pk,
            "job_task_id": None,
        }
    ]
    actions.untie(item=item("WS"), priority=visits, **edit)
    actions.untie(item=item("WS"), priority=visits, **edit)
    assert not Tie.objects.exists()
    assert len(facts_of("CompetencyUntied")) == 1


def test_a_tie_has_one_end(item, visits, station, edit):
    with pytest.raises(Refused, match="Choose a strategic priority or a job task"):
        actions.tie(item=item("WS"), **edit)
    with pytest.raises(Refused, match="Choose a strategic priority or a job task"):
        actions.tie(item=item("WS"), priority=visits, job_task=station, **edit)


def test_titles_are_used_once(visits, station, edit):
    with pytest.raises(Refused, match="There is a priority of this title already"):
        actions.add_priority(title=visits.title, **edit)
    with pytest.raises(Refused, match="The function has a task of this title already"):
        actions.add_job_task(title=station.title, job_function=station.job_function, **edit)


def test_a_priority_is_reworded(visits, edit, facts_of):
    said = {"title": "No repeat visits", "description": "", "until": None}
    actions.change_priority(priority=visits, **said, **edit)
    actions.change_priority(priority=visits, **said, **edit)
    assert len(facts_of("PriorityChanged")) == 1


def test_what_is_served_is_not_removed(item, visits, station, edit):
    actions.tie(item=item("WS"), priority=visits, **edit)
    actions.tie(item=item("WS"), job_task=station, **edit)
    with pytest.raises(Refused, match="1 competency serves it"):
        actions.remove_priority(priority=visits, **edit)
    with pytest.raises(Refused, match="1 competency serves it"):
        actions.remove_job_task(job_task=station, **edit)
    actions.untie(item=item("WS"), priority=visits, **edit)
    actions.remove_priority(priority=visits, **edit)
    actions.untie(item=item("WS"), job_task=station, **edit)
    actions.remove_job_task(job_task=station, **edit)
    assert queries.tie_choices() == []


def test_the_coverage_matrix(framework, item, visits, station, edit):
    actions.tie(item=item("WS"), job_task=station, **edit)
    matrix = queries.coverage(framework)
    assert [(column.title, column.competencies) for column in matrix.columns] == [(visits.title, 0), (station.title, 1)]
    assert [(row.item.code, row.cells) for row in matrix.rows] == [("WS", (False, True)), ("WS.C", (False, False))]
    assert [row.item.code for row in matrix.untied] == ["WS.C"]
    assert [column.title for column in matrix.unserved] == [visits.title]


def test_coverage_costs_the_same_however_much_there_is(framework, visits, station, edit):
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            queries.coverage(framework)
        return len(asked)

    few = cost()
    for number in range(30):
        one = actions.add_item(framework=framework, statement=f"Does {number}", kind="technical", **edit)
        actions.tie(item=one, priority=actions.add_priority(title=f"P{number}", **edit), **edit)
    assert cost() == few == 4


def test_untied_looks_up_the_tree(framework, item, visits, edit):
    statements = [one.identifier for one in framework.items.all()]
    assert len(queries.untied(statements)) == 5
    actions.tie(item=item("WS.C"), priority=visits, **edit)
    assert [row.code for row in queries.untied(statements)] == ["WS", "WS.1", ""]
