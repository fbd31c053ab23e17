from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()
migrate = Migrate(compare_server_default=True)


@migrate.configure
def names_of_files(config):
    """Let the files of revisions be named by their number alone."""
    config.set_main_option("file_template", "%%(rev)s")
    return config
