from flask import Flask
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db = SQLAlchemy(app)


class Leaf(db.Model):
    id = db.Column(db.Integer, primary_key=True)


with app.app_context():
    db.create_all()
    db.session.add_all([Leaf(), Leaf(), Leaf()])
    db.session.commit()


@app.get("/")
def leaves():
    """Nothing else here reads the query string."""
    page = db.paginate(db.select(Leaf).order_by(Leaf.id))
    return {"leaves": [leaf.id for leaf in page.items], "pages": page.pages}
