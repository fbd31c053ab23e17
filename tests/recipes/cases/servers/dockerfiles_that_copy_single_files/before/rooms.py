ROOMS = ["attic", "cellar"]
