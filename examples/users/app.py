from flask import Flask, jsonify, request

app = Flask(__name__)

db = {}


@app.route('/user', methods=['POST'])
def create_user():
    data = request.get_json()
    username = data.get('name')
    email = data.get('email')
    password = data.get('password')

    # Create user in DB
    db[1] = {"name": username, "email": email, "password": password}

    return jsonify({'message': 'User created successfully', 'id': 1}), 201


@app.route("/user/<int:id>", methods=['GET'])
def get_user(id: int):
    # do something, e.g. create user in database
    user = db.get(id)

    return user
