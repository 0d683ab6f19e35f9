"""The figure of the trials: the published numbers, fingers and needles apart."""

import re

import pytest
from matplotlib.colors import to_rgb

import acu
from acu import plates, tables

PUBLISHED = {  # effect and 95 % interval as the papers print them
    "E01": (-3.8, -5.7, -1.9),  # Hsieh and others, BMJ 2006;332:696
    "E03": (-0.88, -1.10, -0.65),  # Li and others 2021
    "E07": (-10.26, -17.11, -3.40),  # Mu and others 2020
    "E10": (-1.0, -1.9, -0.1),  # DeBar and others 2025
    "E11": (-16.0, -21.3, -10.6),  # Tu and others 2024
}


@pytest.fixture(scope="module")
def figure():
    return acu.plot_trials()


def lines(figure, name):
    """Lines that are called so, with the label of the panel in which they lie."""
    found = ((ax.get_label(), line) for ax in figure.axes for line in ax.lines)
    return [(label, line) for label, line in found if (line.get_gid() or "").startswith(name)]


@pytest.mark.parametrize("effect", PUBLISHED)
def test_an_effect_stands_where_its_paper_puts_it(figure, effect):
    (_, mark), (_, line) = *lines(figure, f"effect {effect}"), *lines(figure, f"interval {effect}")
    assert (mark.get_xdata()[0], *line.get_xdata()) == PUBLISHED[effect]
    assert mark.get_ydata()[0] == line.get_ydata()[0] == line.get_ydata()[1]


def test_every_effect_of_the_table_is_drawn_once(figure):
    drawn = sorted(line.get_gid().split()[1] for _, line in lines(figure, "effect"))
    assert drawn == list(tables.read("effects")["id"])


def test_needles_never_lie_in_a_panel_of_fingers(figure):
    hands = tables.read("studies").set_index("id")["hand"]
    studies = tables.read("effects").set_index("id")["study"]
    for panel, line in lines(figure, "effect"):
        hand = hands[studies[line.get_gid().split()[1]]]
        assert panel.startswith(hand), line.get_gid()
        assert line.get_marker() == {"finger": "s", "needle": "D"}[hand]


def test_only_numbers_of_one_scale_share_an_axis(figure):
    effects = tables.read("effects").set_index("id")
    for panel, line in lines(figure, "effect"):
        row = effects.loc[line.get_gid().split()[1]]
        assert panel.endswith(row["measure"])
        assert (" pain " in panel) == ("pain" in row["outcome"])


def test_one_scale_looks_alike_wherever_it_is_shown(figure):
    limits = {}
    for ax in figure.axes:
        scale = ax.get_label().split(" ", 2)[2]
        assert limits.setdefault(scale, ax.get_xlim()) == ax.get_xlim()
        assert ax.get_xlim()[0] < 0 < ax.get_xlim()[1]


def test_nothing_is_cut_off_at_the_edge(figure):
    for ax in figure.axes:
        low, high = ax.get_xlim()
        for line in ax.lines:
            assert all(low <= x <= high for x in line.get_xdata()) or line.get_gid() == "zero"
    renderer = figure.canvas.get_renderer()
    for text in [t for ax in figure.axes for t in ax.texts] + figure.texts:
        box = text.get_window_extent(renderer)
        assert box.x0 >= 0 and box.x1 <= figure.bbox.width, text.get_text()


def test_who_it_was_does_not_run_into_the_panel(figure):
    renderer = figure.canvas.get_renderer()
    for ax in figure.axes:
        for text in ax.texts:
            box, panel = text.get_window_extent(renderer), ax.get_window_extent()
            if text.xy[0] == 0 and text.xycoords[0] == "axes fraction":
                assert box.x1 < panel.x0, text.get_text()


def test_what_is_from_memory_is_open_dashed_and_says_so(figure):
    memory = set(tables.read("effects").query("verified == 'from memory'")["id"])
    assert memory
    for _, line in lines(figure, "effect"):
        is_open = to_rgb(line.get_markerfacecolor()) != to_rgb(line.get_color())
        assert is_open == (line.get_gid().split()[1] in memory)
    for _, line in lines(figure, "interval"):
        assert (line.get_linestyle() == "--") == (line.get_gid().split()[1] in memory)
    assert figure.words.count("from memory") == len(memory)


