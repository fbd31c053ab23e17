from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for

from app import db
from auth import login_required
from models import Post

blog = Blueprint("blog", __name__)


def preview(text, words=3):
    parts = text.split()
    return " ".join(parts[:words]) + (" …" if len(parts) > words else "")


@blog.route("/")
def index():
    posts = Post.query.order_by(Post.id.desc()).all()
    return render_template("index.html", posts=posts)


@blog.route("/post/<int:id>")
def post(id):
    return render_template("post.html", post=Post.query.get_or_404(id))


@blog.route("/post/new", methods=["GET", "POST"])
@blog.route("/post/<int:id>/edit", methods=["GET", "POST"])
@login_required
def edit(id=None):
    post = Post(author=g.user) if id is None else Post.query.get_or_404(id)
    if post.author != g.user:
        abort(403)
    if request.method == "POST":
        post.title, post.body = request.form["title"], request.form["body"]
        if post.title and post.body:
            db.session.add(post)
            db.session.commit()
            flash("Your post is live.", "success")
            return redirect(url_for(".post", id=post.id))
        flash("A post needs title and text.", "error")
        db.session.rollback()
    return render_template("edit.html", post=post)
