LEDGER = {"ada": 500, "bob": 20}


class Broke(Exception):
    """There is less than what is to be moved."""


def move(source, target, cents):
    if LEDGER[source] < cents:
        raise Broke
    LEDGER[source] -= cents
    LEDGER[target] = LEDGER.get(target, 0) + cents
