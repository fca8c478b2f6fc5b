"""Estimates by the design of a survey: figures of a textbook, cases without an answer, groups, lonely clusters."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from kerege.evidence.ledger import Ledger, read_ledger
from kerege.evidence.problems import TableProblem
from kerege.evidence.survey import Estimated, Survey, estimate
from kerege.model import Design, Estimate
from kerege.read import read_report
from tests.small_report import english

pytest.importorskip("svy")

GRADES = (
    (3.08, 2.60, 3.44, 3.04), (2.36, 3.04, 3.28, 2.68), (2.00, 2.56, 2.52, 1.88), (3.00, 2.88, 3.44, 3.64),
    (2.68, 1.92, 3.28, 3.20),
)  # fmt: skip
"""Grades of four students in each of five suites, drawn from a hundred. Source: Lohr, Sampling: Design and Analysis, example 5.2."""
DORMITORY = Survey(
    {
        "suite": [str(n) for n, suite in enumerate(GRADES) for _ in suite],
        "gpa": [str(grade) for suite in GRADES for grade in suite],
        "w": ["20"] * 20,
        "suites": ["100"] * 20,
    }
)
CLUSTERS = Design(weight="w", psu=("suite",), fpc="suites")
DISTRICTS = (
    (11, 7359, 6081), (4, 1888, 1436), (2, 905, 680), (13, 8593, 6958), (2, 1116, 683), (4, 2493, 1641), (4, 2077, 1668),
    (16, 11369, 9025), (9, 6386, 2180), (34, 22508, 15038), (21, 13761, 14968), (37, 20394, 25814), (13, 9372, 6777), (1, 551, 274),
    (12, 9111, 7375),
)  # fmt: skip
"""Schools, sum of their api00 and of their pupils in each of 15 districts drawn from 757: totals of `apiclus1` of R's survey package."""
TYPES = (
    ((8, 4920), (1, 562), (2, 1217)), ((2, 785), (1, 414), (1, 404)), ((1, 404), (0, 0), (1, 408)),
    ((10, 6255), (0, 0), (3, 1874)), ((2, 1004), (0, 0), (0, 0)), ((2, 1132), (1, 706), (1, 641)),
    ((2, 877), (1, 469), (1, 575)), ((13, 8853), (0, 0), (3, 2118)), ((4, 2800), (4, 2791), (1, 662)),
    ((34, 21397), (0, 0), (0, 0)), ((16, 9702), (2, 1241), (3, 1840)), ((30, 15628), (3, 1489), (4, 1884)),
    ((10, 6911), (0, 0), (3, 2134)), ((1, 502), (0, 0), (0, 0)), ((9, 6352), (1, 668), (2, 1458)),
)  # fmt: skip
"""In the same districts: elementary, high and middle schools, each as their number and the sum of their api99."""
SCHOOLS = Survey(
    {
        "district": [str(n) for n in range(15)],
        **{name: [str(row[n]) for row in DISTRICTS] for n, name in enumerate(("schools", "api00", "enroll"))},
        "pw": ["33.846996"] * 15,
        "fpc": ["757"] * 15,
    }
)
LONELY = Survey(
    {
        "stratum": list("11111122"), "psu": list("11223399"), "w": ["1", "2", "1", "1", "1", "2", "1", "1"],
        "y": [str(n) for n in (1, 2, 3, 4, 5, 9, 7, 8)],
    }
)  # fmt: skip


def of(kind: str, what: str, by: Mapping[str, str] | None = None, among: str = "", per: str = "") -> Estimate:
    return Estimate(kind, what, by or {}, among, per)


def near(found: Decimal, wanted: str) -> bool:
    return abs(found - Decimal(wanted)) <= Decimal(wanted).scaleb(-30).copy_abs() + Decimal(5).scaleb(
        -1 + Decimal(wanted).as_tuple().exponent  # type: ignore[operator]
    )


def test_a_cluster_sample_gives_the_figures_of_the_textbook() -> None:
    mean, total = (estimate(of(kind, "gpa"), CLUSTERS, DORMITORY) for kind in ("mean", "total"))
    assert near(mean.value, "2.826") and near(mean.error, "0.164") and mean.cases == 20
    assert near(total.value, "1130.4") and near(total.error, "65.466")
    # Four degrees of freedom: 2.776 standard errors on each side.
    assert near(mean.low, "2.372") and near(mean.high, "3.280")


def test_a_cluster_sample_gives_the_figures_of_another_program() -> None:
    # Lumley, Complex Surveys (2010), and the vignette of R's survey package: mean of api00 644.17 (23.542), total enrolment
    # 3404940 (932235). A mean of schools is the ratio of the totals of their districts.
    design = Design(weight="pw", psu=("district",), fpc="fpc")
    mean = estimate(of("ratio", "api00", per="schools"), design, SCHOOLS)
    total = estimate(of("total", "enroll"), design, SCHOOLS)
    assert near(mean.value, "644.17") and near(mean.error, "23.542")
    assert near(total.value, "3404940") and near(total.error, "932235")


