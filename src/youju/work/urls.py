"""The pages of work."""

from django.urls import path

from youju.work.views import checklists, matters, meetings, plans, projects, systems, tasks

app_name = "work"
urlpatterns = [
    path("", tasks.index, name="index"),
    path("new/", tasks.new, name="new"),
    path("<int:task_id>/", tasks.task, name="task"),
    path("<int:task_id>/progress/", tasks.progress, name="progress"),
    path("<int:task_id>/finish/", tasks.finish, name="finish"),
    path("<int:task_id>/confirm/", tasks.confirm, name="confirm"),
    path("<int:task_id>/extend/", tasks.extend, name="extend"),
    path("<int:task_id>/cancel/", tasks.cancel, name="cancel"),
    path("plans/", plans.plans, name="plans"),
    path("plans/new/", plans.new, name="plan_new"),
    path("plans/<int:plan_id>/", plans.plan, name="plan"),
    path("plans/<int:plan_id>/paste/", plans.paste, name="plan_paste"),
    path("plans/<int:plan_id>/close/", plans.close, name="plan_close"),
    path("checklists/", checklists.checklists, name="checklists"),
    path("checklists/new/", checklists.new, name="checklist_new"),
    path("checklists/<int:checklist_id>/", checklists.checklist, name="checklist"),
    path("checklists/<int:checklist_id>/close/", checklists.close, name="checklist_close"),
    path(
        "checklists/<int:checklist_id>/<int:unit_id>/", checklists.checklist_at, name="checklist_at"
    ),
    path("checklists/lines/<int:line_id>/", checklists.line, name="line"),
    path("checklists/lines/<int:line_id>/mark/", checklists.mark, name="mark"),
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/new/", meetings.new, name="meeting_new"),
    path("meetings/about/", meetings.about, name="meetings_about"),
    path("meetings/<int:meeting_id>/", meetings.meeting, name="meeting"),
    path("meetings/<int:meeting_id>/hold/", meetings.hold, name="meeting_hold"),
    path("meetings/<int:meeting_id>/resolve/", meetings.resolve, name="meeting_resolve"),
    path("meetings/<int:meeting_id>/cancel/", meetings.cancel, name="meeting_cancel"),
    path("meetings/systems/new/", systems.new, name="system_new"),
    path("meetings/systems/<int:system_id>/", systems.system, name="system"),
    path("meetings/systems/<int:system_id>/members/", systems.seats_add, name="seats_add"),
    path("meetings/systems/<int:system_id>/end/", systems.end, name="system_end"),
    path("meetings/members/<int:seat_id>/end/", systems.seat_end, name="seat_end"),
    path("meetings/members/<int:seat_id>/report/", systems.duty_add, name="duty_add"),
    path("meetings/reports/<int:report_id>/", systems.duty, name="duty"),
    path("projects/", projects.projects, name="projects"),
    path("projects/new/", projects.new, name="project_new"),
    path("projects/paste/", projects.paste, name="projects_paste"),
    path("projects/export/", projects.export, name="projects_export"),
    path("projects/<int:project_id>/", projects.project, name="project"),
    path("projects/<int:project_id>/change/", projects.change, name="project_change"),
    path("projects/<int:project_id>/progress/", projects.progress, name="project_progress"),
    path("projects/<int:project_id>/end/", projects.end, name="project_end"),
    path("projects/<int:project_id>/matters/<slug:what>/", matters.add, name="matter_add"),
    path("projects/<int:project_id>/supervisors/", matters.supervisor_add, name="supervisor_add"),
    path("projects/matters/<int:matter_id>/settle/", matters.settle, name="matter_settle"),
    path("projects/matters/<int:matter_id>/talk/", matters.talk, name="matter_talk"),
    path(
        "projects/supervisors/<int:supervisor_id>/end/",
        matters.supervisor_end,
        name="supervisor_end",
    ),
    path(
        "projects/supervisors/<int:supervisor_id>/<slug:field>/",
        matters.supervisor_open,
        name="supervisor_open",
    ),
    path("countdown/", checklists.countdown, name="countdown_checklist"),
]
