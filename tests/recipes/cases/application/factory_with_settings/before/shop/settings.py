"""Settings by name."""

PAGE = 20
NAME = "settings"
