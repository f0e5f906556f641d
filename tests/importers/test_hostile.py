from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.errors import ComplianceError, InputError
from compliance.pipeline.importing import import_files
from compliance.source.foreign import read_foreign
from compliance.source.nodes import Mapping, Scalar

_BOMB = b"a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + b"".join(
    b"a%d: &a%d [%s]\n" % (n, n, b",".join([b"*a%d" % (n - 1)] * 10)) for n in range(1, 12)
)
_MERGED = (
    b"a0: &a0 {" + b",".join(b"k%d: v" % n for n in range(2000)) + b"}\nb:\n" + b"  - {<<: *a0}\n" * 2000
)
_STACKED = b"a0: &a0 [x]\n" + b"".join(b"a%d: &a%d [[[[*a%d]]]]\n" % (n, n, n - 1) for n in range(1, 400))


@pytest.mark.parametrize(
    ("data", "told"),
    [
        pytest.param(_BOMB, "aliases counted", id="aliases that multiply"),
        pytest.param(_MERGED, "merged ones counted", id="merge keys that multiply"),
        pytest.param(_STACKED, "levels deep", id="aliases that stack"),
        pytest.param(b"[" * 100_000, "levels deep", id="deep brackets"),
        pytest.param(b'{"a":' * 100_000, "levels deep", id="deep JSON"),
        pytest.param(b"a: &a [*a]\n", "alias", id="an alias to itself"),
        pytest.param(b"a: 1\na: 2\n", "second time", id="a key twice"),
        pytest.param(b'{"a": 1, "a": 2}', "second time", id="a key twice in JSON"),
        pytest.param(b"a: 1\n---\nb: 2\n", "second document", id="two documents"),
        pytest.param(b'a: "\\u202e"\n', "control character", id="text that turns round"),
        pytest.param(b"\xff\xfe\x00", "UTF-8", id="no text"),
        pytest.param(b"", "says nothing", id="empty"),
        pytest.param(b"x" * (17 << 20), "larger", id="huge"),
    ],
)
def test_hostile_files_are_refused(data: bytes, told: str) -> None:
    """What is made to exhaust or to deceive ends in one error that names the file."""
    with pytest.raises(InputError) as caught:
        read_foreign(data, "file")
    assert told in str(caught.value)
    assert "file" in str(caught.value)


def test_errors_show_no_line_of_the_file() -> None:
    """A problem beside a secret names the line and does not print it."""
    with pytest.raises(InputError) as caught:
        read_foreign(b"key: hunter2-is-no-shape\nkey: hunter2-is-no-shape\n", "file")
    assert "hunter2" not in caught.value.diagnostics()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("master_key: abc", "***"),
        ("MY_DB_PASSWORD: abc", "***"),
        ("x: sk-0123456789abcdefghij", "***"),
        ("x: postgres://u:p@db:5432/x", "postgres://db:5432/x"),
        ("x: https://token@host/a", "https://host/a"),
        ("x: OPENAI_API_KEY=abc", "OPENAI_API_KEY=***"),
        ("api_key: os.environ/KEY", "os.environ/KEY"),
        ("api_key: ${KEY}", "${KEY}"),
        ("x: plain words", "plain words"),
    ],
)
def test_secrets_do_not_get_in(text: str, left: str) -> None:
    """What is named or shaped like a secret is left out, references to variables and the rest of an address stay."""
    root = read_foreign(text.encode(), "file").root
    assert isinstance(root, Mapping)
    value = root.entries[0].value
    assert isinstance(value, Scalar)
    assert value.text == left


_NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@settings(max_examples=40)
@given(model=_NAMES, alias=_NAMES, base=_NAMES, service=_NAMES)
def test_no_name_can_break_out_of_its_place(model: str, alias: str, base: str, service: str) -> None:
    """Whatever the names in a file are, the result loads and has no section the file was not to give, or there is an error."""
    import json

    config = {"model_list": [{"model_name": alias, "litellm_params": {"model": model, "api_base": base}}]}
    compose = {"services": {service: {"image": model, "environment": {"A_URL": base}}}}
    try:
        result = import_files(
            [("a.json", json.dumps(config).encode()), ("b.json", json.dumps(compose).encode())], None, {}
        )
    except ComplianceError:
        return
    tops = [line.partition(":")[0] for line in result.text.splitlines() if line and line[0] not in "# "]
    assert tops == ["schema", "system", "organisation", "parties", "data", "components", "flows"]
