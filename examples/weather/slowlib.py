"""Driver of the roof stations, as delivered by their maker.

Talks over a socket and waits between the steps of the protocol: it blocks.
"""

import socket
import time

VALUES = {1: 17.2, 2: 24.9, 3: 4.1}


def read(number):
    """The temperature at a station; None if there is no such station."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.sendall(b"READ %d\n" % number)
        _answer(theirs)
        time.sleep(0.01)  # the station needs a moment
        text = ours.recv(64).decode().strip()
    return float(text) if text != "NONE" else None


def _answer(station):
    number = int(station.recv(64).split()[1])
    station.sendall(b"%s\n" % str(VALUES.get(number, "NONE")).encode())
