"""`identity`: keys are private, protected and never overwritten unasked."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from tests.cli.terminal import PASSPHRASE, run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Made

WHO = ("--name", "Avery Signer", "--organisation", "Example Hospital")


def test_a_new_identity_is_private(made: Made) -> None:
    """Nobody else on the machine reads the key; the certificate is for everybody."""
    assert stat.S_IMODE(made.identity.stat().st_mode) == 0o600
    assert b"BEGIN CERTIFICATE" in made.certificate.read_bytes()
    assert b"PRIVATE KEY" not in made.certificate.read_bytes()
    assert PASSPHRASE.encode() not in made.identity.read_bytes()


def test_show_names_the_signer(made: Made) -> None:
    """Name, period and fingerprint, and that it is self-made; never the key."""
    found = run("identity", "show", "--identity", made.identity, "--passphrase-file", made.passphrase)
    assert found.code == 0
    assert "Avery Signer" in found.out
    assert "self-made" in found.out
    assert "fingerprint" in found.out
    assert "PRIVATE" not in found.out


def test_an_identity_is_not_overwritten(made: Made) -> None:
    """A key that is lost cannot be had again."""
    before = made.identity.read_bytes()
    found = run("identity", "new", *WHO, "-o", made.identity, "--passphrase-file", made.passphrase)
    assert found.code == 2
    assert "exists" in found.err
    assert made.identity.read_bytes() == before


def test_import_makes_it_the_default(made: Made, tmp_path: Path) -> None:
    """The file is checked, copied with mode 0600, and found from then on; a second import is refused."""
    place = {"XDG_CONFIG_HOME": str(tmp_path)}
    found = run("identity", "import", made.identity, "--passphrase-file", made.passphrase, **place)
    assert found.code == 0, found.err
    target = tmp_path / "compliance" / "identity.p12"
    assert target.read_bytes() == made.identity.read_bytes()
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    shown = run("identity", "show", "--passphrase-file", made.passphrase, **place)
    assert "Avery Signer" in shown.out
    again = run("identity", "import", made.identity, "--passphrase-file", made.passphrase, **place)
    assert again.code == 2


def test_a_file_that_is_no_identity_is_refused(tmp_path: Path) -> None:
    """And nothing is copied."""
    wrong = tmp_path / "wrong.p12"
    wrong.write_bytes(b"no key")
    place = {"XDG_CONFIG_HOME": str(tmp_path / "config")}
    found = run("identity", "import", wrong, "--passphrase-env", "PHRASE", PHRASE="x", **place)
    assert found.code in {2, 3}
    assert "Traceback" not in found.err
    assert not (tmp_path / "config").exists()


def test_a_passphrase_that_cannot_be_had(tmp_path: Path) -> None:
    """Without a terminal, a file or a variable there is a hint, and no identity without protection."""
    asked = run("identity", "new", *WHO, "-o", tmp_path / "a.p12")
    assert asked.code == 2
    assert "--passphrase-file" in asked.err
    unset = run("identity", "new", *WHO, "-o", tmp_path / "a.p12", "--passphrase-env", "NOT_SET_ANYWHERE")
    assert unset.code == 2
    assert "NOT_SET_ANYWHERE" in unset.err
    empty = run("identity", "new", *WHO, "-o", tmp_path / "a.p12", "--passphrase-env", "EMPTY", EMPTY="")
    assert empty.code == 2
    assert list(tmp_path.iterdir()) == []


def test_the_default_place_says_how_to_make_one(tmp_path: Path) -> None:
    """Showing what is not there names the remedy."""
    found = run("identity", "show", XDG_CONFIG_HOME=str(tmp_path))
    assert found.code == 2
    assert "identity new" in found.err


def test_without_a_terminal_everything_that_would_be_asked_for_is_named(tmp_path: Path) -> None:
    """Nothing is made, and one line says what to give."""
    found = run("identity", "new", "-o", tmp_path / "signer.p12")
    assert found.code == 2
    assert "--name and --organisation, and --passphrase-file FILE or --passphrase-env NAME" in found.err
    assert not list(tmp_path.iterdir())
