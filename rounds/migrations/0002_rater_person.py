"""A seat remembers whose it is, so that somebody who leaves the district and comes back does not get a second one."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import OuterRef, Q, Subquery


def name_people(apps, schema_editor):  # noqa: ARG001  Django calls it with both
    rater, membership = apps.get_model("rounds", "Rater"), apps.get_model("districts", "Membership")
    users = membership.objects.filter(pk=OuterRef("membership")).values("user")
    rater.objects.exclude(membership=None).update(person=Subquery(users))


class Migration(migrations.Migration):
    dependencies = [
        ("districts", "0003_building"),
        ("rounds", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="rater", name="rater_keyed_is_on_paper"),
        migrations.AddField(
            model_name="rater",
            name="person",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="rater",
            constraint=models.UniqueConstraint(
                condition=Q(person__isnull=False), fields=("round", "person"), name="rater_person_seated_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="rater",
            constraint=models.CheckConstraint(
                condition=Q(keyed_at=None) | Q(membership=None, named=False, person=None),
                name="rater_keyed_is_on_paper",
            ),
        ),
        # Last, because PostgreSQL alters no table with rows that were changed before.
        migrations.RunPython(name_people, migrations.RunPython.noop),
    ]
