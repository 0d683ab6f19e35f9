"""The body against published measurements of people, and against WHO's own sums."""

import numpy as np
import pandas as pd
import pytest

from acu import tables
from acu.body import Body

SEXES = ("female", "male")

# Means of ANSUR II (2012) as shares of stature (4,082 men, 1,986 women).
ANSUR = {
    "female": {
        "lateral_malleolus": 0.0385,
        "lateral_femoral_epicondyle": 0.2860,
        "umbilicus": 0.6017,
        "iliac_crest_top": 0.6113,
        "suprasternal_notch": 0.8164,
    },
    "male": {
        "lateral_malleolus": 0.0415,
        "lateral_femoral_epicondyle": 0.2799,
        "umbilicus": 0.6014,
        "iliac_crest_top": 0.6044,
        "suprasternal_notch": 0.8191,
    },
}
KNEECAP = {"female": 0.2756, "male": 0.2780}  # its middle
TROCHANTERION = {"female": 0.5190, "male": 0.5128}  # top of the bone; our landmark is its bump
CROTCH = {"female": 0.4802, "male": 0.4815}

# A cun of each ruler as a share of the cun of stature (stature / 75): the range from the 5th to
# the 95th of a hundred people of ANSUR II, with the joint line of the knee for the crease.
CUN_RANGE = {
    "female": {"SEG_THIGH_LAT": (0.922, 1.056), "SEG_LEG_LAT": (1.01, 1.148)},
    "male": {"SEG_THIGH_LAT": (0.902, 1.051), "SEG_LEG_LAT": (0.993, 1.12)},
}
TRUNK_FRONT = {"female": (0.863, 1.03), "male": (0.872, 1.06)}  # notch to navel, 9 + 8 cun
TROCHANTER_TO_SOLE = {"female": (0.979, 1.071), "male": (0.966, 1.065)}  # 19 + 16 + 3 cun


@pytest.fixture(scope="module", params=[(s, b) for s in SEXES for b in (-1, 0, 1)], ids=str)
def body(request):
    sex, build = request.param
    return Body(sex, build=build)


def share(body, landmark):
    return body.landmarks.loc[landmark, "y"] / body.stature


def test_heights_of_landmarks_are_those_of_measured_people(body):
    for landmark, expected in ANSUR[body.sex].items():
        assert share(body, landmark) == pytest.approx(expected, abs=0.008), landmark


def test_kneecap_and_trochanter_lie_where_people_have_them(body):
    kneecap = (share(body, "patella_base") + share(body, "patella_apex")) / 2
    assert kneecap == pytest.approx(KNEECAP[body.sex], abs=0.008)
    below_top = (TROCHANTERION[body.sex] - share(body, "greater_trochanter")) * body.stature
    assert 0 < below_top < 3  # cm


def test_crotch_of_the_mesh_is_at_the_measured_height(body):
    midline = body.vertices[np.abs(body.vertices[:, 0]) < 1e-9]
    near = midline[(midline[:, 1] > 0.4 * body.stature) & (midline[:, 1] < 0.6 * body.stature)]
    under = near[np.abs(near[:, 2] - near[:, 2].mean()) < 5]
    assert under[:, 1].min() / body.stature == pytest.approx(CROTCH[body.sex], abs=0.012)


def test_the_back_of_the_knee_is_level_with_the_tip_of_the_kneecap(body):
    """WHO 2008, page 13: the two ends of the 15 cun of the inner leg are said to be level."""
    crease, tip = (body.landmarks.loc[name, "y"] for name in ("popliteal_crease", "patella_apex"))
    assert crease == pytest.approx(tip, abs=1.0)


def test_the_hollow_of_the_knee_is_at_the_crease(body):
    """Behind the knee the skin is furthest forward about the crease; below it the calf bulges."""
    x, y, z = body.landmarks.loc["popliteal_crease"]
    near = body.vertices[np.abs(body.vertices[:, 0] - x) < 1.3]
    near = near[near[:, 2] < z + 3]
    knee = near[np.abs(near[:, 1] - y) < 12]
    assert knee[:, 2].max() - z < 0.8  # cm
    calf = near[np.abs(near[:, 1] - (y - 12)) < 3]
    assert z - calf[:, 2].min() > 1.5  # cm


