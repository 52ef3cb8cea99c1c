"""From the office's workbook to the bulletin: what `baolian demo` builds, said by the article."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from baolian.faces.cli.main import main
from baolian.faces.cli.tests.processes import baolian
from baolian.records.journal.models import Entry
from baolian.records.matters.models import Confirmation, Resolution
from baolian.records.matters.models.outcomes import Saying
from baolian.records.pairings.models import Pairing
from baolian.records.people.models import Post, User
from baolian.routines.bulletins.models import Bulletin, Figure
from tests.demos import Demo

pytestmark = pytest.mark.database

COUNTED = {
    "leaders": 106,
    "chains": 20,
    "projects": 121,
    "started": 112,
    "heads": 408,
    "enterprises": 308,
    "difficulties": 308,
    "resolved_claimed": 75,
    "resolved_confirmed": 0,
}
SENTENCES = (
    "全市106名市县领导包联20个产业链121个市级重点项目，其中开工在建112个、完成投资129亿元。",
    "408名局长行长包联308户企业。",
    "摸排困难308个",
    "称已解决75个，其中经企业确认0个。",
    "1—5月商洛市规上工业增加值累计增长14.7%。",
)


def june() -> dict[str, Figure]:
    bulletin = Bulletin.objects.get(month="2022-06-01")
    return {figure.code: figure for figure in bulletin.figures(internal=True)}


def test_it_says_where_it_is_and_one_account_for_every_role(built: Demo) -> None:
    assert "http://127.0.0.1:8000/" in built.said
    told = json.loads((built.home / "demo.json").read_text("utf-8"))
    roles = {account["role"] for account in told["accounts"]}
    assert len(roles) == 11
    for account in told["accounts"]:
        assert re.search(rf"^  {account['username']} +{account['role']} ", built.said, re.M)
    for step in ("tables", "workbook imported", "history played"):
        assert step in built.said, "progress is shown"


def test_the_command_prints_the_articles_sentences(built: Demo) -> None:
    done = baolian(built.env, "bulletin", "--month", "2022-06")
    assert done.returncode == 0
    words = re.sub(r"\[\^\d+\]", "", done.stdout)
    for sentence in SENTENCES:
        assert sentence in words
    assert "**演示数据**" in words
    assert "《一线解难题 服务力道足》" in words


def test_each_figure_is_as_large_as_its_records(demo: Demo) -> None:
    figures = june()
    for code, value in COUNTED.items():
        assert (code, figures[code].value) == (code, value)
        assert (code, figures[code].records().count()) == (code, value)
    invested = figures["completed_investment"]
    assert invested.show("zh") == "129亿元"
    assert sum(reading.actual for reading in invested.records()) == invested.value
    growth = figures["industrial_growth"]
    assert growth.show("zh") == "14.7%"
    source = growth.records().get().source
    assert "采自《一线解难题 服务力道足》" in source
    # published on 30 June: nothing in it may be of a later day
    assert not re.search(r"2022-0[7-9]|20220[7-9]|https?:", source)
    assert figures["honest_rate"].value == 0


def test_each_figure_opens_its_records_on_a_page(demo: Demo) -> None:
    client = Client()
    client.force_login(User.objects.get(username="clerk"))
    page = client.get(f"/bulletins/{Bulletin.objects.get().pk}/").content.decode()
    for code, value in COUNTED.items():
        address = june()[code].address
        assert f'href="{address}"' in page
        assert f"共 {value} 条" in client.get(address).content.decode()


def test_everybody_stands_where_his_title_says(demo: Demo) -> None:
    """A county's leader at his county and with projects of it only, a bureau's head at a bureau."""
    posts = Post.objects.select_related("organisation")
    of_counties = posts.filter(title__regex="(^|[县区])(委|副?[县区]长)")
    assert of_counties.filter(title="副县长").exists()
    for post in of_counties:
        where = post.organisation
        assert where.kind == "county", post
        assert post.title.startswith(where.name) or post.title == "副县长", post
        projects = Pairing.objects.filter(officer=post.officer, subject__kind="project")
        assert set(projects.values_list("subject__place", flat=True)) == {where.pk}, post
    for title, kind in (("局长", "department"), ("主任", "department"), ("行长", "bank")):
        heads = posts.filter(role="holder", title__in=(title, f"副{title}"))
        assert heads.exists(), title
        for post in heads:
            assert post.organisation.kind == kind, post
            assert post.organisation.name.endswith(
                {"局长": "局", "主任": "委", "行长": "行"}[title]
            )
    for title in ("市委", "市长", "市人大", "市政协"):
        found = posts.filter(title__contains=title)
        assert {post.organisation.kind for post in found} == {"prefecture"}, title
    leader = User.objects.get(username="leader")
    assert {str(post.organisation) for post in posts.filter(officer=leader.officer)} == {"丹凤县"}


def test_the_journal_holds(demo: Demo, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify"]) == 0, capsys.readouterr().out


def test_one_confirmation_makes_the_honest_rate_a_308th(demo: Demo) -> None:
    from baolian.faces.cli.setups import clockwork_act

    claimed = june()["resolved_claimed"].records().order_by("id").first()
    resolution = Resolution.objects.filter(matter=claimed).latest("id")
    rating, channel = Confirmation.Rating.values[0], Confirmation.Channel.values[0]
    said = Saying(is_solved=True, rating=rating, channel=channel)
    resolution.confirm(clockwork_act(), said)
    figures = june()
    assert figures["resolved_confirmed"].value == 1
    assert figures["resolved_confirmed"].records().get() == claimed
    assert (figures["honest_rate"].value, figures["honest_rate"].show("zh")) == (32, "0.32%")
    assert figures["resolved_claimed"].value == 75
    assert figures["handled_rate"].value == 2435
    assert main(["verify"]) == 0


def test_it_is_built_once(built: Demo, demo: Demo) -> None:
    before = Entry.objects.count()
    again = baolian(demo.env | name_of(built), "demo", "--no-serve")
    assert again.returncode == 0
    assert "built in" not in again.stdout
    assert again.stdout.endswith(built.said[built.said.index("\n演示站点") :])
    assert Entry.objects.count() == before


def name_of(built: Demo) -> dict[str, str]:
    """A demo on PostgreSQL knows its database by name: ask the first one's."""
    url = built.env.get("BAOLIAN_DATABASE_URL")
    return {"BAOLIAN_DATABASE_URL": url} if url else {}


