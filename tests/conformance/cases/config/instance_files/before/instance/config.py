import math

RETRIES = math.ceil(2.5)
UNIT = "K"
private = "left out"
