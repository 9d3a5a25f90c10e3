"""Walks through a module as learners do, whatever its language: every state that an activity can show."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Locator, Page, expect

ANSWER = """(form, wrong) => {
  const answers = [...form.querySelectorAll('fieldset .answer')];
  const tell = (field, kind) => field.dispatchEvent(new Event(kind, {bubbles: true}));
  const isRight = (answer) => answer.dataset.correct !== undefined;
  switch (form.dataset.kind) {
    case 'match': {
      const rights = answers.map((answer) => answer.dataset.right);
      answers.forEach((answer, at) => {
        const select = answer.querySelector('select');
        select.value = wrong ? rights[(at + 1) % rights.length] : answer.dataset.right;
        tell(select, 'change');
      });
      return;
    }
    case 'order': {
      const list = form.querySelector('.order');
      const late = () => [...list.children].find((item) =>
        item.nextElementSibling && +item.dataset.place > +item.nextElementSibling.dataset.place);
      if (wrong) return list.querySelector('.down').click();
      for (let item = late(); item; item = late()) item.querySelector('.down').click();
      return;
    }
    case 'short':
    case 'numeric': {
      const field = form.querySelector('input');
      const known = [...form.querySelectorAll('.solution .answer')].find((answer) => isRight(answer) !== wrong);
      field.value = known.dataset.value.split('..')[0];
      return tell(field, 'input');
    }
    case 'likert':
      return answers[1].querySelector('input').click();
    default:
      answers.forEach((answer) => {
        const input = answer.querySelector('input');
        if (input.checked !== (isRight(answer) !== wrong)) input.click();
      });
  }
}"""
"""Answers a question rightly or wrongly; an author has foreseen a wrong answer to all that is typed."""


def ready(page: Page, address: str) -> None:
    """Opens a module's page and waits for its script."""
    page.goto(address)
    expect(page.locator("html.ready")).to_have_count(1)


def visit(page: Page, identifier: str) -> Locator:
    """Goes to a page of the module."""
    page.evaluate("id => { location.hash = id; }", identifier)
    part = page.locator(f"[data-id='{identifier}']")
    expect(part).to_be_visible()
    return part


def states(page: Page) -> Iterator[str]:
    """The name of each state, once the page shows it. The page is the first of a module, nothing done yet."""
    lessons = page.locator("[data-page=lesson]").evaluate_all("all => all.map(one => one.dataset.id)")
    for identifier in ("_start", "_end", *lessons):
        visit(page, identifier)
        yield f"{identifier}: before"
        for number, question in enumerate(page.locator(".current form.question:visible").all()):
            yield from _answered(question, f"{identifier}, question {number}")
        for part in page.locator(".current [data-scenario]").all():
            yield from _told(part)
        for field in page.locator(".current textarea").all():
            field.fill("Mañana.")
            yield f"{identifier}: written"
        for part in page.locator(".current [data-assessment]").all():
            yield from _assessed(part)
    yield from _ended(page, lessons)


def _answered(question: Locator, name: str) -> Iterator[str]:
    question.locator(".check").click()
    yield f"{name}: not answered"
    for wrong in (True, False):
        question.evaluate(ANSWER, wrong)
        question.locator(".check").click()
        expect(question.locator(".result-text")).to_be_visible()
        yield f"{name}: {'wrong' if wrong else 'right'}"


def _told(scenario: Locator) -> Iterator[str]:
    scenario.locator(".choices a:visible").first.click()
    yield "scenario: a consequence"
    scenario.locator(".scenario-foot button").first.click()
    yield "scenario: gone back"
    scenario.locator(".choices a:visible").first.click()
    while scenario.locator(".choices a:visible").count():
        scenario.locator(".choices a:visible").first.click()
    expect(scenario.locator(".path")).to_be_visible()
    yield "scenario: the path"


def _assessed(part: Locator) -> Iterator[str]:
    """An attempt without answers, one that fails and one that passes."""
    name = part.get_attribute("data-assessment")
    start, end = part.locator(":scope > button"), part.locator(".assessment-foot button")
    for state in ("empty", "failed", "passed"):
        start.click()
        yield f"{name}: running, to be {state}"
        for question in part.locator("form.question:visible").all() if state != "empty" else []:
            question.evaluate(ANSWER, state == "failed")
        end.click()
        if state == "empty":
            yield f"{name}: warned"
            end.click()
        expect(part.locator(".assessment-result")).to_be_focused()
        yield f"{name}: {state}"


def _ended(page: Page, lessons: list[str]) -> Iterator[str]:
    for identifier in (*lessons, "_end"):
        visit(page, identifier)
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
    certificate = page.locator(".certificate")
    expect(certificate).to_be_visible()
    yield "certificate: before"
    page.evaluate("() => { window.print = () => {}; }")
    certificate.locator("button").click()
    yield "certificate: no name"
    certificate.locator("input").fill("Ana López")
    certificate.locator("button").click()
    page.emulate_media(media="print")
    expect(page.locator(".certificate-name")).to_be_visible()
    yield "certificate: printed"
    page.emulate_media(media="null")
