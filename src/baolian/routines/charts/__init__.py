"""Charts as Vega-Lite specs: one chart for the page, for print and for documents.

They stand among the routines because both use them: faces may import routines, and bulletins, which
will put them into Word, may not import faces. A chart knows nothing of units or languages: whoever
asks for one gives exact integers, each with the words by which it is said.
"""

from baolian.routines.charts.bars import bars
from baolian.routines.charts.chart import Amount, Chart, Series
from baolian.routines.charts.columns import side_by_side, stacked
from baolian.routines.charts.lines import burn_down, plan_and_actual

__all__ = [
    "Amount",
    "Chart",
    "Series",
    "bars",
    "burn_down",
    "plan_and_actual",
    "side_by_side",
    "stacked",
]
