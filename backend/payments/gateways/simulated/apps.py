from django.apps import AppConfig


class SimulatedProviderConfig(AppConfig):
    name = "payments.gateways.simulated"
    label = "simulated_provider"
