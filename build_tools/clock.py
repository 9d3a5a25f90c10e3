"""The calendar: consents end on a day."""

from __future__ import annotations

from datetime import UTC, date, datetime


def today() -> date:
    """The date where this computer is."""
    return datetime.now(UTC).astimezone().date()
