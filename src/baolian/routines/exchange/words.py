"""Words from closed lists: yes and no, states, ratings, industries; and names, phones, codes."""

from __future__ import annotations

import re
from collections.abc import Mapping

from baolian.routines.exchange.values import (
    Context,
    Fault,
    Value,
    as_text,
    half_width,
    name,
    squashed,
)
from baolian.routines.exchange.workbooks import Cell
from baolian.rules.identifiers import mobile_or_landline, normalise_uscc, uscc_problem

YES = "是 已开工 开工 已开 在建 开工在建 已 有 对 √ ✓ ✔ y yes true 1"
NO = "否 未开工 未开 没开工 待开工 未 无 没有 不是 × ✗ ✘ x n no false 0"
YES_NO: Mapping[str, bool] = dict.fromkeys(YES.split(), True) | dict.fromkeys(NO.split(), False)

_STATES = {
    "resolved": "已办结 办结 已解决 解决 销号 已销号 已完成 完成 办毕 已办理 办理完毕 全部办结 "
    "办理完成 完结 已完结 已办 是 √",
    "open": "正在办理 办理中 推进中 正在推进 未办结 未解决 在办 处理中 正在处理 解决中 未完成 "
    "进行中 待办 待办理 未办理 已交办 已受理 持续推进 正在协调 协调中 否 ×",
    "carried_forward": "挂账 挂账办理 挂账推进",
}
STATES: Mapping[str, str] = {w: code for code, words in _STATES.items() for w in words.split()}

# 国办发〔2019〕51号: five levels, the last two are bad ratings
_RATINGS = {
    "very_satisfied": "非常满意 很满意 十分满意",
    "satisfied": "满意",
    "fairly_satisfied": "基本满意 比较满意 较满意",
    "dissatisfied": "不满意 不太满意",
    "very_dissatisfied": "非常不满意 很不满意 极不满意",
}
RATINGS: Mapping[str, str] = {w: code for code, words in _RATINGS.items() for w in words.split()}

# GB/T 4754-2017, the twenty sections
INDUSTRIES: Mapping[str, str] = {
    "A": "农、林、牧、渔业",
    "B": "采矿业",
    "C": "制造业",
    "D": "电力、热力、燃气及水生产和供应业",
    "E": "建筑业",
    "F": "批发和零售业",
    "G": "交通运输、仓储和邮政业",
    "H": "住宿和餐饮业",
    "I": "信息传输、软件和信息技术服务业",
    "J": "金融业",
    "K": "房地产业",
    "L": "租赁和商务服务业",
    "M": "科学研究和技术服务业",
    "N": "水利、环境和公共设施管理业",
    "O": "居民服务、修理和其他服务业",
    "P": "教育",
    "Q": "卫生和社会工作",
    "R": "文化、体育和娱乐业",
    "S": "公共管理、社会保障和社会组织",
    "T": "国际组织",
}
_INDUSTRY_CODE = re.compile(r"([A-T])\s*(?:\d{0,4}|[^A-Z\d].*)")
_MARKS = re.compile(r"[、,，\s]")
_INDUSTRY_NAMES = {_MARKS.sub("", n).removesuffix("业"): c for c, n in INDUSTRIES.items()} | {
    "农业": "A",
    "农林牧渔": "A",
    "工业": "C",
    "采矿": "B",
    "电力": "D",
    "批发零售": "F",
    "交通运输": "G",
    "物流": "G",
    "住宿餐饮": "H",
    "餐饮": "H",
    "软件": "I",
    "文化旅游": "R",
    "文旅": "R",
}

# 王伟2: offices number namesakes
_NAME = re.compile(r"[\u3400-\u9fff·]{2,20}[0-9A-Za-z]{0,6}|[A-Za-z][A-Za-z .'-]{1,40}")
_BETWEEN = re.compile(r"[、,;/|\n\r]+")
_INNER_GAP = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
_ASIDE = re.compile(r"\([^)]*\)$")


