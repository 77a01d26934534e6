"""Writing a charter: two at once, after a session has ended, and what is wrong in it."""

from districts.choices import Role
from districts.models import Team
from tests.districts.team_samples import TEXTS, address, said, started, written


def typed(team, **texts):
    stored = {key: getattr(team, key) for key in ("name", "version", *TEXTS)}
    return stored | texts


def test_the_charter_is_saved_with_lines_as_they_were_typed(leading, team):
    response = leading.post(address("charter_edit", team), typed(team, norms=" One.\r\nTwo. "), follow=True)
    assert response.redirect_chain == [(team.get_absolute_url(), 302)]
    assert said(response) == ["The charter is saved."]
    assert f'data-saved="team-{team.pk}:charter"' in response.text
    stored = Team.objects.get()
    assert (stored.norms, stored.version) == ("One.\nTwo.", 2)
    again = leading.post(address("charter_edit", team), typed(stored), follow=True)
    assert said(again) == ["Nothing had changed."]


def test_what_is_wrong_stands_beside_its_field_and_the_rest_is_kept(leading, whole, lead):
    started(whole.district, lead, "Other team")
    sent = typed(whole, name="other TEAM", norms="We are brief.")
    response = leading.post(address("charter_edit", whole), sent)
    form = response.context["form"]
    assert (response.status_code, form.errors) == (422, {"name": ["The district has a team of this name."]})
    assert form["norms"].value() == "We are brief."
    long = leading.post(address("charter_edit", whole), typed(whole, norms="x" * 10_001))
    assert list(long.context["form"].errors) == ["norms"]
    assert leading.post(address("charter_edit", whole), typed(whole, norms="a\0b")).status_code == 422
    assert Team.objects.get(pk=whole.pk).version == whole.version


def test_two_versions_of_a_text_come_back_and_other_texts_show_what_is_saved_now(sign_in, people, leading, whole):
    lead = people[Role.LEAD]
    written(whole, people[Role.MEMBER], 2, norms="We take turns.", rhythm="Every Monday.")
    response = leading.post(address("charter_edit", whole), typed(whole, norms="We are brief.", protocols="Talk."))
    form = response.context["form"]
    assert response.status_code == 409
    assert form.errors == {"norms": ["Somebody else saved this meanwhile: We take turns."]}
    shown = {key: form[key].value() for key in ("norms", "rhythm", "protocols", "version")}
    assert shown == {"norms": "We are brief.", "rhythm": "Every Monday.", "protocols": "Talk.", "version": 3}
    assert "A Member saved the charter while you were writing." in response.text
    assert Team.objects.get().version == 3

    sent = {name: form[name].value() for name in ("name", "version", *TEXTS)}
    leading.post(address("charter_edit", whole), sent | {"norms": "We take turns and are brief."})
    stored = Team.objects.get()
    assert (stored.norms, stored.rhythm, stored.protocols, stored.changed_by) == (
        "We take turns and are brief.", "Every Monday.", "Talk.", lead,
    )  # fmt: skip


def test_two_who_write_different_texts_both_save(people, leading, whole):
    written(whole, people[Role.MEMBER], 2, rhythm="Every Monday.")
    assert leading.post(address("charter_edit", whole), typed(whole, norms="We are brief.")).status_code == 302
    stored = Team.objects.get()
    assert (stored.rhythm, stored.norms) == ("Every Monday.", "We are brief.")


def test_a_charter_sent_after_the_session_ended_waits_for_its_writer(leading, sign_in, people, whole, client):
    owner = leading.get(address("charter_edit", whole)).context["owner"]
    edit = address("charter_edit", whole)
    away = client.post(edit, typed(whole, norms="We are brief.") | {"owner": owner})
    assert away.status_code == 302
    client.force_login(people[Role.LEAD])
    assert said(client.get(edit, follow=True)) == ["The charter is saved."]
    assert Team.objects.get().norms == "We are brief."
    assert client.get(edit).status_code == 200


def test_nobody_saves_what_another_person_sent(leading, people, outsider, whole, client):
    edit = address("charter_edit", whole)
    owner = leading.get(edit).context["owner"]
    client.post(edit, typed(whole, norms="We are brief.") | {"owner": owner})
    client.force_login(outsider)
    assert client.get(edit).status_code == 404
    assert Team.objects.get().norms == TEXTS["norms"]
