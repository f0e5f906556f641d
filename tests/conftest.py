"""What all tests share: how long hypothesis may look, and that it looks at the same examples each time."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# The machines that run the tests are slow now and then; a deadline would make that a failure.
settings.register_profile(
    "project", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("project")
