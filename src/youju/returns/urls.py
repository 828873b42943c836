"""The pages of the room."""

from django.urls import path

from youju.returns.views import calls, forms

app_name = "returns"
urlpatterns = [
    path("", forms.index, name="index"),
    path("new/", forms.new, name="new"),
    path("due/", forms.due, name="due"),
    path("quoted/", forms.quoted, name="quoted"),
    path("burden/", forms.burden, name="burden"),
    path("calls/", calls.index, name="calls"),
    path("calls/new/", calls.new, name="call_new"),
    path("calls/<int:call_id>/", calls.call, name="call"),
    path("calls/<int:call_id>/answers/<int:reply_id>/", calls.answer, name="answer"),
    path("calls/<int:call_id>/remind/", calls.remind, name="remind"),
    path("calls/<int:call_id>/close/", calls.close, name="close"),
    path("calls/<int:call_id>/excel/", calls.export, name="export"),
    path("<int:form_id>/", forms.form, name="form"),
    path("<int:form_id>/cells/<int:cell_id>/", forms.cell, name="cell"),
    path("<int:form_id>/period/", forms.period, name="period"),
    path("<int:form_id>/confirm/", forms.confirm, name="confirm"),
    path("<int:form_id>/fill/", forms.fill, name="fill"),
    path("<int:form_id>/drop/", forms.drop, name="drop"),
    path("<int:form_id>/file/", forms.download, name="file"),
]
