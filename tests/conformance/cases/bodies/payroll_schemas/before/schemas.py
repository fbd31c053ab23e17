from marshmallow import Schema, fields, validate


class EmployeeSchema(Schema):
    name = fields.Str(required=True, validate=validate.Length(min=2, max=20))
    email = fields.Email(required=True)
    hired = fields.Date(load_default=None)
    grade = fields.Int(validate=validate.Range(1, 9), load_default=1)


class PayslipSchema(Schema):
    month = fields.Str(required=True, validate=validate.Regexp(r"\d{4}-\d{2}$"))
    amount = fields.Decimal(required=True, places=2, as_string=True)
