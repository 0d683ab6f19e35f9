"""What the article claims, sentence by sentence."""

from acu import tables
from acu.cards.citing import Sources
from acu.cards.passage import Passage
from acu.cards.said import judged


def claims(*sentences):
    """Say what the article claims, what is known of it, and how to say it fairly.

    Parameters
    ----------
    *sentences : int
        Numbers of sentences of the article, from 2 to 25.

    Returns
    -------
    Passage

    Raises
    ------
    ValueError
        If a sentence claims nothing or is not there.

    Examples
    --------
    >>> print(acu.claims(4).words.splitlines()[0])
    - The article: Each day millions of people have a sore back.
    """
    rows = tables.read("claims")
    for sentence in sentences:
        if sentence not in set(rows["sentence"].dropna()):
            raise ValueError(f"data/claims.csv has no claim of sentence {sentence!r}")
    sources = Sources()
    found = judged(rows[rows["sentence"].isin(sentences)], sources)
    return Passage(f'<div class="sayings">{found}{sources.listed()}</div>')
