"""Files that are written whole or not at all, and plain words for what the computer refuses."""

import errno
import os
import time
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from secrets import token_hex

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None
    import msvcrt

BESIDE = ".acu-{}.new"  # a file that is being written, until it takes its name
HOUR = 3600  # seconds; nothing takes as long to write
PATIENCE = 3  # seconds; whoever holds a file for longer does not write, but hangs
BEYOND = 2**30  # a byte that no file of ours has: Windows lets nobody read what is locked
FULL = "there is no room left for it on the disk."
LOCKED = "that is not allowed; is it open in another program, or its folder read-only?"
REASONS = {
    "ENOSPC": FULL,
    "EDQUOT": FULL,  # of a disk that several people share
    "EFBIG": FULL,
    "EACCES": LOCKED,
    "EPERM": LOCKED,
    "EROFS": "this disk can be read, but not written to.",
    "EEXIST": "something of that name is there already, and it is not overwritten.",
    "EISDIR": "a folder of that name is there already.",
    "ENOTDIR": "a file stands where its folder should be.",
    "ENOENT": "there is no such folder or disk.",
    "ENODEV": "there is no such folder or disk.",
    "ENAMETOOLONG": "that name is too long.",
    "EIO": "the disk does not work as it should.",
}


def write_whole(path, content, failed="Nothing is written", new=False, private=False):
    """Write a file whole or not at all.

    Whoever opens it meanwhile finds the file before or the new one, and so does who comes after
    a crash. It is on the disk when this returns. After an error nothing has changed.

    Parameters
    ----------
    path : path-like
        In a folder that is there. A link stays one, and what it leads to is written.
    content : bytes or str
        Text is written as UTF-8, its line ends as they are.
    failed : str
        How an error begins: what has not been done.
    new : bool
        Whether a file that is there already is refused, not replaced.
    private : bool
        Whether only the owner may read it. By default it is as open as other new files.

    Raises
    ------
    OSError
        If it cannot be written; says why in one sentence.
    """
    path = Path(os.path.realpath(path))
    raw = content.encode() if isinstance(content, str) else content
    with telling(failed, path):
        sweep(path.parent, HOUR)
        _put(path, raw, new, 0o600 if private else 0o666)


def _put(path, raw, new, mode):
    # To replace a file takes no more than a folder that may be written; the owner may have locked
    # the file itself.
    mine = os.access in os.supports_effective_ids
    if not new and path.exists() and not os.access(path, os.W_OK, effective_ids=mine):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    beside = path.with_name(BESIDE.format(token_hex(8)))
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    file = os.open(beside, flags, mode)
    try:
        with open(file, "wb") as stream:
            stream.write(raw)
            stream.flush()
            os.fsync(file)
        with _taken(path) if new else nullcontext():
            os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
    settle(path.parent)


@contextmanager
def _taken(path):
    """Take a name that is free, as late as can be: who is killed leaves no empty file."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))
    try:
        yield
    except BaseException:
        path.unlink()
        raise


def settle(folder):
    """Have the disk remember the names in a folder, where a computer can be asked for that.

    Parameters
    ----------
    folder : path-like
    """
    with suppress(OSError):  # Windows cannot
        file = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(file)
        finally:
            os.close(file)


def sweep(folder, age=0):
    """Delete what writers left in a folder that were killed.

    Parameters
    ----------
    folder : pathlib.Path
    age : float
        Only what was written so many seconds ago: somebody may be writing now.
    """
    for left in folder.glob(BESIDE.format("[0-9a-f]" * 16)):
        with suppress(OSError):
            if age == 0 or left.stat().st_mtime < time.time() - age:
                left.unlink()


@contextmanager
def alone(file):
    """Keep others of ours off an open file for the moment.

    Parameters
    ----------
    file : int
        Its descriptor, as `os.open` gives it; it stands at the beginning of the file then.

    Notes
    -----
    After some seconds it goes on all the same, and at once where a disk knows no locks: better
    than to hang or to keep nothing.
    """
    end, mine = time.monotonic() + PATIENCE, False
    while not mine:
        try:
            _lock(file, True)
            mine = True
        except (BlockingIOError, PermissionError):
            if time.monotonic() > end:
                break
            time.sleep(0.002)
        except OSError:
            break
    try:
        yield
    finally:
        if mine:
            with suppress(OSError):  # who closes the file lets go of it, too
                _lock(file, False)


def _lock(file, on):
    if fcntl:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB if on else fcntl.LOCK_UN)
    else:
        os.lseek(file, BEYOND, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK if on else msvcrt.LK_UNLCK, 1)
        finally:
            os.lseek(file, 0, os.SEEK_SET)


def make_folder(folder, private=False):
    """Make a folder, and those around it, if it is not there.

    Parameters
    ----------
    folder : pathlib.Path
    private : bool
        Whether only the owner may look into it, if it is made.

    Raises
    ------
    OSError
        If it cannot be made; `telling` says why.
    """
    try:
        folder.mkdir(mode=0o700 if private else 0o777, parents=True, exist_ok=True)
    except FileExistsError:
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)) from None


@contextmanager
def telling(failed, path):
    """Tell what the computer refuses as one sentence.

    Parameters
    ----------
    failed : str
        What has not been done then, such as "Nothing is written".
    path : path-like
        With which file.

    Raises
    ------
    OSError
        Of the same kind.
    """
    try:
        yield
    except OSError as error:
        if error.errno is None:
            raise  # it is told already
        why = REASONS.get(errno.errorcode.get(error.errno), f"{error.strerror}.")
        raise type(error)(f"{failed}: {place(path)}: {why}") from error


def place(path):
    """Say where a file or folder is, with ~ for the home folder.

    Parameters
    ----------
    path : path-like

    Returns
    -------
    str
    """
    path = Path(os.path.abspath(path))
    with suppress(RuntimeError, ValueError):  # no home folder, or elsewhere
        return f"~/{path.relative_to(Path.home()).as_posix()}"
    return str(path)


def from_home(path):
    """Write out the ~ with which a path may begin.

    Parameters
    ----------
    path : path-like

    Returns
    -------
    pathlib.Path

    Raises
    ------
    FileNotFoundError
        If there is no such home folder.
    """
    try:
        return Path(path).expanduser()
    except RuntimeError:
        raise FileNotFoundError(
            f"{path}: there is no such home folder; write the path without ~"
        ) from None
