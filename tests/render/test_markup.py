"""Whatever stands in a file, a page shows it as text and nothing in it runs."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import markdown  # type: ignore[import-untyped] # ships no types
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from handrail.render import markup

PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "# &#60;/title&#62;&#60;script&#62;alert(1)&#60;/script&#62;",
    "</title><script>alert(1)</script>",
    "[click](javascript:alert(1))",
    "[click](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "<javascript:alert(1)>",
    "![x](https://evil.example/x.png)",
    "text {: onfocus=alert(1) tabindex=0 autofocus }",
    "<form action=https://evil.example><input></form>",
    "<style>body{display:none}</style>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "{{ config }} {% include 'x' %}",
    "`</code></pre><script>alert(1)</script>`",
    "```\n</code></pre><script>alert(1)</script>\n```",
    "\n\n</div>\n\n<script>alert(1)</script>",
    "\x02wzxhzdk:0\x03",
    "--8<-- 'secret'",
    "a\u202etxt.exe\u200b\ufeff",
)
TAGS = {
    "a", "blockquote", "br", "code", "em", "hr", "li", "ol", "p", "pre", "s", "strong", "table",
    "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
texts = st.one_of(
    st.text(),
    st.sampled_from(PAYLOADS),
    st.lists(st.sampled_from([*PAYLOADS, "\n", "    ", "- ", "> ", "| a | b |\n|---|---|\n"])).map(
        "".join
    ),
)


class Reader(HTMLParser):
    """Notes what a browser would find in HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.read = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.read += data


@given(texts)
def test_plain_text_holds_no_mark(text: str) -> None:
    written = markup.plain(text)
    rest = re.sub(r"&#\d+;", "", written)
    assert not re.search(r"[!-/:-@\[-`{-~]", rest)
    assert "\n" not in written


@given(texts)
def test_plain_text_reads_as_it_was_written_in_html_and_in_markdown(text: str) -> None:
    wanted = markup.line(text)
    written = markup.plain(text)
    assert Reader(written).read == wanted
    shown = Reader(
        markdown.markdown(f"x{written}", extensions=["attr_list", "tables", "admonition"])
    )
    assert [tag for tag, _ in shown.found] == ["p"]
    assert shown.read == f"x{wanted}"


@given(texts)
def test_plain_text_in_an_attribute_stays_in_it(text: str) -> None:
    assert Reader(f'<p title="{markup.plain(text)}">').found == [
        ("p", {"title": markup.line(text)})
    ]


@given(texts)
def test_prose_holds_only_harmless_tags(text: str) -> None:
    for tag, attributes in Reader(markup.prose(text)).found:
        assert tag in TAGS
        assert attributes.keys() <= {"href", "title", "rel", "start"}
        address = attributes.get("href") or ""
        assert not re.match(r"\s*(javascript|data|vbscript)\s*:", address, re.IGNORECASE)


@given(texts)
def test_prose_is_one_block_that_markdown_leaves_alone(text: str) -> None:
    block = f"<div>{markup.prose(text)}</div>"
    assert "\n" not in block
    source = f"# before\n\n{block}\n\n## after\n"
    shown = markdown.markdown(source, extensions=["attr_list", "tables", "toc"])
    assert block in shown


@given(texts)
def test_titles_hold_nothing_a_theme_could_revive(text: str) -> None:
    assert not re.search(r"[<>&\"\n]", markup.title(text))


@given(texts)
def test_front_matter_reads_back(text: str) -> None:
    written = markup.front_matter({"title": text, "hide": ["toc"]})
    assert written.startswith("---\n")
    body = written.removeprefix("---\n").removesuffix("\n---")
    assert yaml.safe_load(body) == {"title": markup.title(text), "hide": ["toc"]}


@given(st.text())
def test_nothing_unseen_is_left(text: str) -> None:
    assert not re.search(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]",
        markup.clean(text),
    )


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Plain words.", "<p>Plain words&#46;</p>"),
        ("**bold** and `code`", "<p><strong>bold</strong> and <code>code</code></p>"),
        ("one\n\ntwo", "<p>one</p> <p>two</p>"),
        ("- a\n- b", "<ul> <li>a</li> <li>b</li> </ul>"),
        ("# no heading", "<p># no heading</p>"),
        (
            "[site](https://a.example)",
            '<p><a href="https://a.example" rel="noopener noreferrer nofollow">site</a></p>',
        ),
        ("~~gone~~", "<p><s>gone</s></p>"),
        ("```\na\nb\n```", "<pre><code>a&#10;b&#10;</code></pre>"),
    ],
)
def test_prose_may_hold_markdown(written: str, shown: str) -> None:
    assert markup.prose(written) == shown


def test_forms_keep_their_headings_below_the_title_of_the_page() -> None:
    assert markup.prose("# One\n\n###### Six", headings=True) == "<h2>One</h2> <h6>Six</h6>"


def test_titles_are_written_in_full_width() -> None:
    assert markup.title('a <b> & "c"') == "a ＜b＞ ＆ ＂c＂"
    assert (
        json.loads(markup.front_matter({"title": "<x>"}).split("title: ")[1].split("\n")[0])
        == "＜x＞"
    )
