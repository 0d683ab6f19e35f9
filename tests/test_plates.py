"""What a reader of a plate sees: the right place, words that can be read, colours that differ."""

import base64
import gc
import pickle
import re
import weakref
from functools import cache
from io import BytesIO
from itertools import combinations

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL import Image

from acu import atlas, plates
from acu.body import Body
from acu.plates import labels, page, pictures
from acu.points import load_points

POINTS = load_points()
DRAWN = POINTS.index[POINTS["drawn"]]
SIZES = {"usual": None, "small": (4.6, 4.2), "large": (12.0, 9.5)}
SEEN = {  # what is right and up on the page, seen from each side
    "back": lambda x, y, z: (-x, y),
    "front": lambda x, y, z: (x, y),
    "outer": lambda x, y, z: (-z, y),
    "inner": lambda x, y, z: (z, y),
    "behind": lambda x, y, z: (-x * np.sin(np.pi / 6) - z * np.cos(np.pi / 6), y),
}
SIDES = {view: view.rpartition("_")[2] for view in plates.VIEWS}
SIDES |= {"left": "outer", "head_left": "outer", "flank": "outer", "hip": "outer"}
SIDES |= {"buttock": "behind", "face": "front", "chest": "front", "belly": "front"}
SIDES |= dict.fromkeys(
    ["arm_front", "arm_inner", "arm_outer", "arm_back", "hand_back", "shoulder"]
    + ["thigh_inner", "foot_outer", "foot_inner"],
    "oblique",
)
body_of = cache(Body)


@cache
def axes_for(sex, view, size):
    if SIZES[size] is None:
        return plates.plot_body(view, body_of(sex))
    return plates.Plate(figsize=SIZES[size]).add_axes((0, 0, 1, 1))


def plotted(code, sex="female", view=None, size="usual"):
    view = view or POINTS.loc[code, "view"]
    return plates.plot_point(code, body_of(sex), view, ax=axes_for(sex, view, size))


def on_page(view, xyz):
    if SIDES[view] not in SEEN:  # an oblique view; tests/test_views.py says how it is turned
        return plates.Scene(body_of("female"), view).place(xyz)[:, :2]
    return np.array([SEEN[SIDES[view]](*place) for place in np.atleast_2d(xyz)])


def found(ax, gid):
    return [artist for artist in ax.get_children() if (artist.get_gid() or "").startswith(gid)]


def offsets(ax, gid):
    return np.vstack([np.asarray(artist.get_offsets()) for artist in found(ax, gid)])


def written(ax, gid):
    return [text.get_text().replace("\n", " ") for text in found(ax, gid)]


def texts(ax):
    return [text for text in ax.findobj(Text) if text.get_gid()]


def turn(p, q, r):
    return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])


def cross(a, b, c, d):
    return turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0


# --- words can be read ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sex", "size"),
    [("female", "usual"), ("male", "usual"), ("female", "small"), ("male", "large")],
)
def test_words_can_be_read_and_leaders_do_not_cross(sex, size):
    wrong = []
    for code in POINTS.index:
        ax = plotted(code, sex, size=size)
        edge = ax.figure.bbox
        boxes = [(text.get_text(), text.get_window_extent()) for text in texts(ax)]
        for text, box in boxes:
            if not (edge.x0 <= box.x0 and box.x1 <= edge.x1):
                wrong.append(f"{code}: {text!r} leaves the page sideways")
            if not (edge.y0 <= box.y0 and box.y1 <= edge.y1):
                wrong.append(f"{code}: {text!r} leaves the page up or down")
        for (one, a), (two, b) in combinations(boxes, 2):
            if a.x0 < b.x1 and b.x0 < a.x1 and a.y0 < b.y1 and b.y0 < a.y1:
                wrong.append(f"{code}: {one!r} overlaps {two!r}")
        if min(text.get_size() for text in texts(ax)) < (4 if size == "small" else 5.5):
            wrong.append(f"{code}: tiny type")
        lines = [line.get_segments()[0] for line in found(ax, "leader")]
        for one, two in combinations(lines, 2):
            if cross(*one, *two):
                wrong.append(f"{code}: two leaders cross")
    assert not wrong


