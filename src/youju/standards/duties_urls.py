"""The pages of duties."""

from django.urls import path

from youju.standards.views import duties, duties_sheet, duties_steps

urlpatterns = [
    path("duties/", duties.index, name="duties"),
    path("duties/give/<int:edition_id>/", duties.give, name="give_duties"),
    path("duties/remind/<int:edition_id>/", duties.remind, name="remind_duties"),
    path("duties/mine/", duties.mine, name="my_items"),
    path("duties/mine/answer/", duties.answer, name="answer_duties"),
    path("duties/units/", duties.units, name="duties_units"),
    path("duties/units/<int:unit_id>/", duties.unit, name="duties_of_unit"),
    path("duties/sheet/<int:edition_id>/", duties_sheet.sheet, name="duties_sheet"),
    path("duties/sheet/<int:edition_id>/file/", duties_sheet.file, name="duties_file"),
    path("duties/sheet/<int:edition_id>/take/", duties_sheet.take, name="duties_take"),
    path("duties/sheet/<int:edition_id>/rejected/", duties_sheet.rejected, name="duties_rejected"),
    path("duties/of/<int:person_id>/", duties.person, name="duties_of_person"),
    path("duties/<int:duty_id>/", duties.duty, name="duty"),
    path("duties/<int:duty_id>/accept/", duties_steps.accept, name="accept_duty"),
    path("duties/<int:duty_id>/remind/", duties_steps.remind_one, name="remind_duty"),
    path("duties/<int:duty_id>/place/", duties_steps.place, name="place_duty"),
    path("duties/<int:duty_id>/hand-back/", duties_steps.hand_back, name="hand_back_duty"),
    path("duties/<int:duty_id>/insist/", duties_steps.insist, name="insist_on_duty"),
    path("duties/<int:duty_id>/reassign/", duties_steps.reassign, name="reassign_duty"),
    path("duties/<int:duty_id>/end/", duties_steps.end, name="end_duty"),
]
