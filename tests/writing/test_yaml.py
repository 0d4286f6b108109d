from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from handrail.loading.parse import parse
from handrail.writing.yaml import to_yaml


def test_plain_where_it_can_be() -> None:
    data = {
        "document": "decision-2",
        "date": "2026-03-26",
        "minutes": "2026-03-26-committee",
        "digest": "sha256:00ff",
        "comment": "No: too dear # really",
        "by": "true",
    }
    assert to_yaml(data) == (
        "document: decision-2\n"
        "date: 2026-03-26\n"
        "minutes: 2026-03-26-committee\n"
        "digest: sha256:00ff\n"
        'comment: "No: too dear # really"\n'
        'by: "true"\n'
    )


@given(
    st.dictionaries(
        st.sampled_from(["comment", "by", "role"]), st.text(st.characters(codec="utf-8"))
    )
)
def test_it_reads_back_the_same_and_without_a_fault(data: dict[str, str]) -> None:
    read = parse(to_yaml(data).encode())
    assert (read.data or {}, read.faults) == (data, [])
