"""Forms come out in our markup: `{{ form }}` is enough."""

from django.forms.renderers import DjangoTemplates


class UiRenderer(DjangoTemplates):
    """Named in settings as FORM_RENDERER."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
