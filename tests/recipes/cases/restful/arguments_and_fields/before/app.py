from datetime import datetime

from flask import Flask
from flask_restful import Api, Resource, fields, inputs, marshal, marshal_with, reqparse
from werkzeug.datastructures import FileStorage

app = Flask(__name__)
api = Api(app)


class Upper(fields.Raw):
    def format(self, value):
        return value.upper()


task_fields = {
    "task": Upper(attribute="name"),
    "due": fields.DateTime(dt_format="iso8601"),
    "uri": fields.Url("task", absolute=True),
    "price": fields.Price(2),
    "tags": fields.List(fields.String),
    "owner": fields.Nested({"name": fields.String(default="nobody")}, allow_null=True),
}
TASKS = {
    1: {"id": 1, "name": "one", "due": datetime(2024, 1, 1, 12), "price": 1.005, "tags": ["a", 1]},
    2: {"id": 2, "name": "two", "owner": {}},
}

parser = reqparse.RequestParser(bundle_errors=True)
parser.add_argument("name", required=True, help="What is to be done? {error_msg}")
parser.add_argument("price", type=inputs.positive, default=1, location=("json", "values"))
parser.add_argument("due", type=inputs.datetime_from_iso8601, location="json")
parser.add_argument("span", type=inputs.iso8601interval, location="json")

search = reqparse.RequestParser()
search.add_argument("q", location="args", action="append", type=inputs.regex("^[a-z]+$"))
search.add_argument("X-Token", location="headers", dest="token")
search.add_argument("seen", location="cookies", type=inputs.boolean)

upload = reqparse.RequestParser()
upload.add_argument("file", location="files", type=FileStorage, required=True)
upload.add_argument("title", location="form", trim=True)


class Task(Resource):
    @marshal_with(task_fields)
    def get(self, number):
        return TASKS[number]

    def put(self, number):
        sent = parser.parse_args(strict=True)
        span = sent.span and [end.isoformat() for end in sent.span]
        return {**sent, "due": str(sent.due), "span": span, "number": number}, 201


class Tasks(Resource):
    def get(self):
        return {"asked": search.parse_args(), "tasks": marshal([TASKS[1], TASKS[2]], task_fields)}

    def post(self):
        sent = upload.parse_args()
        return {"title": sent["title"], "size": len(sent["file"].read()), "name": sent.file.filename}


api.add_resource(Task, "/tasks/<int:number>", endpoint="task")
api.add_resource(Tasks, "/tasks")
