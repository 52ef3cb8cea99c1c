"""`baolian reindex`."""

from __future__ import annotations

import pytest
from django.db import connection

from baolian.faces.cli.main import main
from baolian.records.lookup.models import Sheet
from tests.world import World


def test_the_index_is_made_anew(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    before = Sheet.objects.count()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM lookup_sheet WHERE kind = 's'")
    assert main(["verify", "--lang", "en"]) == 1
    assert "cannot be found: not in the index" in capsys.readouterr().out
    assert main(["reindex"]) == 0
    assert f"{before} sheets" in capsys.readouterr().out
    assert main(["verify", "--lang", "en"]) == 0
