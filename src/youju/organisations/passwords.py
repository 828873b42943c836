"""Password rules beyond Django's own."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from youju.organisations.models import Person


class MixedValidator:
    """At least three of: lower-case, upper-case, digits, other characters (等保 level 3)."""

    def validate(self, password: str, user: Person | None = None) -> None:
        kinds = (str.islower, str.isupper, str.isdigit, lambda c: not c.isalnum())
        if sum(any(kind(c) for c in password) for kind in kinds) < 3:
            raise ValidationError(
                _("密码须含大写字母、小写字母、数字、符号中的三种"), code="password_not_mixed"
            )

    def get_help_text(self) -> str:
        return _("含大写字母、小写字母、数字、符号中的三种")
