"""The player of media assets in a real Chromium: choices, captions, transcript, and what counts as played."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, Route, expect

from tests.learner import recordings
from tests.learner.conftest import Watched
from tests.learner.lms import Simulator, visit
from tests.learner.players import ADAPTERS, Player
from tests.learner.test_accessibility import RUN, axe
from tests.support.once import made_once

PLAYED = "Hecho: se reprodujo hasta el final."
WANTED = "Cuenta como hecho al reproducirlo hasta el final"
LABELS = {"240p": "Video pequeño", "480p": "Video mediano", "720p": "Video grande", "audio": "Solo audio"}


@pytest.fixture(scope="session")
def players(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``players/<adapter>/`` of the site."""
    made = made_once(tmp_path_factory, "recordings", recordings.make)
    recordings.write_site(made, tmp_path_factory.mktemp("players"), site / "players")
    return site / "players"


@pytest.fixture(params=["file", "http"])
def base(request: pytest.FixtureRequest, players: Path, server: str) -> str:
    """The address of the web folder: from a disk, then from a server."""
    return (players / "standalone").as_uri() if request.param == "file" else f"{server}/players/standalone"


@pytest.fixture
def web(players: Path) -> str:
    """The web folder on a disk, where browsers allow the least."""
    return (players / "standalone").as_uri()


@pytest.fixture
def served(players: Path, server: str) -> str:
    """The address of ``players/`` on the server."""
    return f"{server}/{players.name}"


def video_of(page: Page | FrameLocator) -> Any:
    """The first player, when its script is there."""
    figure = page.locator("figure[data-media=ruta], main > figure").first
    expect(page.locator("html:not(.waiting)")).to_have_count(1)
    return figure.locator("video")


def until(element: Any, condition: str) -> None:
    """Waits for a condition on ``v``, the player; the pages' policy refuses Playwright's own way."""
    for _ in range(300):
        if element.evaluate(f"v => {condition}"):
            return
        element.page.wait_for_timeout(30)
    state = element.evaluate("v => [v.currentTime, v.duration, v.ended, v.paused, v.readyState, v.error?.message]")
    raise AssertionError((condition, state))


def stop_at(video: Any, second: float) -> None:
    """Pauses there, however busy the machine is with other tests."""
    video.evaluate(
        """(v, second) => {
      const stop = () => v.currentTime >= second && (v.pause(), v.removeEventListener('timeupdate', stop));
      v.addEventListener('timeupdate', stop);
    }""",
        second,
    )


def choose(page: Page | FrameLocator, name: str) -> None:
    page.locator(f"figure[data-media=ruta] .renditions a[data-name='{name}']").click()


def muted(page: Page | FrameLocator) -> Any:
    """The player, silent, so that no machine's sound decides how it plays."""
    video = video_of(page)
    video.evaluate("v => { v.muted = true; }")
    return video


def media_of(watched: Watched) -> list[str]:
    """The media that were asked for."""
    return [url for url in watched.requests if re.search(r"\.(mp4|m4a|opus)$", url)]


@pytest.mark.parametrize("name", [*LABELS])
def test_each_rendition_plays_to_its_end_with_captions(watched: Watched, base: str, name: str) -> None:
    page = watched.open(f"{base}/01-uno.html#video")
    video = muted(page)
    page.evaluate("""() => {
      window.seen = [];
      const track = [...document.querySelector('video').textTracks].find(t => t.kind === 'captions');
      track.addEventListener('cuechange', () => [...track.activeCues].forEach(cue => window.seen.push(cue.text)));
    }""")
    choose(page, name)
    until(video, "v.ended")
    assert (
        page.evaluate("[...document.querySelector('video').textTracks].find(t => t.kind === 'captions').mode")
        == "showing"
    )
    assert page.evaluate("seen") == list(recordings.SAID)
    assert (video.evaluate("v => v.videoWidth") > 0) == (name != "audio")
    suffix = "audio.opus" if name == "audio" else f"{name}.mp4"
    assert {url.rpartition("/")[2] for url in media_of(watched)} == {suffix}
    expect(page.locator("figure[data-media=ruta] [aria-current=true]")).to_contain_text(LABELS[name])


