from .client import fetch


def current(city, units=None):
    """The weather in a city, with words for it; None for a city that is not known."""
    found = fetch("/current", {"city": city, "units": units})
    if found is None:
        return None
    return {
        "city": found["city"],
        "temperature": found["temperature"],
        "units": found["units"],
        "summary": words(found["celsius"], found["wind"]),
    }


def forecast(city, days):
    found = fetch("/forecast", {"city": city, "days": days})
    if found is None:
        return None
    return [{"day": number, "celsius": value} for number, value in enumerate(found["days"], 1)]


def words(celsius, wind):
    feel = "cold" if celsius < 8 else "mild" if celsius < 20 else "warm"
    return feel + " and windy" if wind > 30 else feel


def fahrenheit(celsius):
    return round(celsius * 9 / 5 + 32, 1)
