"""A small recording cmi5 LMS on loopback: xAPI statements, State and Agent Profile, and the rules of cmi5 9 and 10."""

from __future__ import annotations

import contextlib
import json
import re
import threading
import time
import uuid
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit

ACTOR = {"objectType": "Agent", "account": {"homePage": "http://lms.example", "name": "ana"}}
ACTIVITY = "http://lms.example/au/01-uno"
CATEGORY = "https://w3id.org/xapi/cmi5/context/categories/"
SESSION = "https://w3id.org/xapi/cmi5/context/extensions/sessionid"
MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore"
TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
DURATION = re.compile(r"PT(\d+H)?(\d+M)?[\d.]+S")
DEFINED = ("initialized", "completed", "passed", "failed", "terminated")


@dataclass
class Session:
    """One launch, known by its token."""

    token: str
    data: dict[str, Any]
    verbs: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    last: str = ""


class Lms:
    """Everything that it was told, and what was wrong with it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.states: dict[str, Any] = {}
        self.statements: list[dict[str, Any]] = []
        self.faults: list[str] = []
        self.sessions: dict[str, Session] = {}
        self.now = Session("", {})
        self.registration = str(uuid.uuid4())
        self.down = False
        self.silent = False
        self.deaf = False
        """Takes states, but no statements: those that came last are ``unheard``."""
        self.unheard: list[dict[str, Any]] = []
        self.registered: set[str] = set()
        self.address = ""

    def launch(self, url: str, **data: Any) -> str:
        """A new session, whatever goes on in others: the unit's address with its parameters, in no usual order."""
        session = str(uuid.uuid4())
        template = {
            "contextActivities": {
                "grouping": [{"id": "http://lms.example/course"}], "category": [{"id": "http://lms.example/season"}],
            },
            "extensions": {SESSION: session, "http://lms.example/room": "12"}, "platform": "LMS",
        }  # fmt: skip
        data = {"contextTemplate": template, "launchMode": "Normal", "moveOn": "CompletedAndPassed", **data}
        with self.lock:
            self.sessions[session] = self.now = Session(session, data)
        query = {
            "registration": self.registration, "activityId": ACTIVITY, "actor": json.dumps(ACTOR),
            "fetch": f"{self.address}/fetch?s={session}", "endpoint": f"{self.address}/xapi",
        }  # fmt: skip
        return f"{url}?{urlencode(query, quote_via=quote)}"

    @property
    def verbs(self) -> list[str]:
        """Of the newest session, in the order in which they came."""
        return list(self.now.verbs)

    def of(self, verb: str) -> list[dict[str, Any]]:
        """All statements with a verb, of all sessions."""
        return [one for one in self.statements if one["verb"]["id"].endswith("/" + verb)]

    def take(self, statement: dict[str, Any], session: Session) -> None:
        """Checks one statement by the rules, and keeps it."""
        verb = statement["verb"]["id"].rsplit("/", 1)[1]
        for fault in _faults(statement, verb, self, session):
            self.faults.append(f"{verb}: {fault}")
        session.verbs.append(verb)
        session.last = statement["timestamp"]
        self.statements.append(statement)
        if verb in {"completed", "passed"}:
            self.registered.add(verb)


def _faults(one: dict[str, Any], verb: str, lms: Lms, session: Session) -> list[str]:
    context = one.get("context", {})
    activities = context.get("contextActivities", {})
    categories = {category["id"].removeprefix(CATEGORY) for category in activities.get("category", [])}
    result = one.get("result", {})
    mastery = session.data.get("masteryScore")
    judged = verb in {"passed", "failed"}
    enough = mastery is None or result.get("score", {}).get("scaled", 0) >= mastery
    rules = {
        "id": str(uuid.UUID(one.get("id"))) == one.get("id"),
        "actor": one["actor"] == ACTOR,
        "timestamp": TIMESTAMP.fullmatch(one.get("timestamp", "")) is not None,
        "order of time": one["timestamp"] >= session.last,
        "registration": context.get("registration") == lms.registration,
        "template": _holds(context, session.data["contextTemplate"]),
        "first": (verb == "initialized") == (not session.verbs),
        "nothing after the end": "terminated" not in session.verbs,
        "once in a session": verb not in DEFINED or verb not in session.verbs,
        "once in a registration": verb not in lms.registered,
        "one judgement": not (judged and {"passed", "failed"} & set(session.verbs)),
        "no fail after a pass": verb != "failed" or "passed" not in lms.registered,
        "mode": session.data["launchMode"] == "Normal" or verb in {"initialized", "terminated"},
        "cmi5 category": ("cmi5" in categories) == (verb in DEFINED),
        "moveOn category": ("moveon" in categories) == (verb in {"completed", "passed", "failed"}),
        "object": verb not in DEFINED or one["object"]["id"] == ACTIVITY,
        "duration": verb == "initialized" or DURATION.fullmatch(result.get("duration", "")) is not None,
        "completion": ("completion" in result) == (verb == "completed"),
        "success": result.get("success") is (verb == "passed") if judged else verb not in DEFINED or "success" not in result,
        "min and max": "raw" not in result.get("score", {}) or {"min", "max"} <= set(result["score"]),
        "score": "score" not in result or verb not in DEFINED or judged,
        "mastery": not judged or context["extensions"].get(MASTERY) == mastery,
        "mastery and score": not judged or mastery is None or enough == (verb == "passed"),
        "read first": {"LMS.LaunchData", "cmi5LearnerPreferences"} <= {name.split()[-1] for name in session.requests},
    }  # fmt: skip
    return [name for name, kept in rules.items() if not kept]


