from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "youju.api"
    label = "api"
    verbose_name = "接口"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the acts of this room."""
        from youju.audit.registry import register

        register("api.make_token", "建立接口令牌")
        register("api.revoke_token", "停用接口令牌")
        register("api.make_feed", "启用日历地址")
        register("api.drop_feed", "停用日历地址")
