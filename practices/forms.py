"""Forms of the content pages."""

from django import forms


class SearchForm(forms.Form):
    """What to look for in all published content."""

    q = forms.CharField(
        label="Words to find",
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "class": "form-control", "autocomplete": "off"}),
        error_messages={"max_length": "Search for at most 100 characters."},
    )
