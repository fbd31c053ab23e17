import datetime
from decimal import Decimal

import click
from flask.cli import with_appcontext

from .models import Part, Warehouse, db


def seed():
    """Fill an empty database."""
    if Warehouse.query.count():
        return
    north = Warehouse(code="N1", city="Oslo")
    south = Warehouse(code="S1", city="Rome")
    db.session.add_all([north, south])
    db.session.flush()
    counted = datetime.date(2021, 6, 30)
    for sku, name, quantity, price, warehouse in [
        ("BOLT-8", "Bolt M8", 400, "0.15", north),
        ("NUT-8", "Nut M8", 380, "0.08", north),
        ("GEAR-21", "Gear, 21 teeth", 6, "12.50", south),
    ]:
        part = Part(sku=sku, name=name, quantity=quantity, price=Decimal(price))
        part.counted_on = counted
        part.warehouse = warehouse
        db.session.add(part)
        db.session.flush()
    db.session.commit()


@click.command("reset-db")
@with_appcontext
def reset_command():
    """Empty the database and fill it again."""
    db.drop_all()
    db.create_all()
    seed()
    click.echo("Three parts in two warehouses.")
