"""Whether two names may be one office's, one of them misspelt or short.

Chinese is typed by its sound, so a slip is a character that is read like the right one (局, 居),
left out, put in twice or in another's place. A character that is read otherwise makes another name
as often: 民政局 and 财政局, 农行 and 工行.
"""

from __future__ import annotations

import re

from baolian.records.lookup.pinyin import of_character

# a name without its place: from so many characters on, two slips in it are still the same name
LONG = 5
# shorter ones are no abbreviation of anything
SHORTEST = 3
# these are read alike, and each makes the name of an ordinary office: 税务局, 水务局
APART = frozenset({frozenset("税水")})
DIGITS = str.maketrans("0123456789", "零一二三四五六七八九")
ORDINALS = re.compile("[零一二三四五六七八九十]")
# 中国农业银行 and 农行 are one; 行政 and 行业 are no bank's
BANK = re.compile("(?:中国(?!银行))?(.+?)(?:银行|行(?![政业]))")
SHORT_BANKS = {
    "工": "工商",
    "农": "农业",
    "中": "中国",
    "建": "建设",
    "交": "交通",
    "招": "招商",
    "农发": "农业发展",
    "农商": "农村商业",
    "邮储": "邮政储蓄",
}


def is_near(one: str, other: str) -> bool:
    """Whether two names of an area may be one: the same characters in any order, one slip or, in
    longer ones, two; or the one is the other's short form, 交通局 of 交通运输局. Never where they
    differ in a number or in the bank."""
    if not one or not other:
        return False
    short, long = sorted((one, other), key=len)
    slips = 1 if len(short) < LONG else 2
    if len(set(short) - set(long)) > slips:
        return False  # nearly always: the rest is not worth reckoning
    is_alike = len(long) - len(short) <= slips and edits(short, long) <= slips
    may_be = is_alike or sorted(one) == sorted(other) or is_short_for(short, long)
    return may_be and ordinals(one) == ordinals(other) and not are_two_banks(one, other)


def is_short_for(short: str, long: str) -> bool:
    """Begins with the same character, and has of the rest some in their order."""
    rest = iter(long)
    return len(short) >= SHORTEST and short[0] == long[0] and all(char in rest for char in short)


def edits(one: str, other: str) -> int:
    """What must be done to make the one the other: a character put in, left out, or changed for one
    that sounds alike is 1; one that sounds otherwise is 2, as if left out and put in."""
    costs = list(range(len(other) + 1))
    for n, mine in enumerate(one, 1):
        before, costs[0] = costs[0], n
        for at, its in enumerate(other, 1):
            changed = before + change(mine, its)
            before, costs[at] = costs[at], min(costs[at] + 1, costs[at - 1] + 1, changed)
    return costs[-1]


def change(one: str, other: str) -> int:
    if one == other:
        return 0
    return 1 if sound_alike(one, other) else 2


def sound_alike(one: str, other: str) -> bool:
    """By their syllables, whatever the tone; a digit like its word."""
    if frozenset((one, other)) in APART:
        return False
    mine, its = (of_character(sign.translate(DIGITS)) for sign in (one, other))
    return not set(mine).isdisjoint(its)


def ordinals(name: str) -> list[str]:
    """The numbers in it, digit by digit: there is a 第一小学 and a 第二小学."""
    return ORDINALS.findall(name.translate(DIGITS))


def are_two_banks(one: str, other: str) -> bool:
    mine, its = bank_of(one), bank_of(other)
    if not mine or not its:
        return False
    is_same = len(mine) == len(its) and all(map(sound_alike, mine, its))
    return not is_same


def bank_of(name: str) -> str:
    """What the bank is called, without what all banks are: 农业. Empty for what is none."""
    found = BANK.match(name)
    return SHORT_BANKS.get(found[1], found[1]) if found else ""
