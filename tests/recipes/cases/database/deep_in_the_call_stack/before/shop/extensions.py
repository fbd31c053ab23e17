from flask_sqlalchemy import SQLAlchemy

# One object for the whole shop.
db = SQLAlchemy(session_options={"autoflush": False})
