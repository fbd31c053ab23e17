from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class Warehouse(db.Model):
    __tablename__ = "warehouse"

    id = db.Column(db.Integer, primary_key=True)
    code = db.Column(db.String(8), unique=True, nullable=False)
    city = db.Column(db.String(80), nullable=False)
    parts = db.relationship(
        "Part", back_populates="warehouse", order_by="Part.id", cascade="all, delete-orphan"
    )

    def to_dict(self):
        return {"id": self.id, "code": self.code, "city": self.city, "parts": len(self.parts)}


class Part(db.Model):
    __tablename__ = "part"

    id = db.Column(db.Integer, primary_key=True)
    sku = db.Column(db.String(20), unique=True, nullable=False)
    name = db.Column(db.String(120), nullable=False)
    quantity = db.Column(db.Integer, nullable=False, default=0)
    price = db.Column(db.Numeric(10, 2))
    counted_on = db.Column(db.Date)
    warehouse_id = db.Column(db.Integer, db.ForeignKey("warehouse.id"), nullable=False)
    warehouse = db.relationship("Warehouse", back_populates="parts")

    def to_dict(self):
        return {
            "id": self.id,
            "sku": self.sku,
            "name": self.name,
            "quantity": self.quantity,
            "price": self.price,
            "counted_on": self.counted_on,
            "warehouse": self.warehouse.code,
        }
