"""The pages of standards."""

from youju.standards import duties_urls, editions_urls, mock_urls, standing_urls

app_name = "standards"
urlpatterns = [
    *standing_urls.urlpatterns,
    *editions_urls.urlpatterns,
    *duties_urls.urlpatterns,
    *mock_urls.urlpatterns,
]
