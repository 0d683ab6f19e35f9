"""Words of a table, set into sentences."""


def capital(words):
    """Begin words with a capital letter: in tables they begin small, as within a sentence.

    Parameters
    ----------
    words : str
        Not empty.

    Returns
    -------
    str
        The rest stays as it is: a code or a name may stand in it.
    """
    return words[0].upper() + words[1:]
