"""Words on a figure: where they stand, and whether they can be read."""

from itertools import combinations


def texts(figure):
    """Boxes of all that is written, in pixels, by what is written."""
    figure.canvas.draw()
    renderer = figure.canvas.get_renderer()
    written = [*figure.texts, *(text for ax in figure.axes for text in ax.texts)]
    ticks = [tick for ax in figure.axes if ax.axison for tick in ax.get_xticklabels()]
    named = [ax.xaxis.label for ax in figure.axes if ax.axison]
    shown = [text for text in [*written, *ticks, *named] if text.get_text().strip()]
    return [(text.get_text(), text.get_window_extent(renderer)) for text in shown]


def clear(figure):
    """Whether no words leave the picture or run into other words."""
    boxes = texts(figure)
    for text, box in boxes:
        assert box.x0 >= 0 and box.x1 <= figure.bbox.width, text
        assert box.y0 >= 0 and box.y1 <= figure.bbox.height, text
    for (one, a), (other, b) in combinations(boxes, 2):
        across = min(a.x1, b.x1) - max(a.x0, b.x0)
        up = min(a.y1, b.y1) - max(a.y0, b.y0)
        assert across <= 1 or up <= 1, (one, other)
    return True
