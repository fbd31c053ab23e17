READINGS = {
    "north": [("mon", 3), ("tue", 5), ("wed", -1)],
    "south <2>": [("mon", 12)],
    "east": [],
}


def by_day(rows):
    return {day: degrees for day, degrees in rows}
