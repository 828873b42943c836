"""The pages of editions, items and duties."""

from django.urls import path

from youju.standards.views import editions

urlpatterns = [
    path("editions/", editions.index, name="editions"),
    path("editions/<int:edition_id>/", editions.edition, name="edition"),
    path("items/<int:item_id>/", editions.item, name="item"),
]
