"""What making a file of a paper may cost. The engines keep what they have once taken: they run in
processes of their own, which end with the paper."""

from __future__ import annotations

from baolian.routines.confined import MEBIBYTE, EngineLimits

# by this exit code the process says that no font on this machine shows Chinese
NO_FONT = 3

# fonts are mapped and only read
LIMITS = EngineLimits(1024 * MEBIBYTE)


class NotMade(Exception):
    """The process came to no good end: over its limits, or without its engine."""
