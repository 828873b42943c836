"""The pages of standards."""

from youju.standards import mock_urls

app_name = "standards"
urlpatterns = [*mock_urls.urlpatterns]
