"""The file that holds the inventory templates."""

from inventories.content.rules import check
from practices.content import FileFormat

FORMAT = FileFormat(
    "# Inventory templates: edit the list, then run `manage.py load_content`. Keys never change.\n",
    check,
)
read, parse, dump = FORMAT.read, FORMAT.parse, FORMAT.dump
FILE_NAME = "inventories.yaml"
