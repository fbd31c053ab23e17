from shop.compat.cors import CORS

cors = CORS(send_wildcard=True)
