from django.db import migrations

# Columns whose dates say until when something holds, which they said as plain dates before.
EXPIRING = (("certifications", "expires"), ("program-funding", "ends"))


def name_dates_of_expiry(apps, _schema_editor):
    columns = apps.get_model("inventories", "TemplateColumn").objects
    for template, key in EXPIRING:
        columns.filter(template__key=template, key=key, kind="date").update(kind="expires")


class Migration(migrations.Migration):
    dependencies = [("inventories", "0002_inventories_of_districts")]

    operations = [migrations.RunPython(name_dates_of_expiry, migrations.RunPython.noop)]
