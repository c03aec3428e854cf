import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import fyr.vault.fields
from fyr.vault.rls import protect

SEEN = "EXISTS (SELECT 1 FROM cases_case seen WHERE seen.id = case_id)"


class Migration(migrations.Migration):
    dependencies = (("cases", "0002_policies"),)

    operations = [
        migrations.AlterField(
            model_name="entry",
            name="act",
            field=models.CharField(
                choices=[
                    ("case.opened", "Case opened"),
                    ("consultation.opened", "Anonymous consultation opened"),
                    ("consultation.converted", "Consultation became a case"),
                    ("case.imported", "Case imported"),
                    ("case.exported", "Case exported"),
                    ("case.changed", "Intake changed"),
                    ("case.closed", "Case closed"),
                    ("case.reopened", "Case reopened"),
                    ("safe_contact.changed", "Safe contact changed"),
                    ("record.changed", "Details changed"),
                    ("risk.assessed", "Risk assessed"),
                    ("need.added", "Need noted"),
                    ("need.changed", "Need changed"),
                    ("need.withdrawn", "Need taken back"),
                    ("need.unmet", "Need cannot be met"),
                    ("need.reopened", "Need open again"),
                    ("service.offered", "Service offered"),
                    ("service.moved", "Service"),
                    ("task.added", "Task added"),
                    ("task.done", "Task done"),
                    ("note.written", "Note"),
                    ("referral.sent", "Referral sent"),
                    ("referral.accepted", "Referral accepted"),
                    ("referral.declined", "Referral declined"),
                    ("referral.done", "Referral done"),
                    ("referral.revoked", "Referral revoked"),
                    ("member.assigned", "Member assigned"),
                    ("assignment.ended", "Assignment ended"),
                    ("consent.given", "She consented to sharing"),
                    ("consent.refused", "She said no to sharing"),
                    ("consent.withdrawn", "She withdrew her consent"),
                    ("disclosure.ended", "Sharing ended"),
                    ("told.outside", "Told somebody outside Fyr"),
                    ("protection.changed", "Protected identity"),
                    ("address.changed", "Protected address changed"),
                    ("document.added", "Document added"),
                    ("document.changed", "Document described anew"),
                    ("document.removed", "Document removed"),
                    ("plan.printed", "Plan printed"),
                ],
                max_length=40,
            ),
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("identity", "Identity document"),
                            ("decision", "Decision by an authority"),
                            ("medical", "Health care"),
                            ("police", "Police and court"),
                            ("photo", "Photo"),
                            ("agreement", "Agreement or consent in writing"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                    ),
                ),
                ("names_her", models.BooleanField(default=True)),
                (
                    "media",
                    models.CharField(
                        choices=[
                            ("pdf", "PDF"),
                            ("jpg", "JPEG"),
                            ("png", "PNG"),
                            ("txt", "Text"),
                            ("docx", "Word"),
                            ("xlsx", "Excel"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "treatment",
                    models.CharField(
                        choices=[
                            (
                                "drawn_anew",
                                "The picture was drawn anew: place, time, camera and hidden previews are gone.",
                            ),
                            (
                                "cleaned",
                                "Properties were removed. Names can still stand in the text, in comments and in tracked changes.",
                            ),
                            ("signed", "Kept as it came, because it is signed. Its properties can name who wrote it."),
                            ("unchanged", "Kept as it came."),
                        ],
                        max_length=20,
                    ),
                ),
                ("chunks", models.PositiveIntegerField()),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("version", models.PositiveIntegerField(default=1)),
                ("removed_at", models.DateTimeField(null=True)),
                ("title", fyr.vault.fields.Sealed(blank=True, default=None, null=True)),
                ("original_name", fyr.vault.fields.Sealed(blank=True, default=None, null=True)),
                ("size", fyr.vault.fields.Sealed(blank=True, default=None, null=True)),
                ("sha256", fyr.vault.fields.Sealed(blank=True, default=None, null=True)),
                ("language", fyr.vault.fields.Sealed(blank=True, default=None, null=True)),
                ("note", fyr.vault.fields.Sealed(blank=True, default=None, null=True)),
                ("removal", fyr.vault.fields.Sealed(blank=True, default=None, null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)ss", to="cases.case"
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-added_at", "-id"),
            },
        ),
        migrations.CreateModel(
            name="DocumentChunk",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("content", models.BinaryField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)ss", to="cases.case"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.document"
                    ),
                ),
            ],
            options={
                "ordering": ("number",),
            },
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["case", "-added_at", "-id"], name="cases_documents"),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["identity", "decision", "medical", "police", "photo", "agreement", "other"])
                ),
                name="cases_known_document",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(("media__in", ["pdf", "jpg", "png", "txt", "docx", "xlsx"])),
                name="cases_known_media",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("chunks__gt", 0),
                        ("removal__isnull", True),
                        ("removed_at__isnull", True),
                        ("removed_by__isnull", True),
                    ),
                    models.Q(
                        ("chunks", 0),
                        ("removal__isnull", False),
                        ("removed_at__isnull", False),
                        ("removed_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="cases_document_removed_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="documentchunk",
            constraint=models.UniqueConstraint(fields=("document", "number"), name="cases_one_chunk_per_number"),
        ),
        *(protect(f"cases_{part}", SEEN) for part in ("document", "documentchunk")),
    ]
