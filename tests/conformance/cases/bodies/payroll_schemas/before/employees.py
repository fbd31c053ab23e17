from functools import wraps

from flask import Blueprint, request

from schemas import EmployeeSchema, PayslipSchema

bp = Blueprint("employees", __name__, url_prefix="/employees")


def load_with(schema_class, **options):
    def decorator(view):
        @wraps(view)
        def wrapper(**kwargs):
            data = schema_class(**options).load(request.get_json())
            return view(data, **kwargs)

        return wrapper

    return decorator


@bp.route("", methods=["POST"])
@load_with(EmployeeSchema)
def hire(employee):
    return EmployeeSchema().dump(employee), 201


@bp.route("/<int:number>", methods=["PATCH"])
@load_with(EmployeeSchema, partial=True)
def change(changes, number):
    return {"number": number, "changes": EmployeeSchema().dump(changes)}


@bp.route("/<int:number>/payslips", methods=["POST"])
@load_with(PayslipSchema, many=True, unknown="exclude")
def pay(slips, number):
    total = sum(slip["amount"] for slip in slips)
    return {"employee": number, "total": str(total), "slips": PayslipSchema(many=True).dump(slips)}
