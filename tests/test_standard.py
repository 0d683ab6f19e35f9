"""The whole standard on bodies: what WHO's book of 2008 says of its 361 points holds on each."""

from itertools import pairwise

import numpy as np
import pytest

from acu import atlas, plates
from acu.body import Body
from acu.points import load_points

COUNTS = dict(LU=11, LI=20, ST=45, SP=21, HT=9, SI=19, BL=67, KI=27, PC=9, TE=23, GB=44, LR=14)
COUNTS |= dict(GV=28, CV=24)
PEOPLE = [(sex, build) for sex in ("female", "male") for build in (-1, 0, 1)]


@pytest.fixture(scope="module", params=PEOPLE, ids=lambda person: "{} {}".format(*person))
def body(request):
    sex, build = request.param
    return Body(sex, build=build)


@pytest.fixture(scope="module")
def located(body):
    return atlas.locate(body)


@pytest.fixture(scope="module")
def points():
    return load_points()


def of(channel, first, last):
    step = 1 if last > first else -1
    return [f"{channel}{number}" for number in range(first, last + step, step)]


# --- all of them ---------------------------------------------------------------------------------


def test_every_point_of_the_standard_is_there_and_no_other(points):
    assert sum(COUNTS.values()) == 361
    standard = {code for channel, last in COUNTS.items() for code in of(channel, 1, last)}
    assert standard == {code for code in points.index if not code.startswith("EX")}


def test_extra_points_for_back_and_leg_are_there(points):
    back = {f"EX-B{number}" for number in (2, 4, 6, 7, 8)}
    assert back | {"EX-UE7", "EX-HN3", "EX-LE2", "EX-LE4", "EX-LE7"} <= set(points.index)


def test_who_prints_a_second_place_for_six_points(points):
    # WHO 2008, annex: six points on which the experts did not agree
    twice = set(points.index[points["second_rule"] != ""])
    assert twice - {"EX-UE7"} == {"LI19", "LI20", "PC8", "PC9", "GB30", "GV26"}


def test_every_place_and_its_mirror_image_lie_on_the_skin(body, located):
    for columns in (["x", "y", "z"], ["x2", "y2", "z2"]):
        for code, place in located[columns].dropna().iterrows():
            for side in (1, -1):
                place_there = place.to_numpy() * (side, 1, 1)
                nearest, _ = body.whole.nearest(place_there)
                assert np.linalg.norm(nearest - place_there) < 0.2, (code, side)


def test_points_lie_on_the_left_or_exactly_on_the_midline(located, points):
    assert (located.loc[points["paired"], "x"] > 0).all()
    assert (located.loc[~points["paired"], "x"] == 0).all()


def test_no_two_points_share_a_place(located):
    xyz = located[["x", "y", "z"]].to_numpy()
    apart = np.linalg.norm(xyz[:, None] - xyz, axis=2) + 9 * np.eye(len(xyz))
    one, other = np.unravel_index(apart.argmin(), apart.shape)
    pair = {located.index[one], located.index[other]}
    same = [{"EX-B8", "GV3"}]  # nothing but what the books themselves put close together
    assert apart.min() > 0.15 or pair in same, (pair, apart.min())


# --- level ---------------------------------------------------------------------------------------

LEVEL = [
    ("CV14", "ST19", "KI21"),
    ("CV13", "ST20", "KI20"),
    ("CV12", "ST21", "KI19"),
    ("CV11", "ST22", "KI18", "SP16"),
    ("CV10", "ST23", "KI17"),
    ("CV9", "ST24"),
    ("CV8", "ST25", "KI16", "SP15", "GB26"),
    ("CV7", "ST26", "KI15"),
    ("CV5", "ST27", "KI14"),
    ("CV4", "ST28", "KI13", "GB27"),
    ("CV3", "ST29", "KI12"),
    ("CV2", "ST30", "KI11", "LR12"),
    ("GV17", "BL9", "GB19"),
    ("GV14", "SI15"),
    ("GV13", "SI14", "BL11"),
    ("LI18", "ST9", "SI16"),
    ("LI17", "ST10"),
]


@pytest.mark.parametrize("level", LEVEL, ids=lambda level: level[0])
def test_points_that_who_calls_level_are_level(located, level):
    assert np.ptp(located.loc[list(level), "y"]) < 0.1


# --- cun -----------------------------------------------------------------------------------------


def height(located, code):
    return located.loc[code, "y"]


