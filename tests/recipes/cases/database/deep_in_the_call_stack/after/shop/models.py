from sqlalchemy import Column, ForeignKey, Integer, String, select
from sqlalchemy.orm import relationship

from .compat.database import current_session
from .extensions import Base


class User(Base):
    __tablename__ = "user"

    id = Column(Integer, primary_key=True)
    name = Column(String(20), unique=True)
    orders = relationship("Order", back_populates="user", cascade="all, delete-orphan")

    def __repr__(self):
        return f"User({self.name})"

    @classmethod
    def named(cls, name):
        return current_session().scalars(select(cls).filter_by(name=name).limit(1)).first()

    def save(self):
        current_session().add(self)
        current_session().commit()


class Order(Base):
    __tablename__ = "order"

    id = Column(Integer, primary_key=True)
    text = Column(String(20))
    user_id = Column(Integer, ForeignKey("user.id"))
    user = relationship("User", back_populates="orders")
