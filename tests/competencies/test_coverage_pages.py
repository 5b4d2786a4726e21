"""What competencies serve, on the matrix and on the pages beside it."""

from guildmark.competencies import actions
from guildmark.competencies.models import StrategicPriority
from tests.competencies.pages import text, to


def test_the_matrix_is_tied_cell_by_cell(framework, item, edits, priya, at):
    assert "Nothing to serve yet" in text(edits.get(to("coverage", framework.slug)))
    priority = actions.add_priority(title="Fewer visits", by=priya, at=at)
    page = text(edits.get(to("coverage", framework.slug)))
    assert "2 of 2 serve neither a priority nor a job task." in page
    assert "1 of the 1 priorities and job tasks is served by none of these: “Fewer visits”." in page
    cell = f"{item('WS').identifier} priority:{priority.pk}"
    part = edits.post(to("coverage", framework.slug), {"cell": f"{cell} on"}, headers={"HX-Request": "true"})
    assert "1 of 2 serves neither" in text(part)
    assert "served by none" not in text(part)
    assert "<html" not in text(part)
    sheet = edits.get(to("coverage", framework.slug), {"format": "csv"}).content.decode()
    assert "WS,Representative sampling,technical,tied" in sheet
    assert edits.post(to("coverage", framework.slug), {"cell": f"{cell} off"}).status_code == 302
    assert not item("WS").ties.exists()
    assert edits.post(to("coverage", framework.slug), {"cell": "nonsense"}).status_code == 404
    assert edits.post(to("coverage", framework.slug), {"cell": f"{item('WS').identifier} x on"}).status_code == 403


def test_a_reader_sees_the_matrix_and_ties_nothing(framework, item, reads, priya, at):
    priority = actions.add_priority(title="Fewer visits", by=priya, at=at)
    actions.tie(item=item("WS"), priority=priority, by=priya, at=at)
    assert "serves it" in text(reads.get(to("coverage", framework.slug)))
    cell = f"{item('WS.C').identifier} priority:{priority.pk} on"
    assert reads.post(to("coverage", framework.slug), {"cell": cell}).status_code == 403


def test_tying_on_the_page_of_a_competency(framework, item, edits, priya, at):
    priority = actions.add_priority(title="Fewer visits", by=priya, at=at)
    url = to("tie", framework.slug, item("WS").identifier)
    edits.post(url, {"serves": f"priority:{priority.pk}"})
    assert "Fewer visits" in text(edits.get(to("item", framework.slug, item("WS").identifier)))
    edits.post(url, {"serves": f"priority:{priority.pk}", "untie": "1"})
    assert not item("WS").ties.exists()
    assert "Choose a strategic priority" in text(edits.post(url, {"serves": ""}, follow=True))
    assert edits.post(url, {"serves": "priority:999999"}).status_code == 404


def test_naming_priorities_and_job_tasks(edits, priya, framework, item, at):
    ends = to("ends")
    edits.post(ends, {"what": "priority", "priority-title": "Fewer visits", "priority-until": "2027-12-31"})
    edits.post(ends, {"what": "job_task", "job_task-title": "Drives", "job_task-job_function": priya.job_function_id})
    page = text(edits.get(ends))
    assert "Fewer visits" in page
    assert "Drives" in page
    twice = edits.post(ends, {"what": "priority", "priority-title": "Fewer visits"})
    assert twice.status_code == 422
    assert "There is a priority of this title already" in text(twice)

    priority = StrategicPriority.objects.get()
    edits.post(to("priority", priority.pk), {"title": "No visits"})
    actions.tie(item=item("WS"), priority=priority, by=priya, at=at)
    kept = edits.post(to("end-removal", "priority", priority.pk), follow=True)
    assert "1 competency serves it" in text(kept)
    actions.untie(item=item("WS"), priority=priority, by=priya, at=at)
    edits.post(to("end-removal", "priority", priority.pk))
    assert not StrategicPriority.objects.exists()
    assert edits.post(to("end-removal", "nothing", 1)).status_code == 404
