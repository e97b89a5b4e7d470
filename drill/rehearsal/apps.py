from django.apps import AppConfig


class Rehearsal(AppConfig):
    name = "drill.rehearsal"
    label = "rehearsal"
