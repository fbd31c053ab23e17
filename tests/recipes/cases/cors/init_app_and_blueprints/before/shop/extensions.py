from flask_cors import CORS

cors = CORS(send_wildcard=True)
