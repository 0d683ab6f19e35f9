"""A choice of one point among many, as traits that the browser and other widgets follow."""

import traitlets

from acu.live.widget import LiveWidget


def several(codes):
    """List codes: one alone may be given without brackets.

    Parameters
    ----------
    codes : str or iterable of str

    Returns
    -------
    list of str
    """
    return [codes] if isinstance(codes, str) else list(codes)


class Choice(LiveWidget):
    """A widget that shows points and has one of them chosen.

    Attributes
    ----------
    codes : list of str
        Every code, in order. Fixed.
    shown : list of str
        Codes of the points that can be chosen.
    selected : str
        Code of the chosen point; empty text if none is.
    index : int or None
        Place of `selected` in `codes`, for widgets that count, such as ``ipywidgets.Dropdown``.
    """

    codes = traitlets.List(traitlets.Unicode(), read_only=True).tag(sync=True)
    shown = traitlets.List(traitlets.Unicode()).tag(sync=True)
    # What the browser says of these is not said back to it, which halves what a choice sends.
    selected = traitlets.Unicode().tag(sync=True, echo_update=False)
    index = traitlets.Int(None, allow_none=True).tag(sync=True, echo_update=False)

    def _known(self, code):
        """Return a code that this widget has, or refuse it."""
        raise NotImplementedError

    @traitlets.validate("shown")
    def _only_codes(self, proposal):
        return [self._known(code) for code in proposal["value"]]

    @traitlets.validate("selected")
    def _only_a_code(self, proposal):
        return self._known(proposal["value"]) if proposal["value"] else ""

    @traitlets.validate("index")
    def _only_a_place(self, proposal):
        last = len(self.codes) - 1
        if proposal["value"] is not None and not 0 <= proposal["value"] <= last:
            raise ValueError(f"index counts from 0 to {last}, not {proposal['value']}")
        return proposal["value"]
