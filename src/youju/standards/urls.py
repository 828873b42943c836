"""The pages of standards."""

from youju.standards import editions_urls, mock_urls

app_name = "standards"
urlpatterns = [*editions_urls.urlpatterns, *mock_urls.urlpatterns]
