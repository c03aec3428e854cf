import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import fyr.vault.fields
from fyr.vault.rls import protect

SEEN = "EXISTS (SELECT 1 FROM cases_case seen WHERE seen.id = case_id)"
# Whoever may not see both cases is not told that they belong together.
BOTH = (
    "(EXISTS (SELECT 1 FROM cases_case seen WHERE seen.id = one_id)"
    " AND EXISTS (SELECT 1 FROM cases_case seen WHERE seen.id = other_id))"
)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_policies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="concern_reported_at",
            field=models.DateTimeField(null=True),
        ),
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
                    ("note.corrected", "Note put right"),
                    ("responsible.named", "Responsible"),
                    ("handover.proposed", "Handover proposed"),
                    ("case.handed_over", "Case handed over"),
                    ("case.merged", "Merged with another case"),
                    ("paper.made", "Paper made"),
                    ("plan.printed", "Plan printed"),
                    ("concern.reported", "Concern for a child reported"),
                    ("child.assessed", "The board assessed the need of protection"),
                    ("inquiry.decided", "The board decided on an inquiry"),
                    ("inquiry.finished", "The inquiry is finished"),
                    ("spokesperson.changed", "Who speaks for the child"),
                    ("children.changed", "Accompanying children changed"),
                    ("age.checked", "Age examined"),
                    ("tracing.changed", "Family tracing"),
                    ("best_interest.noted", "Best interests of the child weighed"),
                    ("herself.noted", "About herself: noted"),
                ],
                max_length=40,
            ),
        ),
        migrations.CreateModel(
            name="AboutHerself",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("question", fyr.vault.fields.Sealed(blank=True, default=None, null=True)),
                ("wording", fyr.vault.fields.Sealed(blank=True, default=None, null=True)),
                ("said", fyr.vault.fields.Sealed(blank=True, default=None, null=True)),
                ("choices", fyr.vault.fields.Sealed(blank=True, default=None, null=True)),
                ("words", fyr.vault.fields.Sealed(blank=True, default=None, null=True)),
                ("use", fyr.vault.fields.Sealed(blank=True, default=None, null=True)),
                ("stop_asking", fyr.vault.fields.Sealed(blank=True, default=None, null=True)),
                ("asked_by", fyr.vault.fields.Sealed(blank=True, default=None, null=True)),
                ("asked_on", fyr.vault.fields.Sealed(blank=True, default=None, null=True)),
                ("language", fyr.vault.fields.Sealed(blank=True, default=None, null=True)),
                ("present", fyr.vault.fields.Sealed(blank=True, default=None, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)ss", to="cases.case"
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("-noted_at", "-id"),
            },
        ),
        migrations.CreateModel(
            name="AccompanyingChild",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "follow_up",
                    models.CharField(
                        choices=[("here", "In this case"), ("elsewhere", "Elsewhere")], default="here", max_length=10
                    ),
                ),
                ("alias", fyr.vault.fields.Sealed(blank=True, default=None, null=True)),
                ("child_age", fyr.vault.fields.Sealed(blank=True, default=None, null=True)),
                ("whereabouts", fyr.vault.fields.Sealed(blank=True, default=None, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)ss", to="cases.case"
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("updated_at", "id"),
            },
        ),
        migrations.CreateModel(
            name="AgeCheck",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "found",
                    models.CharField(
                        choices=[
                            ("child", "Child, under 18"),
                            ("adult", "Adult"),
                            ("doubtful", "Still in doubt: treated as a child"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "age_how",
                    models.CharField(
                        choices=[
                            ("document", "Document"),
                            ("assessment", "Age assessment by an authority"),
                            ("own_word", "Her own word"),
                        ],
                        max_length=12,
                    ),
                ),
                ("on", models.DateField()),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("note", fyr.vault.fields.Sealed(blank=True, default=None, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)ss", to="cases.case"
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("-noted_at", "-id"),
            },
        ),
        migrations.CreateModel(
            name="BestInterest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("on", models.DateField()),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("text", fyr.vault.fields.Sealed(blank=True, default=None, null=True)),
                ("her_view", fyr.vault.fields.Sealed(blank=True, default=None, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)ss", to="cases.case"
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("-on", "-noted_at", "-id"),
            },
        ),
        migrations.CreateModel(
            name="CaseLink",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("child", "Child"),
                            ("parent", "Parent"),
                            ("sibling", "Sibling"),
                            ("other", "Other family or household"),
                        ],
                        max_length=10,
                    ),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "child",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="cases.accompanyingchild",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "one",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"),
                ),
                (
                    "other",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ConcernReport",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("phone", "By phone"),
                            ("written", "In writing"),
                            ("both", "By phone, then in writing"),
                            ("meeting", "At a meeting"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reported_at", models.DateTimeField()),
                (
                    "protection_found",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("immediate", "Protection is needed at once"),
                            ("not_immediate", "No protection is needed at once"),
                            ("unknown", "Made; the result is not known"),
                        ],
                        max_length=20,
                    ),
                ),
                ("protection_on", models.DateField(null=True)),
                (
                    "inquiry",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("opened", "Inquiry opened"),
                            ("not_opened", "Inquiry not opened"),
                            ("running", "An inquiry was running already"),
                        ],
                        max_length=20,
                    ),
                ),
                ("decided_on", models.DateField(null=True)),
                ("finished_on", models.DateField(null=True)),
                ("board", fyr.vault.fields.Sealed(blank=True, default=None, null=True)),
                ("reporter", fyr.vault.fields.Sealed(blank=True, default=None, null=True)),
                ("content", fyr.vault.fields.Sealed(blank=True, default=None, null=True)),
                ("protection_note", fyr.vault.fields.Sealed(blank=True, default=None, null=True)),
                ("decision_note", fyr.vault.fields.Sealed(blank=True, default=None, null=True)),
                ("finding_note", fyr.vault.fields.Sealed(blank=True, default=None, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)ss", to="cases.case"
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="reports",
                        to="cases.accompanyingchild",
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("-reported_at", "-id"),
            },
        ),
        migrations.CreateModel(
            name="FamilyTracing",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("asked_on", models.DateField()),
                (
                    "tracing",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting for an answer"),
                            ("found", "Family found"),
                            ("not_found", "Family not found"),
                            ("not_safe", "Ended: not safe for the child"),
                            ("not_in_interest", "Ended: not in the child's best interests"),
                        ],
                        default="waiting",
                        max_length=20,
                    ),
                ),
                ("answered_on", models.DateField(null=True)),
                ("asked_whom", fyr.vault.fields.Sealed(blank=True, default=None, null=True)),
                ("note", fyr.vault.fields.Sealed(blank=True, default=None, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)ss", to="cases.case"
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("-asked_on", "-id"),
            },
        ),
        migrations.CreateModel(
            name="Spokesperson",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "speaks_as",
                    models.CharField(
                        choices=[
                            ("custodian", "Legal guardian (vårdnadshavare)"),
                            ("appointed_custodian", "Specially appointed guardian"),
                            ("representative", "Appointed representative (god man)"),
                            ("child_counsel", "Special representative for the child in criminal proceedings"),
                            ("public_counsel", "Public counsel"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "suspicion",
                    models.CharField(
                        choices=[
                            ("not_known", "Not known"),
                            ("examined", "Being examined"),
                            ("free", "Free of suspicion"),
                            ("not_free", "Not free of suspicion"),
                        ],
                        default="not_known",
                        max_length=10,
                    ),
                ),
                ("since", models.DateField(null=True)),
                ("until", models.DateField(null=True)),
                ("name", fyr.vault.fields.Sealed(blank=True, default=None, null=True)),
                ("contact", fyr.vault.fields.Sealed(blank=True, default=None, null=True)),
                ("grounds", fyr.vault.fields.Sealed(blank=True, default=None, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)ss", to="cases.case"
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="spokespersons",
                        to="cases.accompanyingchild",
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="accompanyingchild",
            constraint=models.CheckConstraint(
                condition=models.Q(("follow_up__in", ["here", "elsewhere"])), name="cases_known_follow_up"
            ),
        ),
        migrations.AddConstraint(
            model_name="agecheck",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("found", "adult"), _negated=True),
                    ("age_how__in", ["document", "assessment"]),
                    _connector="OR",
                ),
                name="cases_adult_when_verified",
            ),
        ),
        migrations.AddConstraint(
            model_name="caselink",
            constraint=models.CheckConstraint(
                condition=models.Q(("one__lt", models.F("other"))), name="cases_link_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="caselink",
            constraint=models.UniqueConstraint(fields=("one", "other"), name="cases_linked_once"),
        ),
        migrations.AddConstraint(
            model_name="caselink",
            constraint=models.CheckConstraint(
                condition=models.Q(("relation__in", ["child", "parent", "sibling", "other"])),
                name="cases_known_relation",
            ),
        ),
        migrations.AddConstraint(
            model_name="concernreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("board__isnull", False)), name="cases_concern_to_a_board"
            ),
        ),
        migrations.AddConstraint(
            model_name="concernreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("protection_found", ""), ("protection_on__isnull", True)),
                    models.Q(("protection_on__isnull", False), models.Q(("protection_found", ""), _negated=True)),
                    _connector="OR",
                ),
                name="cases_protection_found_on",
            ),
        ),
        migrations.AddConstraint(
            model_name="concernreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_on__isnull", True), ("inquiry", "")),
                    models.Q(("decided_on__isnull", False), models.Q(("inquiry", ""), _negated=True)),
                    _connector="OR",
                ),
                name="cases_inquiry_decided_on",
            ),
        ),
        migrations.AddConstraint(
            model_name="concernreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("finished_on__isnull", True),
                    models.Q(("finished_on__gte", models.F("decided_on")), ("inquiry__in", ["opened", "running"])),
                    _connector="OR",
                ),
                name="cases_inquiry_finished_after",
            ),
        ),
        migrations.AddConstraint(
            model_name="familytracing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_on__isnull", True), ("tracing", "waiting")),
                    models.Q(
                        models.Q(("tracing", "waiting"), _negated=True), ("answered_on__gte", models.F("asked_on"))
                    ),
                    _connector="OR",
                ),
                name="cases_tracing_answered_after",
            ),
        ),
        migrations.AddConstraint(
            model_name="spokesperson",
            constraint=models.CheckConstraint(
                condition=models.Q(("suspicion__in", ["not_known", "examined", "free", "not_free"])),
                name="cases_known_suspicion",
            ),
        ),
        migrations.AddConstraint(
            model_name="spokesperson",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since__isnull", True), ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="cases_speaks_days_in_order",
            ),
        ),
        *(
            protect(f"cases_{part}", SEEN)
            for part in (
                "accompanyingchild",
                "concernreport",
                "spokesperson",
                "agecheck",
                "familytracing",
                "bestinterest",
                "aboutherself",
            )
        ),
        protect("cases_caselink", BOTH),
    ]
