from django.urls import include, path

from youju.documents import views

app_name = "documents"
urlpatterns = [
    path("", views.lists.index, name="index"),
    path("start/", views.drafting.start, name="start"),
    path("", include("youju.documents.dossiers.urls")),
    path("", include("youju.documents.briefings.urls")),
    path("used-in/", views.lists.used_in, name="used_in"),
    path("notices/<int:notice_id>/word/", views.notices.word, name="notice_word"),
    path("notices/<int:notice_id>/pdf/", views.notices.pdf, name="notice_pdf"),
    path("certificates/<int:certificate_id>/", views.certificates.print_, name="certificate"),
    path("duties/<int:edition_id>/<int:unit_id>/word/", views.duties.word, name="duty_word"),
    path("duties/<int:edition_id>/<int:unit_id>/pdf/", views.duties.pdf, name="duty_pdf"),
    path("templates/", views.templates.index, name="templates"),
    path("templates/<int:template_id>/", views.templates.template, name="template"),
    path("templates/<int:template_id>/preview/", views.templates.preview, name="preview"),
    path("<int:report_id>/", views.reports.report, name="report"),
    path("<int:report_id>/numbers/<int:position>/", views.reports.number, name="number"),
    path("<int:report_id>/word/", views.reports.word, name="word"),
    path("<int:report_id>/pdf/", views.reports.pdf, name="pdf"),
    path("<int:report_id>/copied/", views.reports.copied, name="copied"),
    path("<int:report_id>/mend/", views.reports.mend, name="mend"),
    path("<int:report_id>/aside/", views.reports.aside, name="aside"),
    path("<int:report_id>/words/", views.drafting.words, name="words"),
    path("<int:report_id>/headings/<int:section>/", views.drafting.heading, name="heading"),
    path("<int:report_id>/blocks/<int:section>/<int:block>/", views.drafting.block, name="block"),
    path(
        "<int:report_id>/blocks/<int:section>/<int:block>/remove/",
        views.drafting.remove,
        name="remove_block",
    ),
    path("<int:report_id>/blocks/<int:section>/add/", views.drafting.add, name="add_block"),
    path("<int:report_id>/<slug:step>/", views.reports.step, name="step"),
]
