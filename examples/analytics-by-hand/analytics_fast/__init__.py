"""The ten busiest routes of the analytics platform, on FastAPI."""

VERSION = "2.31.0"
