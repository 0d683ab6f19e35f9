"""What can be done from a terminal, as `acu NAME ...`; each deed is a call of the package, too."""

import argparse
import sys


def main(words=None):
    """Do what a command line says.

    Parameters
    ----------
    words : list of str, optional
        The words after `acu`; those of the terminal unless given.

    Returns
    -------
    int
        0 if all went well, else 1; then the reason stands on the error output.
    """
    parser = argparse.ArgumentParser(prog="acu", description="Acupressure points for a class.")
    deeds = parser.add_subparsers(metavar="DEED", required=True)
    for name, (says, arguments, do) in DEEDS.items():
        deed = deeds.add_parser(name, help=says, description=says)
        arguments(deed)
        deed.set_defaults(do=do)
    given = parser.parse_args(words)
    try:
        given.do(given)
    except (OSError, ValueError) as error:
        print(f"acu: {error}", file=sys.stderr)
        return 1
    return 0


def _site(deed):
    deed.add_argument("folder", help="where to write it; an earlier site there is replaced")
    deed.add_argument("--address", default="", help="where people will find it, https://...")


def _write_site(given):
    from acu.site import write_site

    print(f"Written. Open {write_site(given.folder, given.address)}")


def _slides(deed):
    deed.add_argument("folder", help="where to write them; earlier slides there are replaced")
    deed.add_argument("lesson", nargs="*", help="number or name of a lesson; all unless given")


def _write_slides(given):
    from acu.slides import write_slides

    print(f"Written. Open {write_slides(given.folder, given.lesson or None)}")


# Name: what it does, what adds its arguments to a parser, what does it.
DEEDS = {
    "site": ("Write every lesson and tool as pages that need no Python.", _site, _write_site),
    "slides": ("Write slides of the lessons, for a projector.", _slides, _write_slides),
}
