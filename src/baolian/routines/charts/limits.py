"""What drawing may cost. The engine that draws is a browser's: it runs in a process of its own."""

from __future__ import annotations

from baolian.routines.confined import MEBIBYTE, EngineLimits

# measured: 95 MB and 1.3 s for a chart, 156 MB and 6.5 s for the browser's bundle; what the engine
# reserves, with the stacks of its threads, is some 600 MB on two cores: it touches a sixth of it
LIMITS = EngineLimits(1536 * MEBIBYTE)
