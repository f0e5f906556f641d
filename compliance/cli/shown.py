"""What a report is asked to show besides its assessment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compliance.cli.parameters import Edition
from compliance.errors import UsageError
from compliance.files import LARGEST_INPUT, read_limited

if TYPE_CHECKING:
    from pathlib import Path

    from compliance.pipeline.assessing import Given
    from compliance.pipeline.presenting import Presented

_TEMPLATES: Final = (".j2", ".css")


@dataclass(frozen=True, slots=True)
class Shown:
    """What the command line names: files, the edition, and a folder of templates of one's own."""

    engagement: Path | None = None
    edition: Edition = Edition.FULL
    since: Path | None = None
    template: Path | None = None

    def presented(self) -> Presented:
        """Everything read. InputError lists what is wrong with a file."""
        from compliance.pipeline.presenting import presented

        return presented(
            _given(self.engagement), self.edition.value, _given(self.since), tuple(self._templates())
        )

    def _templates(self) -> list[Given]:
        """The templates of the folder, by name; UsageError where there are none."""
        if self.template is None:
            return []
        names = sorted(path for path in self.template.glob("*") if path.suffix in _TEMPLATES)
        if not names:
            raise UsageError(
                f"{self.template} holds no template",
                "templates/report/README.md says what a folder may hold.",
            )
        return [found for path in names if (found := _given(path)) is not None]


def _given(path: Path | None) -> Given | None:
    from compliance.pipeline.assessing import Given

    return None if path is None else Given(path.name, read_limited(path, LARGEST_INPUT))
