class counted:
    """Not a function, and it hides what it decorates."""

    def __init__(self, function):
        self.function, self.calls = function, 0
        self.__name__ = function.__name__

    def __call__(self, **kwargs):
        self.calls += 1
        return self.function(self.calls, **kwargs)
