"""Settings for the tests: the same examples in every run, and no deadline on a busy machine."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "check",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.register_profile(
    "search", parent=settings.get_profile("check"), derandomize=False, max_examples=5000
)
settings.load_profile("check")
