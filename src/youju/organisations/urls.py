from django.urls import path

from youju.organisations.views import account

app_name = "organisations"
urlpatterns = [
    path("sign-in/", account.sign_in, name="sign_in"),
    path("sign-out/", account.sign_out, name="sign_out"),
    path("choose/", account.choose, name="choose"),
    path("switch/", account.switch, name="switch"),
    path("password/", account.password, name="password"),
    path("second-factor/", account.second_factor, name="second_factor"),
    path("account/", account.account, name="account"),
    path("account/second-factor/", account.enrol, name="enrol"),
]
