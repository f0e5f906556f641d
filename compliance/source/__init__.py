"""From the text of a YAML file to a tree that knows its places, and back.

The only package that imports `yaml`. Scalars stay text: `NO` is Norway, `12.10` a citation, `on` a word; what they mean is the
model's business. What cannot be read safely and unambiguously is refused, with all problems of a file at once.
"""

from __future__ import annotations

from compliance.source.nodes import Entry, Mapping, Node, Scalar, Sequence
from compliance.source.reader import read
from compliance.source.secrets import mask
from compliance.source.suggest import did_you_mean
from compliance.source.text import with_source_lines
from compliance.source.writer import Plain, dump

__all__ = [
    "Entry",
    "Mapping",
    "Node",
    "Plain",
    "Scalar",
    "Sequence",
    "did_you_mean",
    "dump",
    "mask",
    "read",
    "with_source_lines",
]
