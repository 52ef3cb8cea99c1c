"""The translation check finds what is missing, and its compiler writes what gettext reads."""

import gettext
import io
from pathlib import Path

import pytest

from tools.catalogue import BadCatalogue, compile_mo, read_po
from tools.check_translations import problems, write
from tools.messages import bare_chinese, find_messages

TEMPLATE = """{% load i18n %}
<h1>{% translate "台账" %}</h1>
{% blocktranslate count n=n %}{{ n }} 件{% plural %}{{ n }} 件{% endblocktranslate %}
{% translate "交办" context "动词" %}
"""
PYTHON = 'label = _("签收")\nother = pgettext_lazy("名词", "退回")\nfield = _(variable)\n'


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "src"
    (folder / "templates").mkdir(parents=True)
    (folder / "templates/page.html").write_text(TEMPLATE, encoding="utf-8")
    (folder / "forms.py").write_text(PYTHON, encoding="utf-8")
    return folder


def test_finds_texts_in_python_and_templates(source: Path) -> None:
    keys = {m.key for m in find_messages(source)}
    plural = "%(n)s 件"
    assert keys == {
        (None, "签收"), ("名词", "退回"), (None, "台账"), (None, plural), ("动词", "交办")
    }  # fmt: skip


def test_names_what_has_no_english(source: Path, tmp_path: Path) -> None:
    po = tmp_path / "django.po"
    write(source, po)
    wrong = problems(source, po)
    assert len(wrong) == 5
    assert "forms.py:1: no English for '签收'" in wrong


def test_is_content_when_all_is_translated_and_compiled(source: Path, tmp_path: Path) -> None:
    po = tmp_path / "django.po"
    write(source, po)
    po.write_text(translated(po.read_text(encoding="utf-8")), encoding="utf-8")
    assert problems(source, po) == [
        "django.mo does not match django.po: run python -m tools.check_translations --write"
    ]
    write(source, po)
    assert problems(source, po) == []


def test_names_an_entry_that_nothing_uses(source: Path, tmp_path: Path) -> None:
    po = tmp_path / "django.po"
    write(source, po)
    (source / "forms.py").write_text("", encoding="utf-8")
    assert "django.po: '签收' is used nowhere" in problems(source, po)


def test_sees_chinese_that_no_tag_translates(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('{% translate "台账" %}\n{# 注 #}<p>督办单</p>\n', encoding="utf-8")
    assert list(bare_chinese(page)) == [(2, "<p>督办单</p>")]


def test_the_standard_library_reads_what_is_compiled(source: Path, tmp_path: Path) -> None:
    po = tmp_path / "django.po"
    write(source, po)
    po.write_text(translated(po.read_text(encoding="utf-8")), encoding="utf-8")
    read = gettext.GNUTranslations(io.BytesIO(compile_mo(read_po(po))))
    assert read.gettext("签收") == "English"
    assert read.pgettext("名词", "退回") == "English"
    assert read.ngettext("%(n)s 件", "%(n)s 件", 2) == "plural"


def test_refuses_a_broken_catalogue(tmp_path: Path) -> None:
    po = tmp_path / "django.po"
    po.write_text('msgid "a"\nmsgstr b\n', encoding="utf-8")
    with pytest.raises(BadCatalogue, match="expected a string in double quotes"):
        read_po(po)


def translated(text: str) -> str:
    """Every empty translation filled in; the header's own empty msgstr stays."""
    head, blank, entries = text.partition("\n\n")
    entries = entries.replace('msgstr ""', 'msgstr "English"')
    entries = entries.replace('msgstr[0] ""', 'msgstr[0] "one"')
    return head + blank + entries.replace('msgstr[1] ""', 'msgstr[1] "plural"')
