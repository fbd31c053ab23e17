from flask import Blueprint, redirect, render_template, request, url_for

members = Blueprint("members", __name__)

NAMES = {"ann": "Ann", "bo": "Bo <3"}


@members.route("/<name>")
def show(name):
    return render_template("card.html", name=name, full=NAMES.get(name.lower()))


@members.route("/<name>/rename", methods=["GET", "POST"])
def rename(name):
    if request.method == "POST":
        return redirect(url_for(".show", name=request.form["to"], was=name))
    return render_template("rename.html", name=name)
