"""What the store gives is what was put in, or nothing; what does not work is said, never shown as a traceback."""

from __future__ import annotations

import hashlib
import http.server
import json
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from build_tools.errors import JobError, KitsError, ToolMissingError, UsageError
from build_tools.model import Output
from build_tools.run.store import LostError, Store
from build_tools.run.worker import Task, work
from tests.support.files import copied, tree
from tests.support.project import kits

_KEY = "0" * 64


@pytest.fixture(params=["folder", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """Each kind of place: a folder, and what shows a file only when it is whole."""
    name = hashlib.sha256(str(tmp_path).encode()).hexdigest()
    return Store(str(tmp_path / "store") if request.param == "folder" else f"memory://{name}")


def _out(folder: Path, **files: bytes) -> Path:
    for name, data in files.items():
        (folder / "out" / "deep").mkdir(parents=True, exist_ok=True)
        (folder / "out" / "deep" / name).write_bytes(data)
    return folder / "out"


def test_what_is_kept_comes_back_and_may_be_changed(store: Store, tmp_path: Path) -> None:
    assert store.outputs(_KEY) is None
    kept = store.keep(_KEY, _out(tmp_path, a=b"1", b=b""))
    assert [(o.path, o.size) for o in kept] == [("deep/a", 1), ("deep/b", 0)]
    again = Store(store.url)
    assert again.outputs(_KEY) == kept
    assert again.complete(kept)
    for _ in range(2):  # what is done to the copy does not reach the store
        again.fetch(kept[0], tmp_path / "copy")
        assert (tmp_path / "copy").read_bytes() == b"1"
        with (tmp_path / "copy").open("ab") as file:
            file.write(b"changed")


def test_a_file_is_put_once_and_stays_where_it_is(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "input.txt"
    file.write_bytes(b"input")
    output = store.put(file)
    assert output == Output("input.txt", hashlib.sha256(b"input").hexdigest(), 5)
    assert store.put(file) == output
    store.fetch(output, tmp_path / "copy")
    assert file.read_bytes() == (tmp_path / "copy").read_bytes() == b"input"
    file.write_bytes(b"other")
    assert store.put(file).sha256 != output.sha256


def test_what_another_process_lost_is_put_again(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "input.txt"
    file.write_bytes(b"input")
    output = store.put(file)
    _change(store, f"objects/{output.sha256[:2]}/{output.sha256}", lambda data: data[:-1] + b"X")
    with pytest.raises(LostError, match="damaged"):
        Store(store.url).fetch(output, tmp_path / "copy")
    store.forget([output.sha256])
    assert not store.complete((output,))
    store.put(file)
    store.fetch(output, tmp_path / "copy")


def _change(store: Store, name: str, change: Callable[[bytes], bytes]) -> None:
    store._shelf.write(name, change(store._shelf.read(name)))


def test_a_damaged_or_missing_object_counts_as_lost(store: Store, tmp_path: Path) -> None:
    (output,) = kept = store.keep(_KEY, _out(tmp_path, a=b"right"))
    _change(store, f"objects/{output.sha256[:2]}/{output.sha256}", lambda _: b"wrong")
    fresh = Store(store.url)
    assert fresh.complete(kept)  # the size is right
    for word in ("damaged", "lost"):
        with pytest.raises(LostError, match=word) as caught:
            fresh.fetch(output, tmp_path / "copy")
        assert caught.value.sha256 == output.sha256
    assert not fresh.complete(kept)


def test_no_byte_of_a_record_can_change_unnoticed(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "store"))
    store.keep(_KEY, _out(tmp_path, a=b"1"))
    (record,) = (tmp_path / "store/keys").rglob("*.json")
    whole = record.read_bytes()
    for place in range(len(whole)):
        record.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert store.outputs(_KEY) is None, place
    for text in (b"", b"[]", b"null", b"7", b'"x"', whole[:-1], b"\xff"):
        record.write_bytes(text)
        assert store.outputs(_KEY) is None
    record.write_bytes(whole)
    assert store.outputs(_KEY)


def test_a_record_is_of_its_own_key_only(tmp_path: Path) -> None:
    store, other = Store(str(tmp_path / "store")), "1" * 64
    store.keep(_KEY, _out(tmp_path, a=b"1"))
    store._shelf.write(f"keys/11/{other}.json", store._shelf.read(f"keys/00/{_KEY}.json"))
    assert store.outputs(other) is None


@pytest.mark.parametrize("path", ["../a", "/a", "deep/../../a", "..\\a"])
def test_a_record_that_leads_out_of_the_workspace_is_not_used(path: str, tmp_path: Path) -> None:
    from build_tools.digests import digest  # noqa: PLC0415

    store = Store(str(tmp_path / "store"))
    listed = [{"path": path, "sha256": "0" * 64, "size": 1}]
    store._shelf.write(
        f"keys/00/{_KEY}.json", json.dumps({"outputs": listed, "sha256": digest([_KEY, listed])}).encode()
    )
    assert store.outputs(_KEY) is None


def test_many_at_once_write_the_same_and_read_it_whole(tmp_path: Path) -> None:
    store, data = Store(str(tmp_path / "store")), os.urandom(200_000)

    def both(number: int) -> bytes:
        mine = Store(store.url)
        kept = mine.keep(_KEY, _out(tmp_path / str(number), a=data))
        mine.fetch(kept[0], tmp_path / f"copy-{number}")
        assert mine.outputs(_KEY) == kept
        return (tmp_path / f"copy-{number}").read_bytes()

    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(both, range(40))) == {data}
    assert not list(tmp_path.glob("store/**/*.part"))


def test_a_job_whose_inputs_are_lost_says_which_and_does_not_run(store: Store, tmp_path: Path) -> None:
    kept = store.keep(_KEY, _out(tmp_path, a=b"1", b=b"2", c=b"3"))
    for output in kept[:2]:
        store._shelf.remove(f"objects/{output.sha256[:2]}/{output.sha256}")
    made = tuple((f"in/{o.path}", o) for o in kept)
    outcome = work(Task("job", "1" * 64, "nowhere:at_all", {}, (), (), made, store.url))
    assert outcome.damaged == tuple(o.sha256 for o in kept[:2])
    assert (outcome.failure, outcome.outputs) == ("", ())
    assert outcome.worker.endswith(f":{os.getpid()}")


@pytest.mark.parametrize(
    ("url", "error"),
    [("nonsense://x", UsageError), ("gs://bucket/x", ToolMissingError), ("s3://", KitsError)],
)
def test_a_place_that_is_none_is_said(url: str, error: type[KitsError], tmp_path: Path) -> None:
    with pytest.raises(error):
        Store(url).keep(_KEY, _out(tmp_path, a=b"1"))


class _Refuses(http.server.BaseHTTPRequestHandler):
    status = 500

    def _answer(self) -> None:
        self.send_response(self.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD = do_PUT = _answer  # noqa: N815 - the library's names

    def log_message(self, format: str, *args: object) -> None: ...  # noqa: A002 - the library's name


@pytest.fixture(params=[500, 403])
def refusing(request: pytest.FixtureRequest) -> Iterator[tuple[int, str]]:
    """A server of buckets that answers all with an error."""
    handler = type("Handler", (_Refuses,), {"status": request.param})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield request.param, f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def test_a_bucket_that_answers_errors_ends_the_build_with_a_word(
    refusing: tuple[int, str], sound: Path, tmp_path: Path
) -> None:
    keys = {"AWS_ACCESS_KEY_ID": "AKIAEXAMPLE", "AWS_SECRET_ACCESS_KEY": "never-shown", "AWS_DEFAULT_REGION": "x"}
    done = kits(sound, "build", "--store", "s3://bucket/kits", "--out", str(tmp_path / "dist"),
                AWS_ENDPOINT_URL=refusing[1], **keys)  # fmt: skip
    assert done.returncode == 4, done.stderr
    assert "The store “s3://bucket/kits” cannot be used: " in done.stderr
    assert "Traceback" not in done.stderr
    assert "never-shown" not in done.stderr


def test_a_folder_that_cannot_be_used_is_said(sound: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    done = kits(sound, "build", "--store", str(tmp_path / "file" / "store"), "--out", str(tmp_path / "dist"))
    assert done.returncode == 4
    assert "cannot be used: Not a directory" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_full_store_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(str(tmp_path / "store"))

    def full(_path: Path, _data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(JobError, match="cannot be used: No space left on device"):
        store._shelf.write("keys/00/x.json", b"1")
    assert not list(tmp_path.rglob("*.part"))


def _fills_the_disk(_options: object, _workspace: Path, _out: Path) -> None:
    raise RuntimeError("a library hides it") from OSError(28, "No space left on device")


def _leaves(_options: object, _workspace: Path, _out: Path) -> None:
    raise SystemExit(7)


@pytest.mark.parametrize(
    ("step", "failure"), [("_fills_the_disk", "The disk is full"), ("_leaves", "The program has failed: {problem}")]
)
def test_a_job_never_raises(step: str, failure: str, tmp_path: Path) -> None:
    task = Task("job", _KEY, f"tests.run.test_store:{step}", {}, (), (), (), str(tmp_path / "store"))
    assert work(task).failure == failure


def test_no_step_changes_what_the_store_keeps(sound: Path) -> None:
    for file in (sound / ".kits/store/objects").rglob("*"):
        assert file.is_dir() or hashlib.sha256(file.read_bytes()).hexdigest() == file.name


def test_a_damaged_object_and_a_damaged_record_are_made_anew(sound: Path, tmp_path: Path) -> None:
    project = copied(sound, tmp_path)
    before = tree(project / "dist")
    for file in (project / ".kits/store").rglob("*"):
        if file.is_file():
            file.chmod(0o644)
            data = file.read_bytes()
            file.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    (project / "dist/policia/es/prueba/web/01-uno.html").unlink()
    done = kits(project, "build")
    assert done.returncode == 0, done.stderr
    assert tree(project / "dist") == before
