"""Forms for a district's settings, its logo and its buildings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.forms import LaidOut
from core.rendering.pictures import BadPicture, Picture, check_size, reencoded
from districts.models import Building, District


class DistrictForm(LaidOut, forms.ModelForm):
    """What a lead decides about a district's pages and reports."""

    submit_label = "Save the settings"

    class Meta:
        model = District
        fields = ["name", "state", "nces_id", "paper", "time_zone"]
        labels = {"name": "District name", "state": "State (optional)", "nces_id": "NCES LEA ID (optional)"}
        help_texts = {
            "paper": "For reports that are downloaded.",
            "time_zone": "Dates and times on the district's pages are in this zone.",
        }

    def clean_nces_id(self) -> str:
        nces_id: str = self.cleaned_data["nces_id"]
        others = District.objects.exclude(pk=self.instance.pk)
        if nces_id and others.filter(nces_id=nces_id).exists():
            raise ValidationError("Another district has this NCES LEA ID.")
        return nces_id


class LogoForm(forms.Form):
    """A picture to be the district's logo; valid once it is made anew."""

    logo = forms.FileField(
        label="Picture of the logo",
        help_text="PNG or JPEG, up to 2 MB and 4,000 pixels on a side. A transparent PNG suits every page.",
        widget=forms.ClearableFileInput(attrs={"accept": ".png,.jpg,.jpeg"}),
        allow_empty_file=True,
        error_messages={"required": "Choose a file."},
    )
    picture: Picture

    def clean_logo(self) -> Any:
        file = self.cleaned_data["logo"]
        try:
            check_size(file.size)
            self.picture = reencoded(file.read())
        except BadPicture as bad:
            raise ValidationError(str(bad)) from None
        return file


class BuildingForm(LaidOut, forms.ModelForm):
    """A building of the district that `instance` names."""

    submit_label = "Save the building"

    class Meta:
        model = Building
        fields = ["name", "nces_id", "is_active"]
        labels = {"nces_id": "NCES school ID (optional)", "is_active": "In use"}
        help_texts = {
            "nces_id": "Twelve digits, leading zeros included. The first seven are the district's.",
            "is_active": "A building out of use is offered in no new inventory. What names it stays.",
        }

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if self.others().filter(name__iexact=name).exists():
            raise ValidationError("The district has a building of this name.")
        return name

    def clean_nces_id(self) -> str:
        nces_id: str = self.cleaned_data["nces_id"]
        if nces_id and self.others().filter(nces_id=nces_id).exists():
            raise ValidationError("Another building of the district has this NCES school ID.")
        return nces_id

    def others(self):
        return Building.objects.for_district(self.instance.district).exclude(pk=self.instance.pk)


class NewBuildingForm(BuildingForm):
    """A building that is added, and in use."""

    submit_label = "Add the building"

    class Meta(BuildingForm.Meta):
        fields = ["name", "nces_id"]
