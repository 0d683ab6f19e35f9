"""The article's claims sorted by hand, by mouse and by keys."""

import pytest
from playwright.sync_api import expect

PILES = ["tradition", "evidence", "care"]


class Cards:
    """The cards on a page."""

    def __init__(self, notebook):
        self.notebook, self.page = notebook, notebook.page
        self.box = self.page.locator(".acu.claimcards")
        self.card = self.box.locator(".card")
        self.next = self.box.locator("[data-part=next]")
        self.verdict = self.box.locator("[data-part=verdict]")
        self.kinds = notebook.python("[card['kind'] for card in cards._cards]")

    @property
    def lesson(self):
        """The cells of the notebook, without what they show."""
        return [(cell["type"], cell["source"]) for cell in self.notebook.cells]

    def pile(self, place, wrong=False):
        """Number of the pile for the card of a place, as its key and its button have it."""
        at = PILES.index(self.kinds[place])
        return str((at + 1) % 3 + 1 if wrong else at + 1)

    def sort(self, pile):
        self.box.locator(".piles button").nth(int(pile) - 1).click()


@pytest.fixture
def cards(open_notebook):
    cell = "import acu\ncards = acu.sort_the_article()\ncards"
    return lambda **how: Cards(open_notebook(["1 + 1", cell, "2 + 2"], run=True, **how))


def test_a_card_sorted_rightly_says_so_and_goes(cards):
    cards = cards(width=390, touch=True)
    claim = cards.card.inner_text()
    cards.sort(cards.pile(0))
    expect(cards.verdict).to_contain_text("Yes: ")
    expect(cards.box).to_contain_text("Who says so")
    expect(cards.box.get_by_text("1 of 36 sorted")).to_be_visible()
    cards.next.click()
    expect(cards.card).not_to_have_text(claim)
    expect(cards.verdict).to_be_empty()


def test_a_card_sorted_wrongly_shows_where_it_belongs_and_stays_in_the_pack(cards):
    cards = cards()
    cards.sort(cards.pile(0, wrong=True))
    expect(cards.verdict).to_contain_text("The card comes again at the end.")
    right = cards.box.locator(".piles .right")
    expect(right).to_contain_text("here it belongs")
    expect(cards.box.locator("[aria-pressed=true]")).to_contain_text("you chose this")
    cards.box.locator(".piles button").nth(PILES.index(cards.kinds[0])).click(
        force=True
    )  # too late
    expect(cards.box.get_by_text("0 of 36 sorted")).to_be_visible()


def test_keys_sort_every_card_and_make_no_headings(cards):
    # In JupyterLab 1 to 6 turn a cell into a heading, and "dd" cuts it.
    cards = cards()
    before = cards.lesson
    cards.card.click()
    for place in range(len(cards.kinds)):
        cards.page.keyboard.press(cards.pile(place))
        expect(cards.next).to_be_focused()
        for key in ("1", "4", "6", "d", "d"):
            cards.page.keyboard.press(key)
        cards.page.keyboard.press("Enter")
        if place < len(cards.kinds) - 1:
            expect(cards.card).to_be_focused()
    expect(cards.box).to_contain_text("All 36 claims are sorted, 36 of them at the first go.")
    expect(cards.box.get_by_role("button", name="Sort them all again")).to_be_focused()
    assert cards.lesson == before


def test_after_a_click_on_mere_words_keys_still_belong_to_the_cards(cards):
    cards = cards()
    before = cards.lesson
    cards.sort(cards.pile(0))
    cards.box.get_by_text("Why there:").first.click()
    for key in ("1", "5", "x"):
        cards.page.keyboard.press(key)
    assert cards.lesson == before
    cards.page.keyboard.press("Enter")
    expect(cards.card).to_be_focused()


def test_they_are_sorted_while_the_kernel_is_busy(cards):
    cards = cards()
    with cards.notebook.busy():
        cards.sort(cards.pile(0))
        cards.next.click()
        cards.sort(cards.pile(1))
        expect(cards.box.get_by_text("2 of 36 sorted")).to_be_visible()
    assert cards.notebook.python("len(cards.right)") == 2


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_axe_finds_nothing_before_and_after_sorting(cards, theme):
    cards = cards(theme=theme)
    assert cards.notebook.axe() == []
    cards.sort(cards.pile(0, wrong=True))
    cards.box.get_by_text("See all 36 claims").click()
    assert cards.notebook.axe() == []
