"""Shapes that a process keeps beside its catalogue, so that what is asked for often is made once.

A catalogue brings its own, which leave with it: what is kept here never outlives the content version it was read at.
"""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

Shape = TypeVar("Shape")


class KeptShapes(Generic[Shape]):
    """Frozen shapes by key, at most `most` of them: the one longest unasked for leaves first."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._shapes: OrderedDict[Hashable, Shape] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> Shape | None:
        """The shape kept under `key`, or None."""
        with self._lock:
            shape = self._shapes.get(key)
            if shape is not None:
                self._shapes.move_to_end(key)
            return shape

    def put(self, key: Hashable, shape: Shape) -> Shape:
        """Keep a shape, and give it back."""
        with self._lock:
            self._shapes[key] = shape
            self._shapes.move_to_end(key)
            if len(self._shapes) > self.most:
                self._shapes.popitem(last=False)
        return shape
