"""Parts of a workshop, in the newer style of Flask-SQLAlchemy."""

from __future__ import annotations

from decimal import Decimal

from flask import Flask, abort, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import ForeignKey, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


class Shelf(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(unique=True)
    parts: Mapped[list[Part]] = relationship(back_populates="shelf", order_by="Part.name")


class Part(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    price: Mapped[Decimal] = mapped_column(db.Numeric(8, 2))
    count: Mapped[int] = mapped_column(default=0)
    shelf_id: Mapped[int | None] = mapped_column(ForeignKey("shelf.id"))
    shelf: Mapped[Shelf | None] = relationship(back_populates="parts")

    @property
    def worth(self) -> Decimal:
        return self.price * self.count


def seed() -> None:
    first, second = Shelf(label="A1"), Shelf(label="B7")
    db.session.add_all([first, second])
    db.session.add(Part(name="Bolt", price=Decimal("0.15"), count=200, shelf=first))
    db.session.add(Part(name="Axle", price=Decimal("89.90"), count=2, shelf=first))
    db.session.add(Part(name="Spring", price=Decimal("3.5"), shelf=None))
    db.session.commit()


def shown(part: Part) -> dict:
    return {
        "id": part.id,
        "name": part.name,
        "price": part.price,
        "count": part.count,
        "shelf": part.shelf and part.shelf.label,
    }


def create_app() -> Flask:
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
    db.init_app(app)
    with app.app_context():
        db.create_all()
        seed()

    @app.get("/parts")
    def parts():
        query = select(Part).order_by(Part.name)
        if "max" in request.args:
            query = query.where(Part.price <= request.args.get("max", type=float))
        page = db.paginate(query, max_per_page=2)
        return {
            "parts": [shown(part) for part in page],
            "page": page.page,
            "per_page": page.per_page,
            "total": page.total,
        }

    @app.get("/parts/<int:number>")
    def part(number: int):
        return shown(db.get_or_404(Part, number, description="We do not stock that."))

    @app.post("/parts/<int:number>/take")
    def take(number: int):
        part = db.session.get(Part, number) or abort(404)
        wanted = request.form.get("count", 1, type=int)
        if wanted > part.count:
            abort(409, f"Only {part.count} left.")
        part.count -= wanted
        db.session.commit()
        db.session.refresh(part)
        return shown(part)

    @app.get("/shelves/<label>")
    def shelf(label: str):
        found = db.one_or_404(db.select(Shelf).filter_by(label=label))
        return {
            "label": found.label,
            "parts": [p.name for p in found.parts],
            "worth": sum(p.worth for p in found.parts),
        }

    @app.get("/cheapest")
    def cheapest():
        query = (
            db.select(Part)
            .where(Part.count >= request.args.get("count", 1, int))
            .order_by(Part.price)
        )
        return shown(db.first_or_404(query.limit(1)))

    @app.get("/totals")
    def totals():
        query = select(Shelf.label, func.count(Part.id), func.sum(Part.count)).join(
            Shelf.parts, isouter=True
        )
        rows = db.session.execute(query.group_by(Shelf.label).order_by(Shelf.label))
        return [dict(zip(("shelf", "kinds", "count"), row, strict=True)) for row in rows]

    return app
