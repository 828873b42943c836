"""Every page of the product, by room."""

from django.conf import settings
from django.urls import include, path

from youju.documents.dossiers.views import shared
from youju.documents.views import certificates, proof
from youju.organisations.views.language import choose_language

urlpatterns = [
    path("language/", choose_language, name="set_language"),
    path("", include("youju.console.urls")),
    path("organisations/", include("youju.organisations.urls")),
    path("audit/", include("youju.audit.urls")),
    path("jobs/", include("youju.jobs.urls")),
    path("facts/", include("youju.facts.urls")),
    path("evidence/", include("youju.evidence.urls")),
    path("ledgers/", include("youju.ledgers.urls")),
    path("inbox/", include("youju.inbox.urls")),
    path("cases/", include("youju.cases.urls")),
    path("patrols/", include("youju.patrols.urls")),
    path("supervision/", include("youju.supervision.urls")),
    path("activities/", include("youju.activities.urls")),
    path("tasks/", include("youju.work.urls")),
    path("volunteers/", include("youju.volunteers.urls")),
    path("aid/", include("youju.aid.urls")),
    path("honours/", include("youju.honours.urls")),
    path("care/", include("youju.care.urls")),
    path("residents/", include("youju.residents.urls")),
    path("surveys/", include("youju.surveys.urls")),
    path("standards/", include("youju.standards.urls")),
    path("m/", include("youju.field.urls")),
    path("public/", include("youju.portal.urls")),
    path("upkeep/", include("youju.upkeep.urls")),
    path("", include("youju.api.urls")),
    path("documents/", include("youju.documents.urls")),
    path("proof/", proof.ask, name="proof_ask"),
    path("proof/<str:code>/", proof.proof, name="proof"),
    path("certificate/", certificates.ask, name="certificate_ask"),
    path("certificate/<str:code>/", certificates.check, name="certificate_check"),
    path("shared/<str:token>/", shared.page, name="shared_dossier"),
    path("shared/<str:token>/pdf/", shared.pdf, name="shared_dossier_pdf"),
    path("shared/<str:token>/photos/<int:piece_id>/", shared.photo, name="shared_dossier_photo"),
    path("reader/", include("youju.reader.urls")),
    path("returns/", include("youju.returns.urls")),
]

if settings.DEBUG:
    urlpatterns.append(path("ui/", include("youju.ui.gallery.urls")))
