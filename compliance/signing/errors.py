"""The errors of this stage, as subclasses of the product's error tree.

```
SigningError                 exit 2   signing was asked for and is impossible (compliance.errors)
├── IdentityError            exit 2   the identity itself is the reason
│   └── WrongPassphraseError exit 2   the file is encrypted with another passphrase, so a prompt may ask again
├── TimeStampError           exit 2   the time-stamp authority is the reason
└── LevelError               exit 2   the data at hand do not suffice for the level that was asked for
VerificationError            exit 4   a signed report is not what it claims to be (compliance.errors)
└── RefusedError             exit 4   one check refuses the file; inside `verify` it becomes a failed fact
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.errors import SigningError, VerificationError

if TYPE_CHECKING:
    from compliance.signing.reasons import Reason


class IdentityError(SigningError):
    """The signing identity is missing something, damaged, outside its period or not meant for signing."""


class WrongPassphraseError(IdentityError):
    """The passphrase does not open the identity; kept apart so that a prompt can ask once more."""


class TimeStampError(SigningError):
    """The time-stamp authority cannot be reached, refuses, or answers with something else than was asked."""


class LevelError(SigningError):
    """The level that was asked for cannot be reached with the certificates and revocation data at hand."""


class RefusedError(VerificationError):
    """One check refuses the file: `reason` is its code, `message` the sentence for people."""

    def __init__(self, reason: Reason, sentence: str) -> None:
        """Keep the code beside the sentence."""
        super().__init__(sentence)
        self.reason = reason
