RECIPES = [
    {"title": "Apple pie", "minutes": 75, "tags": ["sweet", "baked"]},
    {"title": "Barley soup", "minutes": 50, "tags": ["soup"]},
    {"title": "Cheese fondue", "minutes": 25, "tags": ["cheese", "quick"]},
    {"title": "Onion tart", "minutes": 60, "tags": ["baked"]},
    {"title": "Pear crumble", "minutes": 40, "tags": ["sweet", "baked"]},
    {"title": "Rösti", "minutes": 30, "tags": ["quick", "potato"]},
]
