"""`compliance ask`: the interview in the terminal."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from compliance.cli.commands.questions import Filter
from compliance.cli.console import coloured, width
from compliance.cli.prompts import KEYS, Command, Option, choose, line
from compliance.cli.replying import replies_to
from compliance.errors import ComplianceError, InputError, ToolError, UsageError, printable
from compliance.pipeline.asking import open_answers
from compliance.pipeline.interview import Interview, Person, Wanted
from compliance.questionnaire.answers_file import ClashError
from compliance.questionnaire.entries import spelled
from compliance.questionnaire.replies import Reply
from compliance.questionnaire.session import Session
from compliance.render.terminal import Style
from compliance.render.terminal.asking import (
    Heading,
    effect_lines,
    given_lines,
    progress_lines,
    question_lines,
)
from compliance.render.terminal.style import counted

if TYPE_CHECKING:
    from pathlib import Path

    from compliance.cli.options import Request
    from compliance.cli.replying import Replies
    from compliance.pipeline.interview import Effect
    from compliance.questionnaire.items import Item
    from compliance.questionnaire.session import Round

_FOUND: Final = 12
_ELSEWHERE: Final = 6
_NOTES: Final = 6


@dataclass(frozen=True, slots=True)
class Asking:
    """What an interview is asked for besides its files."""

    by: str | None
    role: str | None
    theme: str | None
    owner: str | None
    to: Path | None


def run(request: Request, asking: Asking) -> None:
    """Ask until nothing is open or the person stops. UsageError where there is no terminal to ask on."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        hint = "`compliance questions ARCH` prints the open questions; with --format xlsx it makes a workbook of them."
        raise UsageError("`ask` needs a terminal to ask on", hint)
    interview = opened(request, asking)
    person = _person(asking, dt.datetime.now(tz=dt.UTC).date())
    if person is not None:
        Conversation(interview, person, Style(colour=coloured(sys.stdout), width=width())).run()


def opened(request: Request, asking: Asking) -> Interview:
    """The interview over the files of a request; answers files that do not exist are started."""
    catalog = request.inputs.catalogs(cached=True)
    paths = list(dict.fromkeys([*(request.inputs.answers or []), *([asking.to] if asking.to else [])]))
    files = {path: open_answers(path) for path in paths}
    interview = Interview(
        replace(request.inputs, answers=None).sources(request.architecture),
        list(files.values()),
        catalog,
        (request.inputs.law_of(), request.inputs.facts_of()),
        Wanted(asking.theme, asking.owner, files[asking.to] if asking.to else None),
    )
    Filter(asking.owner, asking.theme, answered=True).of(interview.questions, catalog)
    return interview


def _person(asking: Asking, today: dt.date) -> Person | None:
    """Who answers: named on the command line, else asked once; None where they stop."""
    by, role = asking.by, asking.role
    if by is None:
        said = line(
            "Who answers? Your name",
            check=lambda text: None if text.strip() else "Answers are kept with a name.",
        )
        if isinstance(said, Command):
            return None
        by = " ".join(said.split())
        if role is None:
            said = line("In which role? May be left empty", hint="^C stop")
            role = " ".join(said.split()) or None if isinstance(said, str) else None
    return Person(by, role, today)


