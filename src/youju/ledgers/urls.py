from django.urls import path

from youju.ledgers.views import catalogue, configure, entries, exports, imports, lists, paste

app_name = "ledgers"
urlpatterns = [
    path("", lists.index, name="index"),
    path("configure/", configure.configure, name="configure"),
    path("catalogue/", catalogue.catalogue, name="catalogue"),
    path("catalogue/<slug:code>/", catalogue.version, name="version"),
    path("catalogue/<slug:code>/try/", catalogue.attempt, name="try"),
    path("catalogue/<slug:code>/file/", catalogue.export, name="file"),
    path("import/", imports.hand_in, name="import"),
    path("import/<int:batch_id>/", imports.batch, name="batch"),
    path("import/<int:batch_id>/undo/", imports.undo, name="undo_import"),
    path("import/<int:batch_id>/resume/", imports.resume, name="resume_import"),
    path("import/<int:batch_id>/rejects/", exports.rejects, name="rejects"),
    path("import/<int:batch_id>/new-ledger/", imports.proposed, name="proposed"),
    path("entries/<int:entry_id>/", entries.entry, name="entry"),
    path("entries/<int:entry_id>/correct/", entries.correct, name="correct"),
    path("entries/<int:entry_id>/done/", entries.finish, name="finish"),
    path("entries/<int:entry_id>/open/<slug:field>/", entries.open_value, name="open"),
    path("entries/<int:entry_id>/withdraw/", entries.withdraw, name="withdraw"),
    path("entries/<int:entry_id>/restore/", entries.restore, name="restore"),
    path("<slug:code>/", lists.ledger, name="ledger"),
    path("<slug:code>/new/", entries.new, name="new"),
    path("<slug:code>/paste/", paste.paste, name="paste"),
    path("<slug:code>/export/", exports.export, name="export"),
    path("<slug:code>/printed/", exports.printed, name="printed"),
    path("<slug:code>/views/", lists.save_view, name="save_view"),
    path("<slug:code>/trail/<slug:measure>/", lists.trail, name="trail"),
]
