from django.urls import path

from fyr.cases.views import case, export, lists, needs, paper, sharing, steps, work

app_name = "cases"
CASE = "<uuid:case_id>/"
urlpatterns = [
    path("", lists.case_list, name="list"),
    path("search/", lists.case_search, name="search"),
    path("new/", case.new, name="new"),
    path("export/", export.export, name="export"),
    path("referrals/", lists.referrals, name="referrals"),
    path("referrals/<uuid:referral_id>/", lists.referral, name="referral"),
    path("referrals/<uuid:referral_id>/decline/", lists.decline, name="decline"),
    path(CASE, case.case, name="case"),
    path(CASE + "steps/", steps.all_steps, name="steps"),
    path(CASE + "timeline/", case.timeline, name="timeline"),
    path(CASE + "opened/", case.opened, name="opened"),
    path(CASE + "intake/", case.change_intake, name="intake"),
    path(CASE + "safe-contact/", case.safe_contact, name="safe_contact"),
    path(CASE + "record/<slug:section>/", case.section, name="section"),
    path(CASE + "risk/", work.risk, name="risk"),
    path(CASE + "needs/new/", needs.new_need, name="new_need"),
    path(CASE + "needs/<uuid:need_id>/", needs.change_need, name="change_need"),
    path(CASE + "needs/<uuid:need_id>/withdraw/", needs.withdraw_need, name="withdraw_need"),
    path(CASE + "needs/<uuid:need_id>/unmet/", needs.unmet, name="unmet"),
    path(CASE + "needs/<uuid:need_id>/reopen/", needs.reopen_need, name="reopen_need"),
    path(CASE + "needs/<uuid:need_id>/services/new/", needs.new_service, name="new_service"),
    path(CASE + "services/<uuid:service_id>/", needs.service, name="service"),
    path(CASE + "tasks/new/", work.new_task, name="new_task"),
    path(CASE + "tasks/<uuid:task_id>/done/", work.finish_task, name="finish_task"),
    path(CASE + "notes/new/", work.new_note, name="new_note"),
    path(CASE + "referrals/new/", sharing.new_referral, name="new_referral"),
    path(CASE + "referrals/<uuid:referral_id>/done/", sharing.referral_done, name="referral_done"),
    path(CASE + "referrals/<uuid:referral_id>/revoke/", sharing.revoke_referral, name="revoke_referral"),
    path(CASE + "assignments/new/", sharing.assign, name="assign"),
    path(CASE + "assignments/<uuid:assignment_id>/end/", sharing.end_assignment, name="end_assignment"),
    path(CASE + "plan/", paper.plan, name="plan"),
    path(CASE + "plan.pdf", paper.plan_pdf, name="plan_pdf"),
    path(CASE + "close/", case.close, name="close"),
    path(CASE + "reopen/", case.reopen, name="reopen"),
    path(CASE + "convert/", case.convert, name="convert"),
]
