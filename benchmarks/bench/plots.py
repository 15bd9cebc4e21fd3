"""Two small drawings, as SVG: how latencies are spread, and CPU beside throughput."""
import math
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 720, 360
LEFT, RIGHT, TOP, BOTTOM = 64, 210, 34, 44
COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#666666", "#000000"]


def _text(x, y, text, anchor="start", size=12, colour="#333", more=""):
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" fill="{colour}"{more}>{escape(text)}</text>'


def _line(x1, y1, x2, y2, colour="#ddd", width=1):
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" stroke-width="{width}"/>'


def _drawing(title, parts, height=HEIGHT):
    head = (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
            f'font-family="sans-serif"><rect width="{WIDTH}" height="{height}" fill="white"/>')
    return "\n".join([head, _text(LEFT, 20, title, size=14, colour="#000"), *parts, "</svg>"]) + "\n"


def _time(microseconds):
    return f"{microseconds / 1000:g} ms" if microseconds >= 1000 else f"{microseconds:g} µs"


def latencies(title, curves):
    """{name: [[percentile, µs], …]}: percentiles to the right by their nines, times upwards by their tens."""
    curves = {name: [p for p in points if p[1] > 0] for name, points in curves.items()}
    curves = {name: points for name, points in curves.items() if points}
    if not curves:
        return None
    ends = [0, 50, 90, 99, 99.9, 99.99, 99.999]
    low = 10 ** math.floor(math.log10(min(p[1] for points in curves.values() for p in points)))
    high = 10 ** math.ceil(math.log10(max(p[1] for points in curves.values() for p in points)))
    right, bottom = WIDTH - RIGHT, HEIGHT - BOTTOM
    x = lambda percentile: LEFT + min(-math.log10(max(1 - percentile / 100, 1e-9)), 5) / 5 * (right - LEFT)
    y = lambda value: bottom - (math.log10(value) - math.log10(low)) / max(math.log10(high) - math.log10(low), 1) * (bottom - TOP)
    parts = []
    for end in ends:
        parts += [_line(x(end), TOP, x(end), bottom), _text(x(end), bottom + 16, "0" if end == 0 else f"p{end:g}", "middle")]
    value = low
    while value <= high:
        parts += [_line(LEFT, y(value), right, y(value)), _text(LEFT - 6, y(value) + 4, _time(value), "end")]
        value *= 10
    for number, (name, points) in enumerate(curves.items()):
        colour = COLOURS[number % len(COLOURS)]
        way = " ".join(f"{x(p):.1f},{y(v):.1f}" for p, v in points if p < 100)
        parts += [f'<polyline points="{way}" fill="none" stroke="{colour}" stroke-width="2"/>',
                  _line(right + 10, TOP + 8 + 18 * number, right + 26, TOP + 8 + 18 * number, colour, 3),
                  _text(right + 32, TOP + 12 + 18 * number, name, size=11)]
    return _drawing(title, parts)


def bars(title, unit, rows):
    """[(name, value, note)]: one bar each, lying, with its value at its end."""
    rows = [row for row in rows if row[1] is not None]
    if not rows:
        return None
    names, height = 250, 44 + 24 * len(rows)
    scale = (WIDTH - names - 190) / max(value for _, value, _ in rows)
    parts = []
    for number, (name, value, note) in enumerate(rows):
        at = 34 + 24 * number
        colour = COLOURS[6] if name.endswith("twin") else COLOURS[0]
        parts += [_text(names - 8, at + 14, name, "end", 11),
                  f'<rect x="{names}" y="{at}" width="{value * scale:.1f}" height="18" fill="{colour}"/>',
                  _text(names + value * scale + 6, at + 14, f"{value:.2f} {unit}{note}", size=11)]
    return _drawing(title, parts, height)
