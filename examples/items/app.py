from flask import Flask, jsonify, request

app = Flask(__name__)

items = [{"id": 1, "name": "Apple"}, {"id": 2, "name": "Banana"}]


@app.route('/items', methods=['GET'])
def get_items():
    return jsonify(items)


@app.route('/items', methods=['POST'])
def add_item():
    new_item = request.json
    if not new_item or 'name' not in new_item:
        return jsonify({"message": "Invalid item data"}), 400
    new_item['id'] = len(items) + 1
    items.append(new_item)
    return jsonify(new_item), 201


if __name__ == '__main__':
    app.run(debug=True)
