import django.db.models.deletion
import django.db.models.functions.text
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("districts", "0003_building"),
        ("districts", "__first__"),
        ("inventories", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="templatecolumn",
            name="template_column_kind_known",
        ),
        migrations.AlterField(
            model_name="templatecolumn",
            name="kind",
            field=models.CharField(
                choices=[
                    ("text", "Text"),
                    ("long-text", "Long text"),
                    ("choice", "Choice"),
                    ("choices", "Several choices"),
                    ("number", "Number"),
                    ("date", "Date"),
                    ("expires", "Date of expiry"),
                    ("yes-no", "Yes or no"),
                    ("link", "Link"),
                    ("person", "Person or role"),
                    ("building", "Building"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="templatecolumn",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "text",
                            "long-text",
                            "choice",
                            "choices",
                            "number",
                            "date",
                            "expires",
                            "yes-no",
                            "link",
                            "person",
                            "building",
                        ],
                    )
                ),
                name="template_column_kind_known",
            ),
        ),
        migrations.CreateModel(
            name="Inventory",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120)),
                (
                    "sensitivity",
                    models.CharField(
                        choices=[("ordinary", "Ordinary"), ("staff", "Staff data")], default="ordinary", max_length=10
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("gathering", "Being gathered"), ("current", "Current"), ("outdated", "Out of date")],
                        default="gathering",
                        max_length=10,
                    ),
                ),
                ("as_of", models.DateField(blank=True, null=True)),
                ("review_on", models.DateField(blank=True, null=True)),
                ("entry_count", models.PositiveIntegerField(default=0, editable=False)),
                ("opened_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "building",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="districts.building",
                    ),
                ),
                (
                    "copied_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="inventories.inventory",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="inventories", to="districts.district"
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inventories",
                        to="inventories.template",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "inventories",
                "ordering": ["title", "-opened_at", "pk"],
                "indexes": [models.Index(fields=["district", "template"], name="inventory_by_template")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["gathering", "current", "outdated"])),
                        name="inventory_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sensitivity__in", ["ordinary", "staff"])),
                        name="inventory_sensitivity_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InventoryColumn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(help_text="Stable name in files. It never changes.")),
                ("title", models.CharField(max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("text", "Text"),
                            ("long-text", "Long text"),
                            ("choice", "Choice"),
                            ("choices", "Several choices"),
                            ("number", "Number"),
                            ("date", "Date"),
                            ("expires", "Date of expiry"),
                            ("yes-no", "Yes or no"),
                            ("link", "Link"),
                            ("person", "Person or role"),
                            ("building", "Building"),
                        ],
                        max_length=10,
                    ),
                ),
                ("help", models.CharField(blank=True, max_length=200)),
                ("required", models.BooleanField(default=False)),
                (
                    "unique",
                    models.BooleanField(default=False, help_text="No two rows of an inventory may say the same here."),
                ),
                ("choices", models.JSONField(blank=True, default=list)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("is_active", models.BooleanField(default=True, verbose_name="in use")),
                ("is_own", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "inventory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="columns", to="inventories.inventory"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("inventory", "key"), name="inventory_column_key_once"),
                    models.UniqueConstraint(
                        models.F("inventory"),
                        django.db.models.functions.text.Lower("title"),
                        name="inventory_column_title_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "text",
                                    "long-text",
                                    "choice",
                                    "choices",
                                    "number",
                                    "date",
                                    "expires",
                                    "yes-no",
                                    "link",
                                    "person",
                                    "building",
                                ],
                            )
                        ),
                        name="inventory_column_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ("choice", "choices")), models.Q(("choices", []), _negated=True)),
                            models.Q(models.Q(("kind__in", ("choice", "choices")), _negated=True), ("choices", [])),
                            _connector="OR",
                        ),
                        name="inventory_column_choices_where_chosen",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("unique", False),
                            models.Q(("kind__in", ("long-text", "choices", "yes-no")), _negated=True),
                            _connector="OR",
                        ),
                        name="inventory_column_unique_where_it_can_be",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InventoryPrompt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("what", "What to inventory"),
                            ("question", "Question"),
                            ("reflection", "To talk over"),
                        ],
                        max_length=10,
                    ),
                ),
                ("text", models.TextField()),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="The document that says this word for word. Empty where we do.",
                        max_length=200,
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        blank=True, help_text="The part of the inventory that it belongs to.", max_length=60
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("answer", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "inventory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="prompts", to="inventories.inventory"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["what", "question", "reflection"])),
                        name="inventory_prompt_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ("what", "question")), _negated=True),
                            models.Q(("source", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="inventory_prompt_quoted_from_a_source",
                        violation_error_message="What to inventory and questions are quoted: name the document.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NamedReader",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("named_at", models.DateTimeField()),
                (
                    "inventory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="named_readers",
                        to="inventories.inventory",
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="districts.membership"
                    ),
                ),
                (
                    "named_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["membership__user__name", "pk"],
                "constraints": [models.UniqueConstraint(fields=("inventory", "membership"), name="named_reader_once")],
            },
        ),
        migrations.CreateModel(
            name="StaffExport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("file", models.CharField(max_length=120)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "inventory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="staff_exports",
                        to="inventories.inventory",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("cells", models.JSONField(default=dict)),
                ("words", models.TextField(blank=True, editable=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "deleted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "inventory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="entries", to="inventories.inventory"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "entries",
                "ordering": ["pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("deleted_at", None)), fields=["inventory", "id"], name="entry_kept"
                    ),
                    models.Index(
                        condition=models.Q(("deleted_at__isnull", False)),
                        fields=["inventory", "-deleted_at"],
                        name="entry_deleted",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CellKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.TextField(blank=True)),
                ("is_empty", models.BooleanField(default=False)),
                ("is_unique", models.BooleanField(default=False)),
                (
                    "entry",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="keys",
                        to="inventories.entry",
                    ),
                ),
                (
                    "column",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="keys",
                        to="inventories.inventorycolumn",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["column", "is_empty", "key", "entry"], name="cell_key_in_order"),
                    models.Index(fields=["entry", "column", "is_empty", "key"], name="cell_key_of_entry"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_empty", False), ("is_unique", True)),
                        fields=("column", "key"),
                        name="cell_key_differs",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_empty", False), ("key", ""), _connector="OR"),
                        name="cell_key_empty_has_none",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("file_name", models.CharField(max_length=200)),
                ("headings", models.JSONField()),
                ("rows", models.JSONField()),
                ("notices", models.JSONField(default=list)),
                ("matches", models.JSONField()),
                (
                    "existing",
                    models.CharField(
                        choices=[
                            ("stop", "Stop: import nothing while there are any"),
                            ("skip", "Skip them: they stay as they are"),
                            ("update", "Update them with what the file says"),
                        ],
                        default="stop",
                        max_length=10,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "inventory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="import_drafts",
                        to="inventories.inventory",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("existing__in", ["stop", "skip", "update"])),
                        name="import_draft_existing_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalInventory",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("title", models.CharField(max_length=120)),
                (
                    "sensitivity",
                    models.CharField(
                        choices=[("ordinary", "Ordinary"), ("staff", "Staff data")], default="ordinary", max_length=10
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("gathering", "Being gathered"), ("current", "Current"), ("outdated", "Out of date")],
                        default="gathering",
                        max_length=10,
                    ),
                ),
                ("as_of", models.DateField(blank=True, null=True)),
                ("review_on", models.DateField(blank=True, null=True)),
                ("opened_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "building",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="districts.building",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="districts.district",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="inventories.template",
                    ),
                ),
                (
                    "copied_from",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="inventories.inventory",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical inventory",
                "verbose_name_plural": "historical inventories",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalInventoryColumn",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("key", models.SlugField(help_text="Stable name in files. It never changes.")),
                ("title", models.CharField(max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("text", "Text"),
                            ("long-text", "Long text"),
                            ("choice", "Choice"),
                            ("choices", "Several choices"),
                            ("number", "Number"),
                            ("date", "Date"),
                            ("expires", "Date of expiry"),
                            ("yes-no", "Yes or no"),
                            ("link", "Link"),
                            ("person", "Person or role"),
                            ("building", "Building"),
                        ],
                        max_length=10,
                    ),
                ),
                ("help", models.CharField(blank=True, max_length=200)),
                ("required", models.BooleanField(default=False)),
                (
                    "unique",
                    models.BooleanField(default=False, help_text="No two rows of an inventory may say the same here."),
                ),
                ("choices", models.JSONField(blank=True, default=list)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("is_active", models.BooleanField(default=True, verbose_name="in use")),
                ("is_own", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "inventory",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="inventories.inventory",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical inventory column",
                "verbose_name_plural": "historical inventory columns",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalInventoryPrompt",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("what", "What to inventory"),
                            ("question", "Question"),
                            ("reflection", "To talk over"),
                        ],
                        max_length=10,
                    ),
                ),
                ("text", models.TextField()),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="The document that says this word for word. Empty where we do.",
                        max_length=200,
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        blank=True, help_text="The part of the inventory that it belongs to.", max_length=60
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("answer", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField(blank=True, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "inventory",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="inventories.inventory",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical inventory prompt",
                "verbose_name_plural": "historical inventory prompts",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalEntry",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("cells", models.JSONField(default=dict)),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "deleted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "inventory",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="inventories.inventory",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical entry",
                "verbose_name_plural": "historical entries",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
