"""The file of a diary: rows to write into it, and what is read or told."""

HEADER = "when,points,before,after,seconds,note"
ROW = "2026-07-27T18:05:00,GB29 BL40,6,4,480,"


def write(diary, text, encoding="utf-8"):
    diary.path.parent.mkdir(exist_ok=True)
    diary.path.write_bytes(text.encode(encoding))


def notes(diary):
    return diary.read()["note"].tolist()


def told(diary):
    return [str(problem) for problem in diary.problems]
