"""Curves as SVG files beside RESULTS.md. The only module that knows pygal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pygal
from pygal.style import Style

FOLDER = Path(__file__).resolve().parent
COLORS = ("#3b5bdb", "#c2255c", "#2b8a3e", "#e67700", "#6741d9", "#868e96")


@dataclass(frozen=True)
class Plot:
    """A line for each of `series`, over the `points` in equal steps."""

    name: str
    title: str
    points: Sequence[int]
    series: Mapping[str, Sequence[float]]
    up: str
    across: str

    @property
    def reference(self) -> str:
        return f"![{self.title}]({self.name}.svg)"

    def write(self) -> None:
        (FOLDER / f"{self.name}.svg").write_text(self.svg() + "\n")

    def svg(self) -> str:
        chart = pygal.Line(
            width=900, height=460, title=self.title, x_title=self.across, y_title=self.up,
            range=(0, 1.1 * max(max(each) for each in self.series.values())),
            legend_at_bottom=True, legend_at_bottom_columns=3, show_x_guides=False, dots_size=4,
            stroke_style={"width": 2.5}, value_formatter="{:,.0f}".format, margin=24,
            # Nothing may be fetched or run by whoever looks at it.
            js=[], disable_xml_declaration=True, no_prefix=True,
            style=Style(
                background="#ffffff", plot_background="#ffffff", colors=COLORS,
                foreground="#495057", foreground_strong="#212529", foreground_subtle="#868e96",
                font_family="system-ui, sans-serif", title_font_size=18, label_font_size=13,
                major_label_font_size=13, legend_font_size=14,
            ),
        )  # fmt: skip
        chart.x_labels = [f"{each:,}" for each in self.points]
        for name, values in self.series.items():
            chart.add(name, list(values))
        return without_scripts(chart.render(is_unicode=True))


def without_scripts(svg: str) -> str:
    """What pygal writes for its hover texts is left out: these are pictures."""
    root = ElementTree.fromstring(svg)
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag.endswith("script"):
                parent.remove(child)
    ElementTree.register_namespace("", "http://www.w3.org/2000/svg")
    return ElementTree.tostring(root, encoding="unicode")
