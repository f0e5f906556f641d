"""Reasons why an identity cannot be used, as subclasses of the product's error tree.

```
SigningError                 exit 2   signing was asked for and is impossible (compliance.errors)
└── IdentityError            exit 2   the identity itself is the reason
    └── WrongPassphraseError exit 2   the file is encrypted with another passphrase, so a prompt may ask again
```
"""

from __future__ import annotations

from compliance.errors import SigningError


class IdentityError(SigningError):
    """The signing identity is missing something, damaged, outside its period or not meant for signing."""


class WrongPassphraseError(IdentityError):
    """The passphrase does not open the identity; kept apart so that a prompt can ask once more."""
