"""The sides from which plates show a body: what is drawn, and where the picture ends."""

from dataclasses import dataclass

import numpy as np

WHOLE, CLOSE, HEAD, CLOSER = 10, 18, 24, 32  # px per cm
ENDS = ("left", "right", "bottom", "top")


def turned(azimuth, elevation=0, roll=0):
    """Turn a body so that the reader looks at it from one side.

    Parameters
    ----------
    azimuth : float
        From where the reader looks, degrees: 0 the front, 90 the body's left, 180 behind.
    elevation : float
        From how high, degrees: 90 straight from above, -90 from below.
    roll : float
        How far the picture is then turned on the page, degrees, anticlockwise.

    Returns
    -------
    ndarray (3, 3)
        Rows: right of the page, up, towards the reader; in the body's x (its left), y (up) and
        z (front).
    """
    (a, e, r), quarter = np.deg2rad([azimuth, elevation, roll]), np.pi / 2
    towards = np.array([np.sin(a) * np.cos(e), np.sin(e), np.cos(a) * np.cos(e)])
    right = np.array([np.sin(a + quarter), 0, np.cos(a + quarter)])
    up = np.cross(towards, right)
    page = np.cos(r) * right - np.sin(r) * up, np.sin(r) * right + np.cos(r) * up, towards
    return np.round(page, 12)


FRONT, LEFT, BACK, RIGHT = (turned(azimuth) for azimuth in (0, 90, 180, 270))


@dataclass(frozen=True)
class View:
    """A side of the body and the part of it that is shown.

    Parameters
    ----------
    title : str
        What it shows, in plain words.
    turn : ndarray (3, 3)
        From body to view coordinates, as `turned` gives it.
    part : str
        What is drawn, a key of `parts.PARTS`; the rest would stand in the way.
    px_per_cm : int
    top, bottom, left, right : (str, float) or float, optional
        Where the picture ends although the part goes on: so many cm up or to the right of a
        landmark (the left one of a pair, unless it is called "right ..."), or, a number, of the
        opposite end of the part; on a body of average height. Unless given, the whole part is
        shown.
    """

    title: str
    turn: np.ndarray
    part: str = "no arms"
    px_per_cm: int = CLOSE
    top: tuple[str, float] | float | None = None
    bottom: tuple[str, float] | float | None = None
    left: tuple[str, float] | float | None = None
    right: tuple[str, float] | float | None = None

    @property
    def fades(self):
        """Ends of the picture beyond which the part goes on: list of str."""
        return [end for end in ENDS if getattr(self, end) is not None]

    @property
    def whole(self):
        """Whether it shows the body from head to foot."""
        return self.px_per_cm == WHOLE


