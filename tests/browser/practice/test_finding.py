"""Finding points on the body, as a person does it: by mouse, by finger and by keys."""

import pytest
from playwright.sync_api import expect
from quiz_page import away, dot, is_told

import acu
from acu.bodymap.store import sheet
from acu.precision import tolerance


@pytest.mark.parametrize(("rings", "grade"), [(0.3, 3), (1.6, 2), (3, 1)])
def test_a_mark_is_measured_graded_and_explained(quiz, rings, grade):
    ring = tolerance("BL40").cm
    quiz.deal(["BL40"], ["find"])
    expect(quiz.root.locator(".ring, .string, .point, .name")).to_have_count(0)  # nothing yet
    quiz.mark(away("BL40", "knee_back", rings * ring))
    quiz.check.click()
    is_told(quiz, grade)
    expect(quiz.next).to_be_focused()
    cm = quiz.entry["cm"]
    assert cm == pytest.approx(rings * ring, abs=0.25)
    inside = {3: "Inside the ring.", 2: "less than twice as far.", 1: "Outside the ring."}
    expect(quiz.part("far")).to_contain_text(f"{cm:.1f} cm along the skin, or ")
    expect(quiz.part("far")).to_contain_text(inside[grade])
    assert quiz.root.locator("path.ring.line").count() == 1
    assert quiz.part("way").locator(".landmark").count() == 2  # both ends of the crease
    assert quiz.part("way").locator(".string.line").count() >= 1
    expect(quiz.part("name")).to_contain_text("your mark")
    expect(quiz.part("name")).to_contain_text("BL40")
    expect(quiz.part("why")).to_contain_text("half-way between")
    expect(quiz.part("sources")).to_contain_text("WHO")


def test_the_ring_goes_round_the_point_where_it_is_drawn(quiz):
    quiz.deal(["BL40"], ["find"])
    quiz.mark(dot("BL40", "knee_back"))
    quiz.check.click()
    is_told(quiz, 3)
    ring = quiz.root.locator("path.ring.line").bounding_box()
    point = quiz.part("way").locator(".point .disc").bounding_box()
    x, y = (point[side] + point[size] / 2 for side, size in (("x", "width"), ("y", "height")))
    assert x == pytest.approx(ring["x"] + ring["width"] / 2, abs=6)
    assert y == pytest.approx(ring["y"] + ring["height"] / 2, abs=6)
    _, _, width, _ = map(float, quiz.part("svg").get_attribute("viewBox").split())
    mm = width / quiz.picture.bounding_box()["width"]
    assert ring["height"] * mm / 20 == pytest.approx(tolerance("BL40").cm, abs=0.3)


def test_a_mark_beside_the_body_has_no_distance(quiz):
    quiz.deal(["BL40"], ["find"])
    left, top, _, height = sheet(acu.Body(), "knee_back")[0]["box"]
    quiz.mark((left + 2, top + height / 2))
    quiz.check.click()
    is_told(quiz, 1)
    expect(quiz.part("far")).to_contain_text("more than 10 cm away, or not on the body")
    assert quiz.entry["cm"] is None


def test_a_mark_can_be_moved_and_counts_once_it_is_checked(quiz):
    quiz.deal(["BL40"], ["find"])
    expect(quiz.check).to_have_attribute("aria-disabled", "true")
    quiz.check.click(force=True)  # too early
    quiz.mark(away("BL40", "knee_back", 10))
    quiz.root.get_by_role("button", name="Zoom in").click()
    quiz.mark(dot("BL40", "knee_back"))
    assert quiz.log == []
    expect(quiz.root.locator(".pin.mark")).to_have_count(1)
    quiz.check.click()
    is_told(quiz, 3)
    quiz.page.mouse.click(*quiz.pixel(away("BL40", "knee_back", 5)))  # too late
    assert len(quiz.log) == 1


@pytest.mark.parametrize("level", ["landmarks", "other side"])
def test_a_mark_keeps_its_place_when_the_body_is_turned_before_checking(quiz, level):
    quiz.deal(["BL40"], ["find"], level)
    quiz.turn("knee_back")
    box = sheet(acu.Body(), "knee_back")[0]["box"]
    x, y = dot("BL40", "knee_back")
    quiz.mark((x, y) if level == "landmarks" else (2 * box[0] + box[2] - x, y))
    quiz.turn("back")
    expect(quiz.root.locator(".pin.mark")).to_have_count(0)
    quiz.check.click()
    is_told(quiz, 3)
    assert quiz.entry["view"] == "knee_back" and quiz.entry["cm"] <= 0.2


def test_each_question_begins_with_the_whole_picture(quiz):
    quiz.deal(["BL40"], ["find"])
    whole = quiz.part("svg").get_attribute("viewBox")
    for deed in ("again", None):
        expect(quiz.part("svg")).to_have_attribute("viewBox", whole)
        quiz.mark(away("BL40", "knee_back", 6))
        quiz.check.click()
        expect(quiz.part("svg")).not_to_have_attribute("viewBox", whole)  # nearer to the answer
        if deed:
            quiz.next.click()
            quiz.part(deed).click()
    quiz.deal(["BL40"], ["find"])
    expect(quiz.part("svg")).to_have_attribute("viewBox", whole)


