"""Findings about recordings, photos and their tracks: name, message and remedy of each; `codes` is the register."""

from __future__ import annotations

MEDIA_BROKEN = (
    "media-broken",
    "The media source “{path}” cannot be used: {problem}",
    "Export the recording again (MP4 with H.264 and AAC is safest), or the picture as plain SVG, PNG or JPEG.",
)
MEDIA_LIMIT = (
    "media-limit",
    "The media source “{path}” is too large: {problem}",
    "Make it shorter or smaller, or divide it into several media assets. The limits stand in conf/media.yml.",
)
CONSENT_MISSING = (
    "consent-missing",
    "People can be recognised in it, and no consent is named",
    "Add “consent: {{reference: …, until: …}}”: where the signed paper is kept, and the last day on which it holds.",
)
CONSENT_EXPIRED = (
    "consent-expired",
    "The consent of the people in it held until {until}",
    "Ask them again and write the new date, or take it out of the modules and withdraw what has been handed out.",
)
PHOTO_IN_KIT = (
    "photo-in-kit",
    "The photo “{path}” does not say who can be recognised in it",
    "Make it a media asset (kind: picture) and declare “people”; drawings and screenshots are SVG or PNG files.",
)
CAPTIONS_BROKEN = (
    "captions-broken",
    "The caption track cannot be read: {problem}",
    "A caption track is a WebVTT or SubRip file (.vtt or .srt) in UTF-8; check it at this place.",
)
CAPTIONS_TIMES = (
    "captions-times",
    "This cue does not fit in time: {problem}",
    "Move its start or end: one cue at a time, and none after the end of the recording.",
)
CAPTIONS_COVERAGE = (
    "captions-coverage",
    "Of {heard} s in which something is heard, {seconds} s have no cue; the longest gap is from {start} to {end}",
    "Write what is said there; for music or noise that matters, a cue such as “[música]”.",
)
CAPTIONS_LANGUAGE = (
    "captions-language",
    "The track is said to be in “{language}”, but it reads like “{found}”",
    "Correct the language in media.yml, or name the right file.",
)
CAPTIONS_SPEED = (
    "captions-speed",
    "Too fast to read: {speed} characters per second here, {count} cue(s) over {limit}",
    "Let the cue stay on longer, divide it, or shorten its words without changing what is said.",
)
CAPTIONS_LENGTH = (
    "captions-length",
    "Too long for a phone: {count} cue(s), here is the first, with more than {lines} lines of {limit} characters",
    "Break the line, or divide the cue.",
)
NO_CAPTIONS = (
    "no-captions",
    "The media asset “{name}” has no caption track in “{language}”",
    "Add one under “captions” in its media.yml: deaf people depend on it.",
)
NO_DESCRIPTIONS = (
    "no-descriptions",
    "The picture says what the sound does not, and there are no descriptions in “{language}”",
    "Add a WebVTT file under “descriptions” with what is only seen: people who cannot see depend on it.",
)
