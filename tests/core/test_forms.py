"""What forms have in common."""

from __future__ import annotations

from crispy_forms.utils import render_crispy_form
from django import forms

from core.forms import LaidOut


class Asking(LaidOut, forms.Form):
    """A form whose help and label hold words that somebody chose."""

    value = forms.CharField(label="In <b>days</b>", help_text="In <xss onx=1>\"'&lt;.")


def test_words_beside_a_field_are_escaped():
    html = render_crispy_form(Asking())
    assert 'id="id_value_helptext" class="form-text">In &lt;xss onx=1&gt;&quot;&#x27;&amp;lt;.</div>' in html
    assert "In &lt;b&gt;days&lt;/b&gt;" in html
    assert ("<xss" in html, "<b>" in html) == (False, False)
