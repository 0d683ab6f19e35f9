"""Words of tables and of people: set into sentences, and never taken for formulas."""

import re
import sys

FORMULA = re.compile(r"[$\\]")  # where MathJax may see one begin
GAP = re.compile(r"\{([a-z_]+)\}")
FRAMES = "pandas", "pandas.core.frame"  # where `DataFrame` says that it comes from, by release


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


def gaps(text):
    """Name the gaps of a text: ``{"name"}`` for "Show me where {name} lies" (set of str)."""
    return set(GAP.findall(text))


def filled(text, known):
    """Fill the gaps of a text.

    Parameters
    ----------
    text : str
    known : dict of str to str
        What stands in each gap.

    Returns
    -------
    str
        Other braces stay as they are.
    """
    return GAP.sub(lambda gap: known.get(gap[1], gap[0]), text)


def as_words(html):
    """Keep JupyterLab from setting formulas in HTML: "from $5 to $6" stays as it is.

    Parameters
    ----------
    html : str

    Returns
    -------
    str
        The same where nothing looks like a formula; else in a box that MathJax passes over, see its
        option ``ignoreHtmlClass``.
    """
    return f'<div class="mathjax_ignore">{html}</div>' if FORMULA.search(html) else html


def show_frames_as_words():
    """Have the running notebook, if there is one, show the words of pandas' tables as words."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is not None:
        for module in FRAMES:
            shell.display_formatter.formatters["text/html"].for_type_by_name(
                module, "DataFrame", _frame
            )


def _frame(frame):
    html = frame._repr_html_()
    return html and as_words(html)