VIEWS = {
    "front": View("front", FRONT, "all", WHOLE),
    "back": View("back", BACK, "all", WHOLE),
    "left": View("left side", LEFT, px_per_cm=WHOLE),
    "head_front": View("head from the front", FRONT, "all", HEAD, bottom=("c7_spine_lower", 1)),
    "head_left": View("left side of the head", LEFT, "no arms", HEAD, bottom=("c7_spine_lower", 1)),
    "head_back": View("back of the head", BACK, "all", HEAD, bottom=("c7_spine_lower", 1)),
    "head_top": View("top of the head", turned(0, 90), "head", HEAD),
    "face": View("face", FRONT, "all", CLOSER, ("vertex", -4), ("c7_spine_lower", 1)),
    "throat": View(
        "throat from the left and in front",
        turned(45, -8),
        "all",
        HEAD,
        ("vertex", -11),
        ("suprasternal_notch", -5),
        ("suprasternal_notch", -10),
        ("suprasternal_notch", 16),
    ),
    "chest": View(
        "chest",
        FRONT,
        "all",
        CLOSE,
        ("suprasternal_notch", 8),
        ("xiphisternal_joint", -12),
        ("right acromion", -2.5),
        ("acromion", 2.5),
    ),
    "belly": View(
        "belly", FRONT, "no arms", CLOSE, ("xiphisternal_joint", 3), ("pubic_symphysis_lower", -5)
    ),
    "flank": View(
        "left flank", LEFT, "no arms", CLOSE, ("acromion", 4), ("anterior_superior_iliac_spine", -5)
    ),
    "upper_back": View(
        "upper back",
        BACK,
        "all",
        CLOSE,
        ("c7_spine_lower", 8),
        ("l1_spine_lower", -4),
        ("acromion", -2.5),
        ("right acromion", 2.5),
    ),
    "low_back": View(
        "low back and buttocks",
        BACK,
        top=("l1_spine_lower", 7),
        bottom=("gluteal_fold", -6),
    ),
    "hip": View(
        "left hip from the side", LEFT, top=("iliac_crest_top", 9), bottom=("gluteal_fold", -7)
    ),
    "buttock": View(
        "left buttock from the side and behind",
        turned(120),
        top=("iliac_crest_top", 9),
        bottom=("gluteal_fold", -7),
    ),
    "shoulder": View(
        "left shoulder from behind and above",
        turned(180, 45),
        "all",
        CLOSE,
        ("acromion", 12),
        ("scapula_inferior_angle", -2),
        None,
        ("c7_spine_lower", 4),
    ),
    "arm_front": View(
        "front of the left arm",
        turned(-15, 0, -10),
        "all",
        CLOSE,
        ("acromion", 6),
        ("acromion", -60),
        ("acromion", -11),
    ),
    "arm_inner": View("inner side of the left arm", turned(-95), "left arm", CLOSE, bottom=-62),
    "arm_outer": View("outer side of the left arm", turned(90), "left arm", CLOSE, bottom=-62),
    "arm_back": View(
        "back of the left arm",
        turned(165, 0, 10),
        "all",
        CLOSE,
        ("acromion", 6),
        ("acromion", -60),
        right=("acromion", 11),
    ),
    "palm": View("left palm", turned(-40, 0, 0), "left arm", CLOSER, top=26),
    "hand_back": View("back of the left hand", turned(130), "left arm", CLOSER, top=26),
    "hand_thumb": View("left hand from the thumb side", turned(50), "left arm", CLOSER, top=26),
    "hand_little": View(
        "left hand from the side of the little finger", turned(230), "left arm", CLOSER, top=26
    ),
    "thigh_back": View(
        "back of the thighs", BACK, top=("gluteal_fold", 9), bottom=("popliteal_crease", -8)
    ),
    "thigh_outer": View(
        "outer side of the left thigh",
        LEFT,
        top=("greater_trochanter", 8),
        bottom=("popliteal_crease", -8),
    ),
    "thigh_front": View(
        "front of the thighs",
        FRONT,
        top=("anterior_superior_iliac_spine", 6),
        bottom=("patella_apex", -9),
    ),
    "thigh_inner": View(
        "inner side of the left thigh",
        turned(-70),
        "left half",
        CLOSE,
        top=("pubic_symphysis_upper", 5),
        bottom=("patella_apex", -9),
    ),
    "knee_back": View(
        "back of the left knee and leg", BACK, "left half", top=("popliteal_crease", 10)
    ),
    "leg_front": View("front of the left leg", FRONT, "left half", top=("patella_base", 7)),
    "leg_outer": View(
        "outer side of the left leg", LEFT, "left half", top=("lateral_femoral_epicondyle", 10)
    ),
    "leg_inner": View("inner side of the left leg", RIGHT, "left half", top=("patella_base", 7)),
    "ankle_outer": View(
        "outer side of the left ankle", LEFT, "left half", CLOSER, ("lateral_malleolus", 12)
    ),
    "ankle_inner": View(
        "inner side of the left ankle", RIGHT, "left half", CLOSER, ("medial_malleolus", 12)
    ),
    "foot_top": View(
        "top of the left foot", turned(0, 55), "left half", CLOSER, ("medial_malleolus", 3)
    ),
    "foot_outer": View(
        "outer side of the left foot", turned(75, 20), "left half", CLOSER, ("medial_malleolus", 3)
    ),
    "foot_inner": View(
        "inner side of the left foot", turned(-85, 10), "left half", CLOSER, ("medial_malleolus", 5)
    ),
    "sole": View("left sole", turned(0, -90), "left foot", CLOSER),
}
