from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from compliance.errors import InputError

if TYPE_CHECKING:
    from tests.inputs.conftest import Load

BASE = """
data:
  letters: {{category: phi}}
  anything: {{form: message}}
  some: {{category: [phi, unknown]}}
components:
  app: {{kind: application}}
  store: {{kind: {kind}, stores: {stores}}}
flows:
  in: {{from: app, to: store, data: {arrives}}}
  out: {{from: store, to: app, data: {sent}, returns: {returns}}}
  {more}
"""


def _problems(load: Load, **said: str) -> list[str]:
    """What is wrong with the base file when it says this, without the names of sets and paths."""
    given = {
        "kind": "log",
        "stores": "none",
        "arrives": "[letters]",
        "sent": "[pan]",
        "returns": "none",
        "more": "",
    }
    try:
        load(BASE.format(**(given | said)))
    except InputError as error:
        return [problem.message for problem in error.problems]
    return []


IMPOSSIBLE = "flows.out.data.pan: store can have no pan: neither what it stores nor what reaches it holds any"


@pytest.mark.parametrize("kind", ["database", "file_store", "vector_index", "log", "queue", "backup"])
def test_a_store_cannot_send_what_it_never_had(load: Load, kind: str) -> None:
    """It makes nothing of its own: what it sends is stored in it or was sent to it."""
    assert _problems(load, kind=kind) == [IMPOSSIBLE]


@pytest.mark.parametrize("kind", ["application", "gateway", "model_api", "service", "unknown"])
def test_whatever_makes_data_may_send_anything(load: Load, kind: str) -> None:
    """An application can ask its users; what is not known to be passive is not judged."""
    assert _problems(load, kind=kind) == []


@pytest.mark.parametrize(
    "said",
    [
        {"sent": "[letters]"},
        {"sent": "[phi]"},
        {"sent": "[health]"},
        {"sent": "[personal]"},
        {"sent": "[pan]", "stores": "[pan]"},
        {"sent": "[anything]"},
        {"sent": "[some]", "stores": "[anything]"},
        {"sent": "[contact]", "stores": "[personal]"},
        {"sent": "[pan]", "returns": "[pan]"},
        {"sent": "[pan]", "arrives": "[letters, pan]"},
    ],
)
def test_what_it_has_in_any_form_it_may_send(load: Load, said: dict[str, str]) -> None:
    """The same set, a category of it, what that implies, or what it may be more exactly."""
    assert _problems(load, **said) == []


@pytest.mark.parametrize(
    "said",
    [
        {"stores": "unknown"},
        {"stores": "[phi, unknown]"},
        {"stores": "{unknown: }"},
        {"arrives": "[letters, unknown]"},
        {"arrives": "unknown"},
        {"returns": "unknown"},
        {"more": "unknown:"},
    ],
)
def test_where_anything_is_left_open_nothing_is_judged(load: Load, said: dict[str, str]) -> None:
    """An error needs complete statements; returns left out may carry anything held at the far end."""
    assert _problems(load, **said) == []
