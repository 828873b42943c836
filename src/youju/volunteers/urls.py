from django.urls import path

from youju.volunteers.views import associations, people, teams

app_name = "volunteers"
urlpatterns = [
    path("", people.people, name="people"),
    path("people/new/", people.volunteer_add, name="volunteer_add"),
    path("people/<int:volunteer_id>/", people.volunteer, name="volunteer"),
    path("people/<int:volunteer_id>/change/", people.volunteer_change, name="volunteer_change"),
    path("people/<int:volunteer_id>/accept/", people.accept, name="accept"),
    path("people/<int:volunteer_id>/decline/", people.decline, name="decline"),
    path("people/<int:volunteer_id>/leave/", people.leave, name="leave"),
    path("people/<int:volunteer_id>/back/", people.come_back, name="come_back"),
    path("people/<int:volunteer_id>/account/", people.account, name="account"),
    path("people/<int:volunteer_id>/assess/", people.assess, name="assess"),
    path("people/<int:volunteer_id>/phone/", people.phone, name="phone"),
    path("assessments/<int:assessment_id>/", people.assessment, name="assessment"),
    path("teams/", teams.teams, name="teams"),
    path("teams/new/", teams.team_add, name="team_add"),
    path("teams/<int:team_id>/", teams.team, name="team"),
    path("teams/<int:team_id>/change/", teams.team_change, name="team_change"),
    path("teams/<int:team_id>/end/", teams.team_end, name="team_end"),
    path("teams/<int:team_id>/join/", teams.team_join, name="team_join"),
    path("members/<int:member_id>/quit/", teams.team_quit, name="team_quit"),
    path("trainings/", teams.trainings, name="trainings"),
    path("trainings/new/", teams.training_add, name="training_add"),
    path("trainings/<int:training_id>/", teams.training, name="training"),
    path("associations/", associations.associations, name="associations"),
    path("associations/new/", associations.association_add, name="association_add"),
    path("associations/<int:association_id>/", associations.association, name="association"),
    path("associations/<int:association_id>/members/", associations.members, name="members"),
    path("associations/<int:association_id>/end/", associations.association_end, name="association_end"),
    path("associations/<int:association_id>/meetings/new/", associations.meeting_add, name="meeting_add"),
    path("meetings/<int:meeting_id>/", associations.meeting, name="meeting"),
    path("meetings/<int:meeting_id>/charter/", associations.charter_add, name="charter_add"),
    path("meetings/<int:meeting_id>/elect/", associations.elect, name="elect"),
    path("council/<int:seat_id>/end/", associations.seat_end, name="seat_end"),
]  # fmt: skip
