"""What a ``narration.json`` may say."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints


class _Slide(BaseModel):
    model_config = ConfigDict(extra="forbid")

    file: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,63}\.[a-z0-9]{2,4}$")]
    sound: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    text: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    by: Annotated[str, StringConstraints(pattern=r"^[\w.:-]{1,80}$")]
    sentences: list[tuple[Annotated[float, Field(ge=0)], Annotated[float, Field(ge=0)]]]


class NarrationFile(BaseModel):
    """Of each slide by its id, the sound file and its SHA-256, the text's, who speaks, and seconds of each sentence."""

    model_config = ConfigDict(extra="forbid")

    slides: dict[str, _Slide]
