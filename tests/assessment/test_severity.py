"""Severity against its closed form, against planted truth, and where the ratings can't tell."""

import json
import math

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from guildmark.assessment.domain.statistics.conditional import derivatives, log_likelihood
from guildmark.assessment.domain.statistics.ratings import BadRatings, Rating, Ratings, read_ratings
from guildmark.assessment.domain.statistics.severity import _Model, severities

CRITERIA, TOP = 4, 3


def planted(seed: int, *, candidates: int = 150, assessors: int = 8, strong_go_to: str = ""):
    """Ratings of two assessors each, drawn from the model; and what each assessor's severity truly is."""
    draw = np.random.default_rng(seed)
    severity = draw.normal(0, 0.7, assessors)
    severity -= severity.mean()
    ability = np.sort(draw.normal(0.4, 1.2, candidates))
    steps = draw.normal(0, 0.5, (CRITERIA, 1)) + np.linspace(-1.2, 1.2, TOP)
    weak_first = np.argsort(severity if strong_go_to == "severe" else -severity)
    rows = []
    for c in range(candidates):
        if strong_go_to:
            near = np.clip(c * assessors // candidates + draw.integers(-2, 3, 12), 0, assessors - 1)
            panel = list(dict.fromkeys(weak_first[near]))[:2]
        else:
            panel = draw.choice(assessors, 2, replace=False)
        for j in panel:
            for i in range(CRITERIA):
                logs = np.concatenate([[0], np.cumsum(ability[c] - severity[j] - steps[i])])
                shares = np.exp(logs - logs.max())
                score = int(draw.choice(TOP + 1, p=shares / shares.sum()))
                rows.append(Rating(f"c{c:03}", f"a{j:02}", f"k{i}", score))
    return Ratings(tuple(rows)), severity


def test_two_assessors_have_the_closed_form():
    """Two who say yes or no differ by the log ratio of the cases on which only one said yes (Rasch, 1960, chapter 10)."""
    rows = []
    for number in range(90):
        only_first = number < 60
        rows += [
            Rating(f"c{number}", "first", "k", int(only_first)),
            Rating(f"c{number}", "second", "k", int(not only_first)),
        ]
    first, second = severities(Ratings(tuple(rows))).assessors
    assert second.severity - first.severity == pytest.approx(math.log(60 / 30), abs=0.01)
    assert second.se * 2 == pytest.approx(math.sqrt(1 / 60 + 1 / 30), abs=0.01)


def test_the_slope_and_the_bend_are_those_of_the_likelihood():
    ratings, _ = planted(1, candidates=30, assessors=5)
    model = _Model(ratings)
    at = np.random.default_rng(0).normal(0, 0.5, model.size)
    (design,) = model.designs
    slope, bend = derivatives(design, at)
    for place in (0, 3, model.size - 1):
        step = np.zeros(model.size)
        step[place] = 1e-5
        up, down = at + step, at - step
        assert slope[place] == pytest.approx(
            (log_likelihood(design, up) - log_likelihood(design, down)) / 2e-5, abs=1e-4
        )
        expected = (derivatives(design, down)[0] - derivatives(design, up)[0]) / 2e-5
        assert bend[place] == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize("strong_go_to", ["", "lenient", "severe"])
def test_planted_severities_come_back(strong_go_to):
    """Whoever is given to whom."""
    inside, pairs = [], []
    for seed in range(3):
        ratings, truth = planted(seed, strong_go_to=strong_go_to)
        for one in severities(ratings).assessors:
            wanted = truth[int(one.assessor[1:])]
            inside.append(one.low <= wanted <= one.high)
            pairs.append((one.severity, wanted))
    found, wanted = np.array(pairs).T
    assert np.mean(inside) > 0.85
    assert np.polyfit(wanted, found, 1)[0] == pytest.approx(1, abs=0.15)


def test_raw_means_would_mislead_there():
    """The cases above are no easy ones: where strong candidates go to severe assessors, raw means hide who is severe."""
    ratings, truth = planted(2, strong_go_to="severe")
    given = {name: [row.score for row in ratings.rows if row.assessor == name] for name in ratings.assessors}
    raw = [-np.mean(given[name]) for name in ratings.assessors]
    wanted = [truth[int(name[1:])] for name in ratings.assessors]
    found = [one.severity for one in severities(ratings).assessors]
    assert np.corrcoef(raw, wanted)[0, 1] < 0
    assert np.corrcoef(found, wanted)[0, 1] > 0.8


def test_fit_is_about_one_where_the_model_holds_and_above_it_for_who_guesses():
    ratings, _ = planted(5)
    draw = np.random.default_rng(9)
    guessed = tuple(
        Rating(row.candidate, row.assessor, row.criterion, int(draw.integers(0, TOP + 1)))
        if row.assessor == "a03"
        else row
        for row in ratings.rows
    )
    fit = {one.assessor: one.infit for one in severities(Ratings(guessed)).assessors}
    assert fit["a03"] > 1.3
    assert np.mean([value for name, value in fit.items() if name != "a03"]) == pytest.approx(1, abs=0.15)


def test_parts_that_nothing_links_are_not_compared():
    ratings, _ = planted(6, candidates=80, assessors=4)
    other = tuple(Rating(f"x{r.candidate}", f"x{r.assessor}", r.criterion, r.score) for r in ratings.rows)
    found = severities(Ratings(ratings.rows + other))
    groups = {one.assessor: one.group for one in found.assessors}
    assert {groups[name] for name in groups if name.startswith("a")} == {1}
    assert {groups[name] for name in groups if name.startswith("x")} == {2}
    for group in (1, 2):
        assert sum(one.severity for one in found.assessors if one.group == group) == pytest.approx(0)
    assert "2 parts that nothing links" in found.warnings[0]


def test_an_assessor_alone_on_a_criterion_can_not_be_told_from_it():
    ratings, _ = planted(7, candidates=60, assessors=3)
    alone = tuple(Rating(f"c{n:03}", "solo", "own", n % 3) for n in range(60))
    solo = next(one for one in severities(Ratings(ratings.rows + alone)).assessors if one.assessor == "solo")
    assert (solo.severity, solo.se) == (None, None)


def test_the_fair_mean_takes_severity_out():
    ratings, truth = planted(8)
    judges: dict[str, set[str]] = {}
    for row in ratings.rows:
        judges.setdefault(row.candidate, set()).add(row.assessor)
    for one in severities(ratings).candidates:
        met = np.mean([truth[int(name[1:])] for name in judges[one.candidate]])
        if 0 < one.raw < TOP and abs(met) > 0.5:
            assert (one.fair > one.raw) == (met > 0), one


def test_severity_in_points_is_what_was_taken_off():
    """Whoever takes one level off two of three scores reads two thirds of a point lower than they did before."""
    ratings, _ = planted(11, candidates=400, assessors=6)
    draw = np.random.default_rng(4)
    before = {one.assessor: one.points.value for one in severities(ratings).assessors}
    rows = tuple(
        Rating(r.candidate, r.assessor, r.criterion, max(0, r.score - int(draw.random() < 0.67)))
        if r.assessor == "a02"
        else r
        for r in ratings.rows
    )
    taken = np.mean([a.score - b.score for a, b in zip(ratings.rows, rows, strict=True) if a.assessor == "a02"])
    after = {one.assessor: one.points for one in severities(Ratings(rows)).assessors}["a02"]
    # relative to the mean of six, to which a02 belongs
    assert after.value - before["a02"] == pytest.approx(taken * 5 / 6, abs=0.12)
    assert after.low < after.value < after.high


def test_one_score_for_everyone_is_a_bound_and_says_so():
    ratings, _ = planted(9, candidates=60, assessors=4)
    rows = tuple(Rating(r.candidate, r.assessor, r.criterion, TOP) if r.assessor == "a01" else r for r in ratings.rows)
    found = severities(Ratings(rows))
    assert any("a01 gave the same extreme score everywhere" in warning for warning in found.warnings)
    assert all(math.isfinite(one.severity) for one in found.assessors)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1: the columns candidate, assessor, criterion, score are needed"),
        ("candidate,assessor,score\na,b,1\n", "criterion is missing"),
        (
            "candidate,assessor,criterion,score\na,b,k,high\n",
            "line 2: score “high” is not a whole number from 0 to 19.",
        ),
        ("candidate,assessor,criterion,score\na,b,k,-1\n", "line 2: score “-1” is not"),
        ("candidate,assessor,criterion,score\na,,k,1\n", "line 2: assessor is empty."),
        ("candidate,assessor,criterion,score\na,b,k,1\na,b,k,2\n", "b rates a on k twice"),
        ("candidate,assessor,criterion,score\n", "no ratings below the heading"),
        ("candidate,assessor,criterion,score\na,b,k,1,2\n", "line 2: there are more cells than the heading has"),
        ("candidate,assessor,criterion,score,score\na,b,k,1,2\n", "the column score is there twice"),
        ("candidate,assessor,criterion,score\na," + "x" * 11_000_000 + ",k,1\n", "it is no CSV: field larger"),
        ("candidate,assessor,criterion,score\n" + "a,b,k,x\n" * 50, "and 30 more"),
    ],
)
def test_a_bad_file_is_answered_with_line_and_reason(text, said):
    with pytest.raises(BadRatings, match=said.replace("(", r"\(")):
        read_ratings(text)


