"""Before you press: which points are not for whom."""

import json

import pytest
from scripts import run

import acu
from acu import safety

THREE = ["GB29", "GB30", "BL40"]


@pytest.fixture
def check(tmp_path, monkeypatch):
    monkeypatch.setenv("ACU_HOME", str(tmp_path))
    return acu.check_first()


def meaning(check, *fits):
    """Verdict by point, as the page shows it, and all that is said."""
    given = ", ".join(json.dumps(part) for part in (check._situations, fits, THREE))
    groups = run(check, f"meaningOf({given})")
    verdicts = {code: group["verdict"] for group in groups for code in group["codes"]}
    said = [f"{row['who']}: {row['action']}" for group in groups for row in group["rows"]]
    return verdicts, said


def test_everybody_with_a_caution_at_the_three_points_can_be_ticked(check):
    ticks = [one["who"] for one in check._situations]
    assert ticks == [who for who in safety.situations() if {*THREE} & {*safety.not_for(who).index}]
    assert {"pregnant", "lump behind the knee"} < {*ticks}
    assert "eye operated on or ill" not in ticks


def test_who_is_pregnant_watches(check):
    verdicts, said = meaning(check, "pregnant")
    assert verdicts == dict.fromkeys(THREE, "avoid")
    assert "pregnant: Do not practise today; watch, and ask the midwife." in said


def test_a_clot_leaves_out_the_knee_and_asks_about_the_hip(check):
    verdicts, _ = meaning(check, "blood clot in the leg")
    assert verdicts == {"GB29": "ask", "GB30": "ask", "BL40": "avoid"}


def test_of_two_that_fit_the_stricter_holds_and_both_are_told(check):
    verdicts, said = meaning(check, "old or frail", "new or broken hip")
    assert verdicts == {"GB29": "avoid", "GB30": "avoid", "BL40": "light"}
    assert any(text.startswith("old or frail") for text in said)
    assert any(text.startswith("new or broken hip") for text in said)


def test_the_three_points_are_read_from_the_table(check):
    for one in check._situations:
        rows = safety.not_for(one["who"])
        assert one["points"].keys() == set(THREE) & set(rows.index)
        for code, row in one["points"].items():
            assert row["verdict"] == rows.loc[code, "verdict"]


def test_no_caution_does_not_mean_safe(check):
    verdicts, _ = meaning(check, "lump behind the knee")
    assert verdicts == {"GB29": "", "GB30": "", "BL40": "avoid"}
    assert "does not make it safe" in check._verdicts[""]