def test_zero_is_marked_and_both_sides_have_words(figure):
    for ax in figure.axes:
        assert [line.get_xdata()[0] for line in ax.lines if line.get_gid() == "zero"] == [0]
        words = " ".join(text.get_text() for text in ax.texts)
        assert re.search("← less (pain|trouble).*more (pain|trouble) →", words)


def test_the_difference_that_people_would_notice_is_the_one_that_the_review_names(figure):
    # Mu and others 2020 name it for needles and pain; nobody named one for fingers.
    ((panel, line),) = lines(figure, "noticed")
    assert panel == "needle pain points of 100"
    studies = tables.read("studies").set_index("id")
    (notice,) = re.findall(r"less than the (\d+) that people would notice", studies["found"]["S17"])
    assert list(line.get_xdata()) == [-int(notice)] * 2
    named = tables.read("effects").query("noticed.notna() or noticed_source != ''")
    assert set(named["study"]) == {"S17"}
    assert set(named["noticed_source"]) == {studies["source"]["S17"]}
    assert set(named["noticed"]) == {int(notice)}


def test_it_is_marked_where_the_table_says_and_beside_its_own_rows(monkeypatch):
    rows = tables.read("effects").copy()
    rows.loc[rows["id"].eq("E11"), "noticed"] = 18
    rows.loc[rows["id"].ne("E11"), "noticed"] = None
    read = tables.read
    monkeypatch.setattr(tables, "read", lambda name: rows if name == "effects" else read(name))
    figure = acu.plot_trials("pain")
    ((_, line),) = lines(figure, "noticed")
    ((_, own),) = lines(figure, "effect E11")
    assert list(line.get_xdata()) == [-18, -18] and "would notice 18" in figure.words
    low, high = sorted(line.get_ydata())
    assert low < own.get_ydata()[0] < high and high - low == 1


def test_one_trial_with_two_numbers_is_not_taken_for_two_trials(figure):
    # Rows of one trial or review are of the same people; only the first of them has its name.
    shown = [text.get_text() for ax in figure.axes for text in ax.texts]
    effects = tables.read("effects")
    counts = effects.groupby("study").size()
    assert shown.count("Hsieh and others 2006") == 1 and counts["S02"] == 2
    assert shown.count("The same trial") == 1
    # Li 2021 has three numbers of pain and, in another panel, one of daily life; Mu 2020 three.
    assert shown.count("Li and others 2021, review") == 2 and counts["S13"] == 4
    assert shown.count("The same review") == 4


def test_no_words_run_into_other_words(figure):
    renderer = figure.canvas.get_renderer()
    texts = [t for ax in figure.axes for t in ax.texts + ax.get_xticklabels()] + figure.texts
    boxes = [(t.get_text(), t.get_window_extent(renderer)) for t in texts if t.get_text()]
    for at, (one, box) in enumerate(boxes):
        for other, near in boxes[at + 1 :]:
            assert not box.padded(-1).overlaps(near), (one, other)


def test_words_can_be_read_in_a_notebook_700_pixels_wide(figure):
    # Letters under ten pixels are too small to read in comfort.
    scale = 700 / figure.bbox.width * figure.dpi / 72
    for text in [t for ax in figure.axes for t in ax.texts] + figure.texts:
        assert text.get_fontsize() * scale > 10, text.get_text()


def test_the_words_say_every_row_with_its_numbers(figure):
    assert (
        "Hsieh and others 2006, against physiotherapy, after a month: "
        "3.8 less (interval −5.7 to −1.9)"
    ) in figure.words
    assert figure.words.count("interval") == len(tables.read("effects"))
    assert figure.words.index("Fingers") < figure.words.index("Hsieh")
    assert figure.words.index("Needles") < figure.words.index("Mu and")
    assert len(figure.words) < 2000


def test_pain_alone_and_trouble_alone(figure):
    pain, trouble = acu.plot_trials("pain"), acu.plot_trials("trouble")
    assert "trouble" not in pain.words and "pain" not in trouble.words
    assert len(lines(pain, "effect")) + len(lines(trouble, "effect")) == len(
        lines(figure, "effect")
    )
    with pytest.raises(ValueError, match="'pain' or 'trouble'"):
        acu.plot_trials("sleep")


def test_it_shows_itself_as_a_picture_with_its_words(figure):
    bundle = figure._repr_mimebundle_()
    assert isinstance(figure, plates.Plate)
    assert bundle["text/plain"] == figure.words
    assert re.match('<img alt="What trials found', bundle["text/html"])
    assert figure.png() == acu.plot_trials().png()
