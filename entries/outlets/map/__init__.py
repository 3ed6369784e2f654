"""Where entries come from: the regions of England and the other nations, drawn and listed."""

from entries.outlets.map.drawing import RegionMap, region_map

__all__ = ["RegionMap", "region_map"]