def test_rulers_of_thigh_and_leg_stay_within_the_range_of_people(body):
    for ruler, (low, high) in CUN_RANGE[body.sex].items():
        assert low < body.cun[ruler] / body.cun["SEG_STATURE"] < high, ruler


def test_sums_of_who(body):
    cun, y = body.cun, body.landmarks["y"]
    stature_cun = body.stature / 75
    assert cun["SEG_STATURE"] == pytest.approx(stature_cun, rel=0.002)
    front = (9 * cun["SEG_STERNUM"] + 8 * cun["SEG_ABD_UPPER"]) / 17
    low, high = TRUNK_FRONT[body.sex]
    assert low < front / stature_cun < high
    low, high = TROCHANTER_TO_SOLE[body.sex]
    assert low < y["greater_trochanter"] / 38 / stature_cun < high
    # 14 from the fold of the buttock to the crease, 16 on to the ankle: two rulers, near one size
    assert cun["SEG_THIGH_POST"] / cun["SEG_LEG_LAT"] == pytest.approx(1, abs=0.15)
    # 19 from the trochanter: 5 of them above the fold of the buttock
    assert cun["SEG_THIGH_LAT"] / cun["SEG_LEG_LAT"] == pytest.approx(1, abs=0.15)
    # 15 = 2 + 13 on the inner leg
    assert 2 * cun["SEG_KNEE_MED"] + 13 * cun["SEG_LEG_MED_LOW"] == pytest.approx(
        15 * cun["SEG_LEG_MED"]
    )
    assert cun["SEG_KNEE_MED"] / cun["SEG_LEG_MED"] == pytest.approx(1, abs=0.1)


def test_vertebrae_follow_who_guides(body):
    """T3 level with the inner end of the ridge of the shoulder blade, T7 with its lower tip."""
    y = body.landmarks["y"]
    assert y["scapula_inferior_angle"] == pytest.approx(y["t7_spine_lower"], abs=1.0)
    assert y["scapula_medial_border"] == pytest.approx(y["t3_spine_lower"], abs=1.0)
    assert y["iliac_crest_top"] == pytest.approx(y["l4_spine_lower"], abs=1.5)
    assert y["posterior_superior_iliac_spine"] == pytest.approx(y["s2_foramen"], abs=0.5)
    halfway = (y["scapula_inferior_angle"] + y["iliac_crest_top"]) / 2
    assert y["t12_spine_lower"] == pytest.approx(halfway, abs=2.5)  # T12, by WHO's guide
    order = [f"{v}_spine_lower" for v in ["c7", *(f"t{n}" for n in range(1, 13))]]
    order += [f"l{n}_spine_lower" for n in range(1, 6)] + [f"s{n}_foramen" for n in range(1, 5)]
    assert (np.diff(y[order]) < -1.0).all()  # each at least 1 cm below the one before
    foramen = body.landmarks.loc["s2_foramen", "x"]
    assert foramen == pytest.approx(
        body.landmarks.loc["posterior_superior_iliac_spine", "x"] / 2, abs=0.3
    )


def test_body_mass_index_goes_from_thin_to_heavy():
    for sex in SEXES:
        index = []
        for build in (-1, 0, 1):
            body = Body(sex, build=build)
            a, b, c = (body.vertices[body.triangles[:, k]] for k in range(3))
            litres = (np.cross(a, b) * c).sum() / 6 / 1000
            index.append(litres * 0.985 / (body.stature / 100) ** 2)
        thin, average, heavy = index
        assert 18.5 < thin < 21 < average < 26 and 28 < heavy < 33


