"""What a row says and the import does not write: each is told, none is dropped without a word."""

from __future__ import annotations

from collections.abc import Iterator

from baolian.routines.exchange.cast import Thing
from baolian.routines.exchange.known import names_in
from baolian.routines.exchange.understood import Row
from baolian.routines.exchange.values import Fault


def in_words(value: str | bool | Thing) -> tuple[str, str]:  # noqa: FBT001 - a fact's own value
    if isinstance(value, Thing):
        return value.name, value.name
    if isinstance(value, bool):
        return ("是", "yes") if value else ("否", "no")
    return value, value


def stands_otherwise(stands: tuple[str, str]) -> Fault:
    zh, en = stands
    return Fault(
        "stands_otherwise",
        f"{zh}（已有的记录）；此项不更新，如记录有误请在其页面更正",
        f"{en}, as it stands; this is not applied: correct the record on its page if it is wrong",
        "warning",
    )


def not_kept(row: Row) -> Iterator[tuple[str, Fault]]:
    """What a difficulty's row says and no record takes: it stays in the row as imported only."""
    holders = names_in(row.values.get("holder"))
    if len(holders) > 1:
        rest = "、".join(holders[1:])
        yield (
            "holder",
            Fault(
                "more_holders",
                f"一位责任人；只记“{holders[0]}”，{rest}未记入，请在该困难的页面补充",
                f"one holder; {holders[0]} is recorded, {rest} not: add on the difficulty's page",
                "warning",
            ),
        )
    state = row.values.get("state")
    if state == "carried_forward":
        yield (
            "state",
            Fault(
                "not_carried_forward",
                "已办结或办理中；挂账须有说明和下一步措施，未记入，请在该困难的页面办理",
                "resolved or in hand; carrying forward takes an explanation and a next step: it is "
                "not recorded, do it on the difficulty's page",
                "warning",
            ),
        )
    if "rating" in row.values and state != "resolved":
        yield (
            "rating",
            Fault(
                "rating_before_resolved",
                "空（未办结）；企业评价只随办结记入，此项未记入",
                "nothing, since it is not said to be resolved; a rating is recorded with the "
                "resolution only, this one is not",
                "warning",
            ),
        )
