"""Plates that are drawn on, cleared, pickled, put beside one another, or asked for in vain."""

import gc
import pickle
import weakref

import pytest
from matplotlib.figure import Figure
from plate_seen import SIZES, body_of, found, plotted

from acu import plates
from acu.body import Body


def test_another_point_on_the_same_axes_replaces_only_the_construction():
    ax = plates.plot_point("BL23", body_of("female"))
    (body,) = found(ax, "body")
    plates.plot_point("BL54", body_of("female"), ax=ax)
    fresh = plates.plot_point("BL54", body_of("female"))
    assert found(ax, "body") == [body]
    assert len(ax.get_children()) == len(fresh.get_children())
    assert ax.figure.png() == fresh.figure.png()


def test_a_plate_that_was_cleared_is_drawn_afresh():
    ax = plates.plot_point("BL23")
    drawn = ax.figure.png()
    ax.clear()
    assert ax.figure.words == ""
    assert plates.plot_point("BL23", ax=ax).figure.png() == drawn


def test_what_a_learner_adds_is_shown():
    ax = plates.plot_point("BL23")
    before = ax.figure.png()
    ax.plot([-5, 5], [90, 95], color="black")
    assert ax.figure.png() != before


def test_a_plate_can_be_pickled():
    figure = plates.plot_point("BL40").figure
    again = pickle.loads(pickle.dumps(figure))
    assert again.words == figure.words
    assert again.png() == figure.png()


def test_nothing_keeps_a_plate_alive():
    plate = weakref.ref(plates.plot_point("BL40").figure)
    gc.collect()
    assert plate() is None


def test_two_pages_on_a_plate_are_both_told():
    one, two = plates.Plate(figsize=(9, 5)).subplots(1, 2)
    plates.plot_point("GB29", ax=one)
    plates.plot_body("back", ax=two)
    assert one.figure.words.startswith("GB29 Jūliáo")
    assert "The back of an average woman." in one.figure.words


def test_any_axes_will_do():
    one, two = Figure(figsize=(9, 4)).subplots(1, 2)
    assert plates.plot_point("ST36", ax=one) is one
    assert plates.plot_body("back", ax=two) is two
    assert found(one, "point")
    assert not found(two, "point")


def test_a_circle_on_the_body_is_a_circle_on_the_page():
    for size in SIZES:
        ax = plotted("KI3", size=size)
        wide, high = ax.transData.transform((1, 1)) - ax.transData.transform((0, 0))
        assert wide == pytest.approx(high)


@pytest.mark.parametrize(("code", "hint"), [("B 54", "BL40"), ("Juliao", "GB29"), ("GB99", "44")])
def test_only_who_codes_are_taken_and_others_get_a_hint(code, hint):
    with pytest.raises(ValueError, match=hint):
        plates.plot_point(code)


def test_a_view_must_exist_and_show_the_point():
    with pytest.raises(ValueError, match="no view 'side'"):
        plates.plot_body("side")
    with pytest.raises(ValueError, match="GB29 is not in the view 'ankle_inner'; try 'hip'"):
        plates.plot_point("GB29", view="ankle_inner")


def test_a_plate_of_landmarks_says_how_to_feel_for_them():
    plate = plates.plot_landmarks(
        "front tip of the hip bone", "greater_trochanter", view="hip"
    ).figure
    assert plate.words.startswith("Front tip of the hip bone and bump at the top of the thigh bone")
    assert "follow the rim of the bone forward until it ends in a blunt corner" in plate.words
    assert "The knob that rolls under the hand is it." in plate.words


def test_the_front_tip_lies_in_front_of_the_bump_and_above_it():
    places = {
        name: collection.get_offsets()[0]
        for collection in plates.plot_landmarks(
            "anterior_superior_iliac_spine", "greater_trochanter", view="hip"
        ).collections
        if (name := str(collection.get_gid()).removeprefix("landmark ")) in Body().landmarks.index
    }
    tip, bump = places["anterior_superior_iliac_spine"], places["greater_trochanter"]
    assert tip[0] < bump[0] and tip[1] > bump[1]


def test_a_landmark_that_is_not_there_or_not_in_the_view_is_refused():
    with pytest.raises(
        ValueError, match="no landmark 'front tip of the hip'.*front tip of the hip bone"
    ):
        plates.plot_landmarks("front tip of the hip", view="hip")
    with pytest.raises(ValueError, match="notch at the lower end of the sacrum is not in the view"):
        plates.plot_landmarks("sacral_hiatus", view="knee_back")
