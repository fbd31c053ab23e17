"""What servers import."""

from app import create_app

application = create_app()
