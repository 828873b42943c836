"""The pages of selections, titles and ratings."""

from django.urls import path

from youju.honours.views import exports, nominations, ratings, selections, titles, voting

app_name = "honours"
urlpatterns = [
    path("", selections.index, name="index"),
    path("today/", selections.today, name="today"),
    path("new/", selections.choose, name="choose"),
    path("new/<slug:kind>/", selections.new, name="new"),
    path("<int:selection_id>/", selections.selection, name="selection"),
    path("<int:selection_id>/advance/", selections.advance, name="advance"),
    path("<int:selection_id>/cancel/", selections.cancel, name="cancel"),
    path("<int:selection_id>/award/", selections.award, name="award"),
    path("<int:selection_id>/nominees/", exports.nominees, name="nominees_export"),
    path("<int:selection_id>/nominate/", nominations.nominate, name="nominate"),
    path("<int:selection_id>/slips/", voting.slips, name="slips"),
    path("<int:selection_id>/votes/", voting.votes, name="votes"),
    path("<int:selection_id>/jury/", voting.jury, name="jury"),
    path("nominations/<int:nomination_id>/", nominations.nomination, name="nomination"),
    path("nominations/<int:nomination_id>/change/", nominations.change, name="change"),
    path("nominations/<int:nomination_id>/review/", nominations.review, name="review"),
    path("nominations/<int:nomination_id>/withdraw/", nominations.withdraw, name="withdraw"),
    path("nominations/<int:nomination_id>/refer/", nominations.refer, name="refer"),
    path("nominations/<int:nomination_id>/open/<slug:field>/", nominations.look, name="look"),
    path("referrals/<int:referral_id>/", nominations.settle, name="settle"),
    path("objections/<int:objection_id>/", nominations.objection, name="objection"),
    path(
        "objections/<int:objection_id>/open/<slug:field>/",
        nominations.look_at_objector,
        name="objector",
    ),
    path("titles/", titles.index, name="titles"),
    path("titles/export/", exports.titles, name="titles_export"),
    path("titles/new/", titles.new, name="title_new"),
    path("titles/paste/", titles.paste, name="title_paste"),
    path("titles/<int:title_id>/", titles.title, name="title"),
    path("titles/<int:title_id>/review/", titles.review, name="title_review"),
    path("titles/<int:title_id>/aid/", titles.aid, name="aid"),
    path("titles/<int:title_id>/open/", titles.look, name="title_look"),
    path("ratings/", ratings.index, name="ratings"),
    path("ratings/new/<slug:kind>/", ratings.new, name="rating_new"),
    path("ratings/<int:rating_id>/", ratings.rating, name="rating"),
    path("doubles/", titles.doubles, name="doubles"),
]
