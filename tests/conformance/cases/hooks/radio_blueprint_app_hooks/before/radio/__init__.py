from radio.stats import stats
from radio.tracks import tracks


def init_app(app):
    """Brings the whole service into an application."""
    app.register_blueprint(tracks, url_prefix="/tracks")
    app.register_blueprint(stats)
