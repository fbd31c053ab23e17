from flask import jsonify, request


class BankError(Exception):
    """Whatever a client may know about; subclasses set what they answer with."""

    status = 400
    code = "bank_error"

    def __init__(self, message, **details):
        super().__init__(message)
        self.message = message
        self.details = details

    def to_dict(self):
        return {"code": self.code, "message": self.message, **self.details}


class NotEnoughMoney(BankError):
    status = 409
    code = "not_enough_money"


class UnknownAccount(BankError, KeyError):
    status = 404
    code = "unknown_account"


def register_errors(app):
    @app.errorhandler(BankError)
    def answer(error):
        body = error.to_dict()
        body["path"] = request.path
        response = jsonify(error=body)
        response.status_code = error.status
        return response

    @app.errorhandler(KeyError)
    def missing_key(error):
        return jsonify(error={"code": "missing_key", "key": str(error.args[0])}), 422

    @app.errorhandler(ZeroDivisionError)
    def nothing_to_share(error):
        return {"error": {"code": "division"}}, 400
