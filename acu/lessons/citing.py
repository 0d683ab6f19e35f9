from acu.cards.citing import Sources, fold, listed, sources_of  # noqa: D100, F401