def test_nothing_is_fetched_before_a_choice_but_the_poster(watched: Watched, base: str) -> None:
    page = watched.open(f"{base}/01-uno.html#video")
    video_of(page)
    page.wait_for_timeout(300)
    assert media_of(watched) == []
    files = {url.rpartition("/")[2] for url in watched.requests if "/media/" in url}
    assert files <= {"poster.jpg"} | {f"{width}.avif" for width in (60, 120)} | {"picture.svg"}
    assert page.locator("video").evaluate("v => v.readyState") == 0


def test_choices_tell_the_real_sizes(watched: Watched, web: str, players: Path) -> None:
    page = watched.open(f"{web}/01-uno.html#video")
    video_of(page)
    folder = players / "standalone/media/ruta"
    wanted = []
    for name, label in LABELS.items():
        size = (folder / ("audio.opus" if name == "audio" else f"{name}.mp4")).stat().st_size
        wanted.append(f"{label} {-(-size // 1000)}\u00a0kB")
    assert page.locator("figure[data-media=ruta] .renditions li").all_inner_texts() == wanted
    expect(page.locator("figure[data-media=ruta] summary")).to_have_text("Leer la transcripción 1\u00a0kB")
    assert 0 < (folder / "text.js").stat().st_size <= 1000


def test_a_package_offers_what_it_carries(watched: Watched, served: str) -> None:
    page = watched.open(f"{served}/scorm12/01-uno.html#video")
    video_of(page)
    names = page.locator("figure[data-media=ruta] .renditions a")
    assert [link.get_attribute("data-name") for link in names.all()] == ["240p", "480p", "audio"]
    assert names.first.inner_text().startswith("Video pequeño")
    assert names.nth(1).inner_text().startswith("Video grande")


def test_another_rendition_goes_on_at_the_same_place(watched: Watched, base: str) -> None:
    page = watched.open(f"{base}/01-uno.html#video")
    video = muted(page)
    stop_at(video, 1)
    choose(page, "480p")
    until(video, "v.paused && v.currentTime >= 1")
    page.evaluate("""() => {
      const [v] = document.querySelectorAll('video');
      for (const track of v.textTracks) track.mode = 'disabled';
      v.playbackRate = 0.5;
    }""")
    choose(page, "audio")
    until(video, "v.readyState > 2 && v.currentSrc.endsWith('opus')")
    assert video.evaluate("v => v.currentTime") >= 1
    assert video.evaluate("v => v.playbackRate") == 0.5
    # Captions that were put out stay out.
    assert video.evaluate("v => [...v.textTracks].map(t => t.mode)") == ["disabled"] * 3
    assert not video.evaluate("v => v.paused")


def test_the_choice_is_remembered_over_pages_and_visits(watched: Watched, web: str) -> None:
    page = watched.open(f"{web}/01-uno.html#video")
    muted(page)
    choose(page, "480p")
    for name in ("02-dos.html#x", "media-ruta.html"):
        page.goto(f"{web}/{name}")
        video = muted(page)
        expect(page.locator(".renditions [aria-current=true]").first).to_contain_text("Video mediano")
        assert video.evaluate("v => [v.readyState, v.networkState]")[0] == 0
        watched.requests.clear()
        video.evaluate("v => v.play()")
        until(video, "v.currentSrc.endsWith('480p.mp4') && v.readyState > 1")
        assert video.evaluate("v => [...v.textTracks].map(t => t.mode)") == ["disabled", "showing", "disabled"]
        assert {url.rpartition("/")[2] for url in media_of(watched)} == {"480p.mp4"}


@pytest.mark.parametrize(("kept", "chosen"), [("720p", "480p"), ("audio", "audio"), ("100p", "240p"), ("?", "240p")])
def test_what_is_not_there_gives_way_to_the_next_smaller(watched: Watched, served: str, kept: str, chosen: str) -> None:
    page = watched.open(f"{served}/scorm12/02-dos.html")
    page.evaluate("kept => localStorage.setItem('kits/rendition', kept)", kept)
    page.goto(f"{served}/scorm12/01-uno.html#video")
    video_of(page)
    current = page.locator("figure[data-media=ruta] [aria-current=true]")
    expect(current).to_have_attribute("data-name", chosen)


