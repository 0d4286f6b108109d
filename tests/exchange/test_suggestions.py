"""Issue forms and mails become drafts of suggestions: their text is kept, and nothing in it is obeyed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from handrail.exchange.suggestions import read_suggestions
from handrail.exchange.texts import Taken
from handrail.loading.parse import parse
from handrail.model.suggestion_sources import TWELVE
from handrail.render.language import translate
from tests.overlay import AS_OF
from tests.overlay import small

FORM = """\
### Title

Faster password resets

### Problem

It takes an hour.

* yes: [not yaml
### This is no heading of ours
&anchor *alias !!python/object:os.system

### Idea

_No response_

### Source

Suggestions of staff

### Process

Incident management

### Who suggests

Night shift (sample)
"""
CHINESE = """\
### 标题

自动分派工单

### 问题

分派太慢。

### 设想

按类别分派。

### 来源

kpi

### 建议人

夜班（样例）
"""
MAIL = """\
From: "Li Si (sample)" <li.si@company-d.example>
To: Service desk <desk@company-d.example>
Subject: =?utf-8?b?UmU6IOWbnuWkjTogRmFzdGVyIHJlc2V0cw==?=
Date: Sun, 19 Apr 2026 23:30:00 +0000
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

It takes an hour.
Ask LI.SI@company-d.example or desk@company-d.example.

--\x20
Li Si, telephone 555
"""
SETTLED = {"workflow": 2, "by": "li-na", "level": "department"}


def take(files: dict[str, str | bytes], **options: Any) -> Taken:
    raw = {name: text.encode() if isinstance(text, str) else text for name, text in files.items()}
    given_ = {"by": "li-na", "day": AS_OF, "language": "en", **options}
    return read_suggestions(given_.pop("register", None) or small(), raw, **given_)


def written(taken: Taken) -> dict[str, Any]:
    assert taken.refusals == ()
    found = {path: parse(content).data for path, content in taken.files.items()}
    return {path: {key: value for key, value in data.items() if value is not None} for path, data in found.items()}  # fmt: skip


def refused(taken: Taken) -> list[tuple[str, str | None]]:
    assert taken.files == {}
    return [
        (translate(one.message, "en"), translate(one.hint, "en") if one.hint else None)
        for one in taken.refusals
    ]


def test_form_becomes_a_draft_and_its_text_stays_text() -> None:
    assert written(take({"form.md": FORM})) == {
        "improvements/2026/faster-password-resets/suggestion.yaml": {
            **SETTLED,
            "title": "Faster password resets",
            "suggested_by": "Night shift (sample)",
            "suggested_on": "2026-04-20",
            "level": "process",
            "processes": ["incident-management"],
            "source": "staff",
            "problem": "It takes an hour.\n\n* yes: [not yaml\n### This is no heading of ours\n&anchor *alias !!python/object:os.system",
        }
    }


def test_chinese_form_has_its_day_for_an_id() -> None:
    other = CHINESE.replace("自动", "手动")
    found = written(take({"a.md": CHINESE, "b.md": other.encode("gb18030")}))
    assert found == {
        f"improvements/2026/suggestion-2026-04-20-{number}/suggestion.yaml": {
            **SETTLED,
            "title": title,
            "suggested_by": "夜班（样例）",
            "suggested_on": "2026-04-20",
            "source": "kpi",
            "problem": "分派太慢。",
            "idea": "按类别分派。",
        }
        for number, title in ((1, "自动分派工单"), (2, "手动分派工单"))
    }
    own = take({"a.md": CHINESE}, id_="ticket-routing")
    assert list(own.files) == ["improvements/2026/ticket-routing/suggestion.yaml"]


def test_mail_gives_subject_text_name_and_day_and_keeps_no_address() -> None:
    taken = take({"inbox.eml": MAIL})
    assert written(taken) == {
        "improvements/2026/faster-resets/suggestion.yaml": {
            **SETTLED,
            "title": "Faster resets",
            "suggested_by": "Li Si (sample)",
            "suggested_on": "2026-04-20",
            "problem": "It takes an hour.\nAsk … or ….",
        }
    }
    text = next(iter(taken.files.values()))
    assert b"@company-d" not in text.lower()
    assert b"555" not in text


@pytest.mark.parametrize("sender", ["li.si@company-d.example", '"li.si@company-d.example" <li.si@company-d.example>'])  # fmt: skip
def test_sender_without_a_name_stays_without_one(sender: str) -> None:
    mail = MAIL.replace('"Li Si (sample)" <li.si@company-d.example>', sender)
    data = next(iter(written(take({"x.eml": mail})).values()))
    assert data["suggested_by"] == "somebody, by e-mail"


def test_mail_without_a_day_is_of_today_and_an_old_one_lies_in_its_year() -> None:
    undated = MAIL.replace("Date: Sun, 19 Apr 2026 23:30:00 +0000\n", "")
    assert next(iter(written(take({"x.eml": undated})).values()))["suggested_on"] == "2026-04-20"
    old = MAIL.replace("19 Apr 2026", "18 Apr 2025")
    assert list(take({"x.eml": old}).files) == ["improvements/2025/faster-resets/suggestion.yaml"]


def test_part_of_a_mail_that_is_text_is_read() -> None:
    head = MAIL.partition("Content-Type")[0]
    parts = (
        b"--x\nContent-Type: text/html\n\n<p>no</p>\n"
        b"--x\nContent-Type: text/plain; charset=gb18030\nContent-Transfer-Encoding: 8bit\n\n"
    )
    whole = f"{head}Content-Type: multipart/alternative; boundary=x\n\n".encode() + parts
    taken = take({"x.eml": whole + "太慢\n--x--\n".encode("gb18030")})
    assert next(iter(written(taken).values()))["problem"] == "太慢"


@pytest.mark.parametrize("charset", ["none-such", "utf-8", "us-ascii"])
def test_encoding_that_a_mail_gets_wrong_is_found_out(charset: str) -> None:
    head = f"Subject: Hello\nContent-Type: text/plain; charset={charset}\n\n"
    for encoding in ("utf-8", "gb18030"):
        mail = head.encode() + "太慢了\n".encode(encoding)
        assert next(iter(written(take({"x.eml": mail})).values()))["problem"] == "太慢了"


@pytest.mark.parametrize(
    "headers",
    [
        "Subject: =?utf-8?b?5p2O5Z?=\nFrom: =?none-such?q?x?= <a@b.example>",
        "Subject: One\nFrom: a@b.example:;,<>,group:x;",
        "Subject: One\nDate: Mon, 99 Foo 2026 25:00:00 +9999",
        "Subject: One\nDate: Fri, 31 Dec 9999 23:59:59 -1200",
        'Subject: One\nContent-Type: multipart/mixed; boundary=""',
    ],
)
def test_mail_with_broken_headers_is_answered(headers: str) -> None:
    taken = take({"x.eml": f"{headers}\n\nIt takes an hour."}, id_="one")
    assert bool(taken.refusals) != bool(taken.files)


@pytest.mark.parametrize(
    "content",
    [
        f"Subject: S\nFrom: {'(' * 5000}\n\nhi",
        "Subject: S\n" + "Content-Type: message/rfc822\n\n" * 3000 + "hi",
    ],
)
def test_mail_that_nests_without_end_is_refused(content: str) -> None:
    assert refused(take({"a.eml": content})) == [
        (
            "a.eml: this mail holds parts within parts, deeper than can be read",
            "save it as text, or copy it into a form",
        )
    ]


def test_who_is_not_named_is_not_guessed() -> None:
    form = FORM.partition("### Who")[0]
    taken = take({"form.md": form})
    assert "suggested_by" not in next(iter(written(taken).values()))
    assert b"\nsuggested_by:\n" in next(iter(taken.files.values()))


def test_title_holds_one_line_without_brackets() -> None:
    form = FORM.replace("Faster password resets", "Use <b>\u202ebold\n titles " + "x" * 300)
    title = next(iter(written(take({"form.md": form}, id_="bold")).values()))["title"]
    assert title == ("Use ＜b＞bold titles " + "x" * 300)[:199] + "…"


def test_same_title_gets_the_next_id_and_the_same_text_is_there_already() -> None:
    first = take({"form.md": FORM})
    path, content = next(iter(first.files.items()))
    register = small({path: content.decode()})
    assert take({"form.md": FORM}, register=register) == Taken(there=(path,))
    other = FORM.replace("an hour", "a day")
    assert list(take({"form.md": other}, register=register).files) == [
        "improvements/2026/faster-password-resets-2/suggestion.yaml"
    ]


FORMS = sorted((Path(__file__).parents[2] / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))


@pytest.mark.parametrize("form", FORMS, ids=[form.name for form in FORMS])
def test_our_issue_forms_are_understood_whole(form: Path) -> None:
    fields = {field["id"]: field["attributes"] for field in parse(form.read_bytes()).data["body"]}
    for option in fields["source"]["options"]:
        said = {
            "title": "A portal", "problem": "Calls", "idea": "A portal", "source": option,
            "process": "incident-management", "who": "A team (sample)",
        }  # fmt: skip
        body = "\n\n".join(f"### {fields[name]['label']}\n\n{text}" for name, text in said.items())
        data = next(iter(written(take({"issue.md": body})).values()))
        source = option.rpartition("(")[2].removesuffix(")")
        assert (data["title"], data["problem"], data["idea"]) == ("A portal", "Calls", "A portal")
        assert (data["source"], data["processes"]) == (source, ["incident-management"])
        assert data["suggested_by"] == "A team (sample)"


def test_our_issue_forms_offer_every_source() -> None:
    for form in FORMS:
        options = parse(form.read_bytes()).data["body"][3]["attributes"]["options"]
        assert [one.rpartition("(")[2].removesuffix(")") for one in options] == list(TWELVE)


@pytest.mark.parametrize(
    ("name", "content", "options", "message", "hint"),
    [
        ("x.md", "Hello", {}, "x.md: no heading of the form is found", "write each part below its heading: `### Title`, `### Problem`, `### Idea`; a saved mail ends in `.eml`"),
        ("x.md", "### Problem\n\nSome", {}, "x.md: the title is missing", "write it below `### Title`, or as the subject of the mail"),
        ("x.md", FORM.replace("of staff", "of stuff"), {}, "x.md: no source `Suggestions of stuff`", None),
        ("x.md", FORM.replace("Incident m", "Incidnt-m"), {}, "x.md: no process `Incidnt-management`", "did you mean `incident-management`?"),
        ("x.md", FORM, {"by": "nobody"}, "x.md: no person `nobody` in organization.yaml", None),
        ("x.md", FORM, {"id_": "Not_an_id"}, "x.md: `Not_an_id` cannot be an id", "write small letters a to z and digits, hyphens between words, such as `self-service-portal`"),
        ("x.md", FORM, {"id_": "incident-form"}, "x.md: `incident-form` is taken: it stands in improvements/2026/incident-form", "choose another id; `handrail show incident-form` shows what stands there"),
        ("x.eml", "Subject: Hello\nContent-Type: text/html\n\n<p>Hello</p>", {}, "x.eml: this mail holds no plain text", "save it as text, or copy it into a form"),
        ("x.eml", "Subject: \n\nHello", {}, "x.eml: the title is missing", "write it below `### Title`, or as the subject of the mail"),
        ("x.md", b"\x80\xff\xfe\x00", {}, "x.md: this is no text: neither UTF-8 nor GB 18030", "save it as UTF-8, and try again"),
    ],
)  # fmt: skip
def test_what_is_no_suggestion_is_refused(
    name: str, content: str | bytes, options: dict[str, Any], message: str, hint: str | None
) -> None:
    told = refused(take({name: content}, **options))
    assert told[0][0] == message
    assert hint is None or told[0][1] == hint


def test_one_wrong_file_keeps_all_from_being_written() -> None:
    assert len(refused(take({"a.md": FORM, "b.md": "Hello", "c.md": "Hello"}))) == 2
    assert len(refused(take({"a.md": FORM, "b.md": CHINESE}, id_="one"))) == 1


REGISTER = small()


@settings(max_examples=60)
@given(st.sampled_from(["x.md", "x.eml"]), st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda text: b"### Title\n\nOne\n\n### Problem\n\n" + text.encode("utf-8", "replace")), st.text(max_size=200).map(lambda text: b"Subject: One\nDate: " + text.encode("utf-8", "replace"))))  # fmt: skip
def test_any_bytes_are_answered(name: str, content: bytes) -> None:
    taken = take({name: content}, register=REGISTER)
    assert not (taken.refusals and taken.files)
    for data in written(taken).values() if taken.files else ():
        assert all(isinstance(data.get(field, ""), str) for field in ("title", "problem", "idea"))
