def checkerboard(size, inverted=False):
    rows = []
    for y in range(size):
        rows.append(" ".join("0" if (x + y + inverted) % 2 else "255" for x in range(size)))
    return f"P2 {size} {size} 255\n".encode() + "\n".join(rows).encode() + b"\n"