@pytest.mark.parametrize(
    ("low", "high", "cun"),
    [("CV8", "CV16", 8), ("CV8", "CV12", 4), ("ST25", "ST19", 6), ("KI16", "KI21", 6)],
)
def test_the_upper_belly_has_eight_cun(body, located, low, high, cun):
    up = height(located, high) - height(located, low)
    assert up == pytest.approx(cun * body.cun["SEG_ABD_UPPER"], abs=0.35)


def over(body, located, a, b):
    """Length (cm) of a string from one point to another."""
    start, end = (located.loc[code, ["x", "y", "z"]].to_numpy(float) for code in (a, b))
    return body.skins(start, end)[0].string(start, end).length


@pytest.mark.parametrize(("code", "cun"), [("CV7", 1), ("CV6", 1.5), ("CV4", 3), ("CV3", 4)])
def test_the_lower_belly_has_five_cun(body, located, code, cun):
    share = over(body, located, "CV8", code) / over(body, located, "CV8", "CV2")
    assert share == pytest.approx(cun / 5, abs=0.02)


@pytest.mark.parametrize(
    ("front", "back", "cun"),
    [
        ("GV24", "GV23", 0.5),
        ("GV23", "GV22", 1),
        ("GV22", "GV21", 1.5),
        ("GV21", "GV20", 1.5),
        ("GV20", "GV19", 1.5),
        ("GV19", "GV18", 1.5),
        ("GB15", "GB16", 1),
        ("GB16", "GB17", 1),
        ("GB17", "GB18", 1.5),
    ],
)
def test_the_scalp_has_twelve_cun_from_hairline_to_hairline(body, located, front, back, cun):
    long = over(body, located, front, back)
    assert long == pytest.approx(cun * body.cun["SEG_HEAD_LONG"], rel=0.05)


@pytest.mark.parametrize(
    ("upper", "lower", "cun"),
    [
        ("LU5", "LU9", 12),
        ("LU6", "LU9", 7),
        ("LI11", "LI10", 2),
        ("LI11", "LI8", 4),
        ("LI7", "LI5", 5),
        ("PC4", "PC7", 5),
        ("PC5", "PC7", 3),
        ("PC6", "PC7", 2),
        ("TE5", "TE4", 2),
        ("TE6", "TE4", 3),
        ("TE8", "TE4", 4),
        ("HT4", "HT7", 1.5),
    ],
)
def test_the_forearm_has_twelve_cun(body, located, upper, lower, cun):
    long = over(body, located, upper, lower)
    assert long == pytest.approx(cun * body.cun["SEG_FOREARM"], rel=0.08, abs=0.5)


@pytest.mark.parametrize(
    ("code", "cun"),
    [("KI27", 2), ("KI25", 2), ("ST13", 4), ("ST14", 4), ("LU1", 6), ("SP20", 6)],
)
def test_the_chest_is_counted_from_its_midline_with_the_ruler_from_nipple_line_to_nipple_line(
    body, located, code, cun
):
    place = located.loc[code, ["x", "y", "z"]].to_numpy(float)
    skin = body.skins(place)[0]
    long = skin.string(skin.midline(place), place).length
    assert long == pytest.approx(cun * body.cun["SEG_CHEST_WIDTH"], rel=0.05)


# --- order ---------------------------------------------------------------------------------------

UP = [
    of("CV", 2, 24),
    of("KI", 11, 27),
    ["KI2", "KI6", "KI3", "KI7", "KI9", "KI10"],
    of("LR", 3, 14)[:-1],
    of("GV", 3, 16),
    of("SP", 12, 15),
    of("LI", 5, 11),
    ["TE4", "TE5", "TE6", "TE8", "TE9"],
]
DOWN = [
    of("ST", 19, 30),
    of("ST", 12, 16),
    of("BL", 11, 17),
    of("PC", 2, 8),
    of("HT", 1, 8),
    of("LU", 3, 10),
    of("SI", 8, 7),
    ["GB22", *of("GB", 24, 28)],
    [*of("ST", 31, 39), "ST41"],
]


@pytest.mark.parametrize("codes", UP, ids=lambda codes: f"{codes[0]} to {codes[-1]}")
def test_a_channel_climbs_in_the_order_of_its_numbers(located, codes):
    rise = [height(located, b) - height(located, a) for a, b in pairwise(codes)]
    assert min(rise) > 0, dict(zip(pairwise(codes), rise, strict=True))


@pytest.mark.parametrize("codes", DOWN, ids=lambda codes: f"{codes[0]} to {codes[-1]}")
def test_a_channel_falls_in_the_order_of_its_numbers(located, codes):
    fall = [height(located, a) - height(located, b) for a, b in pairwise(codes)]
    assert min(fall) > 0, dict(zip(pairwise(codes), fall, strict=True))


