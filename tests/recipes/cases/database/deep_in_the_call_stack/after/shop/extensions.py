from sqlalchemy.orm import DeclarativeBase

from .compat.database import repr_by_key


# One object for the whole shop.
class Base(DeclarativeBase):
    __repr__ = repr_by_key
