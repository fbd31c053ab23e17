from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()
migrate = Migrate()


@migrate.configure
def quiet(config):
    config.set_main_option("quiet", "yes")
    return config
