"""The pages of editions, items and duties."""

from django.urls import path

from youju.standards.views import edition_change, edition_compare, editions

urlpatterns = [
    path("editions/", editions.index, name="editions"),
    path("editions/import/", edition_change.hand_in, name="edition_import"),
    path("editions/import/<uuid:token>/", edition_change.preview, name="edition_preview"),
    path("editions/samples/<slug:code>/", edition_change.enable_sample, name="enable_sample"),
    path("editions/<int:edition_id>/", editions.edition, name="edition"),
    path("editions/<int:edition_id>/use/", edition_change.put_in_force, name="put_in_force"),
    path("editions/<int:edition_id>/close/", edition_change.close, name="close_edition"),
    path("editions/<int:edition_id>/discard/", edition_change.discard, name="discard_draft"),
    path("editions/<int:edition_id>/export/", edition_change.export, name="export_edition"),
    path("editions/<int:edition_id>/compare/", edition_compare.compare, name="compare_edition"),
    path("editions/<int:edition_id>/carry/", edition_compare.carry, name="carry_over"),
    path("items/<int:item_id>/", editions.item, name="item"),
]