def test_labels_stand_beside_the_body():
    for code in ("GB29", "ST36", "BL57", "KI3"):
        ax = plotted(code)
        body = found(ax, "body")[0].get_window_extent()
        for label in found(ax, "label"):
            box = label.get_window_extent()
            assert box.x1 <= body.x0 or box.x0 >= body.x1


def test_spread_moves_labels_apart_and_no_further():
    heights = [10, 10, 10]
    assert labels.spread([80, 50, 20], heights, 0, 100, 2) == pytest.approx([80, 50, 20])
    assert labels.spread([50, 50, 50], heights, 0, 100, 2) == pytest.approx([62, 50, 38])
    assert labels.spread([99, 98, 50], heights, 0, 100, 2) == pytest.approx([95, 83, 50])
    assert labels.spread([3, 2, 1], heights, 0, 100, 2) == pytest.approx([29, 17, 5])


def luminance(colour):
    rgb = np.array(to_rgb(colour))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return linear @ (0.2126, 0.7152, 0.0722)


@pytest.mark.parametrize("colour", [page.INK, page.FAINT, page.LANDMARK, page.POINT])
def test_text_stands_out_from_the_paper(colour):
    # WCAG 2.2, success criterion 1.4.3
    assert (luminance(page.PAPER) + 0.05) / (luminance(colour) + 0.05) >= 4.5


def test_point_and_landmarks_differ_for_colour_blind_readers():
    # Machado, Oliveira and Fernandes (2009), severity 1: deuteranopia, then protanopia
    for rows in (
        [(0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)],
        [(0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)],
    ):
        point, landmark = (
            np.array(rows) @ np.array(to_rgb(c)) for c in (page.POINT, page.LANDMARK)
        )
        assert np.linalg.norm(point - landmark) > 0.35


def test_point_is_filled_and_landmarks_are_open():
    ax = plotted("GB29")
    (point,) = found(ax, "point")
    assert to_rgb(point.get_facecolor()[0]) == to_rgb(page.POINT)
    for mark in found(ax, "landmark"):
        assert to_rgb(mark.get_facecolor()[0]) == to_rgb(page.PAPER)
        assert mark.get_sizes()[0] < point.get_sizes()[0]


# --- the right place -----------------------------------------------------------------------------


@pytest.mark.parametrize("sex", ["female", "male"])
def test_every_point_is_in_sight_where_the_atlas_has_it_and_on_the_body(sex):
    table = atlas.locate(body_of(sex))
    wrong = []
    for code in DRAWN:
        view = POINTS.loc[code, "view"]
        ax = plotted(code, sex)
        if not found(ax, "point"):
            wrong.append(f"{code} is out of sight in {view}")
            continue
        dots = offsets(ax, "point")
        place = on_page(view, table.loc[code, ["x", "y", "z"]])
        if np.linalg.norm(dots - place, axis=1).min() > 1e-6:
            wrong.append(f"{code} is not at {place}")
        (picture,) = found(ax, "body")
        alpha, (left, right, bottom, top) = picture.get_array()[..., 3], picture.get_extent()
        rows = (top - dots[:, 1]) / (top - bottom) * len(alpha)
        columns = (dots[:, 0] - left) / (right - left) * alpha.shape[1]
        if alpha[rows.astype(int), columns.astype(int)].min() < 250:
            wrong.append(f"{code} is beside the body")
    assert not wrong


def test_landmarks_are_drawn_where_the_body_has_them():
    marks = body_of("female").landmarks
    ax = plotted("GB29")
    for name in ("anterior_superior_iliac_spine", "greater_trochanter"):
        assert offsets(ax, f"landmark {name}") == pytest.approx(on_page("hip", marks.loc[name]))


def test_the_string_joins_the_landmarks_and_passes_the_point():
    ax = plotted("GB29")
    (string,) = found(ax, "string")
    (line,) = string.get_segments()
    marks = np.vstack([m.get_offsets() for m in found(ax, "landmark")])
    assert line[[0, -1]] == pytest.approx(marks, abs=1e-6)
    assert np.linalg.norm(line - offsets(ax, "point"), axis=1).min() < 0.6


