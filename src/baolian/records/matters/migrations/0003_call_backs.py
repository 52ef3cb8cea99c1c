from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("matters", "0002_lists")]

    operations = [
        migrations.AddIndex(
            "deadline",
            models.Index(
                fields=["due_at", "id"],
                condition=Q(met_at=None, stage="call_back"),
                name="deadline_call_back",
            ),
        ),
    ]