def test_hips_are_as_broad_as_those_of_people():
    """Medians, sitting, from 30.5 (Japan) to 37.5 cm (US women); standing people are narrower.

    Source: City University of Hong Kong, Online Anthropometry, 19: hip breadth.
    """
    for sex in SEXES:
        body = Body(sex)
        bare = body.vertices[body.arm < 0.5]
        hips = bare[np.abs(bare[:, 1] / body.stature - 0.5) < 0.05]
        assert 30 < np.ptp(hips[:, 0]) < 38


def test_arms_are_as_long_as_those_of_people(body):
    """Fingertips hang at 0.377 of stature (Drillis and Contini 1966), higher if held out."""
    fingertip = body.vertices[body.arm > 0.9][:, 1].min() / body.stature
    assert fingertip == pytest.approx(0.385, abs=0.012)


@pytest.mark.parametrize("stature", [140, 158.5, 205])
def test_every_length_grows_with_stature(stature):
    body, other = Body("male", build=0.4), Body("male", stature=stature, build=0.4)
    assert other.stature == stature
    assert np.ptp(other.vertices[:, 1]) == pytest.approx(stature)
    scale = stature / body.stature
    assert np.allclose(other.landmarks, body.landmarks * scale)
    assert np.allclose(other.cun, body.cun * scale)


def test_skin_is_its_own_mirror_image_and_stands_on_the_floor(body):
    assert body.vertices[:, 1].min() == pytest.approx(0, abs=1e-9)
    rows = {tuple(row) for row in np.round(body.vertices, 4) + 0.0}
    mirrored = np.round(body.vertices * [-1, 1, 1], 4) + 0.0
    assert all(tuple(row) in rows for row in mirrored)


def test_landmarks_are_on_the_left_or_the_midline_and_on_the_skin(body):
    table = tables.read("landmarks").set_index("id")
    places = body.landmarks
    assert list(places.index) == list(table.index)
    assert (places.loc[table["paired"], "x"] > 0.5).all()
    assert (places.loc[~table["paired"], "x"] == 0).all()
    a, b, c = (body.vertices[body.triangles[:, k]] for k in range(3))
    centre, reach = (a + b + c) / 3, np.linalg.norm(b - a, axis=1).max()
    for name, place in places.iterrows():
        gap = np.linalg.norm(centre - place.to_numpy(), axis=1).min()
        assert gap < reach, name


def test_the_two_front_hip_spines_are_as_far_apart_as_in_135_pelves(body):
    """Mean 23.8 cm, sd 2.0 (Augustine 2018); skin over bone moves out with weight."""
    assert 2 * body.landmarks.loc["anterior_superior_iliac_spine", "x"] == pytest.approx(
        23.8, abs=4.0
    )


def test_every_landmark_says_how_sure_its_place_is():
    table = tables.read("landmarks")
    assert table["placing"].str.len().min() > 20
    assert table["uncertainty_cm"].between(0.3, 3).all()
    sources = set(tables.read("sources")["id"])
    assert set(table["source"]) - {""} <= sources
    own = table["source"] == ""
    said = table["placing"].str.contains("wn estimate|mesh|own as|skin of|floor", regex=True)
    assert said[own].all(), table.loc[own & ~said, "id"].tolist()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"sex": "woman"}, "'female' or 'male'"),
        ({"build": 2}, "between -1"),
        ({"stature": 1.7}, "between 140 and 205 cm"),
        ({"stature": float("nan")}, "between 140 and 205 cm"),
        ({"stature": "170"}, "'170': it must lie between 140 and 205 cm"),
        ({"build": None}, "between -1"),
    ],
)
def test_an_impossible_body_is_refused(wrong, says):
    with pytest.raises(ValueError, match=says):
        Body(**wrong)


def test_bodies_are_values_that_nobody_can_change():
    assert Body("male", 180, 0.5) == Body("male", 180.0, 0.5) != Body("male", 181, 0.5)
    assert len({Body(), Body("female"), Body("female", 162.85)}) == 1
    for array in (Body().vertices, Body().triangles, Body().arm):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0
    assert isinstance(Body().cun, pd.Series)
