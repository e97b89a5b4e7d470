"""Panels of a dashboard as one SVG file: lines over time, and bands for what happened."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

COLORS = ("#3b5bdb", "#c2255c", "#2b8a3e", "#e67700", "#6741d9", "#0b7285", "#868e96", "#a61e4d")
WIDTH, HEIGHT = 470, 258
LEFT, RIGHT, TOP, BOTTOM = 52, 14, 34, 72
ACROSS, UP = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
LEGEND_ROWS = 3
MOST = 8  # lines of a panel, the highest
Points = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Band:
    """`begin` and `end` in seconds of the run."""

    name: str
    begin: float
    end: float


@dataclass(frozen=True)
class Panel:
    title: str
    unit: str
    series: Mapping[str, Points]


def drawn(title: str, panels: Sequence[Panel], bands: Sequence[Band], seconds: float) -> str:
    rows = math.ceil(len(panels) / 2)
    width, height = 2 * WIDTH + 30, rows * (HEIGHT + 10) + 76
    letters = 'font-family="system-ui, sans-serif" font-size="11" fill="#495057"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" {letters}>',
        f'<rect width="{width}" height="{height}" fill="#f1f3f5"/>',
        _text(12, 28, title, size=18, color="#212529", bold=True),
        *_band_legend(bands),
    ]
    for number, panel in enumerate(panels):
        x, y = 10 + number % 2 * (WIDTH + 10), 62 + number // 2 * (HEIGHT + 10)
        parts.append(f'<g transform="translate({x} {y})">')
        parts += _panel(panel, bands, seconds)
        parts.append("</g>")
    return "\n".join([*parts, "</svg>"]) + "\n"


def _band_legend(bands: Sequence[Band]) -> list[str]:
    parts, x = [], 12.0
    for number, band in enumerate(bands):
        label = f"{chr(65 + number)}  {band.name}"
        parts += [
            f'<rect x="{x}" y="39" width="16" height="14" rx="2" fill="#ffe8cc"/>',
            _text(x + 4, 50, label, color="#343a40"),
        ]
        x += 14 + 6.1 * len(label)
    return parts


def _panel(panel: Panel, bands: Sequence[Band], seconds: float) -> list[str]:
    tops = {name: max(value for _, value in line) for name, line in panel.series.items()}
    shown = {name: panel.series[name] for name in sorted(tops, key=lambda it: -tops[it])[:MOST]}
    scale = _Scale(seconds, _round_up(max(tops.values(), default=0)))
    lines = [
        _line([(scale.x(at), scale.y(value)) for at, value in line], COLORS[number % len(COLORS)])
        for number, line in enumerate(shown.values())
    ]
    return [
        f'<rect width="{WIDTH}" height="{HEIGHT}" rx="4" fill="#fff"/>',
        _text(12, 21, panel.title, size=13, color="#212529", bold=True),
        *_bands(bands, scale),
        *_axes(scale, panel.unit),
        *lines,
        *_legend(list(shown)),
    ]


@dataclass(frozen=True)
class _Scale:
    seconds: float
    top: float

    def x(self, second: float) -> float:
        return LEFT + ACROSS * second / self.seconds

    def y(self, value: float) -> float:
        return TOP + UP * (1 - value / self.top)


def _bands(bands: Sequence[Band], scale: _Scale) -> Iterator[str]:
    for number, band in enumerate(bands):
        x = scale.x(band.begin)
        wide = max(2.0, scale.x(band.end) - x)
        yield f'<rect x="{x:.0f}" y="{TOP}" width="{wide:.0f}" height="{UP}" fill="#fff4e6"/>'
        yield _text(x + 2, TOP + 10, chr(65 + number), color="#e8590c")


def _axes(scale: _Scale, unit: str) -> Iterator[str]:
    for quarter in range(5):
        value = scale.top * quarter / 4
        y = scale.y(value)
        yield f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#dee2e6" fill="none"/>'
        yield _text(LEFT - 6, y + 4, said(value, unit), "end")
    for second in range(0, int(scale.seconds) + 1, 30):
        label = f"{second // 60}:{second % 60:02}"
        yield _text(scale.x(second), TOP + UP + 15, label, "middle")


def _line(points: Points, color: str) -> str:
    """Broken where nothing was known for a while."""
    path, last = [], -math.inf
    for x, y in points:
        path.append(f"{'L' if x - last < 15 else 'M'}{x:.0f} {y:.1f}")
        last = x
    return f'<path d="{"".join(path)}" stroke="{color}" stroke-width="1.8" fill="none"/>'


def _legend(names: Sequence[str]) -> list[str]:
    if not names:
        return [_text(WIDTH / 2, HEIGHT - 40, "nothing, as it should be", "middle")]
    parts, x, row = [], float(LEFT), 0
    for number, name in enumerate(names):
        wide = 26 + 6.1 * len(name)
        if x + wide > WIDTH:
            x, row = float(LEFT), row + 1
        if row == LEGEND_ROWS:
            break
        y = HEIGHT - 40 + 15 * row
        color = COLORS[number % len(COLORS)]
        parts.append(f'<path d="M{x:.0f} {y - 4}h12" stroke="{color}" stroke-width="3"/>')
        parts.append(_text(x + 16, y, name))
        x += wide
    return parts


def _text(
    x: float, y: float, text: str, anchor: str = "start", *,
    size: int = 11, color: str = "#495057", bold: bool = False,
) -> str:  # fmt: skip
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}" font-size="{size}" '
        f'fill="{color}"{weight}>{escape(text)}</text>'
    )


def _round_up(value: float) -> float:
    """The next of 1, 2, 4, 6, 8 times a power of ten, so that quarters of it are short."""
    if value <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in (1, 2, 4, 6, 8, 10, 20) if step * power >= value * 1.02)


def said(value: float, unit: str) -> str:
    if unit == "s":
        return f"{value * 1000:.3g} ms" if value < 1 else f"{value:.3g} s"
    if unit == "bytes":
        return f"{value / 1e6:.3g} MB"
    return f"{value:,.0f}" if value >= 10 else f"{value:.3g}"
