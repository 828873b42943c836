"""Every component once, with invented data: for eyes and for the browser tests."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from youju.ui.gallery.sample import CleanUpForm, sample_page

View = Callable[[HttpRequest], HttpResponse]


def while_debugging(view: View) -> View:
    """Answer 404 outside debugging."""

    @login_not_required
    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if not settings.DEBUG:
            raise Http404
        return view(request)

    return guarded


@while_debugging
def show(request: HttpRequest) -> HttpResponse:
    """The gallery itself; ?form=wrong shows the form with its errors."""
    form = CleanUpForm(request.GET) if request.GET.get("form") == "wrong" else CleanUpForm()
    return render(request, "ui/gallery/show.html", {**sample_page(), "form": form})


@while_debugging
def trail(request: HttpRequest) -> HttpResponse:
    """The trail behind a number, as the side panel's content."""
    return render(request, "ui/gallery/_trail.html", sample_page())


@while_debugging
def progress(request: HttpRequest) -> HttpResponse:
    """Work that moves on by 40 lines with each question."""
    done = min(int(request.GET.get("done", "0")) + 40, 120)
    context = {"done": done, "ended": done == 120}
    return render(request, "ui/gallery/_progress.html", context)
