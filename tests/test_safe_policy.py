"""What the pages of the site and the slides allow themselves: nothing but their own files."""

from html.parser import HTMLParser

import pytest

from acu.slides import write_slides

RUN = {None, "", "module", "text/javascript"}  # kinds of script that a browser runs


class Page(HTMLParser):
    """The elements of a page in their order, and the text of its inline scripts and styles."""

    def __init__(self, path):
        super().__init__()
        self.elements = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    @property
    def policy(self):
        """The directives of its policy, by name (dict of str to set of str)."""
        (told,) = [
            given["content"]
            for tag, given in self.elements
            if tag == "meta" and given.get("http-equiv") == "Content-Security-Policy"
        ]
        parts = [each.split() for each in told.split(";")]
        return {name: set(allowed) for name, *allowed in parts}

    @property
    def before_it(self):
        """Elements before the policy, which it does not govern."""
        tags = [(tag, given.get("http-equiv")) for tag, given in self.elements]
        return {tag for tag, _ in tags[: tags.index(("meta", "Content-Security-Policy"))]}

    @property
    def inline(self):
        """What a strict policy would refuse, were it there."""
        scripts = [
            given for tag, given in self.elements if tag == "script" and given.get("type") in RUN
        ]
        return [given for given in scripts if "src" not in given] + [
            (tag, name)
            for tag, given in self.elements
            for name, value in given.items()
            if name == "style" or name.startswith("on") or "javascript:" in (value or "")
        ]


@pytest.fixture(scope="module")
def deck(tmp_path_factory):
    return write_slides(tmp_path_factory.mktemp("deck"), ["8"]).parent


def test_every_page_of_the_site_may_load_its_own_files_and_nothing_else(site):
    pages = {path.name: Page(path) for path in site.glob("*.html")}
    assert len(pages) > 15
    for name, page in pages.items():
        policy = page.policy
        assert policy["default-src"] == policy["base-uri"] == policy["form-action"] == {"'none'"}
        assert policy["script-src"] == policy["style-src"] == policy["font-src"] == {"'self'"}
        # What is not named falls back to nothing: requests of scripts, frames, plug-ins, sounds.
        assert not policy.keys() & {"connect-src", "frame-src", "object-src", "media-src"}
        assert policy["img-src"] == {"'self'", "blob:"}
        assert page.before_it <= {"html", "head", "meta"}, name


def test_no_page_of_the_site_has_a_script_or_a_style_in_it(site):
    for path in site.glob("*.html"):
        page = Page(path)
        assert page.inline == [], path.name
        assert "style" not in {tag for tag, _ in page.elements}, path.name


def test_pages_do_not_say_where_a_reader_comes_from(site, deck):
    for path in [*site.glob("*.html"), *deck.glob("*.html")]:
        told = [given for tag, given in Page(path).elements if tag == "meta"]
        assert {"name": "referrer", "content": "no-referrer"} in told, path.name


def test_slides_run_their_own_scripts_and_one_that_is_known_by_its_hash(deck):
    for path in deck.glob("*.html"):
        page = Page(path)
        scripts = page.policy.get("script-src", {"'self'"})
        assert "'self'" in scripts and len(scripts) <= 2
        assert all(each.startswith("'sha256-") for each in scripts - {"'self'"})
        assert page.policy["default-src"] == page.policy["base-uri"] == {"'none'"}
        assert [each for each in page.inline if isinstance(each, dict)] == []


def test_a_page_that_breaks_the_rules_is_found(tmp_path):
    wrong = tmp_path / "wrong.html"
    wrong.write_text(
        '<script src="a.js"></script><meta http-equiv="Content-Security-Policy" content="a b">'
        '<script>1</script><p style="a" onclick="b"><a href="javascript:c">',
        encoding="utf-8",
    )
    page = Page(wrong)
    assert page.before_it == {"script"} and len(page.inline) == 4
