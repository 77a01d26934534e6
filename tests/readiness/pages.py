"""Reading a response as its reader does: elements by id, and their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Any

VOID = {"input", "link", "meta", "br", "img", "hr", "use", "col"}


class Element:
    """An element with its attributes, and what it holds in order."""

    def __init__(self, tag: str, attributes: Iterable[tuple[str, str | None]] = ()) -> None:
        self.tag = tag
        self.attributes = {name: value or "" for name, value in attributes}
        self.children: list[Element | str] = []

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    def walk(self) -> Iterator[Element]:
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.walk()

    def all(self, tag: str = "", **attributes: str) -> list[Element]:
        """Every element inside with this tag and these attributes; write `class_` for class, `_` for a hyphen."""
        asked = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            one
            for one in self.walk()
            if (not tag or one.tag == tag) and all(one.attributes.get(name) == value for name, value in asked.items())
        ]

    def one(self, tag: str = "", **attributes: str) -> Element:
        """The only such element."""
        (found,) = self.all(tag, **attributes)
        return found

    @property
    def raw(self) -> str:
        """The text as it stands, spaces and line ends included."""
        return "".join(child if isinstance(child, str) else child.raw for child in self.children)

    @property
    def text(self) -> str:
        return " ".join(self.raw.split())

    def texts(self, tag: str = "", **attributes: str) -> list[str]:
        return [one.text for one in self.all(tag, **attributes)]


class Page(HTMLParser):
    """The elements of a response. A text area's first line end is dropped, as browsers do."""

    def __init__(self, response: Any) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self.open = [self.root]
        self.feed(response.content.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, attrs)
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Element(tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag in {element.tag for element in self.open[1:]}:
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self.open[-1].tag == "textarea" and not self.open[-1].children:
            data = data.removeprefix("\n")
        self.open[-1].children.append(data)

    def id(self, name: str) -> Element:
        return self.root.one(id=name)

    def has(self, name: str) -> bool:
        return bool(self.root.all(id=name))

    def note(self, key: str) -> str:
        """What the item's text area holds."""
        return self.id(f"n-{key}").raw

    def chosen(self, key: str) -> list[str]:
        """The codes of the answers that are checked."""
        return [
            radio["value"] for radio in self.root.all("input", name=f"{key}-value") if "checked" in radio.attributes
        ]

    def version(self, key: str) -> str:
        return self.root.one("input", name=f"{key}-version")["value"]
