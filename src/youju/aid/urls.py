"""The pages of aid."""

from django.urls import path

from youju.aid.views import children, giving, pairs, shared, wishes

app_name = "aid"
urlpatterns = [
    path("", pairs.pairings, name="pairings"),
    path("today/", shared.today, name="today"),
    path("export/", pairs.export, name="pairings_export"),
    path("pairings/new/", pairs.pair_add, name="pair_add"),
    path("pairings/<int:pairing_id>/", pairs.pairing, name="pairing"),
    path("pairings/<int:pairing_id>/pay/", pairs.pay, name="pay"),
    path("pairings/<int:pairing_id>/visit/", pairs.visit_add, name="visit_add"),
    path("pairings/<int:pairing_id>/plan/", pairs.plan, name="plan"),
    path("pairings/<int:pairing_id>/end/", pairs.end, name="pairing_end"),
    path("of-household/<int:household_id>/", pairs.of_household, name="of_household"),
    path("payments/<int:payment_id>/", pairs.payment, name="payment"),
    path("payments/<int:payment_id>/withdraw/", pairs.payment_withdraw, name="payment_withdraw"),
    path("visits/<int:visit_id>/", pairs.visit, name="visit"),
    path("visits/<int:visit_id>/withdraw/", pairs.visit_withdraw, name="visit_withdraw"),
    path("drives/", giving.drives, name="drives"),
    path("drives/new/", giving.drive_add, name="drive_add"),
    path("drives/<int:drive_id>/", giving.drive, name="drive"),
    path("drives/<int:drive_id>/donate/", giving.donate, name="donate"),
    path("drives/<int:drive_id>/hand-over/", giving.hand_over, name="hand_over"),
    path("drives/<int:drive_id>/publish/", giving.publish, name="drive_publish"),
    path("donations/<int:donation_id>/", giving.donation, name="donation"),
    path("handovers/<int:handover_id>/", giving.handover, name="handover"),
    path(
        "donations/<int:donation_id>/withdraw/", giving.donation_withdraw, name="donation_withdraw"
    ),
    path(
        "handovers/<int:handover_id>/withdraw/", giving.handover_withdraw, name="handover_withdraw"
    ),
    path("grants/<int:grant_id>/withdraw/", giving.grant_withdraw, name="grant_withdraw"),
    path("grants/", giving.grants, name="grants"),
    path("grants/new/", giving.grant_add, name="grant_add"),
    path("grants/<int:grant_id>/", giving.grant, name="grant"),
    path("grants/<int:grant_id>/children/new/", giving.grant_child_add, name="grant_child_add"),
    path("wishes/", wishes.wishes, name="wishes"),
    path("wishes/new/", wishes.wish_add, name="wish_add"),
    path("wishes/<int:wish_id>/", wishes.wish, name="wish"),
    path("wishes/<int:wish_id>/take/", wishes.take, name="wish_take"),
    path("wishes/<int:wish_id>/done/", wishes.fulfil, name="wish_done"),
    path("wishes/<int:wish_id>/release/", wishes.release, name="wish_release"),
    path("wishes/<int:wish_id>/drop/", wishes.drop, name="wish_drop"),
    path("stand-ins/", children.stand_ins, name="stand_ins"),
    path("stand-ins/<int:stand_in_id>/", children.stand_in, name="stand_in"),
    path("stand-ins/<int:stand_in_id>/contact/", children.contact_add, name="contact_add"),
    path("stand-ins/<int:stand_in_id>/end/", children.stand_in_end, name="stand_in_end"),
    path("contacts/<int:contact_id>/", children.contact, name="contact"),
    path("contacts/<int:contact_id>/withdraw/", children.contact_withdraw, name="contact_withdraw"),
    path("children/", children.children, name="children"),
    path("children/<int:child_id>/", children.child, name="child"),
    path("children/<int:child_id>/file/", children.file, name="file"),
    path("children/<int:child_id>/stand-in/", children.stand_in_add, name="stand_in_add"),
    path("tallies/<int:tally_id>/", shared.tally, name="tally"),
    path("open/<slug:what>/<int:record_id>/<slug:field>/", shared.open_, name="open"),
]
