from sqlalchemy.orm import DeclarativeBase

from .compat.database import repr_by_key
from .compat.migrations import Migrations


class Base(DeclarativeBase):
    __repr__ = repr_by_key


migrate = Migrations()


@migrate.configure
def quiet(config):
    config.set_main_option("quiet", "yes")
    return config
