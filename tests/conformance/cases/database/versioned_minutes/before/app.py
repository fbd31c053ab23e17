from flask import Flask, abort, jsonify, request

from models import Meeting, Minute, MinuteVersion, db


def create_app():
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///minutes.db"
    db.init_app(app)
    db.app = app
    with app.app_context():
        db.drop_all()
        db.create_all()
        db.session.add(Meeting(name="board"))
        db.session.commit()

    def meeting_of(ident):
        return Meeting.query.filter(Meeting.id == ident).one_or_none() or abort(404)

    @app.post("/meetings/<int:meeting_id>/minutes")
    def write(meeting_id):
        minute = Minute(text=request.get_json()["text"], meeting=meeting_of(meeting_id))
        db.session.add(minute)
        db.session.commit()
        return jsonify(id=minute.id), 201

    @app.put("/meetings/<int:meeting_id>/minutes/<int:minute_id>")
    def correct(meeting_id, minute_id):
        minute = Minute.query.get(minute_id, meeting_of(meeting_id))
        if minute is None:
            return jsonify(error="no such minute"), 404
        minute.text = request.get_json()["text"]
        db.session.commit()
        return jsonify(texts=[version.text for version in minute.versions])

    @app.delete("/meetings/<int:meeting_id>/minutes/<int:minute_id>")
    def strike(meeting_id, minute_id):
        if Minute.query.delete(meeting_of(meeting_id), minute_id) is None:
            abort(404)
        db.session.commit()
        return "", 204

    @app.get("/meetings/<int:meeting_id>/minutes")
    def minutes(meeting_id):
        page = meeting_of(meeting_id).ordered_minutes().paginate(per_page=2, error_out=True)
        return jsonify(texts=[m.text for m in page], pages=page.pages, total=page.total)

    @app.get("/history")
    def history():
        found = MinuteVersion.query.filter_by(meeting_id=1).order_by(MinuteVersion.transaction_id)
        return jsonify([[v.id, v.text, v.operation_type, v.transaction.id] for v in found])

    @app.post("/minutes/<int:minute_id>/back")
    def back(minute_id):
        minute = Minute.query.filter_by(id=minute_id).first_or_404()
        minute.versions[0].revert()
        db.session.commit()
        return jsonify(text=minute.text)

    return app
