"""The kinds of ledger the office keeps, as data: fields, the words they go by, what makes a row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from baolian.routines.exchange import amounts, dates, values, words
from baolian.routines.exchange.values import Parser


@dataclass(frozen=True)
class Field:
    """One column's meaning.

    `synonyms` are headings it goes by, `beside` the field whose right-hand neighbour an ambiguous
    heading (two columns 联系电话) belongs to.
    """

    code: str
    zh: str
    en: str
    parser: Parser
    synonyms: tuple[str, ...]
    required: bool = False
    beside: tuple[str, ...] = ()


@dataclass(frozen=True)
class LedgerKind:
    """`key` names the fields that identify a row whatever its position; a tuple among them
    stands for "the first of these that is filled". `split` is the field whose several names mean
    several rows. `repeats` says whether two equal rows are two facts.
    """

    code: str
    zh: str
    en: str
    fields: tuple[Field, ...]
    key: tuple[str | tuple[str, ...], ...]
    title_words: tuple[str, ...]
    split: str = ""
    repeats: bool = False

    @cached_property
    def by_code(self) -> Mapping[str, Field]:
        return {field.code: field for field in self.fields}


def _field(code: str, zh: str, en: str, parser: Parser, synonyms: str, **more: object) -> Field:
    return Field(code, zh, en, parser, (zh, *synonyms.split()), **more)  # type: ignore[arg-type]


OWN_NUMBER = ("序号", "编号", "序", "号", "行号", "no", "no.", "num", "项次")

_PLACE_WORDS = "县区 区县 县 所属县区 所在县区 属地 所在地 所属区域 县市区 县区名称 地区 归属地"
_HOLDER_WORDS = (
    "包联领导 包联人 包联干部 责任人 包保责任人 包抓责任人 联企责任人 联系领导 挂联领导 挂联责任人 "
    "帮扶责任人 帮联责任人 结对责任人 局长行长 包联负责人 包联同志 包联领导姓名 包联责任人姓名 "
    "包联专员"
)
_ENTERPRISE_WORDS = (
    "企业名称 企业 包联企业名称 单位名称 服务企业 联系企业 帮扶企业 被包联企业 企业全称 联系的企业 "
    "包保企业 市场主体 市场主体名称 公司名称 反映企业"
)
_USCC_WORDS = "信用代码 社会信用代码 统一信用代码 机构代码 统一代码 企业代码 营业执照号"

PAIRINGS = LedgerKind(
    "pairings",
    "包联企业台账",
    "pairings with enterprises",
    (
        _field("holder", "包联责任人", "holder", words.people, _HOLDER_WORDS, required=True),
        _field("post", "职务", "post", values.name, "职位 现任职务 职务职级 责任人职务"),
        _field(
            "organisation",
            "单位",
            "organisation",
            values.name,
            "工作单位 所在单位 责任单位 包联单位 单位及部门 所属单位 包抓单位 责任人单位 部门",
        ),
        _field(
            "holder_phone",
            "责任人电话",
            "holder's telephone",
            words.phone,
            "联系电话 电话 手机 手机号 手机号码 联系方式 包联责任人电话 包联人电话",
            beside=("holder",),
        ),
        _field(
            "enterprise", "包联企业", "enterprise", values.name, _ENTERPRISE_WORDS, required=True
        ),
        _field("uscc", "统一社会信用代码", "credit code", words.credit_code, _USCC_WORDS),
        _field("place", "县(区)", "place", words.place, _PLACE_WORDS),
        _field(
            "industry",
            "行业门类",
            "industry",
            words.industry,
            "行业 所属行业 行业类别 国民经济行业 行业代码 行业分类",
        ),
        _field(
            "contact",
            "企业联系人",
            "enterprise's contact",
            words.people,
            "联系人 企业负责人 法人 法定代表人 企业法人 负责人 企业联络员",
        ),
        _field(
            "contact_phone",
            "企业电话",
            "contact's telephone",
            words.phone,
            "企业联系电话 企业联系人电话 联系人电话 负责人电话 法人电话 企业联系方式 "
            "联系电话 电话 手机 手机号 手机号码 联系方式",
            beside=("contact", "enterprise"),
        ),
    ),
    # a code is one enterprise's wherever it lies; a name is one enterprise's in one place
    (("uscc", "enterprise"), "holder", "organisation", "place"),
    ("包联", "包保", "联企", "纾困"),
    split="holder",
)

PROJECTS = LedgerKind(
    "projects",
    "重点项目台账",
    "key projects",
    (
        _field("name", "项目名称", "project", values.name, "项目 工程名称 建设项目", required=True),
        _field("chain", "所属产业链", "chain", values.name, "产业链 链条 产业链名称 所属链条"),
        _field("place", "县(区)", "place", words.place, f"{_PLACE_WORDS} 建设地点"),
        _field(
            "leader",
            "包抓领导",
            "leader",
            words.people,
            "包联领导 责任领导 包抓责任人 包联责任人 链长 市级领导 包抓市级领导 领导 联系领导 "
            "包抓县级领导 牵头领导",
        ),
        _field(
            "total_investment",
            "总投资",
            "total investment",
            amounts.amount,
            "项目总投资 计划总投资 投资总额 总投资额 概算总投资 投资规模",
        ),
        _field(
            "planned_investment",
            "年度计划投资",
            "this year's planned investment",
            amounts.amount,
            "年度投资计划 当年计划投资 本年计划投资 今年计划投资 年度计划 年计划投资 计划投资",
        ),
        _field(
            "completed_investment",
            "累计完成投资",
            "completed investment",
            amounts.amount,
            "完成投资 已完成投资 累计投资 完成投资额 累计完成 实际完成投资 累计完成投资额",
        ),
        _field("started", "是否开工", "started", words.yes_no, "开工情况 开工 是否已开工 开工与否"),
        _field(
            "progress",
            "形象进度",
            "progress",
            values.text,
            "进展 项目进展 建设进度 工程进度 进展情况 目前进展 工程形象进度 项目进度",
        ),
    ),
    ("name", "place"),
    ("项目",),
)

DIFFICULTIES = LedgerKind(
    "difficulties",
    "企业困难问题台账",
    "difficulties of enterprises",
    (
        _field(
            "enterprise", "企业名称", "enterprise", values.name, _ENTERPRISE_WORDS, required=True
        ),
        _field("uscc", "统一社会信用代码", "credit code", words.credit_code, _USCC_WORDS),
        _field(
            "summary",
            "困难问题",
            "difficulty",
            values.text,
            "问题 困难 诉求 存在问题 问题描述 反映问题 主要问题 困难诉求 企业诉求 问题诉求 事项 "
            "困难和问题 存在困难 存在的问题 存在的困难 问题内容 诉求内容 具体问题 反映的困难 "
            "反映的问题 困难问题描述 问题困难",
            required=True,
        ),
        _field(
            "category",
            "类别",
            "category",
            values.name,
            "问题类别 问题类型 诉求类别 诉求类型 分类 类型 问题分类 困难类别",
        ),
        _field(
            "raised_on",
            "反映时间",
            "raised on",
            dates.day,
            "反映日期 提出时间 提出日期 收集时间 登记时间 登记日期 受理时间 上报时间 摸排时间 "
            "收集日期 走访时间 交办时间",
            required=True,
        ),
        _field(
            "organisation",
            "责任单位",
            "responsible organisation",
            values.name,
            "承办单位 办理单位 牵头单位 主办单位 责任部门 承办部门 牵头部门 办理部门 单位",
        ),
        _field("holder", "包联责任人", "holder", words.people, f"{_HOLDER_WORDS} 包抓领导"),
        _field(
            "state",
            "办理状态",
            "state claimed",
            words.state,
            "状态 办理情况 进展情况 解决情况 是否解决 是否办结 办理进展 办结情况 办理结果 进展",
        ),
        _field(
            "resolved_on",
            "办结时间",
            "resolved on, claimed",
            dates.day,
            "办结日期 解决时间 解决日期 完成时间 完成日期 销号时间 销号日期 实际办结时间",
        ),
        _field(
            "rating",
            "企业评价",
            "rating claimed",
            words.rating,
            "满意度 评价 企业满意度 评价结果 企业满意情况 满意情况 是否满意",
        ),
    ),
    (("uscc", "enterprise"), "summary", "raised_on"),
    ("困难", "问题", "诉求"),
    repeats=True,
)

CHAIN_LEADERS = LedgerKind(
    "chain_leaders",
    "链长名单",
    "leaders of industrial chains",
    (
        _field(
            "chain", "产业链", "chain", values.name, "所属产业链 产业链名称 链条", required=True
        ),
        _field(
            "leader",
            "包抓领导",
            "leader",
            words.people,
            "链长 领导 姓名 市级领导 包联领导 包抓市级领导 责任领导 领导姓名 链长姓名 总链长",
            required=True,
        ),
        _field("post", "职务", "post", values.name, "职位 现任职务 领导职务"),
    ),
    ("chain", "leader"),
    ("链长", "产业链"),
    split="leader",
)

# characters in the name an office gives its ledger
SOURCE_LENGTH = 120

LEDGERS: Mapping[str, LedgerKind] = {
    kind.code: kind for kind in (PAIRINGS, PROJECTS, DIFFICULTIES, CHAIN_LEADERS)
}
