from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('bulletins', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='copy',
            name='words',
            field=models.TextField(default=''),
            preserve_default=False,
        ),
    ]
