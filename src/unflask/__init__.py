"""Take a Flask application to FastAPI, proven."""