def test_groups_have_the_figures_of_another_program() -> None:
    # `svyby(~api99, ~stype, dclus1, svymean)` of R's survey package: E 607.7917 (22.81660), H 595.7143 (41.76400),
    # M 608.6000 (32.56064). The variance between clusters asks for their totals alone, so each school has the mean of its like.
    cases = [
        (str(number), kind, str(total / count), "33.846996", "757")
        for number, district in enumerate(TYPES)
        for kind, (count, total) in zip("EHM", district, strict=True)
        for _ in range(count)
    ]
    names = ("district", "stype", "api99", "pw", "fpc")
    schools = Survey({name: list(column) for name, column in zip(names, zip(*cases, strict=True), strict=True)})
    design = Design(weight="pw", psu=("district",), fpc="fpc")
    found = {kind: estimate(of("mean", "api99", {"stype": kind}), design, schools) for kind in "EHM"}
    assert [(one.cases, round(one.value, 4), round(one.error, 4)) for one in found.values()] == [
        (144, Decimal("607.7917"), Decimal("22.8166")),
        (14, Decimal("595.7143"), Decimal("41.7640")),
        (25, Decimal("608.6000"), Decimal("32.5606")),
    ]


@pytest.mark.parametrize(("rule", "error"), [("certainty", "1.5716"), ("adjust", "1.6492"), ("average", "2.2226")])
def test_a_stratum_with_one_cluster_adds_what_is_declared(rule: str, error: str) -> None:
    design = Design(weight="w", strata=("stratum",), psu=("psu",), lonely=rule)
    assert near(estimate(of("mean", "y"), design, LONELY).error, error)


def test_a_stratum_with_one_cluster_is_told_where_nothing_is_declared() -> None:
    with pytest.raises(TableProblem) as told:
        estimate(of("mean", "y"), Design(weight="w", strata=("stratum",), psu=("psu",)), LONELY)
    assert told.value.problem.code == "S076" and told.value.problem.case == "lonely"


def test_a_group_is_estimated_within_the_whole_sample() -> None:
    # Cut down to the three suites with such grades, the file would have two degrees of freedom and another error.
    whole = estimate(of("share", "gpa >= 3"), CLUSTERS, DORMITORY)
    group = estimate(of("share", "gpa >= 3", among="gpa >= 2.5"), CLUSTERS, DORMITORY)
    assert whole.cases == 20 and group.cases == 16 and group.value > whole.value
    assert 0 < group.low < group.value < group.high < 1


def test_codes_and_labels_say_the_same_and_what_is_no_answer_is_outside_the_base() -> None:
    survey = Survey(
        {"q": ["1", "2", "1", "98", "1", ""], "sex": ["1", "2", "2", "2", "1", "1"]},
        {"sex": {"1": "Men", "2": "Women"}},
        {"q": frozenset({"98"})},
    )
    by_label, by_code = (estimate(of("share", "q == 1", {"sex": who}), Design(), survey) for who in ("women", "2"))
    assert by_label == by_code and by_label.cases == 2 and by_label.value == Decimal("0.5")


@pytest.mark.parametrize(
    ("asked", "case"),
    [
        (of("share", "nothing == 1"), "no-variable"),
        (of("share", "import os"), "unread"),
        (of("share", "__import__('os').system('true')"), "unread"),
        (of("share", "gpa >= 3", {"suite": "77"}), "no-case"),
        (of("mean", "word"), "no-number"),
    ],
)
def test_what_cannot_be_estimated_says_why(asked: Estimate, case: str) -> None:
    survey = Survey({**DORMITORY.columns, "word": ["x"] * 20})
    with pytest.raises(TableProblem) as told:
        estimate(asked, CLUSTERS, survey)
    assert told.value.problem.case == case


def ledger_of(folder: Path, record: str, design: str) -> Ledger:
    root = english(folder)
    rows = "\n".join(f"{n},{grade},20,100" for n, suite in enumerate(GRADES) for grade in suite)
    (root / "data" / "gpa.csv").write_text(f"suite,gpa,w,suites\n{rows}\n", encoding="utf-8")
    (root / "data" / "gpa-labels.csv").write_text("variable,value,label,missing\nsuite,4,East,\n", encoding="utf-8")
    with (root / "data" / "sources.yml").open("a", encoding="utf-8") as stream:
        stream.write(f"\ngpa:\n  title: {{en: Grades}}\n  files: [gpa.csv, gpa-labels.csv]\n  {design}\n")
    (root / "data" / "statistics" / "gpa.yml").write_text(
        f"gpa:\n  source: gpa\n  estimate: {record}\n  unit: percent\n  label: {{en: Grades of three or more}}\n",
        encoding="utf-8",
    )
    return read_ledger(read_report(root).report)


def test_a_statistic_is_an_estimate_with_its_precision(tmp_path: Path) -> None:
    ledger = ledger_of(
        tmp_path / "report", '{share: "gpa >= 3", by: {suite: East}}', "design: {weight: w, psu: suite, fpc: suites}"
    )
    value = ledger.values["gpa"]
    assert value.number == 50 and value.base == 4 and value.error is not None and value.interval is not None
    assert not [finding for finding in ledger.findings if finding.code in ("S076", "S017")]


def test_a_source_without_a_design_is_told(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path / "report", '{share: "gpa >= 3"}', "note: nothing")
    assert [finding.problem.case for finding in ledger.findings if finding.code == "S076"] == ["no-design-declared"]


def test_the_parts_of_an_estimate_agree() -> None:
    found: Estimated = estimate(of("ratio", "gpa", per="w"), CLUSTERS, DORMITORY)
    assert near(found.value, "0.1413")