def test_the_other_side_is_lighter_smaller_and_its_mirror_image():
    ax = plotted("BL23")
    (point,), (other,) = found(ax, "point"), found(ax, "mirrored")
    assert offsets(ax, "mirrored") == pytest.approx(offsets(ax, "point") * (-1, 1))
    assert other.get_sizes()[0] < point.get_sizes()[0]
    assert luminance(other.get_facecolor()[0]) > luminance(point.get_facecolor()[0])
    assert not found(plotted("GV4"), "mirrored")
    assert not found(plotted("SP6"), "mirrored")


def test_all_places_beside_the_spine_are_drawn():
    ax = plotted("EX-B2")
    assert offsets(ax, "point").shape == (17, 2)
    assert offsets(ax, "mirrored").shape == (17, 2)


def test_nothing_is_drawn_outside_the_frame():
    ax = plotted("EX-B2", view="upper_back")
    (body,) = found(ax, "body")
    left, right, bottom, top = body.get_extent()
    for gid in ("point", "mirrored", "landmark"):
        u, v = offsets(ax, gid).T
        assert len(u) < 17
        assert ((left < u) & (u < right) & (bottom < v) & (v < top)).all()


def test_the_second_place_of_gb30_is_a_dashed_ring_where_it_can_be_seen():
    ax = plotted("GB30", view="hip")
    second = atlas.location("GB30", body_of("female"), second=True)
    assert offsets(ax, "second point") == pytest.approx(on_page("hip", second.point))
    assert found(ax, "second point")[0].get_linestyle()[0][1] is not None
    assert any("Second place WHO prints" in text for text in written(ax, "label"))
    assert not found(plotted("GB30", view="low_back"), "second point")
    assert "out of sight here" in plates.words("GB30", body_of("female"), "low_back")


def test_a_point_on_the_far_side_is_hollow_and_says_so():
    ax = plotted("BL23", view="front")
    assert not found(ax, "point")
    (ring,) = found(ax, "hidden point")
    assert len(ring.get_facecolor()) == 0
    assert "on the far side" in written(ax, "label")
    assert "on the far side" in plates.words("BL23", body_of("female"), "front")


@pytest.mark.parametrize("code", ["GV1", "BL35"])
def test_points_by_the_anus_are_described_not_drawn(code):
    ax = plotted(code)
    assert not found(ax, "point")
    assert not found(ax, "landmark")
    assert "described, not drawn" in " ".join(written(ax, "caption"))


# --- the right words -----------------------------------------------------------------------------


def test_labels_give_the_plain_and_the_learned_name():
    labels_of_gb29 = written(plotted("GB29"), "label")
    assert "GB29 Jūliáo" in labels_of_gb29
    assert "Front tip of the hip bone" in labels_of_gb29
    assert "anterior superior iliac spine" in labels_of_gb29


@pytest.mark.parametrize(
    ("code", "numbers"),
    [
        ("GB29", {"1/2"}),
        ("GB30", {"1/3", "2/3"}),
        ("BL23", {"1.5 cun"}),
        ("SP6", {"1", "2", "3 cun"}),
        ("ST36", {"1", "2", "3/16", "4", "8", "12"}),
    ],
)
def test_numbers_stand_beside_the_string(code, numbers):
    assert numbers <= set(written(plotted(code), "number"))


def test_heading_has_code_pinyin_and_characters():
    assert written(plotted("BL40"), "heading")[:2] == ["BL40  Wěizhōng", "委中"]


def test_words_tell_the_rule_the_view_and_the_body():
    words = plates.words("GB29", body_of("male"), "hip")
    assert atlas.describe("GB29") in words
    assert "left hip from the side, average man" in words
    assert "rather heavy woman of 180 cm" in plates.words("GB29", Body("female", 180, 0.5))


def test_a_notebook_shows_the_picture_with_its_words():
    figure = plotted("GB29").figure
    bundle = figure._repr_mimebundle_()
    pattern = 'alt="(.*?)" src="data:image/png;base64,(.*?)"'
    alt, source = re.search(pattern, bundle["text/html"]).groups()
    assert alt == bundle["text/plain"] == plates.words("GB29", body_of("female"))
    with Image.open(BytesIO(base64.b64decode(source))) as image:
        assert image.size == tuple(figure.bbox.size.round().astype(int))
        assert not image.info.keys() & {"Software", "date", "Creation Time"}


