"""What our crispy forms have in common."""

from __future__ import annotations

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout


class FieldsHelper(FormHelper):
    """Lays out a form's fields; the page around it has the form element, the token and the buttons."""

    def __init__(self, *fields: object) -> None:
        super().__init__()
        self.form_tag = False
        self.disable_csrf = True
        self.layout = Layout(*fields)
