"""The course structure of a cmi5 package, ``cmi5.xml`` (cmi5 specification, 13.1): written, then checked.

No package of any registry brings ``CourseStructure.xsd`` (decision 6 says where we looked), so the rules of
the schema, and those that a schema cannot see, stand here, each with its clause.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote, unquote

from lxml import etree

from build_tools.errors import JobError
from build_tools.formats.manifest import XML, Element
from build_tools.formats.manifest_check import REMEDY
from build_tools.formats.package import Package, Sco, plain_title

NAME = "cmi5.xml"
NAMESPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"
PERCENT = 100
MOVE_ON = frozenset({"Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed", "NotApplicable"})
_CHILDREN = {
    "courseStructure": r"course (objectives )?((au|block) )+",
    "course": r"title description ",
    "block": r"title description (objectives )?((au|block) )+",
    "au": r"title description (objectives )?url (launchParameters )?(entitlementKey )?",
    "objectives": r"(objective )+",
    "objective": r"(title description )?",
    "title": r"(langstring )+",
    "description": r"(langstring )+",
}
"""The children of each element in their order, as regular expressions (13.1.1 to 13.1.4)."""
_ATTRIBUTES = {
    "course": {"id"},
    "block": {"id"},
    "au": {"id", "moveOn", "masteryScore", "launchMethod", "activityType"},
    "objective": {"id", "idref"},
    "langstring": {"lang"},
}
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_SCORE = re.compile(r"0(\.[0-9]{1,4})?|1(\.0{1,4})?")


def to_xml(package: Package) -> bytes:
    """The course structure's bytes: a block for the kit, an assignable unit for each module.

    An assignable unit has the same IRI in the kit's package and in a package of its own.
    """
    root = etree.Element(f"{{{NAMESPACE}}}courseStructure", nsmap={None: NAMESPACE})
    base = f"{package.iri}/{package.audience}/{package.language}"
    course = _add(root, "course", id=f"{base}/course" + (f"/{package.module}" if package.module else ""))
    own = {package.language: package.title}
    titles = own if package.module else package.titles or own
    descriptions = _described(package.scos[0], package) if package.module else package.descriptions or own
    _names(course, titles, descriptions)
    _objectives(root, package, base)
    parent = root
    if not package.module:
        parent = _add(root, "block", id=f"{base}/block")
        _names(parent, titles, descriptions)
    for sco in package.scos:
        _unit(parent, package, sco, base)
    etree.indent(root, space="")  # lines, but no spaces: each learner pays for them
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _add(parent: Element, tag: str, **attributes: str) -> Element:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes)


def _names(parent: Element, titles: Mapping[str, str], descriptions: Mapping[str, str]) -> None:
    for tag, texts in (("title", titles), ("description", descriptions)):
        element = _add(parent, tag)
        for language, text in texts.items():
            _add(element, "langstring", lang=language).text = plain_title(text) if tag == "title" else text


def _described(sco: Sco, package: Package) -> dict[str, str]:
    return {package.language: " ".join(o.text for o in sco.objectives) or sco.title}


def _objective_iri(base: str, sco: Sco, identifier: str) -> str:
    return f"{base}/au/{quote(sco.id)}/objective/{quote(identifier)}"


def _objectives(root: Element, package: Package, base: str) -> None:
    pairs = [(sco, objective) for sco in package.scos for objective in sco.objectives]
    listed = _add(root, "objectives") if pairs else root
    for sco, objective in pairs:
        element = _add(listed, "objective", id=_objective_iri(base, sco, objective.id))
        text = {package.language: objective.text}
        _names(element, text, text)


def _unit(parent: Element, package: Package, sco: Sco, base: str) -> None:
    """An assignable unit; satisfied when completed, and passed where there is a score (13.1.4)."""
    judged = sco.mastery is not None
    unit = _add(parent, "au", id=f"{base}/au/{quote(sco.id)}", launchMethod="AnyWindow",
                moveOn="CompletedAndPassed" if judged else "Completed")  # fmt: skip
    if sco.mastery is not None:
        unit.set("masteryScore", f"{sco.mastery / PERCENT:g}")
    _names(unit, {package.language: sco.title}, _described(sco, package))
    if sco.objectives:
        listed = _add(unit, "objectives")
        for objective in sco.objectives:
            _add(listed, "objective", idref=_objective_iri(base, sco, objective.id))
    _add(unit, "url").text = quote(sco.files[0])


def verify(folder: Path) -> None:
    """Checks a package's folder before it is zipped.

    Raises:
        JobError: an LMS would refuse the course structure.
    """
    problems = list(problems_of(folder))
    if problems:
        raise JobError("The cmi5 course structure is not valid:\n" + "\n".join(problems), REMEDY)


def problems_of(folder: Path) -> Iterator[str]:
    """Everything that is wrong with a package's folder."""
    if not (folder / NAME).is_file():
        yield f"{NAME} does not stand in the root"
        return
    try:
        root = etree.fromstring((folder / NAME).read_bytes(), etree.XMLParser(no_network=True, resolve_entities=False))
    except etree.XMLSyntaxError as error:
        yield f"not well-formed: {error}"
        return
    if root.tag != f"{{{NAMESPACE}}}courseStructure":
        yield f"root element is {etree.QName(root).text}"
    for element in root.iter(etree.Element):
        yield from _shape_problems(element)
    yield from _identifier_problems(root)
    for unit in root.iter(f"{{{NAMESPACE}}}au"):
        yield from _unit_problems(unit, folder)


