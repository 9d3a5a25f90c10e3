"""Colours with enough contrast, by the rule of ``conf/print/colour.typ`` (WCAG 2.2, 1.4.3 and "relative luminance")."""

from __future__ import annotations

_LEAST = 5.5
_DARKER = 0.94
_STEPS = 40
_LINEAR = 0.04045
Colour = tuple[int, int, int]
WHITE = (255, 255, 255)


def parsed(colour: str) -> Colour:
    """``#1f3a5f`` as its three components."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: Colour) -> float:
    """The relative luminance, from 0 (black) to 1 (white)."""
    shares = (component / 255 for component in colour)
    red, green, blue = (c / 12.92 if c <= _LINEAR else ((c + 0.055) / 1.055) ** 2.4 for c in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """How much two colours differ, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def readable(colour: str) -> Colour:
    """The colour, darkened until white text reads on it, and it on white."""
    found = parsed(colour)
    for _ in range(_STEPS):
        if contrast(found, WHITE) >= _LEAST:
            break
        red, green, blue = (round(component * _DARKER) for component in found)
        found = (red, green, blue)
    return found


def lightened(colour: Colour, share: float) -> Colour:
    """The colour, mixed with that share of white."""
    red, green, blue = (round(c + (255 - c) * share) for c in colour)
    return red, green, blue


def in_hex(colour: Colour) -> str:
    """``1F3A5F``, as Office writes it."""
    return "".join(f"{component:02X}" for component in colour)
