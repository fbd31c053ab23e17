from sqlalchemy import Column, Integer, String, UniqueConstraint, func

from database import Base, db_session


class NotEnough(Exception):
    def __init__(self, missing):
        super().__init__(missing)
        self.missing = missing


class Pallet(Base):
    __tablename__ = "pallets"
    __table_args__ = (UniqueConstraint("sku", "place"),)
    id = Column(Integer, primary_key=True)
    sku = Column(String(20), nullable=False)
    place = Column(String(20), nullable=False)
    amount = Column(Integer, default=0)

    def __init__(self, sku=None, place=None):
        self.sku = sku
        self.place = place
        self.amount = 0


def find(sku, place):
    pallet = Pallet.query.filter(Pallet.sku == sku, Pallet.place == place).first()
    if pallet is None:
        pallet = Pallet(sku, place)
        db_session.add(pallet)
        db_session.flush()
    return pallet


def receive(sku, place, amount):
    pallet = find(sku, place)
    pallet.amount += amount
    db_session.commit()
    return pallet


def move(sku, source, target, amount):
    find(sku, target).amount += amount
    pallet = find(sku, source)
    if pallet.amount < amount:
        raise NotEnough(amount - pallet.amount)
    pallet.amount -= amount
    db_session.commit()
    return amount


def overview(place=None):
    query = (
        db_session.query(Pallet.sku, func.sum(Pallet.amount))
        .group_by(Pallet.sku)
        .order_by(Pallet.sku)
    )
    if place:
        query = query.filter(Pallet.place == place)
    return {sku: amount for sku, amount in query}