def _shape_problems(element: Element) -> Iterator[str]:
    name = etree.QName(element)
    tag = name.localname
    children = "".join(f"{etree.QName(child).localname} " for child in element)
    if name.namespace != NAMESPACE:
        yield f"foreign element: {name.text}"
    if not re.fullmatch(_CHILDREN.get(tag, ""), children):
        yield f"line {element.sourceline}: children of {tag} are: {children.strip() or 'none'}"
    extra = {key for key in element.attrib if not str(key).startswith(f"{{{XML}}}")} - _ATTRIBUTES.get(tag, set())
    yield from (f"line {element.sourceline}: attribute {key} of {tag}" for key in sorted(map(str, extra)))
    if tag == "langstring":
        if not _LANGUAGE.fullmatch(element.get("lang", "")):
            yield f"language is {element.get('lang')!r}"
        if not (element.text or "").strip():
            yield f"line {element.sourceline}: empty text"


def _identifier_problems(root: Element) -> Iterator[str]:
    """Identifiers are IRIs, each used once (13.1.4); references lead to an objective (13.1.3)."""
    identifiers = Counter(element.get("id", "") for element in root.iter(etree.Element) if "id" in element.attrib)
    yield from (f"identifier used twice: {name}" for name, count in identifiers.items() if count > 1)
    yield from (f"not an IRI: {name!r}" for name in identifiers if not _IRI.fullmatch(name))
    for tag in ("course", "block", "au"):
        yield from (
            f"no identifier: {tag}" for element in root.iter(f"{{{NAMESPACE}}}{tag}") if "id" not in element.attrib
        )
    objectives = {e.get("id") for e in root.iter(f"{{{NAMESPACE}}}objective")}
    references = [str(value) for value in root.xpath("//@idref")]
    yield from (f"reference to nothing: {name}" for name in references if name not in objectives)


def _unit_problems(unit: Element, folder: Path) -> Iterator[str]:
    name = unit.get("id")
    if unit.get("moveOn", "NotApplicable") not in MOVE_ON:
        yield f"moveOn is {unit.get('moveOn')!r}: {name}"
    if unit.get("launchMethod", "AnyWindow") not in {"AnyWindow", "OwnWindow"}:
        yield f"launchMethod is {unit.get('launchMethod')!r}: {name}"
    score = unit.get("masteryScore")
    if score is not None and not _SCORE.fullmatch(score):
        yield f"masteryScore is {score!r}: {name}"
    written = (unit.findtext(f"{{{NAMESPACE}}}url") or "").strip()
    if quote(unquote(written)) != written and "?" not in written:
        yield f"not a URL: {written}"
    # 14.1: what lies in the package has a relative URL.
    url = unquote(written)
    if ":" in url or url.startswith("/") or ".." in url.split("/") or not (folder / url).is_file():
        yield f"file is missing: {url}"
