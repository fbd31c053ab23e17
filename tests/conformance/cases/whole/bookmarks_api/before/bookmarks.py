from urllib.parse import urlsplit

from flask import Blueprint, abort, g, jsonify, redirect, request, url_for

from models import Bookmark, db
from users import token_required

bookmarks = Blueprint("bookmarks", __name__)


def checked_url():
    url = request.get_json().get("url", "")
    if urlsplit(url).scheme not in ("http", "https"):
        abort(422, description="Enter a valid url")
    return url


def own(bookmark_id):
    return Bookmark.query.filter_by(id=bookmark_id, user_id=g.user.id).first_or_404()


@bookmarks.route("/", methods=["POST", "GET"])
@token_required
def handle_bookmarks():
    if request.method == "POST":
        url = checked_url()
        if Bookmark.query.filter_by(url=url, user_id=g.user.id).first():
            return jsonify({"error": "URL already exists"}), 409
        bookmark = Bookmark(url=url, body=request.get_json().get("body", ""), user_id=g.user.id)
        db.session.add(bookmark)
        db.session.flush()
        bookmark.short = f"b{bookmark.id}"
        db.session.commit()
        return jsonify(bookmark.as_dict()), 201, {"Location": url_for(".one", id=bookmark.id)}

    order = Bookmark.visits.desc() if request.args.get("sort") == "visits" else Bookmark.id
    found = Bookmark.query.filter_by(user_id=g.user.id).order_by(order).all()
    response = jsonify({"data": [b.as_dict() for b in found], "meta": {"count": len(found)}})
    response.add_etag()
    return response.make_conditional(request)


@bookmarks.get("/<int:id>")
@token_required
def one(id):
    return jsonify(own(id).as_dict())


@bookmarks.put("/<int:id>")
@bookmarks.patch("/<int:id>")
@token_required
def edit(id):
    bookmark = own(id)
    bookmark.url = checked_url()
    bookmark.body = request.get_json().get("body", bookmark.body)
    db.session.commit()
    return jsonify(bookmark.as_dict())


@bookmarks.delete("/<int:id>")
@token_required
def delete(id):
    db.session.delete(own(id))
    db.session.commit()
    return jsonify({}), 204


@bookmarks.get("/go/<short>")
def follow(short):
    bookmark = Bookmark.query.filter_by(short=short).first_or_404()
    bookmark.visits += 1
    db.session.commit()
    return redirect(bookmark.url)