class Conversation:
    """One interview between a person and the program."""

    def __init__(self, interview: Interview, person: Person, style: Style) -> None:
        """Nothing is asked yet."""
        self.interview, self.person, self.style = interview, person, style
        self.session = Session(interview.items)
        self._note: str | None = None
        self._shown: tuple[object, ...] = ()
        self._count = 0

    def run(self) -> None:
        """Ask, save, evaluate, ask again; until nothing is left or the person stops."""
        self._greet()
        while True:
            asked = self.session.current
            going_on = self._round(asked) if asked else self._nothing_left()
            if not going_on:
                break
        self._farewell()

    def _round(self, asked: Round) -> bool:
        """One question; False where the person stops."""
        self._show(asked)
        found = replies_to(self.interview, asked)
        match found:
            case list():
                return self._save(self._noted(found))
            case Command.QUIT:
                return False
            case Command.BACK:
                if not self.session.back():
                    self._say("  This is the first question.")
            case Command.SKIP:
                self._say("  skipped")
                self.session.skip()
            case Command.FIND:
                self._find()
            case Command.NOTE:
                note = line("Note to the next answer", default=self._note or "")
                self._note = (" ".join(note.split()) or None) if isinstance(note, str) else self._note
        return True

    def _save(self, replies: Replies) -> bool:
        keys = [item.key for item, _ in replies]
        try:
            self.interview.answer(replies, self.person)
            effect = self._written()
        except InputError as error:
            self._warn(error)
            return True
        except ClashError as error:
            self._warn(error)
            self.session.renew(self.interview.items)
            self.session.go(keys[0])
            self._shown = ()
            return True
        except ToolError:
            return False
        self._note, self._count = None, self._count + len(keys)
        said = ", ".join(dict.fromkeys(spelled(reply.value) for _, reply in replies))
        more = list(effect.conflicts)
        self._say(*effect_lines(f"saved: {printable(said)}", effect.settled, more, self.style))
        self.session.answered(keys, self.interview.items)
        self._shown = ()
        return True

    def _written(self) -> Effect:
        """Save, and where the machine refuses let the person put that right and try again."""
        while True:
            try:
                return self.interview.save()
            except ClashError:
                raise
            except ToolError as error:
                self._warn(error)
                options = [
                    Option("t", "try again"),
                    Option("q", "stop", "The answer just given is lost, nothing else."),
                ]
                if choose("The answer could not be saved", options, hint="") != "try again":
                    self.interview.forget()
                    raise

    def _show(self, asked: Round) -> None:
        """The question, once; a prompt that is repeated does not repeat it."""
        shown = tuple(item.key for item in asked)
        if shown == self._shown:
            return
        self._shown = shown
        first = asked[0]
        about = [item.asked.about for item in asked if item.asked.subject is not None]
        part = first.detail.replace("_", " ").replace(".", ", ")
        theme = first.asked.theme.replace("_", " ").capitalize().replace("Ai ", "AI ")
        heading = Heading(theme, part, self._count + 1, len(self.session.left), tuple(about))
        claims = tuple(dict.fromkeys(claim for item in asked for claim in item.asked.claims))
        self._say(*question_lines(first.asked, heading, claims, self.style))
        for item in asked:
            self._show_given(item)

    def _show_given(self, item: Item) -> None:
        given = self.interview.given(item)
        if given is not None:
            on = given.answered_on.isoformat() if given.answered_on else ""
            self._say(*given_lines(spelled(given.value), given.by, on, given.note or "", self.style))

    def _noted(self, replies: Replies) -> Replies:
        if self._note is None:
            return replies
        return [
            (item, Reply(reply.value, f"{reply.note} {self._note}" if reply.note else self._note))
            for item, reply in replies
        ]

    def _find(self) -> None:
        """Search, and go to what was found."""
        words = line(
            "Search for words of a question, its id, a provision, a subject", hint="Enter search · ^C back"
        )
        if not isinstance(words, str) or not words.strip():
            return
        found = self.session.find(words)
        if not found:
            self._say(f"  Nothing tells of {printable(words)!r}.")
            return
        options = [
            Option(
                key,
                item.asked.question,
                f"{item.asked.about if item.asked.subject else ''} {item.asked.text}".strip(),
                str(i),
            )
            for i, (key, item) in enumerate(zip("123456789abcdefghijk", found[:_FOUND], strict=False))
        ]
        more = f"Found {len(found)}" + (f", the first {_FOUND} are" if len(found) > _FOUND else "")
        chosen = choose(more, options, hint="Enter go there · ^C back")
        if isinstance(chosen, str):
            self.session.go(found[int(chosen)].key)

    def _nothing_left(self) -> bool:
        """What a person may do when no question waits; False to stop."""
        skipped, unknown = self.session.skipped, self.session.not_known
        options = (
            [Option("s", "go over what was skipped", counted(len(skipped), "question"), "skipped")]
            if skipped
            else []
        )
        if unknown:
            meaning = f"{counted(len(unknown), 'question')} answered, and not settled by it"
            options.append(Option("n", "go over what is still not known", meaning, "unknown"))
        self._say("", *self._progress(), "")
        if not options:
            return False
        found = choose(
            "No other question is open",
            [*options, Option("q", "stop", value="stop")],
            hint="^F search · ^C stop",
        )
        if found is Command.FIND:
            self._find()
        elif found == "skipped":
            self.session.resume(skipped)
        elif found == "unknown":
            self.session.resume(unknown)
        elif found is Command.BACK:
            self.session.back()
        else:
            return False
        return True

    def _greet(self) -> None:
        files = ", ".join(str(file.path) for file in self.interview.files)
        name = self.interview.assessed.assessment.system.name
        self._say(
            self.style.paint(f"Questions about {printable(name)}", "bold"),
            *self.style.wrap(
                f"Each answer is saved at once in {files}, as said by {self.person.by}. {KEYS}", 2
            ),
            "",
            *self._progress(),
        )
        for note in self.interview.assessed.assessment.summary.notes[:_NOTES]:
            self._say(*(self.style.paint(text, "yellow") for text in self.style.wrap(note.text, 2, "note  ")))

    def _farewell(self) -> None:
        """What was done, what is left, and how to go on."""
        session, review = (
            self.session,
            [f for f in self.interview.assessed.assessment.findings if f.outcome == "needs_review"],
        )
        left = len(session.left) + len(session.skipped)
        lines = ["", f"{counted(self._count, 'answer')} saved. {counted(left, 'question')} open."]
        if left or session.not_known:
            lines.append("Run the same command again to go on.")
        if review:
            lines += self.style.wrap(
                f"{counted(len(review), 'finding')} need a person's judgement: compliance determine FINDING.",
                0,
            )
        for fact in self.interview.elsewhere[:_ELSEWHERE]:
            lines += self.style.wrap(f"Only the architecture file can state {fact}.", 0)
        if len(self.interview.elsewhere) > _ELSEWHERE:
            lines.append(f"and {len(self.interview.elsewhere) - _ELSEWHERE} more facts")
        self._say(*lines)

    def _progress(self) -> list[str]:
        rows = [(one.framework, one.answered, one.open, one.not_known) for one in self.interview.progress]
        return progress_lines(rows, self.style) if rows else ["  No question is open."]

    def _warn(self, error: ComplianceError) -> None:
        self._say(*(self.style.paint(f"  {text}", "yellow") for text in error.diagnostics().splitlines()))

    @staticmethod
    def _say(*lines: str) -> None:
        sys.stdout.write("".join(f"{text}\n" for text in lines))
        sys.stdout.flush()
