"""The pages of residents."""

app_name = "residents"
urlpatterns: list[object] = []
