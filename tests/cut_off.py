"""This process reaches no other computer: whoever tries is refused, and noted in `tried`."""

import errno
import ipaddress
import socket
import sys

tried = []  # what was asked for, and by which call
HERE = {"", "localhost", "localhost.localdomain", socket.gethostname().lower()}
TO_ADDRESS = {"socket.connect", "socket.sendto", "socket.sendmsg"}
BY_NAME = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}


def cut_off():
    """Refuse from now on; there is no way back, as audit hooks have none."""
    sys.addaudithook(_refuse)


def _refuse(event, given):
    if event in TO_ADDRESS:
        place = given[1]
        host = place[0] if isinstance(place, tuple) else ""  # all others are files of this computer
    elif event in BY_NAME:
        host = given[0]
    else:
        return
    if not _here(host):
        tried.append(f"{event} {host}")
        raise OSError(errno.ENETUNREACH, f"no test may ask another computer: {host}")


def _here(host):
    """Whether a name or an address is this computer's."""
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else str(host or "")
    try:
        address = ipaddress.ip_address(name.split("%")[0])
        return address.is_loopback or address.is_unspecified
    except ValueError:
        return name.lower() in HERE