def _listed(
    cell: Cell, table: Mapping[str, str] | Mapping[str, bool], code: str, words: str
) -> Value | Fault:
    found = table.get(squashed(as_text(cell)).rstrip("。.;"))
    if found is not None:
        return found
    return Fault(code, f"下列之一：{words}", f"one of: {words}")


def yes_no(cell: Cell, context: Context) -> Value | Fault:
    """True or False for 是/否, 已开工/未开工, √/×, TRUE/FALSE, 1/0."""
    if isinstance(cell, bool):
        return cell
    return _listed(cell, YES_NO, "not_yes_or_no", "是、否、已开工、未开工、√、×")


def state(cell: Cell, context: Context) -> Value | Fault:
    """resolved, open or carried_forward: what the ledger claims, never what is confirmed."""
    words = "已办结、已解决、销号、正在办理、办理中、推进中、未办结、挂账"
    return _listed(cell, STATES, "unknown_state", words)


def rating(cell: Cell, context: Context) -> Value | Fault:
    """One of the five levels, 非常满意 to 非常不满意, as its code."""
    words = "非常满意、满意、基本满意、不满意、非常不满意"
    return _listed(cell, RATINGS, "unknown_rating", words)


def industry(cell: Cell, context: Context) -> Value | Fault:
    """The section letter A to T of GB/T 4754, from the letter, a code (C13) or the Chinese name."""
    found = half_width(as_text(cell)).strip()
    match = _INDUSTRY_CODE.fullmatch(found.upper())
    if match:
        return match[1]
    bare = _MARKS.sub("", found)
    letter = _INDUSTRY_NAMES.get(bare) or _INDUSTRY_NAMES.get(bare.removesuffix("业"))
    return letter or Fault(
        "unknown_industry",
        "行业门类代码 A 至 T（GB/T 4754）或其名称，如 C 或 制造业",
        "a section letter A to T of GB/T 4754 or its Chinese name, such as C or 制造业",
    )


def people(cell: Cell, context: Context) -> Value | Fault:
    """Names of persons in the order written; 、 ， ； / or a new line stands between them."""
    written = half_width(cell if isinstance(cell, str) else as_text(cell))
    parts = [_person(part) for part in _BETWEEN.split(written) if part.strip()]
    if parts and all(_NAME.fullmatch(part) for part in parts):
        return tuple(parts)
    return Fault(
        "not_a_name",
        "姓名，多人用顿号分隔，如 张三、李四",
        "names of persons, several separated by 、 as in 张三、李四",
    )


def _person(part: str) -> str:
    # 张　三 is one name set wide; 张三（牵头） is a name with an aside
    return _INNER_GAP.sub("", _ASIDE.sub("", part.strip()).strip())


def phone(cell: Cell, context: Context) -> Value | Fault:
    """Digits of a mobile or landline. A wrong one never stops an import: it is a warning."""
    number = None
    if isinstance(cell, (str, int, float)) and not isinstance(cell, bool):
        number = mobile_or_landline(cell)
    return number or Fault(
        "not_a_phone",
        "11 位手机号，或带区号的固定电话，如 0914-2331234",
        "a mobile number of 11 digits, or a landline with its area code, such as 0914-2331234",
        "warning",
    )


def credit_code(cell: Cell, context: Context) -> Value | Fault:
    """A unified social credit code (GB 32100-2015), normalised; its check character must agree."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return Fault(
            "lost_digits",
            "文本格式的代码：按数字保存时 Excel 只保留 15 位，后 3 位已丢失",
            "a code kept as text: as a number Excel keeps 15 digits and the last 3 are lost",
        )
    found = normalise_uscc(as_text(cell))
    problem = uscc_problem(found)
    return Fault(f"credit_code_{problem.code}", problem.zh, problem.en) if problem else found


def place(cell: Cell, context: Context) -> Value | Fault:
    """A county, district or town by name."""
    return name(cell, context)
