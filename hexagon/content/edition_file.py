"""The file that holds an edition of the Hexagon."""

from hexagon.content.rules import check
from practices.content import FileFormat

FORMAT = FileFormat(
    "# The Hexagon: edit the wording, then run `manage.py load_content`. Keys never change.\n",
    check,
)
read, parse, dump = FORMAT.read, FORMAT.parse, FORMAT.dump
FILE_NAME = "hexagon.yaml"
