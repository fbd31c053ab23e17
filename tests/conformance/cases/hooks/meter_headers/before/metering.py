from flask import g

ledger = []


def units(count):
    """Charges the request at hand."""
    g.units += count
