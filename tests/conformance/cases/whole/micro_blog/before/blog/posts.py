from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user, login_required

from . import db
from .forms import EmptyForm, PostForm, ProfileForm
from .models import Post, User

bp = Blueprint("posts", __name__)


@bp.route("/", methods=["GET", "POST"])
@login_required
def index():
    form = PostForm()
    if form.validate_on_submit():
        db.session.add(Post(body=form.body.data, author=current_user))
        db.session.commit()
        flash("Your post is live!")
        return redirect(url_for("posts.index"))
    posts = Post.query.order_by(Post.id).all()
    return render_template("index.html", form=form, posts=posts)


@bp.route("/profile", methods=["GET", "POST"])
@login_required
def profile():
    form = ProfileForm(current_user.name)
    if form.validate_on_submit():
        form.populate_obj(current_user)
        db.session.commit()
        flash("Saved.")
        return redirect(url_for("posts.profile"))
    elif request.method == "GET":
        form.name.data = current_user.name
        form.about.data = current_user.about
    return render_template("form.html", title="Profile", form=form)


@bp.route("/user/<name>")
def user(name):
    found = User.query.filter_by(name=name).first_or_404()
    return render_template("form.html", title=found.name, form=ProfileForm(name, obj=found))


@bp.post("/posts/<int:id>/remove")
@login_required
def remove(id):
    form = EmptyForm()
    if not form.validate_on_submit():
        abort(400)
    post = db.session.get(Post, id)
    if post is None or post.author != current_user:
        abort(403)
    db.session.delete(post)
    db.session.commit()
    return redirect(url_for(".index"))