def test_the_keyboard_is_enough(watched: Watched, served: str) -> None:
    page = watched.open(f"{served}/standalone/01-uno.html#video")
    video = muted(page)
    page.locator("figure[data-media=ruta] .renditions a").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    until(video, "v.currentSrc.endsWith('480p.mp4') && v.currentTime > 0")
    page.locator("figure[data-media=ruta] summary").focus()
    page.keyboard.press("Enter")
    for _ in range(4):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    until(video, "v.currentTime >= 2")


def test_times_of_the_transcript_lead_there_and_the_line_is_marked(watched: Watched, web: str) -> None:
    page = watched.open(f"{web}/01-uno.html#video")
    video = muted(page)
    page.locator("figure[data-media=ruta] summary").click()
    lines = page.locator("figure[data-media=ruta] .transcript p")
    expect(lines.first).to_have_text("0:00 En pantalla: Un círculo.")
    # Before anything was fetched, too.
    stop_at(video, 1)
    lines.filter(has_text="No es una prueba").get_by_role("link").click()
    until(video, "v.paused && v.currentTime >= 1")
    assert video.evaluate("v => v.played.start(0)") >= 1
    expect(lines.filter(has_text="No es una prueba")).to_have_class("now")
    video.evaluate("v => v.play()")
    until(video, "v.ended")
    expect(page.locator(".now")).to_have_text("0:02 Fin.")
    assert page.url.endswith("#video")


def test_a_transcript_opened_before_the_script_came_is_there_all_the_same(watched: Watched, served: str) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    watched.context.route("**/activities.js", hold)
    page = watched.context.new_page()
    page.goto(f"{served}/standalone/01-uno.html#video", wait_until="commit")
    page.locator("figure[data-media=ruta] summary").click()
    until(page.locator("html"), "v.classList.contains('waiting')")
    held[0].continue_()
    expect(page.locator("figure[data-media=ruta]").get_by_text("No es una prueba.")).to_be_visible()


def test_a_hidden_page_does_not_go_on_talking(watched: Watched, web: str) -> None:
    page = watched.open(f"{web}/01-uno.html#video")
    video = muted(page)
    video.evaluate("v => { v.loop = true; }")
    choose(page, "240p")
    until(video, "v.currentTime > 0.1")
    visit(page, "voz")
    until(video, "v.paused")


def test_subtitles_and_descriptions_are_offered(watched: Watched, web: str) -> None:
    page = watched.open(f"{web}/01-uno.html#video")
    video = video_of(page)
    tracks = video.evaluate("v => [...v.textTracks].map(t => [t.kind, t.language, t.label, t.mode])")
    assert tracks == [
        ["subtitles", "en", "Inglés", "disabled"], ["captions", "es", "Español", "showing"],
        ["descriptions", "es", "Español", "disabled"],
    ]  # fmt: skip
    video.evaluate("v => { for (const track of v.textTracks) track.mode = 'hidden'; }")
    until(video, "[...v.textTracks].every(t => t.cues?.length)")
    assert video.evaluate("v => v.textTracks[1].cues[0].text") == recordings.SAID[0]


def test_an_audio_plays(watched: Watched, web: str) -> None:
    page = watched.open(f"{web}/01-uno.html#voz")
    video_of(page)
    audio = page.locator("audio")
    audio.evaluate("a => { a.muted = true; }")
    page.locator("figure[data-media=voz] .renditions a").click()
    until(audio, "v.ended")
    assert {url.rpartition("/")[2] for url in media_of(watched)} == {"audio.opus"}
    expect(page.locator("figure[data-media=voz] .media-facts")).to_have_text("Audio · 0:03 · Voz sintética")


def test_pictures_come_in_the_smallest_form(watched: Watched, web: str) -> None:
    page = watched.open(f"{web}/01-uno.html#foto")
    photo, drawing = page.locator(".current img").all()
    expect(photo).to_have_attribute("alt", "Se ve foto.")
    expect(photo).to_have_attribute("loading", "lazy")
    until(photo, "v.complete && v.naturalWidth > 0")
    assert photo.evaluate("i => i.currentSrc").endswith(".avif")
    assert drawing.evaluate("i => i.currentSrc").endswith("dibujo/pictures/picture.svg")
    assert page.locator(".current .media").count() == 0


