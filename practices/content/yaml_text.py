"""The text of content files of every kind: how it is read, and the one way in which it is written."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

import yaml

from practices.content.problems import ContentError, Problem

File = TypeVar("File")

# PyYAML breaks a folded line at the first space behind this column.
WIDTH = 96
FOLDED = frozenset({"source", "introduction", "text", "definition", "description"})


@dataclass(frozen=True)
class FileFormat(Generic[File]):
    """The files of one kind of content: their first line, and the check that makes entries of what they hold."""

    header: str
    check: Callable[[Any, str], File]

    def read(self, path: Path) -> File:
        """Return what the file at `path` holds; raises ContentError."""
        try:
            text = path.read_text(encoding="utf-8")
        except OSError as error:
            raise _file_error(path.name, f"cannot be read: {error.strerror}") from error
        except UnicodeDecodeError as error:
            raise _file_error(path.name, "is not UTF-8 text") from error
        return self.parse(text, path.name)

    def parse(self, text: str, file: str) -> File:
        """Return what the YAML `text` of `file` holds; raises ContentError with every problem."""
        try:
            raw = yaml.load(text, Loader=_Loader)  # noqa: S506 (a SafeLoader)
        except yaml.MarkedYAMLError as error:
            line = f" (line {error.problem_mark.line + 1})" if error.problem_mark else ""
            raise _file_error(file, f"is not YAML: {error.problem}{line}") from error
        except yaml.YAMLError as error:
            raise _file_error(file, "is not YAML: it holds a character that cannot be shown") from error
        return self.check(raw, file)

    def dump(self, content: File) -> str:
        """Return the canonical YAML text of an edition, the one that `load_content` and `dump_content` agree on."""
        body = yaml.dump(plain(content), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH)
        return self.header + body


def plain(value: Any, name: str = "") -> Any:
    """Return entries as the mappings, lists and texts that a file has; what is as its default says is left out."""
    if is_dataclass(value):
        written = ((field.name, getattr(value, field.name), field.default) for field in fields(value))
        return {field: plain(each, field) for field, each, default in written if each != default}
    if isinstance(value, tuple):
        return [plain(each, name) for each in value]
    return _Prose(value) if name in FOLDED else value


class _Prose(str):
    """Text that is written over several lines."""


class _Dumper(yaml.SafeDumper):
    """Writes prose as folded blocks."""


_Dumper.add_representer(_Prose, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style=">"))


class _Loader(yaml.SafeLoader):
    """Reads every scalar as text, so that a code 5 or a title No is what was written; refuses repeated fields."""

    yaml_implicit_resolvers: dict[str, Any] = {}

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        names: set[str] = set()
        for name_node, _ in node.value:
            name = str(name_node.value)
            if name in names:
                raise yaml.constructor.ConstructorError(
                    problem=f"the field {name} is there twice", problem_mark=name_node.start_mark
                )
            names.add(name)
        return super().construct_mapping(node, deep)


def _file_error(file: str, message: str) -> ContentError:
    return ContentError([Problem(file, "", "", "", message)])