def test_every_channel_has_its_line_on_the_skin(body):
    lines = atlas.channel_lines(body)
    assert set(lines) == set(COUNTS)
    for channel, drawn in lines.items():
        for line in drawn:
            between = (line[1:] + line[:-1]) / 2
            for place in between[:: max(len(between) // 4, 1)]:
                assert np.linalg.norm(body.whole.nearest(place)[0] - place) < 0.3, channel


# --- seen ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("view", plates.VIEWS)
def test_each_point_is_in_sight_on_its_best_plate_and_not_at_its_rim(body, located, points, view):
    scene = plates.Scene(body, view)
    codes = points.index[points["drawn"] & (points["view"] == view)]
    left, right, bottom, top = scene.box
    for code in codes:
        place = located.loc[code, ["x", "y", "z"]].to_numpy(float)
        across, up, _ = scene.place(place)[0]
        rim = 0.02 * (top - bottom)
        assert left + rim < across < right - rim and bottom + rim < up < top - rim, code
        assert not scene.hidden(place)[0], code


# --- regions -------------------------------------------------------------------------------------

# Between which heights a region lies, so many cm above a landmark; whether it is on the arm.
REGIONS = {
    "head": (("c2_spine_upper", -1), ("vertex", 1), False),
    "face": (("hyoid_upper", 0), ("hairline_front", 0), False),
    "ear": (("mastoid_process", -3), ("ear_apex", 3), False),
    "neck": (("suprasternal_notch", -1), ("external_occipital_protuberance_upper", 0), False),
    "shoulder": (("axillary_fold_posterior", -3.5), ("c7_spine_lower", 3), None),
    "upper arm": (("olecranon", 0), ("acromion_angle", 0), True),
    "elbow": (("olecranon", -4), ("olecranon", 5), True),
    "forearm": (("wrist_crease_palmar", 0), ("olecranon", 1), True),
    "wrist": (("wrist_crease_palmar", -5), ("wrist_crease_palmar", 4.5), True),
    "hand": (("middle_finger_tip", 8), ("wrist_crease_palmar", 1), True),
    "fingers": (("middle_finger_tip", -0.5), ("wrist_crease_palmar", -5), True),
    "chest": (("xiphisternal_joint", -12), ("suprasternal_notch", 2), None),
    "belly": (("pubic_symphysis_upper", -1), ("xiphisternal_joint", 1), False),
    "flank": (("iliac_crest_top", -4), ("axillary_fold_anterior", 0), None),
    "groin": (("pubic_symphysis_lower", -8), ("pubic_symphysis_upper", 4), False),
    "upper back": (("l1_spine_lower", 1), ("c7_spine_lower", 1), False),
    "low back": (("s1_foramen", -2), ("t12_spine_lower", 0), False),
    "sacrum": (("coccyx_tip", -2), ("l5_spine_lower", 1), False),
    "buttock": (("gluteal_fold", -1), ("iliac_crest_top", 0), False),
    "hip": (("greater_trochanter", 0), ("iliac_crest_top", 1), False),
    "thigh": (("patella_base", 0), ("gluteal_fold", 4), False),
    "knee": (("patella_apex", -6), ("patella_base", 7), False),
    "leg": (("medial_malleolus", 2), ("patella_apex", 1), False),
    "ankle": (("sole", 2), ("medial_malleolus", 8), False),
    "foot": (("sole", -0.1), ("medial_malleolus", 3), False),
    "toes": (("sole", 0), ("sole", 4), False),
}
BEHIND = {"upper back", "low back", "sacrum", "buttock"}
BEFORE = {"face", "chest", "belly", "groin", "toes"}


def test_every_point_lies_inside_its_region(body, located, points):
    heights, middle = body.landmarks["y"], body.landmarks.loc["greater_trochanter", "z"]
    for code, region in points["region"].items():
        (low, down), (high, up), on_arm = REGIONS[region]
        place = located.loc[code, ["x", "y", "z"]].to_numpy(float)
        assert heights[low] + down <= place[1] <= heights[high] + up, (code, region)
        nearest = ((body.vertices - place) ** 2).sum(axis=1).argmin()
        assert on_arm is None or (body.arm[nearest] > 0.3) == on_arm, (code, region)
        assert region not in BEHIND or place[2] < middle + 4, (code, region)
        assert region not in BEFORE or place[2] > middle - 2, (code, region)
