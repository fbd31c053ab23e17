from flask import Blueprint, jsonify, render_template, request
from flask.views import MethodView

from .forms import LeaveForm, asking_for, form_for

bp = Blueprint("tools", __name__)


class Tool:
    name = edge = shelf = size = None


@bp.route("/<tool>", methods=["GET", "POST", "PATCH"])
def one(tool):
    form = form_for(3)
    if form.validate_on_submit():
        found = Tool()
        found.size = Tool()
        form.populate_obj(found)
        return jsonify(name=found.name, shelf=found.shelf, width=found.size.width)
    return render_template("tool.html", form=form)


@bp.post("/<tool>/asked/<name>")
def asked(tool, name):
    form = asking_for(name)()
    valid = form.validate_on_submit()
    return {"valid": valid, "errors": form.errors, "raw": request.get_data(as_text=True)}


@bp.put("/<tool>/both")
def both(tool):
    data = request.get_json()
    form = LeaveForm(meta={"csrf": False})
    return {"data": data, "why": form.why.data, "sent": form.validate_on_submit()}


class Tools(MethodView):
    def get(self):
        return render_template("tool.html", form=form_for(1))

    def post(self):
        form = LeaveForm()
        return jsonify(form.errors if not form.validate() else form.why.data)
