"""The words of a card as a tree that a template can set."""

from html.parser import HTMLParser

EMPTY = {"br", "wbr"}  # tags that hold nothing and are never closed


def tree(html):
    """Read the HTML of a card.

    Parameters
    ----------
    html : str
        Of `cards`, whose tags are all closed.

    Returns
    -------
    list
        Text (str), and for each element a dict with `tag`, `link` (empty if it has none) and
        `body`, a list like this one.
    """
    reader = _Tree()
    reader.feed(html)
    reader.close()
    return reader.open[0]["body"]


def elements(nodes, tag):
    """List the elements of a kind in a tree, outermost first."""
    found = []
    for node in nodes:
        if isinstance(node, dict):
            found += [node] if node["tag"] == tag else []
            found += elements(node["body"], tag)
    return found


def plain(nodes):
    """Return the text of a tree (str)."""
    return "".join(node if isinstance(node, str) else plain(node["body"]) for node in nodes)


class _Tree(HTMLParser):
    """Elements that are open, the outermost first."""

    def __init__(self):
        super().__init__()
        self.open = [{"tag": "", "link": "", "body": []}]

    def handle_starttag(self, tag, attributes):
        element = {"tag": tag, "link": dict(attributes).get("href", ""), "body": []}
        self.open[-1]["body"].append(element)
        if tag not in EMPTY:
            self.open.append(element)

    def handle_endtag(self, tag):
        self.open.pop()

    def handle_data(self, data):
        self.open[-1]["body"].append(data)
