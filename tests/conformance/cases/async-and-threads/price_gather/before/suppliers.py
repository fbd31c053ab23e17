import asyncio

from flask import g

SUPPLIERS = {
    "acme": {"bolt": 12, "nut": 8},
    "best": {"bolt": 11},
    "gone": None,
}


class SupplierDown(Exception):
    pass


async def ask(name, item):
    """Ask one supplier; regular customers pay one less."""
    await asyncio.sleep(0.001)
    stock = SUPPLIERS[name]
    if stock is None:
        raise SupplierDown(name)
    return stock[item] - (g.customer == "regular")
