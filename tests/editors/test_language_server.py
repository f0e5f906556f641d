"""The architecture file in an editor: `make editors` installs the server that most editors use for YAML, and it is driven here."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from compliance.inputs.schema import ARCHITECTURE_ID

if TYPE_CHECKING:
    from collections.abc import Iterator

TOP = Path(__file__).resolve().parents[2]
SERVER = TOP / ".venv-editors" / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"

pytestmark = pytest.mark.skipif(
    not SERVER.exists() or shutil.which("node") is None,
    reason="the YAML language server is not installed: make editors",
)


class Editor:
    """The part of an editor that speaks with the server: one file, its diagnostics, completion and hover."""

    def __init__(self, process: subprocess.Popen[bytes], path: Path) -> None:
        self._process, self._path, self._number = process, path, 0
        self.said: list[dict[str, Any]] = []

    def send(self, method: str, params: Any, *, answer: bool = True) -> Any:
        """A request with its answer, or a notification."""
        message: dict[str, Any] = {"jsonrpc": "2.0", "method": method, "params": params}
        if answer:
            self._number += 1
            message["id"] = self._number
        self._write(message)
        return (
            self._until(lambda one: one.get("id") == self._number and "method" not in one) if answer else None
        )

    def _write(self, message: dict[str, Any]) -> None:
        data = json.dumps(message).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        self._process.stdin.flush()

    def _until(self, wanted: Any) -> Any:
        """The first message that is wanted. What the server asks of an editor is answered with nothing."""
        while True:
            message = self._read()
            if "method" in message and "id" in message:
                items = (
                    message.get("params", {}).get("items", [])
                    if isinstance(message.get("params"), dict)
                    else []
                )
                self._write({"jsonrpc": "2.0", "id": message["id"], "result": [None] * len(items) or None})
            if message.get("method") == "textDocument/publishDiagnostics":
                self.said.append(message["params"])
            if wanted(message):
                return message.get("result", message)

    def _read(self) -> Any:
        assert self._process.stdout is not None
        length = 0
        while (line := self._process.stdout.readline().strip()) != b"":
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        return json.loads(self._process.stdout.read(length))

    def open(self, text: str) -> list[str]:
        """Open the file with a text; what the server finds wrong with it."""
        document = {"uri": self._path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self.send("textDocument/didOpen", {"textDocument": document}, answer=False)
        found = self._until(lambda one: one.get("method") == "textDocument/publishDiagnostics")
        return [
            f"{one['range']['start']['line'] + 1}: {one['message']}" for one in found["params"]["diagnostics"]
        ]

    def at(self, method: str, text: str, marker: str) -> Any:
        """Completion or hover behind the first place where `marker` stands."""
        before = text[: text.index(marker) + len(marker)]
        position = {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}
        return self.send(
            f"textDocument/{method}", {"textDocument": {"uri": self._path.as_uri()}, "position": position}
        )


@contextmanager
def _editor(path: Path) -> Iterator[Editor]:
    with subprocess.Popen(
        ["node", str(SERVER), "--stdio"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        editor = Editor(process, path)
        folder = path.parent.as_uri()
        can = {
            "textDocument": {"hover": {"contentFormat": ["markdown"]}, "completion": {}},
            "workspace": {"configuration": True},
        }
        editor.send("initialize", {"processId": None, "rootUri": folder, "capabilities": can})
        editor.send("initialized", {}, answer=False)
        settings = {
            "yaml": {"schemaStore": {"enable": False}, "validate": True, "hover": True, "completion": True}
        }
        editor.send("workspace/didChangeConfiguration", {"settings": settings}, answer=False)
        try:
            yield editor
        finally:
            process.terminate()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A starter as `init` writes it, with the schema beside it as its first line says."""
    for arguments in (["init", "architecture.yaml"], ["schema", "-o", "architecture.schema.json"]):
        subprocess.run(
            [sys.executable, "-m", "compliance", *arguments], cwd=tmp_path, check=True, capture_output=True
        )
    return tmp_path / "architecture.yaml"


def test_what_init_writes_has_no_problem_in_an_editor(path: Path) -> None:
    """The first line of a starter names the schema, and the starter keeps to it."""
    text = path.read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=architecture.schema.json\n")
    with _editor(path) as editor:
        assert editor.open(text) == []


def test_a_wrong_word_is_marked_on_its_line(path: Path) -> None:
    """A key there is none of and a word that is none are found while typing."""
    text = path.read_text("utf-8").replace("kind: company", "kind: compagny", 1)
    line = text[: text.index("compagny")].count("\n") + 1
    with _editor(path) as editor:
        found = editor.open(text)
    assert [one for one in found if one.startswith(f"{line}: ")], found


def test_words_and_keys_are_offered(path: Path) -> None:
    """Behind `stage: ` stand the stages; in a component its fields are offered."""
    head = "# yaml-language-server: $schema=architecture.schema.json\n"
    text = f"{head}system:\n  stage: \ncomponents:\n  web:\n    h\n"
    with _editor(path) as editor:
        editor.open(text)
        stages = {one["label"] for one in editor.at("completion", text, "stage: ")["items"]}
        fields = {one["label"] for one in editor.at("completion", text, "    h")["items"]}
    assert {"production", "pilot", "test"} <= stages
    assert "hosting" in fields


@pytest.mark.parametrize(
    ("marker", "meaning"),
    [
        ("\n    hosti", "Where and on whose machines it runs."),
        ("\n    loca", "The country in which it runs."),
        ("\n      dp", "Data processing agreement between controller and processor."),
        ("\n  train", "People are trained when they start"),
    ],
)
def test_a_field_is_explained_where_it_stands(path: Path, marker: str, meaning: str) -> None:
    """Hovering over a field shows what this field means, not only what any such value is."""
    text = path.read_text("utf-8")
    with _editor(path) as editor:
        editor.open(text)
        shown = editor.at("hover", text, marker)
    assert meaning in shown["contents"]["value"]


def test_the_schema_has_a_version(path: Path) -> None:
    """Its id ends with the version of the format, so that a tool can keep several."""
    schema = json.loads((path.parent / "architecture.schema.json").read_text("utf-8"))
    assert schema["$id"] == ARCHITECTURE_ID
    assert schema["$id"].endswith(":1")
