"""The teacher's desk: what each button writes and says."""

import pytest

import acu
from acu.classroom import papers
from acu.writing import place


@pytest.fixture
def made(monkeypatch):
    """What the desk asked for, in place of the papers themselves."""
    asked = []

    def writes(name):
        def write(*given, out=None, **how):
            out = out or next(each for each in given if hasattr(each, "suffix"))
            out.write_bytes(b"%PDF")
            asked.append((name, given, how))

        return write

    for name in ("plan_sheet", "safety_sheet", "handout", "card_set", "poster"):
        monkeypatch.setattr(acu, name, writes(name), raising=False)

    def apart(name, out, *rest):
        out.mkdir()
        asked.append((name, (out, *rest), {}))

    monkeypatch.setattr(papers, "_apart", apart)
    return asked


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.setenv("ACU_HOME", str(tmp_path / "own"))
    return acu.teach()


def press(desk, says):
    (button,) = [button for button in desk.buttons if button.description == says]
    button.click()


def test_nothing_is_written_before_a_button_is_pressed(desk, tmp_path, made):
    desk.minutes.value = 30
    desk.audience.value = "school class"
    desk.choose("LI4")
    assert list(tmp_path.iterdir()) == [] and made == []


def test_each_button_says_what_was_written_and_where(desk, tmp_path, made):
    for button in desk.buttons:
        button.click()
        assert place(desk.made[-1]) in desk.told.value and "written to" in desk.told.value
    folder = tmp_path / "own" / "acu-class"
    assert {path.name for path in folder.iterdir()} == {
        *("plan.pdf", "consent-and-safety.pdf", "handout.pdf", "cards.pdf", "poster.pdf"),
        *("slides", "site"),
    }
    asked = {name: (given, how) for name, given, how in made}
    assert asked["handout"] == (("GB29", "GB30", "BL40"), {"paper": "a4", "site": ""})
    assert asked["plan_sheet"][0][0].minutes == 60


def test_paper_address_and_folder_are_those_that_were_chosen(desk, tmp_path, made):
    desk.place.value, desk.paper.value = str(tmp_path / "here"), "letter"
    desk.site.value = " https://example.org/points "
    press(desk, "Handouts")
    (_, _, how) = made[0]
    assert how == {"paper": "letter", "site": "https://example.org/points"}
    assert (tmp_path / "here" / "handout.pdf").exists()


def test_what_goes_wrong_is_said_in_plain_words(desk, tmp_path, made, monkeypatch):
    (tmp_path / "file").write_text("mine")
    desk.place.value = str(tmp_path / "file")
    press(desk, "Plan")
    assert "Plan: not made." in desk.told.value and desk.made == []
    desk.place.value = " "
    press(desk, "Plan")
    assert "no folder is named" in desk.told.value
    desk.place.value = "~nobody-of-this-name/class"
    press(desk, "Plan")
    assert (
        "Plan: not made. ~nobody-of-this-name/class: there is no such home folder"
        in desk.told.value
    )

    def refuse(*given):
        raise ValueError("there is no <such> paper")

    monkeypatch.setattr(acu, "plan_sheet", refuse, raising=False)
    desk.place.value = str(tmp_path / "own")
    press(desk, "Plan")
    assert "Plan: not made. there is no &lt;such&gt; paper" in desk.told.value
    assert (tmp_path / "file").read_text() == "mine"


def test_what_runs_apart_brings_its_own_reason_back(tmp_path):
    with pytest.raises(OSError, match="has no attribute 'no_such_thing'"):
        papers._apart("no_such_thing", tmp_path)


def test_points_are_ticked_added_by_name_and_left_out(desk):
    assert desk.codes == ["GB29", "GB30", "BL40"]
    desk.add.value = "Hegu"
    assert desk.codes[-1] == "LI4" and "LI4 Hégǔ is on the desk" in desk.found.value
    assert any("LI4" in block for block in desk.plan.blocks["block"])
    desk.add.value = "B 54"
    offered = [button.description for button in desk.choices.children]
    assert [each.split()[1] for each in offered] == ["BL40", "BL54"]
    desk.choices.children[1].click()
    assert desk.codes[-1] == "BL54"
    for tick in desk.points.children:
        tick.value = False
    assert desk.plan is None and "No point is ticked" in desk.shown.value
    assert all(button.disabled for button in desk.buttons)


def test_too_many_points_for_the_time_are_told_on_the_desk(desk):
    desk.minutes.value = 30
    desk.choose("LI4")
    assert "30 minutes hold up to 3 points, not 4" in desk.shown.value and desk.plan is None
    desk.minutes.value = 60
    assert desk.plan.codes == ("GB29", "GB30", "BL40", "LI4")


def test_a_desk_begins_with_what_was_asked_for_and_offers_the_three():
    desk = acu.teach("BL40", minutes=90, audience="carers")
    assert desk.codes == ["BL40"] and desk.plan.minutes == 90
    assert {tick.code for tick in desk.points.children} == {"GB29", "GB30", "BL40"}
    assert "acu-class" not in desk.still
