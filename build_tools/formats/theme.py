"""An audience's colour, made into the few colours that the theme needs, each with enough contrast.

Contrast is that of WCAG 2.2, success criterion 1.4.3: the relative luminances' ratio.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping

from build_tools.errors import JobError

Rgb = tuple[float, float, float]

WHITE: Rgb = (1.0, 1.0, 1.0)
NIGHT: Rgb = (0.078, 0.094, 0.11)
"""The paper of the dark theme, `--paper` in ``base.css``."""
TEXT_CONTRAST = 7.0
STEPS = 50


def parse(colour: str) -> Rgb:
    """``#rrggbb`` as three numbers from 0 to 1."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        message = f"The audience's colour is not of the form #rrggbb: {colour}"
        raise JobError(message, "Correct `colour` in conf/audiences.yml.")
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def mix(first: Rgb, second: Rgb, share: float) -> Rgb:
    """``first`` with a share (0 to 1) of ``second`` in it."""
    red, green, blue = (a + (b - a) * share for a, b in zip(first, second, strict=True))
    return red, green, blue


def contrast(first: Rgb, second: Rgb) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def palette(colour: str) -> Mapping[str, Mapping[str, str]]:
    """The theme's brand colours by scheme (``light``, ``dark``) and CSS name (without dashes)."""
    brand = parse(colour)
    on_white = _readable(brand, WHITE, towards=0.0)
    on_night = _readable(brand, NIGHT, towards=1.0)
    return {
        "light": {
            "band": _hex(on_white),
            "brand-ink": _hex(on_white),
            "brand-tint": _hex(_toned(brand, lightness=0.95)),
            "brand-line": _hex(_toned(brand, lightness=0.75)),
        },
        "dark": {
            "band": _hex(mix(on_white, NIGHT, 0.35)),
            "brand-ink": _hex(on_night),
            "brand-tint": _hex(mix(NIGHT, on_night, 0.13)),
            "brand-line": _hex(mix(NIGHT, on_night, 0.4)),
        },
    }


def stylesheet(colour: str) -> str:
    """The rules that give the theme an audience's colours."""
    rules = {
        scheme: ":root{" + ";".join(f"--{name}:{value}" for name, value in colours.items()) + "}"
        for scheme, colours in palette(colour).items()
    }
    return f"{rules['light']}@media screen and (prefers-color-scheme:dark){{{rules['dark']}}}\n"


def _readable(colour: Rgb, background: Rgb, towards: float) -> Rgb:
    """The colour, as little lighter (``towards`` 1) or darker (0) as text on the background needs."""
    lightness = colorsys.rgb_to_hls(*colour)[1]
    for step in range(STEPS + 1):
        toned = _toned(colour, lightness + (towards - lightness) * step / STEPS)
        if contrast(toned, background) >= TEXT_CONTRAST:
            return toned
    return _toned(colour, towards)


def _toned(colour: Rgb, lightness: float) -> Rgb:
    """The same hue and saturation at another lightness: mixed with white, it would turn grey."""
    hue, _, saturation = colorsys.rgb_to_hls(*colour)
    return colorsys.hls_to_rgb(hue, lightness, saturation)


def _luminance(colour: Rgb) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)  # noqa: PLR2004
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _hex(colour: Rgb) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)
