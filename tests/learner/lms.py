"""The simulators' pages of both SCORM versions, and what they know."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import FrameLocator, Page, expect

Kept = dict[str, str]


class Simulator:
    """A page with an LMS's API in it."""

    def __init__(self, page: Page, sco: str) -> None:
        self.page = page
        self.sco = sco

    def launch(self, extra: Kept | None = None, name: str = "01-uno.html") -> FrameLocator:
        self.page.evaluate("([url, extra]) => launch(url, extra)", [f"{self.sco}/{name}", extra or {}])
        frame = self.page.frame_locator("#sco")
        expect(frame.locator("html.ready")).to_have_count(1)
        return frame

    def leave(self) -> None:
        self.page.evaluate("leave()")

    def get(self, name: str) -> Any:
        return self.page.evaluate(f"lms.{name}")

    @property
    def kept(self) -> Kept:
        kept: Kept = self.get("kept")
        return kept

    def calls(self, name: str) -> list[list[str]]:
        return [call for call in self.get("calls") if call[0].endswith(name)]

    def sets(self, element: str) -> list[str]:
        return [call[2] for call in self.calls("SetValue") if call[1] == element]

    def until(self, what: str) -> None:
        self.page.wait_for_function(what)


def visit(frame: FrameLocator, *identifiers: str) -> None:
    """Goes to lessons, one after another."""
    for identifier in identifiers:
        if not frame.locator("#_lessons ol").is_visible():
            frame.locator("#_lessons summary").click()
        frame.locator(f"#_lessons a[href='#{identifier}']").click()
        expect(frame.locator(f"[data-id='{identifier}']")).to_be_visible()


def answer_everything(frame: FrameLocator) -> None:
    """The lesson of self-check questions: all kinds, all right."""
    visit(frame, "practica")
    current = frame.locator(".current")
    one = lambda name: current.locator(f"form[data-question='{name}']")  # noqa: E731
    one("q-uno").get_by_label("Respuesta b2b2").check()
    one("q-multi").get_by_label("Respuesta a1a1").check()
    one("q-multi").get_by_label("Respuesta b2b2").check()
    one("q-verdad").get_by_label("Falso").check()
    for number in (1, 2):
        one("q-par").get_by_label(f"Izquierda {number}").select_option(f"r{number}r{number}")
    for _ in range(2):
        one("q-orden").get_by_role("button", name="Subir: Paso 1").click()
    one("q-corta").get_by_role("textbox").fill("línea 145")
    one("q-num").get_by_role("textbox").fill("18,5")
    one("q-grado").get_by_label("Grado 2").check()
    for button in current.get_by_role("button", name="Comprobar").all():
        button.click()
    expect(current.locator(".result-text")).to_have_count(8)


def take_final(frame: FrameLocator, right: int) -> None:
    """One attempt of the final assessment of four questions."""
    visit(frame, "prueba")
    frame.locator(".current").get_by_role("button", name="mpezar").or_(
        frame.locator(".current").get_by_role("button", name="Intentar de nuevo")
    ).first.click()
    for number, form in enumerate(frame.locator(".current form.question:visible").all()):
        good = number < right
        truth = form.get_attribute("data-kind") == "true-false"
        name = ("Falso" if good else "Verdadero") if truth else f"Respuesta {'b2b2' if good else 'a1a1'}"
        form.get_by_label(name).check()
    frame.locator(".current").get_by_role("button", name="Terminar").click()
    expect(frame.locator(".current .assessment-result")).to_contain_text("Su puntaje")


def play_scenario(frame: FrameLocator) -> None:
    """To the good end."""
    visit(frame, "caso")
    for name in ("Escuchar", "Anotar"):
        frame.locator(".current").get_by_role("link", name=name).click()
