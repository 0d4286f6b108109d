"""A page as it is staged: Markdown with front matter, at a path of the site."""

from __future__ import annotations

from dataclasses import dataclass

from handrail.render.markup import front_matter
from handrail.render.markup import heading


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """A generated page of one language."""

    #: Where it is staged, such as `improvements/self-service-portal.md`.
    path: str
    title: str
    #: Blocks of Markdown or HTML; what is not ours in them has been through `render.markup`.
    blocks: tuple[str, ...]
    #: The file of the repository it was written from.
    source: str | None = None
    #: What search engines and the register of pages say of it.
    description: str | None = None
    #: Parts of the theme to leave out, such as `toc`.
    hide: tuple[str, ...] = ()
    #: A line above the title, which leads to the list this page belongs to.
    above: str = ""

    def markdown(self) -> str:
        """Return the file's content."""
        values: dict[str, object] = {"title": self.title}
        if self.description:
            values["description"] = self.description
        if self.source:
            values["source"] = self.source
        if self.hide:
            values["hide"] = list(self.hide)
        parts = (front_matter(values), self.above, f"# {heading(self.title)}", *self.blocks)
        return "\n\n".join(part for part in parts if part) + "\n"
