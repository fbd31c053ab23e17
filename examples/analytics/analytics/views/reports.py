from flask import Blueprint, g, request, url_for

from ..models import Report
from ..pagination import paginate
from ..schemas import REPORT_KINDS, ReportSchema
from ..security import role_required, token_required
from ..services import reports as service

bp = Blueprint("reports", __name__)

report_schema = ReportSchema()
reports_schema = ReportSchema(many=True, exclude=["result"])


@bp.route("")
@token_required
def list_reports():
    query = Report.query.filter_by(account_id=g.account.id)
    kind = request.args.get("kind")
    if kind is not None:
        if kind not in REPORT_KINDS:
            raise service.ApiError("There are no %s reports." % kind, kinds=list(REPORT_KINDS))
        query = query.filter_by(kind=kind)
    query = query.order_by(Report.created_at.desc(), Report.id)
    return paginate(query, reports_schema.dump)


@bp.route("", methods=["POST"])
@token_required
@role_required("member")
def create_report():
    report = service.create(report_schema.load(request.get_json()))
    location = url_for("reports.get_report", report_id=report.id)
    return report_schema.dump(report), 201, {"Location": location}


@bp.route("/<uuid:report_id>")
@token_required
def get_report(report_id):
    return report_schema.dump(service.find_report(report_id))
