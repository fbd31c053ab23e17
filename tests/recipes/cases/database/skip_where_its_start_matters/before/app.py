from flask import Flask, jsonify
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///first.db"
app.config["SQLALCHEMY_BINDS"] = {"other": "sqlite:///second.db"}
db = SQLAlchemy(app)


class Setting(db.Model):
    name = db.Column(db.String(20), primary_key=True)
    value = db.Column(db.String(20))


with app.app_context():
    db.drop_all()
    db.create_all()
    db.session.add(Setting(name="TITLE", value="Cats"))
    db.session.commit()
    # What views read comes from the database.
    for setting in db.session.scalars(db.select(Setting)):
        app.config[setting.name] = setting.value


@app.get("/settings")
def settings():
    return jsonify([s.name for s in Setting.query])


@app.get("/title")
def title():
    return app.config["TITLE"]
