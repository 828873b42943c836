"""Changing what a survey asks: only while nobody has answered this version."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from youju.audit.actions import act
from youju.kernel.refusal import Refused
from youju.organisations.queries import Membership
from youju.surveys.actions.frame import locked_survey, locked_version
from youju.surveys.measures import SURVEY_KIND
from youju.surveys.models import Version
from youju.surveys.rules import form as forms
from youju.surveys.rules import states
from youju.surveys.rules.form import Form, Question
from youju.surveys.rules.questions import check_question

MOST_VERSIONS = 50


def _change(
    name: str,
    version_id: int,
    how: Callable[[Form], Form],
    *,
    actor: Membership,
    now: datetime,
    key: UUID,
) -> Version:
    """One change of a version's form, within the frame of every act."""
    with act(name, actor=actor, now=now, key=key) as doing:
        version = locked_version(version_id, actor)
        if doing.replayed:
            return version
        states.check_editable(version.frozen)
        version.form = forms.to_data(how(version.content))
        version.save(update_fields=["form"])
        del version.content
        doing.on(SURVEY_KIND, version.survey_id, version=version.number)
    return version


def save_question(
    version_id: int,
    question: Question,
    audiences: tuple[str, ...],
    *,
    fresh: bool = False,
    actor: Membership,
    now: datetime,
    key: UUID,
) -> Version:
    """Add a question, or change the one of this code.

    Args:
        audiences: Codes of the audiences that are asked it.
        fresh: Whether it must be a new one: its code may not be taken.
    """

    def how(form: Form) -> Form:
        if fresh and any(one.code == question.code for one in form.questions):
            what = {"code": question.code}
            raise Refused(_("已有代码为“%(code)s”的题，请换一个。") % what, field="code")
        for code in audiences:
            form.audience(code)
        return forms.put_question(form, check_question(question), audiences)

    return _change("surveys.save_question", version_id, how, actor=actor, now=now, key=key)


def drop_question(
    version_id: int, code: str, *, actor: Membership, now: datetime, key: UUID
) -> Version:
    """Take a question out of the version."""
    return _change(
        "surveys.drop_question",
        version_id,
        lambda form: forms.drop_question(form, code),
        actor=actor,
        now=now,
        key=key,
    )


def move_question(
    version_id: int,
    audience: str,
    code: str,
    to: int,
    *,
    actor: Membership,
    now: datetime,
    key: UUID,
) -> Version:
    """Move a question of an audience to a place; 0 is the first."""
    return _change(
        "surveys.move_question",
        version_id,
        lambda form: forms.move_question(form, audience, code, to),
        actor=actor,
        now=now,
        key=key,
    )


def add_audience(
    version_id: int,
    code: str,
    label: str,
    *,
    like: str = "",
    actor: Membership,
    now: datetime,
    key: UUID,
) -> Version:
    """Ask another audience too; it begins with the questions of one that is there."""
    return _change(
        "surveys.add_audience",
        version_id,
        lambda form: forms.put_audience(
            form, code, states.check_text(label, "label", _("写明对象的名称。"), 20), like
        ),
        actor=actor,
        now=now,
        key=key,
    )


def drop_audience(
    version_id: int, code: str, *, actor: Membership, now: datetime, key: UUID
) -> Version:
    """Ask an audience no more; its questions stay for the others."""
    return _change(
        "surveys.drop_audience",
        version_id,
        lambda form: forms.drop_audience(form, code),
        actor=actor,
        now=now,
        key=key,
    )


def take_form(
    version_id: int, form: Form, *, actor: Membership, now: datetime, key: UUID
) -> Version:
    """Put a whole form into a version: one that was imported, or another survey's."""
    for one in form.questions:
        check_question(one)
    return _change(
        "surveys.take_form", version_id, lambda _form: form, actor=actor, now=now, key=key
    )


def new_version(survey_id: int, *, actor: Membership, now: datetime, key: UUID) -> Version:
    """Begin the next version with what the last one asks; the last one stays as it was answered."""
    with act("surveys.new_version", actor=actor, now=now, key=key) as doing:
        survey = locked_survey(survey_id, actor)
        latest = survey.versions.order_by("-number")[0]
        if doing.replayed:
            return latest
        if not latest.frozen:
            raise Refused("最新一版还没有人作答，直接修改即可")
        if latest.number >= MOST_VERSIONS:
            raise Refused(_("一份问卷最多 %(most)s 版，请另建问卷。") % {"most": MOST_VERSIONS})
        made = Version.objects.create(
            survey=survey,
            number=latest.number + 1,
            form=latest.form,
            made_at=now,
            made_by_label=actor.label,
        )
        doing.on(SURVEY_KIND, survey.pk, version=made.number)
    return made
