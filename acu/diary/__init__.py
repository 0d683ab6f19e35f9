"""A learner's diary of sessions: a plain CSV file in the learner's own folder."""

from acu.diary.book import Diary, folder

__all__ = ["Diary", "folder"]
