"""What is done before anything is decided, and the decisions."""

from django.utils.translation import gettext_lazy as _

from fyr.returns.actions import agreements, assessing, childhood, deciding, opening, telling
from fyr.returns.acts.base import act
from fyr.returns.codes.agreements import Section
from fyr.returns.codes.states import Side, State
from fyr.returns.dossier import load
from fyr.returns.forms.agreements import AgreementForm, ShareForm
from fyr.returns.forms.assessing import AcceptRiskForm, AssessForm, SafeguardForm
from fyr.returns.forms.deciding import DecideForm, OfficerForm, ReferForm
from fyr.returns.forms.person import PersonForm
from fyr.returns.forms.telling import AskForm, PositionForm, TalkForm
from fyr.web.row_form import ConfirmForm, NoteForm


def _told_all(ret):
    return any(one.topics for one in load(ret).talks)


ACTS = (
    act(
        "return", "inform", _("Note a talk"), lambda by, row, form: telling.inform(by=by, ret=row, talk=form.talk()), TalkForm,
        why=_("She is told everything first: alone, in her language. Only then is she asked."),
        when=lambda row: row.state == State.INFORMING and not _told_all(row),
    ),
    act(
        "return", "position", _("Note her migration position"),
        lambda by, row, form: telling.note_position(by=by, ret=row, **form.values()), PositionForm,
        lead=_("What leaving would mean for her. The newest note counts; the ones before it stay in the history."),
    ),
    act(
        "return", "ask", _("Ask her"), lambda by, row, form: telling.ask(by=by, ret=row, **form.values()), AskForm,
        why=_("She knows what she needs to know. What does she want?"),
        lead=_("Her own answer. That she is not sure is an answer too, and so is no."),
    ),
    act(
        "return", "refer", _("Refer her to the programme"),
        lambda by, row, form: deciding.refer(by=by, ret=row, **form.values()), ReferForm,
        why=_("The operator then sees this record, and both of you decide."),
        lead=_("From then on the record is the operator's own, and you work in it together."), submit=_("Refer her"),
    ),
    act(
        "return", "take_on", _("Take it on"), lambda by, row, form: deciding.take_on(by=by, ret=row),
        hers=lambda by, row: row.officer_id != by.pk, when=lambda row: row.officer_id is None,
        why=_("Nobody at the operator has taken it on."),
    ),
    act(
        "return", "officer", _("Give it to an officer"),
        lambda by, row, form: deciding.name_officer(by=by, ret=row, officer=form.cleaned_data["officer"]), OfficerForm,
        when=lambda row: Side.RUNS in row.acting or deciding.is_without_officer(row),
        lead=_("From then on it is hers. Of somebody protected, nobody else at the operator opens it."),
    ),
    act(
        "return", "decide", _("Decide"), lambda by, row, form: deciding.decide(by=by, ret=row, **form.values()), DecideForm,
        hers=lambda by, row: deciding.open_side(by, row) is not None,
        why=_("Each side decides for itself, with reasons."),
        lead=_("You decide for your side; the other side decides for itself."),
    ),
    act(
        "return", "assess", _("Note an assessment"),
        lambda by, row, form: assessing.assess(by=by, ret=row, **form.values()), AssessForm,
        lead=_("A high risk stops the journey until both sides have accepted the newest assessment, with its measures."),
    ),
    act(
        "return", "safeguard", _("Note what protects the child"),
        lambda by, row, form: childhood.note_safeguard(by=by, ret=row, **form.values()), SafeguardForm,
        when=lambda row: row.child and row.reads(Section.CHILD),
        lead=_("In both countries. What speaks against the return stops it."),
    ),
    act(
        "return", "agree", _("Ask her about contact afterwards, or with her home country"),
        lambda by, row, form: agreements.note_agreement(by=by, ret=row, **form.values()), AgreementForm,
        lead=_("One thing at a time. A no is an answer, and nothing else depends on it."),
    ),
    act(
        "return", "share", _("Show parts to a mission or partner"),
        lambda by, row, form: agreements.note_agreement(by=by, ret=row, **form.values()), ShareForm,
        lead=_("They see what she agreed to, and from the day both sides have said yes."),
    ),
    act(
        "return", "person", _("Change details about her"),
        lambda by, row, form: opening.save_person(by=by, ret=row, version=form.cleaned_data["version"], **form.values()),
        PersonForm,
    ),
    act(
        "return", "inform_again", _("Note another talk"),
        lambda by, row, form: telling.inform(by=by, ret=row, talk=form.talk()), TalkForm, rule="inform",
        when=lambda row: row.state != State.INFORMING or _told_all(row),
    ),
    act(
        "agreement", "take_back", _("She takes it back"),
        lambda by, row, form: agreements.take_back(by=by, agreement=row), ConfirmForm, rule="agreement_back",
        when=lambda row: row.holds, aside=True, submit=_("It does not hold any more"),
        lead=_("From this moment it does not hold. What it had opened is shut at once."),
    ),
    act(
        "assessment", "accept", _("Accept the risk"),
        lambda by, row, form: assessing.accept_risk(by=by, assessment=row, her_choice=form.cleaned_data["her_choice"]),
        AcceptRiskForm, rule="accept_risk", when=lambda row: assessing.is_waiting(row.of, row),
        hers=lambda by, row: assessing.open_side(by, row) is not None,
        lead=_("For your side alone. The other side accepts for itself, or does not."),
    ),
    act(
        "assessment", "refuse", _("Do not accept the risk"),
        lambda by, row, form: assessing.refuse_risk(by=by, assessment=row, reason=form.cleaned_data["note"]), NoteForm,
        rule="refuse_risk", when=lambda row: assessing.is_newest_of_high(row.of, row), aside=True,
    ),
)  # fmt: skip
