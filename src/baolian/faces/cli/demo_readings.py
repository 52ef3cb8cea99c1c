"""The months before the demo's ledger: what some projects reported, so that a chart has a course.

Invented like the projects themselves. The ledger's own reading is later than all of them and stays
the latest, so no figure of the bulletin moves.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from baolian.records.journal.acts import Act
    from baolian.records.readings.models import Reading, Taking

PROJECTS = 12
# month -> percent of what the ledger says at the end of June
REPORTED = {2: 17, 3: 38, 4: 51, 5: 79}
WAN = 10**6  # 万元 in fen: nobody reports less


def report_months(act: Act) -> None:
    from baolian.records.readings.models import Reading

    done = Reading.objects.standing().of("completed_investment").order_by("id")
    meant = Reading.objects.standing().of("year_plan_investment").values_list("subject", "plan")
    plans = dict(meant.filter(subject__in=done.values("subject")[:PROJECTS]))
    Reading.take_all(
        act,
        [
            taking
            for reading in done.select_related("subject")[:PROJECTS]
            for taking in earlier(reading, plans.get(reading.subject_id or 0) or 0)
        ],
    )


def earlier(latest: Reading, year_plan: int) -> Iterator[Taking]:
    from baolian.records.readings.models import Taking

    for month, percent in REPORTED.items():
        until = date.fromordinal(date(2022, month + 1, 1).toordinal() - 1)
        yield Taking(
            indicator=latest.indicator,
            begins_on=date(2022, 1, 1),
            ends_on=until,
            subject=latest.subject,
            plan=year_plan * month // 12 // WAN * WAN or None,
            actual=(latest.actual or 0) * percent // 100 // WAN * WAN,
            qualifier="about",
            source=f"重点项目月报（2022年{month}月）",
        )
