"""The page: it loads nothing, shows everything without a script, and keeps strange text as text."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
from collections import Counter
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from compliance.render.formats import html
from tests.render.formats.test_formats import example, with_first_gap

if TYPE_CHECKING:
    from pathlib import Path

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")


class Page(HTMLParser):
    """Tags and attributes of a page, in their order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def all(self, name: str) -> list[str]:
        """The values of an attribute, wherever it stands."""
        return [attributes[name] for _, attributes in self.tags if name in attributes]


def page(name: str = "payment-copilot") -> str:
    """An example as a page."""
    return html.write(example(name)).decode()


def test_the_page_loads_nothing() -> None:
    """Every address is a place on the page or part of it."""
    found = Page(page())
    assert all(
        link.startswith("#") for name in ("href", "src", "action", "srcset") for link in found.all(name)
    )
    assert {url[:5] for url in re.findall(r'url\("?([^")]+)', page())} == {"data:"}
    assert "@import" not in page()


def test_the_policy_allows_this_style_and_this_script_alone() -> None:
    """The digests in the head are those of what the page holds; nothing has a style or a handler of its own."""
    text = page()
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    for tag in ("style", "script"):
        (inside,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in unescape(policy)
    assert unescape(policy).startswith("default-src 'none'; ")
    names = {name for _, attributes in Page(text).tags for name in attributes}
    assert not {name for name in names if name == "style" or name.startswith("on")}


@pytest.mark.parametrize("name", ["payment-copilot", "hospital-api"])
def test_every_link_and_label_leads_somewhere(name: str) -> None:
    """Each id is there once, and each link to one finds it."""
    found = Page(page(name))
    ids = Counter(found.all("id"))
    assert max(ids.values()) == 1
    assert {link.removeprefix("#") for link in found.all("href")} | set(found.all("aria-labelledby")) <= set(
        ids
    )


def test_every_finding_and_every_question_is_on_the_page() -> None:
    """Without a script nothing is hidden but the filter and the word for an empty choice."""
    text = page()
    for one in example().assessment.findings:
        assert one.id in text
    hidden = [attributes["id"] for _, attributes in Page(text).tags if "hidden" in attributes]
    assert hidden == ["filter", "nothing"]


def test_strange_text_stays_text() -> None:
    """A description adds no tag, ends no style and turns no line round."""
    strange = "</style></script><script>alert(1)</script><img src=http://e/x onerror=alert(1)>\u202e"
    text = html.write(with_first_gap(example(), message=strange)).decode()
    plain = Counter(tag for tag, _ in Page(page()).tags)
    assert Counter(tag for tag, _ in Page(text).tags) == plain
    assert "\u202e" not in text


def test_the_page_says_what_it_is_not() -> None:
    """The statement of nature is that of the report, but for the signature it does not have."""
    text = page()
    assert "Not an audit, examination, review or legal advice." in text
    assert "This page carries none." in text
    assert "electronic signature shows" not in text


def test_the_page_is_the_same_bytes_again() -> None:
    """Nothing of the clock or of chance is in it."""
    assert html.write(example()) == html.write(example())


@pytest.mark.skipif(BROWSER is None, reason="no browser is installed")
def test_a_browser_runs_the_filter_under_the_policy(tmp_path: Path) -> None:
    """The digests let the script run: the filter appears and counts."""
    dom = opened(tmp_path, page())
    assert re.search(r'<output id="shown"[^>]*>\d+ entries</output>', dom)


@pytest.mark.skipif(BROWSER is None, reason="no browser is installed")
def test_a_choice_hides_what_does_not_fit(tmp_path: Path) -> None:
    """Severity and words together; groups without an entry vanish."""
    choose = """<script>
    document.getElementById("outcome").value = "gap";
    document.getElementById("words").value = "chat log";
    document.getElementById("filter").dispatchEvent(new Event("input"));
    </script></body>"""
    open_page = re.sub(r"<meta http-equiv[^>]+>", "", page()).replace("</body>", choose)
    found = Page(opened(tmp_path, open_page))
    items = [one for _, one in found.tags if "item" in one.get("class", "").split()]
    left = [one for one in items if "hidden" not in one]
    assert 0 < len(left) < len(items)
    assert {one["data-chapter"] for one in left} == {"gap"}
    groups = [one for _, one in found.tags if one.get("class") == "group"]
    assert ["hidden" in one for one in groups] == [False] + [True] * (len(groups) - 1)


def opened(folder: Path, text: str) -> str:
    """What a browser makes of a page, as text."""
    (folder / "page.html").write_text(text, "utf-8")
    words = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={folder / 'profile'}",
        "--dump-dom",
    ]
    ran = subprocess.run(
        [str(BROWSER), *words, (folder / "page.html").as_uri()],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return ran.stdout
