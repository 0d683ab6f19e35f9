"""Published heights that the bodies are brought to, as shares of stature.

Those in HEIGHTS are the means of ANSUR II (2012; 4,082 men, 1,986 women), computed from the public
measurements.
"""

# Means of ANSUR II (2012), cm: the statures that a body has unless another is asked for.
STATURE = {"female": 162.85, "male": 175.62}
_HEIGHTS = (  # of a woman, of a man
    ("lateral_malleolus", 0.0385, 0.0415),
    ("tibiale", 0.2687, 0.2665),
    ("patella", 0.2756, 0.2780),
    ("lateral_femoral_epicondyle", 0.2860, 0.2799),
    ("crotch", 0.4802, 0.4815),
    ("trochanterion", 0.5190, 0.5128),
    ("omphalion", 0.6017, 0.6014),
    ("iliocristale", 0.6113, 0.6044),
    ("suprasternale", 0.8164, 0.8191),
    ("acromion", 0.8198, 0.8203),
    ("cervicale", 0.8570, 0.8639),
)
HEIGHTS = {
    sex: {name: shares[which] for name, *shares in _HEIGHTS}
    for which, sex in enumerate(("female", "male"))
}

# Half the length of the kneecap (cm, about 4.4 in men and 4.0 in women) below its middle lies its
# tip.  WHO takes the middle of the back of the knee to be level with that tip, and so do we; the
# crease of a bent knee (popliteal height, sitting) lies lower, the femoral epicondyle higher: see
# the row popliteal_crease of data/landmarks.csv.
HALF_PATELLA = {sex: half / STATURE[sex] for sex, half in (("female", 2.0), ("male", 2.2))}
CREASE = {sex: HEIGHTS[sex]["patella"] - half for sex, half in HALF_PATELLA.items()}
