"""Which of the pack's categories a ledger's words mean."""

from __future__ import annotations

from difflib import get_close_matches

from baolian.routines.exchange.values import Fault
from baolian.rules.packs import Pack


class Categories:
    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.known: dict[str, str | Fault] = {"": ""}

    def code_of(self, words: str) -> str | Fault:
        """Of no words none."""
        if words not in self.known:
            found = self.pack.category_called(words)
            self.known[words] = found.code if found else self.unknown(words)
        return self.known[words]

    def unknown(self, words: str) -> Fault:
        names = {w: c.name.zh for c in self.pack.categories for w in (c.name.zh, *c.aliases)}
        near = get_close_matches(words, names, 1, 0.3)
        listed = "、".join(category.name.zh for category in self.pack.categories)
        zh = f"规则包的类别之一（{listed}）"
        zh += f"，最接近的是“{names[near[0]]}”" if near else ""
        en = f"one of the pack's categories ({listed})"
        en += f"; the nearest is {names[near[0]]}" if near else ""
        return Fault("unknown_category", zh, en)
