"""The files that hold an edition of a system."""

from practices.content.rules import check
from practices.content.yaml_text import FileFormat

FORMAT = FileFormat(
    "# Practice content: edit the wording, then run `manage.py load_content`. Keys never change.\n", check
)
read, parse, dump = FORMAT.read, FORMAT.parse, FORMAT.dump


def file_name(system_key: str) -> str:
    """Return the name of the file that holds a system: talent_management.yaml for talent-management."""
    return f"{system_key.replace('-', '_')}.yaml"
