"""Compares the map's regions with true outlines: each area within 8 %, each centre within 10 km. Run by hand.

    CASEBOOK_OUTLINES=FOLDER python scripts/compare_map_shapes.py

FOLDER holds the NHS regions of England as GeoJSON (WGS 84, a property `name`), as the Office for National Statistics
publishes them. Nothing of it is copied.
"""

import json
import os
import re
import sys
from math import cos, hypot, pi, radians
from pathlib import Path

SHAPES = Path(__file__).resolve().parent.parent / "entries" / "outlets" / "map" / "shapes.json"
# As in make_map_shapes.py.
MIDDLE, WEST, NORTH = -3.0, -349.0, 6764.0
KM_A_DEGREE = 6371.0088 * pi / 180
MOST_AREA, MOST_KM = 0.08, 10.0

Place = tuple[float, float]
Ring = list[Place]
PIECE = re.compile(r"([Ml])(-?[\d.]+)[ ]?(-?[\d.]+)")


def drawn(path: str) -> list[Ring]:
    """The outlines of an SVG path as the map's script writes it."""
    rings = []
    for one in path.split("z")[:-1]:
        x = y = 0.0
        ring = []
        for move, across, down in PIECE.findall(one):
            x, y = (float(across), float(down)) if move == "M" else (x + float(across), y + float(down))
            ring.append((x, y))
        rings.append(ring)
    return rings


def projected(longitude: float, latitude: float) -> Place:
    """A place on the map, in kilometres from its upper left."""
    return (longitude - MIDDLE) * KM_A_DEGREE * cos(radians(latitude)) - WEST, NORTH - latitude * KM_A_DEGREE


def true_rings(geometry: dict) -> list[Ring]:
    """The outer outlines of a GeoJSON geometry, projected."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [[projected(*place[:2]) for place in polygon[0]] for polygon in polygons]


def measured(rings: list[Ring]) -> tuple[float, Place]:
    """Area in square kilometres, and the centre of gravity."""
    area = x = y = 0.0
    for ring in rings:
        parts = [(a, b, a[0] * b[1] - b[0] * a[1]) for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)]
        turn = 1 if sum(cross for _, _, cross in parts) > 0 else -1
        area += turn * sum(cross for _, _, cross in parts) / 2
        x += turn * sum((a[0] + b[0]) * cross for a, b, cross in parts) / 6
        y += turn * sum((a[1] + b[1]) * cross for a, b, cross in parts) / 6
    return area, (x / area, y / area)


def compare(folder: Path) -> list[str]:
    """What differs too much. Prints a line for each region."""
    ours, faults = json.loads(SHAPES.read_text(encoding="utf-8"))["regions"], []
    features = [one for file in sorted(folder.glob("*.geojson")) for one in json.loads(file.read_text())["features"]]
    for feature in features:
        name = feature["properties"]["name"]
        area, centre = measured(true_rings(feature["geometry"]))
        drawn_area, drawn_centre = measured(drawn(ours[name.lower().replace(" ", "-")]["path"]))
        more = drawn_area / area - 1
        off = hypot(drawn_centre[0] - centre[0], drawn_centre[1] - centre[1])
        print(f"{name}: {area:,.0f} sq km, drawn {more:+.1%}, centre {off:.1f} km off")
        if abs(more) > MOST_AREA or off > MOST_KM:
            faults.append(name)
    return faults if features else ["no outlines found"]


def main() -> int:
    """0 when every region is near enough."""
    folder = os.environ.get("CASEBOOK_OUTLINES")
    if not folder:
        print("CASEBOOK_OUTLINES must name a folder with GeoJSON files of the regions.")
        return 2
    faults = compare(Path(folder))
    print("Too far off: " + ", ".join(faults) if faults else "All are near enough.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
