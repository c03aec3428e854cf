"""The components say what they promise, in words and not in colour alone."""

import datetime
import uuid
from typing import Any

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import timezone, translation

from fyr.web import icons
from fyr.web.forms import DateField, KeyedForm
from fyr.web.tests import gallery


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def render(source: str, **context: Any) -> str:
    return Template("{% load fyr %}" + source).render(Context(context))


class AskForm(forms.Form):
    alias = forms.CharField(
        label="Alias", help_text="Not her name.", widget=forms.TextInput(attrs={"class": "wide", "placeholder": "x"})
    )
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea)
    consent = forms.ChoiceField(label="Consent", choices=[("y", "Yes"), ("n", "No")], widget=forms.RadioSelect)
    danger = forms.BooleanField(label="In danger", required=False)


def test_every_component_renders_in_both_languages() -> None:
    for language in ("sv", "en"):
        with translation.override(language):
            assert "fyr-next-step" in render_to_string("testslice/gallery.html", gallery.context())


def test_the_error_summary_links_to_the_first_input_of_each_faulty_field() -> None:
    shown = render("{% error_summary form %}", form=AskForm(data={}))
    assert 'href="#id_alias"' in shown
    assert 'href="#id_consent_0"' in shown
    assert "There are 2 things to mend" in shown


def test_a_right_form_has_no_error_summary() -> None:
    assert render("{% error_summary form %}", form=AskForm(data={"alias": "L", "consent": "y"})).strip() == ""


def test_what_concerns_the_whole_form_is_named_in_the_summary() -> None:
    form = AskForm(data={"alias": "L", "consent": "y"})
    form.add_error(None, "Somebody saved before you.")
    assert "Somebody saved before you." in render("{% error_summary form %}", form=form)


def test_a_field_ties_label_description_and_error_together() -> None:
    shown = AskForm(data={})["alias"].as_field_group()
    assert '<label class="ds-label" for="id_alias">' in shown
    assert 'aria-describedby="id_alias_helptext id_alias_error"' in shown
    assert 'id="id_alias_helptext"' in shown
    assert 'id="id_alias_error"' in shown
    assert 'class="ds-input wide"' in shown
    assert "placeholder" not in shown


def test_an_optional_field_says_so_and_a_required_one_does_not() -> None:
    form = AskForm()
    assert "optional" in form["note"].as_field_group()
    assert "optional" not in form["alias"].as_field_group()


def test_radio_buttons_stand_in_a_fieldset_with_a_label_each() -> None:
    shown = AskForm()["consent"].as_field_group()
    assert "<fieldset" in shown
    assert '<label for="id_consent_0">Yes</label>' in shown


@pytest.mark.parametrize(
    ("days", "words", "tone"),
    [
        (-3, "3 days late", "danger"),
        (-1, "1 day late", "danger"),
        (0, "today", "warning"),
        (1, "tomorrow", "warning"),
        (2, "in 2 days", "warning"),
        (26, "in 26 days", "neutral"),
    ],
)
def test_a_deadline_says_in_words_how_far_away_it_is(days: int, words: str, tone: str) -> None:
    shown = render("{% deadline due %}", due=timezone.localdate() + datetime.timedelta(days=days))
    assert words in shown
    assert f'data-color="{tone}"' in shown


def test_safe_contact_that_is_not_agreed_says_what_not_to_do() -> None:
    assert "Do not call, write or visit" in render("{% safe_contact rows %}", rows=[("How", ""), ("When", None)])


def test_what_is_not_stated_is_told_apart_from_zero() -> None:
    shown = render("{% summary_list rows %}", rows=[("Language", ""), ("Children", 0)])
    assert shown.count("Not stated") == 1
    assert "<dd>0</dd>" in shown


def test_text_from_members_is_escaped() -> None:
    nasty = "<script>alert(1)</script>"
    rows = render(
        "{% summary_list rows %}{% tag text %}{% card heading=text %}{{ text }}{% endcard %}",
        rows=[("A", nasty)],
        text=nasty,
    )
    assert "<script" not in rows


def test_the_stepper_names_what_is_done_and_where_one_is() -> None:
    shown = render("{% stepper steps 'b' %}", steps=[("a", "First"), ("b", "Second"), ("c", "Third")])
    assert shown.count("(done)") == 1
    assert shown.count('aria-current="step"') == 1


def test_an_unknown_icon_is_refused() -> None:
    with pytest.raises(KeyError):
        icons.draw("skull")


@pytest.mark.parametrize("name", ["500.html", "web/503.html", "400.html"])
def test_error_pages_need_no_request_and_speak_both_languages(name: str) -> None:
    shown = render_to_string(name, {"error_id": "a1b2c3"})
    assert "a1b2c3" in shown
    assert 'lang="en"' in shown
    assert '<html lang="sv"' in shown


@pytest.mark.parametrize(("name", "letters"), [("Maria Lind", "ML"), ("Amina", "A"), ("Anna Karin Ek", "AE"), ("", "")])
def test_initials_come_from_the_ends_of_a_name(name: str, letters: str) -> None:
    assert render("{{ name|initials }}", name=name) == letters


def test_an_empty_form_says_field_by_field_what_to_do() -> None:
    class RiskForm(KeyedForm):
        level = forms.ChoiceField(label="How great is it?", choices=[("low", "Low")])
        review_on = DateField(label="Look again")
        note = forms.CharField(label="Note")
        sure = forms.BooleanField(label="Sure", error_messages={"required": "Tick the box only if you are sure."})

    page = render("{% error_summary form %}", form=RiskForm({"key": str(uuid.uuid4())}))
    for told in ("it? Choose one of these.", "again: Write a date.", "Note: Fill this in.", "Tick the box only if"):
        assert told in page
