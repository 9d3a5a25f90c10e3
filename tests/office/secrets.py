"""What no participants' file may say."""

from __future__ import annotations

from tests.print import sample_activities
from tests.print.sample import FACILITATOR_NOTE, GENERAL_FEEDBACK, RIGHT_FEEDBACK, SESSION_NOTE

SECRETS = (
    RIGHT_FEEDBACK, GENERAL_FEEDBACK, SESSION_NOTE, FACILITATOR_NOTE, *sample_activities.SECRETS,
    "Respuesta correcta", "✓", "Plan de sesión", "pendiente de validación", "correct=", "right-key", "71..73", "oculto",
)  # fmt: skip
