"""The numbers of GB/T 9704-2012, in the standard's own units: millimetres and points.

A4; 天头 37 mm, 订口 28 mm, 版心 156 x 225 mm, so 35 mm below and 26 mm at the right; 22 lines of 28
characters of 3号 (16 pt). Clauses are named beside what they ask.
"""

from __future__ import annotations

from baolian.routines.papers.paper import Face

PAGE_WIDTH, PAGE_HEIGHT = 210, 297
TOP, BOTTOM, LEFT, RIGHT = 37, 35, 28, 26
TEXT_WIDTH, TEXT_HEIGHT = 156, 225
LINES, CHARACTERS = 22, 28
# turned, the page keeps its binding edge: what was the top is at the left (附件 with wide tables)
TURNED = {"top": LEFT, "bottom": RIGHT, "left": BOTTOM, "right": TOP}

MM_IN_POINTS = 72 / 25.4

# sizes of type (字号) in points
SIZE_1, SIZE_2, SIZE_3, SIZE_4, SIZE_5 = 26.0, 22.0, 16.0, 14.0, 10.5

# 7.2.4: the mark's upper edge 35 mm below that of the type area; no size is fixed
MARK_BELOW_TOP = 35
# 7.2.7: the red rule 4 mm below the number
RULE_BELOW_NUMBER = 4
# 7.5: the dashes of the page number 7 mm below the type area
NUMBER_BELOW_TEXT = 7
# 7.4.1: first and last rule of the 版记, and those between
THICK_RULE, THIN_RULE = 0.35, 0.25
# the red rule; the standard leaves its weight open
RED_RULE = 0.7

RED = "FF0000"

# the type faces by the names that every office's Word knows; the files are nobody's to hand on
FACES = {
    Face.BODY: "仿宋_GB2312",
    Face.TITLE: "方正小标宋简体",
    Face.BLACK: "黑体",
    Face.KAI: "楷体_GB2312",
    Face.SONG: "宋体",
}
