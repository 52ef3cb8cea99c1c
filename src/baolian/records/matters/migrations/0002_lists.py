from django.db import migrations, models
from django.db.models import Q

import baolian.records.people.paths

OPEN = Q(closed_at=None)

# a copy of what the subject says: no act of anybody, so no entry
COPY = (
    "UPDATE matters_matter SET place_path = (SELECT place_path FROM subjects_subject s "
    "WHERE s.id = matters_matter.subject_id) WHERE place_path = ''"
)


def index(name, fields, condition=None):
    return migrations.AddIndex(
        "matter", models.Index(fields=fields, condition=condition, name=name)
    )


class Migration(migrations.Migration):
    dependencies = [("matters", "0001_initial"), ("subjects", "0001_initial")]

    operations = [
        migrations.AddField(
            "matter", "place_path", baolian.records.people.paths.PathField(default="", max_length=64)
        ),
        migrations.RunSQL(COPY, migrations.RunSQL.noop),
        migrations.RemoveIndex("matter", "matter_opened"),
        index("matter_open_by_place", ["place_path", "due_at", "id"], OPEN),
        index("matter_by_path", ["org_path", "id"]),
        index("matter_by_place", ["place_path", "id"]),
        index("matter_open_due", ["due_at", "id"], OPEN),
        index("matter_due", ["due_at", "id"]),
        index("matter_opened", ["opened_at", "id"]),
        index("matter_resolved", ["resolved_at", "id"], Q(resolved_at__isnull=False)),
        index("matter_closed", ["closed_at", "id"], Q(closed_at__isnull=False)),
        index("matter_unassigned", ["due_at", "id"], OPEN & Q(organisation=None)),
        index("matter_unconfirmed", ["due_at", "id"], OPEN & Q(resolved_at__isnull=False)),
    ]
