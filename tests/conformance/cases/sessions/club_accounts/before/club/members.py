MEMBERS = {"ada": {"password": "engine"}}