def test_without_a_script_all_can_be_played_read_and_fetched(browser: Browser, web: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{web}/01-uno.html")
    figure = page.locator("figure[data-media=ruta]")
    expect(figure.locator("source")).to_have_attribute("src", "media/ruta/240p.mp4")
    for link in figure.locator(".renditions a").all():
        expect(link).to_be_visible()
        expect(link).to_have_attribute("download", "")
    figure.locator("summary").click()
    figure.get_by_role("link", name="Sobre ruta").click()
    expect(page.locator(".transcript a").last).to_have_attribute("href", "media/ruta/240p.mp4#t=2.0")
    expect(page.get_by_text("Fin.")).to_be_visible()
    context.close()


def test_each_recording_has_a_page(watched: Watched, web: str) -> None:
    page = watched.open(f"{web}/index.html")
    listed = page.locator(".recordings li")
    assert [text.split(" · ")[:3] for text in listed.all_inner_texts()] == [
        ["Sobre ruta", "Video", "0:03"], ["Sobre voz", "Audio", "0:03"],
    ]  # fmt: skip
    number = listed.first.locator("strong").inner_text()
    page.get_by_role("link", name="Sobre ruta").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sobre ruta")
    expect(page.get_by_text(f"En papel: {number}")).to_be_visible()
    expect(page.get_by_text("Fin.")).to_be_visible()
    expect(page.get_by_role("link", name="Con video")).to_have_attribute("href", "01-uno.html")
    video = video_of(page)
    video.evaluate("v => { v.muted = true; }")
    page.locator(".renditions a").first.click()
    until(video, "v.ended")
    page.keyboard.press("Shift")
    expect(page.locator("[data-presses='1']")).to_have_count(1)


def test_paper_shows_the_transcript(watched: Watched, web: str) -> None:
    page = watched.open(f"{web}/media-ruta.html")
    page.emulate_media(media="print")
    expect(page.get_by_text("No es una prueba.")).to_be_visible()
    for hidden in (".renditions", "video", ".bar"):
        expect(page.locator(hidden)).to_be_hidden()


def test_a_transcript_is_fetched_when_it_is_opened(watched: Watched, base: str) -> None:
    page = watched.open(f"{base}/01-uno.html#video")
    video_of(page)
    page.wait_for_timeout(200)
    assert not [url for url in watched.requests if url.endswith("text.js")]
    page.locator("figure[data-media=ruta] summary").click()
    expect(page.locator("figure[data-media=ruta]").get_by_text("No es una prueba.")).to_be_visible()
    assert [url.rpartition("/media/")[2] for url in watched.requests if url.endswith("text.js")] == ["ruta/text.js"]


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, players: Path, scheme: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    context.set_offline(True)  # the exit's page must stay
    page = context.new_page()
    for name in ("index.html", "01-uno.html#video", "01-uno.html#voz", "01-uno.html#foto", "media-ruta.html"):
        page.goto(f"{(players / 'standalone').as_uri()}/{name}")
        page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true; })")
        if not page.evaluate("'axe' in window"):
            page.evaluate(axe())
        assert page.evaluate(RUN) == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        if page.locator(".current .renditions a").count():
            page.locator(".current .renditions a").last.click()
            page.wait_for_function("[...document.querySelectorAll('video,audio')].some(v => v.currentTime > 0)")
            assert page.evaluate(RUN) == [], f"{name}, playing"
        for control in page.locator(".renditions a:visible").all():
            box = control.bounding_box()
            assert box is not None
            assert box["height"] >= 44, name
    context.close()


def play_all(page: Page | FrameLocator, name: str = "240p") -> None:
    """From where it stands to the end."""
    video = muted(page)
    choose(page, name)
    until(video, "v.ended")


def see_the_rest(page: Page | FrameLocator) -> None:
    """Every lesson, so that only the video is missing."""
    visit(page, "voz", "foto", "_end")