def test_a_notebook_that_uses_pyplot_too_stores_the_picture_once():
    shell = InteractiveShell.instance()
    try:
        # what pyplot's inline backend does
        shell.display_formatter.formatters["image/png"].for_type(Figure, lambda figure: b"again")
        shown, _ = shell.display_formatter.format(plotted("GB29").figure)
    finally:
        InteractiveShell.clear_instance()
    assert set(shown) == {"text/html", "text/plain"}


def test_the_same_plate_has_the_same_bytes():
    one, two = (plates.plot_point("BL57").figure.png() for _ in range(2))
    assert one == two


# --- how plates are used -------------------------------------------------------------------------


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


# --- the store -----------------------------------------------------------------------------------

REMAKE = "run tools/build_plates.py"


@pytest.mark.parametrize("sex", ["female", "male"])
@pytest.mark.parametrize("view", plates.VIEWS)
def test_stored_plates_are_what_would_be_drawn_now(sex, view):
    stored = pictures.stored(sex, 0, view)
    assert stored is not None, REMAKE
    drawn = pictures.shade(plates.Scene(body_of(sex), view))
    assert stored.image.shape == drawn.shape, REMAKE
    difference = abs(stored.image.astype(int) - drawn.astype(int))
    assert difference[..., 3].max() <= 2, REMAKE
    assert difference[drawn[..., 3] == 255].mean() < 3, REMAKE


@pytest.mark.parametrize(("sex", "build", "view"), [("female", -1, "left"), ("male", 1, "hip")])
def test_thin_and_heavy_bodies_are_stored_too_with_their_lines(sex, build, view):
    stored = pictures.stored(sex, build, view)
    drawn = pictures.draw(plates.Scene(Body(sex, build=build), view))
    assert stored.box == drawn.box
    for name, lines in drawn.lines.items():
        assert len(stored.lines[name]) == len(lines), REMAKE
        for one, other in zip(stored.lines[name], lines, strict=True):
            assert one == pytest.approx(other, abs=0.006), REMAKE


def test_an_outline_keeps_its_shape_with_fewer_places():
    angle = np.linspace(0, 2 * np.pi, 2000)
    circle = 20 * np.column_stack([np.cos(angle), np.sin(angle)])
    kept = pictures.straightened(circle)
    assert len(kept) < 300
    middles = (kept[1:] + kept[:-1]) / 2
    assert np.hypot(*middles.T) == pytest.approx(20, abs=0.03)
    assert kept[[0, -1]] == pytest.approx(circle[[0, -1]])


def test_the_store_is_small():
    assert sum(file.stat().st_size for file in pictures.STORE.iterdir()) < 4.5e6


def test_plates_of_another_body_file_are_not_used(tmp_path, monkeypatch):
    key = tmp_path / "body.key"
    key.write_text("0123456789abcdef")
    monkeypatch.setattr(pictures, "KEY", key)
    assert pictures.stored("female", 0, "hip") is None


def test_a_taller_body_is_the_same_picture_larger():
    tall = pictures.picture(plates.Scene(Body("female", stature=180), "hip"))
    average = pictures.picture(plates.Scene(body_of("female"), "hip"))
    scale = 180 / body_of("female").stature
    assert tall.image is average.image
    assert tall.box == pytest.approx([scale * side for side in average.box])


@pytest.mark.parametrize("sex", ["female", "male"])
@pytest.mark.parametrize("build", [-1, 0, 1])
def test_no_arm_hides_the_hip(sex, build):
    body = Body(sex, build=build)
    hip = body.landmarks.loc[["greater_trochanter", "anterior_superior_iliac_spine"]].to_numpy()
    assert not plates.Scene(body, "left").hidden(hip).any()
    assert not plates.Scene(body, "hip").hidden(hip).any()
    ghost = np.vstack(pictures.picture(plates.Scene(body, "left")).ghost)
    hand = body.vertices[body.arm > 0.9]
    assert ghost[:, 1].min() == pytest.approx(hand[:, 1].min(), abs=0.5)


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
