"""The file of a copy: a zip with a list of its tables, and of each table its rows as lines of JSON.

The list names the revision of the tables and, of each, how many rows it has and the SHA-256 of its
lines. What does not agree with it is never read into a store.
"""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

MANIFEST = "breather-backup.json"
FORMAT = 1
LARGEST_LINE = 256 * 1024 * 1024


class DamagedError(Exception):
    """The file is not a whole copy; the message says what does not agree."""


class Kept(BaseModel):
    """One table: its rows, and the SHA-256 of its lines in hexadecimal."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rows: int = Field(ge=0)
    sha256: str


class Manifest(BaseModel):
    """What a copy holds. given_out: the last number that tables gave out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: int
    breather: str
    made_at: datetime
    revision: str
    tables: dict[str, Kept]
    given_out: dict[str, int]


def place_of(table: str) -> str:
    """Where in the file a table's rows stand."""
    return f"tables/{table}.jsonl"


class TableWriter:
    """Writes the rows of one table, and counts and hashes them on the way."""

    def __init__(self, target: IO[bytes]) -> None:
        self._target = target
        self._hash = hashlib.sha256()
        self._rows = 0

    def add(self, row: dict[str, Any]) -> None:
        """Write one row."""
        line = json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        self._target.write(line)
        self._hash.update(line)
        self._rows += 1

    @property
    def kept(self) -> Kept:
        """What was written."""
        return Kept(rows=self._rows, sha256=self._hash.hexdigest())


def manifest_of(path: Path) -> Manifest:
    """The list of a file, once every table in it was read and agrees with it.

    Raises:
        DamagedError: it is not a copy, or not a whole one.
        OSError: it cannot be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            found = Manifest.model_validate_json(archive.read(MANIFEST))
            if found.format != FORMAT:
                raise DamagedError(f"its form {found.format} is not known here")
            for table, kept in found.tables.items():
                if _read(archive, table) != kept:
                    raise DamagedError(f"the rows of {table} are not those that were written")
    except (zipfile.BadZipFile, KeyError, ValidationError, EOFError) as error:
        raise DamagedError("it is not a copy that breather backup has made") from error
    return found


def _read(archive: zipfile.ZipFile, table: str) -> Kept:
    hashed, rows = hashlib.sha256(), 0
    try:
        with archive.open(place_of(table)) as lines:
            while line := lines.readline(LARGEST_LINE):
                hashed.update(line)
                rows += 1
    except (zipfile.BadZipFile, zlib.error) as error:
        raise DamagedError(f"the rows of {table} cannot be read") from error
    return Kept(rows=rows, sha256=hashed.hexdigest())


def rows_of(archive: zipfile.ZipFile, table: str) -> Iterator[dict[str, Any]]:
    """The rows of a table, one after the other."""
    with archive.open(place_of(table)) as lines:
        while line := lines.readline(LARGEST_LINE):
            yield json.loads(line)
