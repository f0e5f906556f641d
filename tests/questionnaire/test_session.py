from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from compliance.model.asked import AnswerState, Asked, Expected
from compliance.questionnaire.items import Confirmable, Item, Key
from compliance.questionnaire.session import Session

YES_NO = Expected("yes_no", closed=True)
DAY = Expected("day")


def _item(question: str, subject: str | None = None, *, state: AnswerState = "open", **more: Any) -> Item:
    expected = more.get("expected", DAY)
    asked = Asked(
        question, subject, subject or "us", f"Is {question} so?", "", "", "access", None, state, expected,
        severity=more.get("severity", "medium"), upcoming=more.get("upcoming", False),
        provisions=(("HIPAA", "164.312(d)"),), findings=("f",),
    )  # fmt: skip
    return Item(asked, f"practices.{question}", expected, state, order=more.get("order", 0))


def _keys(items: Any) -> list[Key]:
    return [item.key for item in items]


def test_scope_comes_first_then_law_in_force_then_severity() -> None:
    """What decides whether a framework applies is asked before all; law to come after everything that is in force."""
    items = [
        _item("coming", severity="high", upcoming=True),
        _item("low", severity="low"),
        _item("later", severity="high", order=2),
        _item("sooner", severity="high", order=1),
        replace(_item("scope", severity="low"), settles_scope=True),
    ]
    left = Session(items).left
    assert [item.asked.question for item in left] == ["scope", "sooner", "later", "low", "coming"]


def test_subjects_of_one_question_are_asked_together() -> None:
    """One word for each subject is one pass; dates, details and what a vendor speaks to are asked one by one."""
    pair = [_item("mfa", "ehr", expected=YES_NO), _item("mfa", "log", expected=YES_NO)]
    assert len(Session(pair).current) == 2
    assert len(Session([_item("since", "ehr"), _item("since", "log")]).current) == 1
    assert len(Session([pair[0], replace(pair[1], detail="documented")]).current) == 1
    assert len(Session([pair[0], replace(pair[1], confirmable=(Confirmable("yes", "said"),))]).current) == 1


def test_those_of_a_pass_that_got_no_answer_are_skipped() -> None:
    """They are asked again when the person takes up what was skipped."""
    pair = [_item("mfa", "ehr", expected=YES_NO), _item("mfa", "log", expected=YES_NO)]
    session = Session(pair)
    session.answered([pair[0].key], [replace(pair[0], state="answered"), pair[1]])
    assert (session.current, _keys(session.skipped)) == ((), [pair[1].key])
    session.resume(session.skipped)
    assert _keys(session.current) == [pair[1].key]


def test_going_to_one_subject_takes_the_others_along() -> None:
    """As far as they wait; who goes back to an answered one is asked that one alone."""
    pair = [_item("mfa", "ehr", expected=YES_NO), _item("mfa", "log", expected=YES_NO)]
    session = Session([_item("first", severity="high"), *pair])
    session.go(pair[1].key)
    assert _keys(session.current) == _keys(pair)
    session.answered(_keys(pair), [replace(item, state="answered") for item in pair])
    session.go(pair[1].key)
    assert _keys(session.current) == [pair[1].key]


def test_what_stays_open_is_not_asked_again_by_itself() -> None:
    """An answer that settles nothing, and an unknown of an earlier session, wait until they are taken up."""
    items = [_item("a", state="not_known"), _item("b")]
    session = Session(items)
    assert _keys(session.current) == [items[1].key]
    session.answered([items[1].key], items)
    assert (session.current, set(_keys(session.not_known))) == ((), {items[0].key, items[1].key})
    session.resume(session.not_known)
    assert len(session.left) == 2


def test_back_returns_even_to_what_was_answered() -> None:
    """From an answered question one goes on where one was; before the first there is nothing."""
    items = [_item("a", order=1), _item("b", order=2), _item("c", order=3)]
    session = Session(items)
    assert not session.back()
    session.answered([items[0].key], [replace(items[0], state="answered"), *items[1:]])
    session.skip()
    assert session.back()
    assert _keys(session.current) == [items[1].key]
    assert session.back()
    assert _keys(session.current) == [items[0].key]
    session.answered([items[0].key], items[1:])
    assert _keys(session.current) == [items[2].key]


def test_search_finds_by_words_ids_provisions_and_subjects() -> None:
    """All words must occur; open questions stand before answered ones."""
    items = [
        _item("mfa", "ehr", state="answered", order=1),
        _item("mfa", "log", order=2),
        _item("logs", order=3),
    ]
    session = Session(items)
    assert _keys(session.find("MFA so")) == [items[1].key, items[0].key]
    assert _keys(session.find("164.312(d) ehr")) == [items[0].key]
    assert session.find("nothing") == ()
    session.go(items[0].key)
    assert _keys(session.current) == [items[0].key]


_ITEMS = st.lists(
    st.builds(
        lambda q, s, severity, state, upcoming, kind: _item(q, s, severity=severity, state=state, upcoming=upcoming, expected=kind),
        st.sampled_from("abcde"),
        st.sampled_from([None, "x", "y"]),
        st.sampled_from(["high", "medium", "low", None]),
        st.sampled_from(["open", "open", "answered", "not_known"]),
        st.booleans(),
        st.sampled_from([YES_NO, DAY]),
    ),
    max_size=8,
    unique_by=lambda item: item.key,
)  # fmt: skip
_STEPS = st.lists(
    st.tuples(st.sampled_from(["answer", "part", "skip", "back", "find", "skipped", "unknown"]), _ITEMS),
    max_size=14,
)


@given(first=_ITEMS, steps=_STEPS)
def test_whatever_is_done_the_session_keeps_its_promises(
    first: list[Item], steps: list[tuple[str, list[Item]]]
) -> None:
    """All that is open is left, skipped or not known, each once and in order of weight; something is asked while anything is left."""
    session, items = Session(first), first
    for step, new in steps:
        asks = step in {"answer", "part"} and bool(session.current)
        items = new if asks else items
        _take(session, step, items)
        groups = [set(_keys(session.left)), set(_keys(session.skipped)), set(_keys(session.not_known))]
        assert set.union(*groups) == {item.key for item in items if item.state != "answered"}
        assert not groups[0] & groups[1]
        assert not groups[0] & groups[2]
        assert [item.rank for item in session.left] == sorted(item.rank for item in session.left)
        assert session.current or not session.left


def _take(session: Session, step: str, items: list[Item]) -> None:
    keys = _keys(session.current)
    match step:
        case "answer" if keys:
            session.answered(keys, items)
        case "part" if keys:
            session.answered(keys[:1], items)
        case "skip":
            session.skip()
        case "back":
            session.back()
        case "find":
            for key in _keys(session.find("so"))[:1]:
                session.go(key)
        case "skipped":
            session.resume(session.skipped)
        case "unknown":
            session.resume(session.not_known)


@given(items=_ITEMS)
def test_skipping_everything_ends_and_loses_nothing(items: list[Item]) -> None:
    """After at most one skip for each open item none waits, and all that waited was skipped."""
    session = Session(items)
    waiting = set(_keys(session.left))
    for _ in range(len(waiting)):
        session.skip()
    assert (session.current, session.left, set(_keys(session.skipped))) == ((), (), waiting)


@given(items=_ITEMS)
def test_answering_everything_ends(items: list[Item]) -> None:
    """Each answer takes at least one item away, even where the assessment goes on asking for it."""
    session = Session(items)
    for _ in range(len(session.left)):
        if session.current:
            session.answered(_keys(session.current), items)
    assert (session.current, session.left) == ((), ())
