"""Results of a class: what learners saved or mailed is read, told apart and written as a table."""

import warnings
from zlib import crc32

import pandas as pd
import pytest
from results_saved import FIND, NAME, quietly, refused, text

import acu
from acu import command, results


def test_what_a_learner_saved_is_what_a_teacher_reads(tmp_path):
    (tmp_path / "a.txt").write_text(text(), "utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        frame = acu.read_results(tmp_path)
    find, name = frame.to_dict("records")
    assert find == FIND | {
        "word": "blue fox",
        "stage": "before",
        "when": pd.Timestamp("2026-11-23 10:15"),
        "kind": "find",
        "code": "BL40",
        "file": "a.txt",
    }
    assert (name["kind"], name["code"], name["view"]) == ("name", "GB30", "")
    assert pd.isna(name["cm"]) and frame.attrs["refused"] == []


def test_the_file_is_written_as_the_page_writes_it():
    """The same bytes as JSON.stringify makes, and zlib's sum of the second line."""
    head, line, end = text("Füchsin").split("\n")
    assert head == f"acu-results 1 {crc32(line.encode()):08x}" and end == ""
    assert line.startswith('{"word":"Füchsin","stage":"before","answers":[{"when":"2026')


def test_two_hundred_files_are_read_in_the_order_of_their_names(tmp_path):
    for number in range(200):
        (tmp_path / f"{number:03}.txt").write_text(text(f"learner {number}"), "utf-8")
    frame = acu.read_results(tmp_path)
    assert len(frame) == 400 and frame["word"].nunique() == 200
    assert list(frame["file"].unique()) == [f"{number:03}.txt" for number in range(200)]


def test_many_blank_lines_are_read_past(tmp_path):
    """A pattern that tries them anew from each line would take hours."""
    (tmp_path / "a.txt").write_text(" \n" * 1_000_000 + text() + " \n" * 100_000)
    assert len(acu.read_results(tmp_path / "a.txt")) == 2


@pytest.mark.parametrize(
    "changed",
    [
        lambda whole: whole.replace("\n", "\r\n"),
        lambda whole: whole.replace("\n", "\r"),
        lambda whole: "\ufeff" + whole,
        lambda whole: whole.replace("\n", "\n\n\n"),
        lambda whole: "Dear teacher,\n\nmine:\n" + whole + "\n-- \nSent from my phone\n",
        lambda whole: "On Monday, fox wrote:\n" + "".join(f"> {x}\n" for x in whole.split("\n")),
        lambda whole: "".join(f">> | {x}\n" for x in whole.split("\n")),
        lambda whole: whole.rstrip("\n"),
        lambda whole: whole.replace("\n", " "),
        lambda whole: "  " + whole.replace("\n", "  \n   "),
        lambda whole: whole.replace("average woman", "average\n> woman"),
        lambda whole: "\n".join(whole[i : i + 990] for i in range(0, len(whole), 990)),
    ],
)
def test_pasted_text_is_read_as_mails_bring_it(changed):
    assert len(acu.read_results(changed(text(answers=[FIND, NAME] * 8)))) == 16


def test_a_file_from_windows_in_its_own_writing_is_read(tmp_path):
    (tmp_path / "a.txt").write_bytes(text().encode("utf-16"))
    assert len(acu.read_results(tmp_path / "a.txt")) == 2


def test_several_results_in_one_text_and_what_lies_between():
    pasted = f"{text('fox')}\nhello\n{text('owl')[:-30]}\n\n{text('hare')}"
    frame = quietly(pasted)
    assert list(frame["word"].unique()) == ["fox", "hare"]
    ((name, why),) = frame.attrs["refused"]
    assert name == "pasted text, part 2" and "cut off" in why
    assert list(frame["file"].unique()) == ["pasted text, part 1", "pasted text, part 3"]


def test_the_same_file_under_two_names_counts_once_and_is_told(tmp_path):
    for name in ("a", "a (1)"):
        (tmp_path / f"{name}.txt").write_text(text(), "utf-8")
    frame = quietly(tmp_path)
    assert len(frame) == 2
    assert frame.attrs["refused"] == [("a.txt", "it is the same as a (1).txt, and counts once")]


def test_who_saved_again_with_more_answers_counts_once(tmp_path):
    for name, answers in (("a (1)", [FIND, NAME]), ("a", [FIND]), ("b", [NAME])):
        (tmp_path / f"{name}.txt").write_text(text(answers=answers), "utf-8")
    frame = quietly(tmp_path)
    assert list(frame["file"]) == ["a (1).txt", "a (1).txt", "b.txt"]
    ((name, why),) = frame.attrs["refused"]
    assert name == "a.txt" and "saved it again later, in a (1).txt" in why


def test_two_learners_with_one_word_are_told_of_and_kept_apart(tmp_path):
    for name, answers in (("a", [FIND]), ("b", [NAME])):
        (tmp_path / f"{name}.txt").write_text(text(answers=answers), "utf-8")
    (tmp_path / "c.txt").write_text(text("owl"), "utf-8")
    with pytest.warns(results.Doubt, match='"blue fox" .before. stands in a.txt, b.txt'):
        frame = acu.read_results(tmp_path)
    assert list(results.reading.learners(frame)) == [
        "blue fox (1)",
        "blue fox (2)",
        "owl",
        "owl",
    ]


def test_before_and_after_of_one_word_are_one_learner():
    frame = acu.read_results(text() + text(stage="after"))
    assert set(results.reading.learners(frame)) == {"blue fox"}


def test_a_list_of_files_may_lie_in_several_folders(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(text(name), "utf-8")
    files = [tmp_path / "one" / "a.txt", str(tmp_path / "two" / "a.txt"), tmp_path / "three.txt"]
    frame = quietly(files)
    assert list(frame["word"].unique()) == ["one", "two"] and frame["file"].nunique() == 2
    assert frame.attrs["refused"] == [("three.txt", "there is no such file")]


def test_a_missing_folder_is_an_error_that_says_what_to_do(tmp_path):
    with pytest.raises(FileNotFoundError, match="no folder or file .*class: put the learners'"):
        acu.read_results(tmp_path / "class")
    for odd in (None, 7, b"acu-results"):
        with pytest.raises(TypeError, match="give a folder, a file, a list of files"):
            acu.read_results(odd)


def test_an_empty_folder_and_empty_text_have_no_answers(tmp_path):
    assert acu.read_results(tmp_path).empty
    assert refused(" \n ")[0][0] == "pasted text"


def test_danger_signs_are_questions_about_no_point():
    frame = acu.read_results(text(answers=[NAME | {"question": "press R01"}]))
    assert frame["code"].item() == "" and frame["kind"].item() == "press"


def test_words_lose_only_what_no_eye_can_see():
    frame = acu.read_results(text("蓝 \u202efox\x07\t <b>"))
    assert frame["word"].iloc[0] == "蓝 fox <b>"


def test_nothing_in_the_saved_table_runs_in_a_spreadsheet(tmp_path):
    word, answer = '=HYPERLINK("http://x")', '+1;=cmd|"/c calc"!A1'
    frame = acu.read_results(text(word, answers=[NAME | {"answer": answer}]))
    path = results.save(frame, tmp_path / "class.csv")
    saved = pd.read_csv(path, encoding="utf-8-sig", dtype=str)
    assert (
        saved["word"].item() == f"'{word}' "[:-2] and saved["answer"].item() == f"'+1;'{answer[3:]}"
    )
    assert path.read_bytes().startswith(b"\xef\xbb\xbfword,stage,")


def test_a_table_is_replaced_but_nothing_else_of_the_teachers(tmp_path):
    frame, other = acu.read_results(text()), tmp_path / "marks.csv"
    other.write_text("name,mark\n")
    with pytest.raises(FileExistsError, match="marks.csv is something else"):
        results.save(frame, other)
    assert other.read_text() == "name,mark\n"
    with pytest.raises(FileNotFoundError, match="no folder .*gone: make it"):
        results.save(frame, tmp_path / "gone" / "class.csv")
    path = results.save(frame, tmp_path / "class.csv")
    results.save(frame.iloc[:1], path)
    assert len(pd.read_csv(path)) == 1
    assert {each.name for each in tmp_path.iterdir()} == {"marks.csv", "class.csv"}


def test_the_command_says_who_is_refused_and_writes_the_table(tmp_path, capsys):
    (tmp_path / "a.txt").write_text(text(), "utf-8")
    (tmp_path / "b.txt").write_text(text()[:-9], "utf-8")
    assert command.main(["results", str(tmp_path), "--out", str(tmp_path / "class.csv")]) == 0
    said = capsys.readouterr().out
    assert "1 result read, 1 refused." in said and "b.txt: it is cut off" in said
    assert len(pd.read_csv(tmp_path / "class.csv")) == 2
    assert command.main(["results", str(tmp_path / "gone")]) == 1
    assert "no folder or file" in capsys.readouterr().err


def test_the_invented_class_is_called_so_and_is_the_same_at_every_run():
    frame = results.example(5)
    assert frame["file"].str.startswith("invented").all()
    assert frame["word"].nunique() == 5 and set(frame["stage"]) == {"before", "after"}
    pd.testing.assert_frame_equal(frame, results.example(5))
    assert not frame.equals(results.example(5, seed=1))
    for odd in (0, 501, 2.0):
        with pytest.raises(ValueError, match="1 to 500"):
            results.example(odd)
