from acu import cards as _cards  # noqa: D100


def cards():  # noqa: D103
    return {code: card.facts for code, card in _cards.cards().items()}