@pytest.mark.usefixtures("players")
@pytest.mark.parametrize("player", ADAPTERS, indirect=True)
def test_a_module_is_completed_only_when_its_video_was_played(player: Player) -> None:
    player.folder = f"players/{player.adapter}"
    page = player.launch()
    visit(page, "video")
    status = page.locator("figure[data-media=ruta] .played")
    expect(status).to_contain_text(WANTED)
    see_the_rest(page)
    expect(page.locator("#_missing")).to_have_text("Sobre ruta")
    expect(page.locator("#_progress-text")).to_have_text("Lecciones vistas: 3 de 3")
    page.locator("#_missing a").click()
    play_all(page)
    expect(status).to_have_text(PLAYED)
    visit(page, "_end")
    expect(page.get_by_text("Ha completado este módulo")).to_be_visible()
    player.leave()
    page = player.launch()
    visit(page, "video")
    expect(page.locator("figure[data-media=ruta] .played")).to_have_text(PLAYED)
    assert player.faults == []


def test_what_was_skipped_is_not_played(watched: Watched, base: str) -> None:
    page = watched.open(f"{base}/01-uno.html#video")
    video = muted(page)
    video.evaluate("async v => { await v.play(); v.currentTime = 1.8; }")
    until(video, "v.ended")
    status = page.locator("figure[data-media=ruta] .played")
    expect(status).to_contain_text(WANTED)
    see_the_rest(page)
    expect(page.locator("#_missing")).to_have_text("Sobre ruta")
    # What is still missing, in another rendition, is enough: nobody has to hear all of it again.
    visit(page, "video")
    stop_at(video, 2)
    choose(page, "audio")
    until(video, "v.paused && v.currentTime >= 2")
    expect(status).to_have_text(PLAYED)
    visit(page, "_end")
    expect(page.get_by_text("Ha completado este módulo")).to_be_visible()


def test_neither_times_nor_choices_make_played_what_was_not(watched: Watched, web: str) -> None:
    """Chromium takes for played what lies before a place that was set while nothing was there."""
    page = watched.open(f"{web}/01-uno.html#video")
    video = muted(page)
    page.locator("figure[data-media=ruta] summary").click()
    stop_at(video, 2.2)
    page.locator("figure[data-media=ruta] .transcript a").last.click()
    until(video, "v.paused && v.currentTime >= 2.2")
    choose(page, "480p")
    until(video, "v.ended")
    expect(page.locator("figure[data-media=ruta] .played")).to_contain_text(WANTED)


def test_parts_of_several_renditions_make_a_whole(watched: Watched, web: str) -> None:
    page = watched.open(f"{web}/01-uno.html#video")
    video = muted(page)
    stop_at(video, 1.2)
    choose(page, "480p")
    until(video, "v.paused && v.currentTime >= 1.2")
    choose(page, "audio")
    until(video, "v.ended")
    expect(page.locator("figure[data-media=ruta] .played")).to_have_text(PLAYED)


def test_another_window_tells_that_it_was_played(watched: Watched, served: str) -> None:
    address = f"{served}/standalone/01-uno.html#video"
    first, second = watched.open(address), watched.open(address)
    video_of(second)
    first.bring_to_front()
    play_all(first)
    expect(second.locator("figure[data-media=ruta] .played")).to_have_text(PLAYED)


def test_in_a_platforms_frame_the_place_is_kept(watched: Watched, served: str) -> None:
    page = watched.open(served.replace("players", "lms.html"))
    lms = Simulator(page, "players/scorm12")
    frame = lms.launch()
    visit(frame, "video")
    play_all(frame, "audio")
    lms.until("lms.kept['cmi.suspend_data']?.includes('.l')")
    expect(frame.locator("figure[data-media=ruta] [aria-current=true]")).to_contain_text("Solo audio")
    kept = page.evaluate("JSON.stringify(lms.kept)")
    assert "audio" not in kept  # what was chosen is no concern of the LMS's
    assert frame.locator("html").evaluate("() => location.pathname").endswith("01-uno.html")
    assert lms.get("faults") == []
