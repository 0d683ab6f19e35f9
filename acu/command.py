"""What can be done from a terminal, as `acu NAME ...`; each deed is a call of the package, too."""

import argparse
import sys
import warnings


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
    for stream in (sys.stdout, sys.stderr):  # a terminal that has no Chinese shows marks instead
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    given = parser.parse_args(words)
    try:
        given.do(given)
    except (OSError, RuntimeError, ValueError) as error:
        print(f"acu: {error}", file=sys.stderr)
        return 1
    return 0


def _site_arguments(deed):
    deed.add_argument("folder", help="where to write it; an earlier site there is replaced")
    deed.add_argument("--address", default="", help="where people will find it, https://...")


def _write_site(given):
    from acu.site import write_site

    print(f"Written. Open {write_site(given.folder, given.address)}")


def _results_arguments(deed):
    deed.add_argument("folder", help="folder with the files that learners saved")
    deed.add_argument("--out", help="CSV file to write, for a spreadsheet")


def _results(given):
    from acu import results

    with warnings.catch_warnings(action="ignore", category=results.Doubt):
        answers = results.read_results(given.folder)
    written = [f"Written: {results.save(answers, given.out)}"] if given.out else []
    print("\n".join([results.told(answers), *written]))


def _check(given):
    from acu import atlas, tables
    from acu.body import Body
    from acu.points import load_points

    names = sorted(path.stem for path in tables.DATA.glob("*.csv"))
    problems = [problem for name in names for problem in tables.examine(name).problems]
    if problems:
        raise tables.TableError(problems)
    found = atlas.locate(Body("female"), load_points())
    print(f"{len(names)} tables are as described; {len(found)} points have their place.")


def _points(parser):
    parser.add_argument("codes", nargs="+", metavar="POINT", help="WHO code, such as GB29")
    _sheet(parser)


def _sheet(parser, papers=("a4", "letter")):
    parser.add_argument("--out", required=True, metavar="FILE", help="the PDF to write")
    parser.add_argument("--paper", default=papers[0], help=f"{' or '.join(papers)}")


def _handout(parser):
    _points(parser)
    _site(parser)


def _poster(parser):
    _sheet(parser, ("a2", "a1", "a3"))
    _site(parser)


def _site(parser):
    parser.add_argument("--site", default="", metavar="URL", help="where QR codes lead to")


def _paper(name):
    """Return the deed that calls a function of `acu.handouts` with what the command line says."""

    def do(given):
        from acu import handouts

        options = {key: value for key, value in vars(given).items() if key not in ("do", "codes")}
        path = getattr(handouts, name)(*getattr(given, "codes", ()), **options)
        print(f"Written: {path}")

    return do


def _slides(deed):
    deed.add_argument("folder", help="where to write them; earlier slides there are replaced")
    deed.add_argument("lesson", nargs="*", help="number or name of a lesson; all unless given")


def _write_slides(given):
    from acu.slides import write_slides

    print(f"Written. Open {write_slides(given.folder, given.lesson or None)}")


def _lessons(deed):
    deed.add_argument("folder", help="where to; a lesson that is there already stays as it is")


def _copy_lessons(given):
    from acu import copy_lessons

    new = copy_lessons(given.folder)
    print(f"New lessons: {len(new)}. Lessons that were there already are as they were.")
    print(f'To open them: jupyter lab "{given.folder}"')


# Name: what it does, what adds its arguments to a parser, what does it.
DEEDS = {
    "lessons": ("copy the lessons into a folder of your own", _lessons, _copy_lessons),
    "site": (
        "write every lesson and tool as pages that need no Python",
        _site_arguments,
        _write_site,
    ),
    "handout": ("write a handout about points", _handout, _paper("handout")),
    "poster": ("write a poster of all points", _poster, _paper("poster")),
    "cards": ("write cards about points to cut out", _points, _paper("card_set")),
    "sheets": ("write the safety and consent sheet of a class", _sheet, _paper("safety_sheet")),
    "results": (
        "read learners' results; say what is refused, and why",
        _results_arguments,
        _results,
    ),
    "check": (
        "check the tables in data/, and follow the rule of every point",
        lambda parser: None,
        _check,
    ),
    "slides": ("write slides of the lessons, for a projector", _slides, _write_slides),
}
