"""The words of a lesson, as they stand on a page that no kernel runs."""

import re
from html import escape

from nbconvert.filters.highlight import Highlight2HTML
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

# How to run a notebook is of no use on a page that does not run it.
START = re.compile(r"^\*\*To start:\*\*.*(\n(?!\n).*)*\n?", re.MULTILINE)
# Nor what a cell is, and which keys run one.
KEYS = re.compile(
    r"<p>(?:(?!</p>).)*(?:<em>cells</em>|grey box|Run All Cells)(?:(?!</p>).)*</p>\n?", re.DOTALL
)
# Sentences that ask for a cell to be changed or run, or for a control that only Python answers.
TO_RUN = re.compile(
    r"<em>Shift|[Rr]un the cell|in the cell above|write <code>|"
    r"<em>Remember my answers|Your answers lie in a file|<em>Keep this|"
    r"Type them in|What you type stays|"
    r"Tick the points, or|The buttons make what|The button <em>Site|choose <em>a school class|"
    r"Choose <em>a school class"
)
PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
IN_NOTEBOOK = '<p class="notebook"><b><a href="python.html">In the notebook</a>:</b> {}</p>'
CHINESE = re.compile(r"[\u2e80-\u9fff\U00020000-\U0002ffff]+(?![^<>]*>)")  # outside tags
LINK = re.compile(r'href="([^"]+?)\.ipynb(#[^"]*)?"')


def prose(source):
    """Return the words of a cell as HTML.

    Parameters
    ----------
    source : str
        Markdown, as notebooks have it.

    Returns
    -------
    str
        Links to other notebooks lead to their pages. How to run a cell is left out. What is seen
        only after a cell is run again is marked as meant for the notebook.
    """
    html = KEYS.sub("", chinese_marked(markdown(START.sub("", source))))
    html = LINK.sub(lambda found: f'href="{found[1].split("/")[-1]}.html{found[2] or ""}"', html)
    return PARAGRAPH.sub(_mark, html)


def _mark(paragraph):
    """Mark the end of a paragraph, from the first sentence that asks for a cell to be run."""
    sentences = re.split(r"(?<=[.?!])\s+", paragraph[1])
    first = next((at for at, each in enumerate(sentences) if TO_RUN.search(each)), None)
    if first is None:
        return paragraph[0]
    before = f"<p>{' '.join(sentences[:first])}</p>\n" if first else ""
    return before + IN_NOTEBOOK.format(" ".join(sentences[first:]))


def chinese_marked(html):
    """Mark Chinese words as Chinese, so that they are drawn and read aloud so.

    Parameters
    ----------
    html : str

    Returns
    -------
    str
        What stands within tags, such as the words of a picture, stays.
    """
    return CHINESE.sub(r'<span lang="zh">\g<0></span>', html)


def code(source):
    """Return Python as HTML (str)."""
    whole = Highlight2HTML(pygments_lexer="python")(source)
    within = re.search(r"<pre>(?:<span></span>)?(.*?)\s*</pre>", whole, re.DOTALL)[1]
    return f'<pre class="code">{within}</pre>'


def summary(source):
    """Return title, length and aims of a lesson, from its first cell.

    Parameters
    ----------
    source : str

    Returns
    -------
    dict of str to str
        `title`, `length` and `aims`, without marks; length and aims may be empty.
    """
    title = re.search(r"^# (.+)", source, re.MULTILINE)
    length = re.search(r"^\*Lesson \d+ of \d+\. ([^.]*\.)", source, re.MULTILINE)
    aims = re.findall(r"^\* (.+?)[,.;]?$", source, re.MULTILINE)
    return {
        "title": plain(title[1]) if title else "A lesson",
        "length": plain(length[1]) if length else "",
        "aims": "; ".join(map(plain, aims)),
    }


def plain(text):
    """Return Markdown without its marks (str)."""
    return re.sub(r"<[^>]+>|[*_`]|\[([^\]]*)\]\([^)]*\)", r"\1", text).strip()


def markdown(source):
    """Return Markdown as HTML, with a name for each heading (str)."""
    return MarkdownWithMath(renderer=_Renderer(escape=False)).render(source)


class _Renderer(IPythonRenderer):
    def heading(self, text, level, **attributes):
        name = re.sub(r"\W+", "-", re.sub(r"<[^>]+>", "", text).lower()).strip("-")
        return f'<h{level} id="{escape(name)}">{text}</h{level}>\n'