@pytest.mark.parametrize("between", [";", "\t"])
@pytest.mark.parametrize("end", ["\r\n", "\r", "\n\n"])
def test_spreadsheets_write_csv_in_many_ways(between, end):
    lines = ["\ufeffCandidate,assessor, criterion ,score", "a,b,k,1", "a,c,k,2", ""]
    assert len(read_ratings(end.join(lines).replace(",", between)).rows) == 2


def test_where_everybody_gives_the_same_nothing_can_be_told():
    rows = tuple(Rating(f"c{n}", name, "k", 2) for n in range(30) for name in ("a", "b"))
    found = severities(Ratings(rows))
    assert [(one.severity, one.se) for one in found.assessors] == [(None, None)] * 2


def test_candidates_at_the_top_link_nobody():
    """Both gave all they could to the one candidate whom they share: that says nothing of either."""
    ratings, _ = planted(6, candidates=80, assessors=4)
    other = tuple(Rating(f"x{r.candidate}", f"x{r.assessor}", r.criterion, r.score) for r in ratings.rows)
    shared = tuple(Rating("shared", name, f"k{i}", TOP) for name in ("a00", "xa00") for i in range(CRITERIA))
    assert {one.group for one in severities(Ratings(ratings.rows + other + shared)).assessors} == {1, 2}


def test_the_command_prints_json(tmp_path, capsys):
    ratings, _ = planted(3, candidates=60, assessors=4)
    file = tmp_path / "ratings.csv"
    lines = [f"{r.candidate},{r.assessor},{r.criterion},{r.score}" for r in ratings.rows]
    file.write_text("\n".join(["candidate,assessor,criterion,score", *lines]))
    call_command("stats", "severity", str(file))
    found = json.loads(capsys.readouterr().out)
    assert {"assessor", "severity", "se", "infit", "ratings", "group"} <= found["assessors"][0].keys()
    call_command("stats", "agreement", str(file))
    assert json.loads(capsys.readouterr().out)["alpha"]["value"] < 1
    file.write_text("nothing")
    with pytest.raises(CommandError, match="can't be read as ratings"):
        call_command("stats", "severity", str(file))
