from django.db import migrations


def two_years_on(apps, schema_editor):
    Entry = apps.get_model("entries", "Entry")
    for entry in Entry.objects.filter(status="published", published_at__isnull=False, review_on__isnull=True).iterator():
        known = max(filter(None, (entry.published_at.date(), entry.last_confirmed)))
        leap = known.month == 2 and known.day == 29
        entry.review_on = known.replace(year=known.year + 2, day=28 if leap else known.day)
        entry.save(update_fields=["review_on"])


class Migration(migrations.Migration):

    dependencies = [
        ('entries', '0008_keeping_true'),
    ]

    operations = [
        migrations.RunPython(two_years_on, migrations.RunPython.noop),
    ]