def test_who_turns_the_body_first_is_measured_there(quiz):
    quiz.deal(["BL40"], ["find"], "bare")
    quiz.turn("leg_outer")
    expect(quiz.part("way").locator("*")).to_have_count(0)  # no landmark gives it away
    quiz.mark(away("BL40", "leg_outer", 4))
    quiz.check.click()
    assert quiz.entry["cm"] == pytest.approx(4, abs=0.3)


def test_on_the_first_level_the_landmarks_are_shown_and_not_the_point(quiz):
    quiz.deal(["BL40"], ["find"])
    assert quiz.part("way").locator(".landmark").count() == 2
    assert quiz.root.locator(".string, .point, .unseen, .badge").count() == 0


@pytest.mark.parametrize("view", ["hip", "low_back"])
def test_on_the_other_side_the_right_place_is_right_and_the_left_is_not(quiz, view):
    x, y = dot("GB30", view)
    left, _, width, _ = sheet(acu.Body(), view)[0]["box"]
    middle = 2 * left + width if view == "hip" else 0  # one half is turned over; both stay
    quiz.deal(["GB30"], ["find"], "other side")
    expect(quiz.part("ask")).to_contain_text("on the right side")
    quiz.turn(view)
    chosen = quiz.root.get_by_label("View").locator("option:checked")
    expect(chosen).to_have_text(
        "Right hip from the side" if view == "hip" else "Low back and buttocks"
    )
    quiz.mark((middle - x, y))
    quiz.check.click()
    is_told(quiz, 3)
    place = quiz.pixel((middle - x, y))
    point = quiz.part("way").locator(".point .disc").first.bounding_box()
    assert [point["x"] + point["width"] / 2, point["y"] + point["height"] / 2] == pytest.approx(
        place, abs=2
    )
    quiz.deal(["GB30"], ["find"], "other side")
    quiz.turn(view)
    quiz.mark((x, y))
    quiz.check.click()
    is_told(quiz, 1)


def test_by_keys_alone_a_point_is_found(quiz):
    quiz.deal(["BL40"], ["find"])
    before = quiz.state[0]
    quiz.part("whole").focus()
    quiz.page.keyboard.press("Tab")
    expect(quiz.picture).to_be_focused()
    aim = quiz.root.locator(".pin.aim")
    expect(aim).to_have_count(1)
    (x, y), box = quiz.pixel(dot("BL40", "knee_back")), quiz.picture.bounding_box()
    across, down = (
        round(v / 6) for v in (x - box["x"] - box["width"] / 2, y - box["y"] - box["height"] / 2)
    )
    for steps, keys in ((across, ("ArrowLeft", "ArrowRight")), (down, ("ArrowUp", "ArrowDown"))):
        for _ in range(abs(steps)):
            quiz.page.keyboard.press(keys[steps > 0])
    quiz.page.keyboard.press("Enter")
    expect(quiz.root.locator(".pin.mark")).to_have_count(1)
    assert quiz.log == []
    quiz.page.keyboard.press("Enter")
    is_told(quiz, 3)
    expect(quiz.next).to_be_focused()
    quiz.page.keyboard.press("Enter")
    expect(quiz.part("end")).to_have_text("All 1 are answered, 1 of them right or near at once.")
    expect(quiz.part("again")).to_be_focused()
    quiz.page.keyboard.press("Enter")
    expect(quiz.part("ask")).to_be_focused()
    assert quiz.state[0] == before


def test_by_finger_on_a_phone_a_point_is_found(phone):
    phone.deal(["BL40"], ["find"])
    phone.mark(dot("BL40", "knee_back"), tap=True)
    phone.check.tap()
    is_told(phone, 3)
    expect(phone.verdict).to_be_in_viewport()
    phone.next.tap()
    expect(phone.part("end")).to_be_visible()


def test_checking_turns_back_to_the_side_that_was_marked(quiz):
    quiz.deal(["BL40"], ["find"])
    quiz.mark(dot("BL40", "knee_back"))
    quiz.part("views").select_option("thigh_back")
    quiz.check.click()
    is_told(quiz, 3)
    expect(quiz.part("views")).to_have_value("knee_back")
    expect(quiz.root.locator(".mark").first).to_be_visible()


def test_whoever_marks_the_second_place_of_gb30_is_told_that_it_is_one(quiz):
    second = next(
        e["second"] for e in sheet(acu.Body(), "buttock")[0]["ways"]["GB30"] if "second" in e
    )
    quiz.deal(["GB30"], ["find"])
    quiz.mark(second)
    quiz.check.click()
    expect(quiz.part("aside")).to_contain_text("nearer to the second place that WHO prints")
    quiz.deal(["GB30"], ["find"])
    quiz.mark(dot("GB30", "buttock"))
    quiz.check.click()
    is_told(quiz, 3)
    expect(quiz.part("aside")).to_be_empty()
