def defaults():
    class Config:
        WIDTH = 4
        THREAD = "="

    return Config