def _holds(context: Any, template: Any) -> bool:
    """Whether all that a template gives is still there, with the value that it gave (cmi5 10.2.1)."""
    if isinstance(template, dict):
        return isinstance(context, dict) and all(_holds(context.get(name), value) for name, value in template.items())
    if isinstance(template, list):
        return isinstance(context, list) and all(one in context for one in template)
    return bool(context == template)


class _Refused(Exception):  # noqa: N818 - no error: the request was answered
    """Nothing is left to do for a request."""


class Handler(BaseHTTPRequestHandler):
    """The requests of one LMS; of another origin than the unit, as LMSs with a CDN are."""

    lms: Lms

    def log_message(self, *_: Any) -> None:
        pass

    def _answer(self, status: int, body: Any = None) -> None:
        data = b"" if body is None else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Access-Control-Allow-Headers", "authorization,content-type,x-experience-api-version")
        self.send_header("Access-Control-Allow-Methods", "GET,POST,PUT")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _body(self) -> Any:
        text = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        return json.loads(text) if text else None

    def parse_request(self) -> bool:
        # A connection that is lost without a word: what is asked gets no answer, and has no effect.
        good, lost = bool(super().parse_request()), self.lms.silent
        while self.lms.silent:
            time.sleep(0.05)
        return good and not lost

    def _session(self) -> Session:
        """Of a request with its token, and without a fault in the LMS."""
        session = self.lms.sessions.get(self.headers.get("Authorization", "").removeprefix("Basic "))
        if not session or not self.headers.get("X-Experience-API-Version"):
            self.lms.faults.append(f"headers of {self.path}")
        if self.lms.down or not session or not session.requests:
            self._answer(503 if self.lms.down else 401)
            raise _Refused
        return session

    def handle_one_request(self) -> None:
        with contextlib.suppress(_Refused):
            super().handle_one_request()

    def do_OPTIONS(self) -> None:
        self._answer(204)

    def do_GET(self) -> None:
        session = self._session()
        query = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        name = query.get("stateId") or query.get("profileId", "")
        session.requests.append(f"GET {name}")
        if json.loads(query["agent"]) != ACTOR:
            self.lms.faults.append("agent")
        if name == "LMS.LaunchData":
            return self._answer(200, session.data)
        return self._answer(200, self.lms.states[name]) if name in self.lms.states else self._answer(404)

    def do_PUT(self) -> None:
        body = self._body()
        session = self._session()
        query = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        session.requests.append(f"PUT {query['stateId']}")
        if query["registration"] != self.lms.registration:
            self.lms.faults.append("registration of the state")
        if query["stateId"] == "LMS.LaunchData":
            self.lms.faults.append("launch data written")
        self.lms.states[query["stateId"]] = body
        return self._answer(204)

    def do_POST(self) -> None:
        body = self._body()
        if self.path.startswith("/fetch"):
            token = parse_qs(urlsplit(self.path).query)["s"][0]
            if self.lms.sessions[token].requests:
                self.lms.faults.append("fetched twice")
                return self._answer(200, {"error-code": "1", "error-text": "used"})
            self.lms.sessions[token].requests.append("POST fetch")
            return self._answer(200, {"auth-token": token})
        session = self._session()
        if self.lms.deaf:
            self.lms.unheard = body
            return self._answer(503)
        session.requests.append("POST statements")
        statements = body if isinstance(body, list) else [body]
        with self.lms.lock:
            # xAPI 1.0.3 Communication 2.1.2: another statement with an id that is known is a conflict.
            if {one["id"] for one in statements} & {one["id"] for one in self.lms.statements}:
                return self._answer(409)
            for statement in statements:
                self.lms.take(statement, session)
        return self._answer(200, [one["id"] for one in statements])


def serve(lms: Lms) -> ThreadingHTTPServer:
    """Starts it; the caller shuts it down."""
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), type("LmsHandler", (Handler,), {"lms": lms}))
    lms.address = f"http://127.0.0.1:{httpd.server_address[1]}"
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    return httpd
