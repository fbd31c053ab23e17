from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy

from .cache import Cache

db = SQLAlchemy()
migrate = Migrate()
cache = Cache()