def test_the_other_clock_needs_a_rebuild(built: Demo) -> None:
    done = baolian(built.env, "demo", "--no-serve", "--clock", "now")
    assert done.returncode == 2
    assert "built with --clock fixed; add --rebuild" in done.stderr


def test_a_home_does_not_speak_for_another_database(built: Demo, demo: Demo) -> None:
    elsewhere = f"sqlite:///{demo.home / 'other' / 'site.sqlite3'}"
    done = baolian(demo.env | {"BAOLIAN_DATABASE_URL": elsewhere}, "demo", "--no-serve")
    assert done.returncode == 2
    assert "BAOLIAN_DATABASE_URL as it was" in done.stderr
    assert not (demo.home / "other").exists()


def test_a_site_that_is_no_demo_is_left_alone(demo: Demo) -> None:
    before = Entry.objects.count()
    (demo.home / "demo.json").unlink()
    for words in (["demo"], ["demo", "--rebuild"]):
        done = baolian(demo.env, *words, "--no-serve")
        assert done.returncode == 2
    assert "DATABASE" in done.stderr or "--rebuild empties SQLite files only" in done.stderr
    assert Entry.objects.count() == before


@pytest.mark.only("postgresql")
def test_postgresql_is_never_emptied(built: Demo) -> None:
    done = baolian(built.env, "demo", "--rebuild", "--no-serve")
    assert done.returncode == 2
    assert "--rebuild empties SQLite files only, found postgresql" in done.stderr
