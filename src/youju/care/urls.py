"""The pages of care."""

from django.urls import path

from youju.care.views import aid, benefits, look, services, visits

app_name = "care"
urlpatterns = [
    path("", visits.index, name="index"),
    path("print/", visits.print_unseen, name="print_unseen"),
    path("open/<slug:what>/<int:record_id>/<slug:field>/", look.open_, name="open"),
    path("visits/", visits.visits, name="visits"),
    path("visits/<int:visit_id>/", visits.visit, name="visit"),
    path("visits/<int:visit_id>/withdraw/", visits.withdraw_visit, name="withdraw_visit"),
    path("rounds/new/", visits.round_new, name="round_new"),
    path("rounds/<int:round_id>/", visits.round_, name="round"),
    path("homes/<int:household_id>/", visits.home, name="home"),
    path("homes/<int:household_id>/part/", visits.home_part, name="home_part"),
    path("homes/<int:household_id>/visit/", visits.visit_new, name="visit_new"),
    path("homes/<int:household_id>/seen/", visits.seen, name="seen"),
    path("homes/<int:household_id>/apply/", aid.apply, name="apply"),
    path("aid/", aid.aids, name="aids"),
    path("aid/notice/", aid.notice, name="notice"),
    path("aid/<int:case_id>/", aid.aid, name="aid"),
    path("aid/<int:case_id>/pay/", aid.pay, name="pay"),
    path("payments/<int:payment_id>/withdraw/", aid.withdraw_payment, name="withdraw_payment"),
    path("aid/<int:case_id>/<slug:step>/", aid.step, name="step"),
    path("funds/", aid.funds, name="funds"),
    path("funds/new/", aid.fund_new, name="fund_new"),
    path("tallies/<int:tally_id>/", aid.tally, name="tally"),
    path("aged/", benefits.benefits, name="benefits"),
    path("aged/new/", benefits.benefit_new, name="benefit_new"),
    path("aged/<int:benefit_id>/", benefits.benefit, name="benefit"),
    path("aged/<int:benefit_id>/print/", benefits.print_due, name="print_due"),
    path("aged/<int:benefit_id>/end/", benefits.benefit_end, name="benefit_end"),
    path("aged/<int:benefit_id>/<int:resident_id>/give/", benefits.give, name="give"),
    path("gifts/<int:gift_id>/take-back/", benefits.take_back, name="take_back"),
    path("services/", services.services, name="services"),
    path("services/<int:service_id>/call/", services.call_new, name="call_new"),
    path("services/<int:service_id>/served/", services.served, name="served"),
    path("services/<int:service_id>/end/", services.service_end, name="service_end"),
    path("calls/<int:call_id>/", services.call, name="call"),
    path("calls/<int:call_id>/withdraw/", services.withdraw_call, name="withdraw_call"),
    path("elders/<int:resident_id>/", services.elder, name="elder"),
    path("elders/<int:resident_id>/services/new/", services.service_new, name="service_new"),
]
