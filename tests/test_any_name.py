"""Whatever somebody calls a point: it is the right one, or the answer says what is not known."""

import re

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from strategies import disguised, texts

import acu
from acu import atlas, precision
from acu.points import called, find, load_points, naming
from acu.stations import StationBook

CODES = list(load_points().index)
LETTERS = list(naming.prefixes())
BOOK = naming.book().query("kind != 'number'")
KNOWN = [*CODES, *BOOK["name"]]
parts = st.one_of(
    st.sampled_from(KNOWN),
    st.sampled_from(LETTERS),
    st.integers(0, 120).map(str),
    st.sampled_from([" ", ".", "-", ",", "/", "+", "and", "穴", "0", "1/2", "[", "İ", "ı", "ſ"]),
    texts,
)
phrases = st.lists(parts, max_size=6).map("".join)


def answered(text, found):
    """Hold an answer to what it must always be."""
    assert found.text == text and found.message.strip() and repr(found)
    assert {*found.codes, *found.suggestions} <= {*CODES}
    assert list(found.codes) == sorted(set(found.codes), key=CODES.index)
    shown = re.sub(r"</?(p|strong)>", "", found._repr_html_())
    assert "<" not in shown and ">" not in shown  # what was typed is no markup
    return found.codes


@given(phrases)
@example("Lİ4")
@example("Lİ 4 x")
@example("x Lı 4")
@example("EX-HN٣")
@example("M-BW 3")
@example("5" * 200)
@example("ﷺ" * 100)
@example("." * 10**6)
@example("3" + ".-" * 50 + "E5")
@example("a " * 50)
def test_any_text_is_answered(text):
    answered(text, find(text))
    answered(text, called(text))


@given(st.sampled_from(CODES).flatmap(lambda code: st.tuples(st.just(code), disguised(code))))
def test_a_code_finds_its_point_however_it_is_written(pair):
    code, text = pair
    assert answered(text, find(text)) == (("BL40", "BL54") if code == "BL54" else (code,))


@given(st.sampled_from(list(BOOK["name"])), st.data())
def test_a_name_finds_its_points_however_it_is_written(name, data):
    text = data.draw(disguised(name))
    assert answered(text, find(text)) == find(name).codes
    assert {*BOOK.loc[BOOK["name"] == name, "code"]} <= {*find(name).codes}


@given(
    st.sampled_from(
        [letters for letters, channels in naming.prefixes().items() if "BL" in channels]
    ),
    st.sampled_from(["{} 54", "{}54", "{}-54", "{}.054", "{} - 54", "54 {}", "{}  54 "]),
    st.data(),
)
def test_b_54_is_never_one_point_alone(letters, spelling, data):
    text = data.draw(disguised(spelling.format(letters)))
    assert {"BL40", "BL54"} <= {*answered(text, find(text))}


@given(st.sampled_from(LETTERS), st.integers(0, 99), st.data())
def test_letters_and_a_number_mean_a_point_of_their_channel(letters, number, data):
    text = data.draw(disguised(f"{letters} {number}"))
    found = answered(text, find(text))
    channels = naming.prefixes()[letters]
    own = {f"{channel}{number}" for channel in channels} & {*CODES}
    assert {code[:2] for code in found} <= {channel[:2] for channel in channels} | {"EX"}
    assert found if own else True


@settings(max_examples=settings().max_examples // 5)  # each asks for two dozen things
@given(phrases)
@example("GB29\n")
@example("B 54")
def test_what_is_no_code_is_refused_wherever_a_code_is_asked_for(tmp_path, text):
    assume(text not in CODES)
    body, own, out = acu.Body(), acu.OwnRuler({}), tmp_path / "paper.pdf"
    for ask in (
        acu.card,
        acu.plan_class,
        acu.plot_point,
        acu.plot_scatter,
        acu.PressTimer,
        acu.cold_call,
        acu.practise,
        acu.who_may_press,
        acu.find_a_point,
        acu.teach,
        acu.station,
        acu.guided_session,
        atlas.describe,
        precision.tolerance,
        own.say,
        lambda code: acu.handout("GB29", code, out=out),
        lambda code: acu.card_set(code, out=out),
        lambda code: acu.plot_points([code]),
        lambda code: acu.anki_deck(tmp_path / "deck.apkg", [code]),
        lambda code: acu.BodyMap([code]),
        lambda code: acu.skin_distance(body, code, "BL40"),
        lambda code: atlas.location(code, body),
        lambda code: StationBook(tmp_path / "stations.csv").add(code, 9, True),
    ):
        with pytest.raises(ValueError, match="no WHO code in the table"):
            ask(text)
    for ask in (acu.plot_channel, acu.plot_ruler, acu.plot_body):
        with pytest.raises(ValueError, match="there is no"):
            ask(text)
    assert not list(tmp_path.iterdir())  # nothing is begun that cannot be ended
