"""What lies in a copy: a tar stream whose members are followed, a hundred at a time, by their hashes.

head.json                          when, from what, migrations, marks of the field keys
rows/<table>/00001.jsonl.gz        the rows of a table in blocks
files/<name>                       every stored file
sums/00001.json                    SHA-256 of the members since the last of these
tail.json                          rows and hash of each table, number and bytes of the files
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any, cast

from youju.upkeep.rules import Damaged
from youju.upkeep.sealing import Opening, Sealing

SUMMED = 100  # members
PIECE = 1 << 18  # bytes
HEAD, TAIL, ROWS, FILES, SUMS = "head.json", "tail.json", "rows/", "files/", "sums/"


class Hashing(io.RawIOBase):
    """A file that is hashed while it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.digest = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self.file.read(size)
        self.digest.update(piece)
        return piece


class Writer:
    """Writes the members of an archive, one after another."""

    def __init__(self, file: IO[bytes], passphrase: str) -> None:
        self._sealing = Sealing(file, passphrase)
        self._tar = tarfile.open(  # noqa: SIM115  closed by `finish`
            fileobj=cast(IO[bytes], self._sealing), mode="w|", format=tarfile.PAX_FORMAT
        )
        self._sums: dict[str, str] = {}
        self._lists = 0

    def add(self, name: str, file: IO[bytes], size: int) -> None:
        """Add a member. Raises OSError if the file ends before its size."""
        info = tarfile.TarInfo(name)
        info.size = size
        hashing = Hashing(file)
        self._tar.addfile(info, cast(IO[bytes], hashing))
        self._sums[name] = hashing.digest.hexdigest()
        if len(self._sums) >= SUMMED:
            self._sum_up()

    def add_bytes(self, name: str, content: bytes) -> None:
        self.add(name, io.BytesIO(content), len(content))

    def add_rows(self, label: str, number: int, lines: bytes) -> None:
        self.add_bytes(f"{ROWS}{label}/{number:05}.jsonl.gz", gzip.compress(lines, 6, mtime=0))

    def finish(self, tail: dict[str, Any]) -> None:
        """Write the last member and the end."""
        self.add_bytes(TAIL, json.dumps(tail).encode())
        self._sum_up()
        self._tar.close()
        self._sealing.finish()

    def _sum_up(self) -> None:
        content, self._sums = json.dumps(self._sums).encode(), {}
        self._lists += 1
        info = tarfile.TarInfo(f"{SUMS}{self._lists:05}.json")
        info.size = len(content)
        self._tar.addfile(info, io.BytesIO(content))


@dataclass
class Member:
    """One member under way. It must be read to its end before the next is asked for."""

    name: str
    size: int
    file: Hashing

    def content(self) -> bytes:
        return self.file.read()

    def rows(self) -> Iterator[list[Any]]:
        """Yield the rows of a block."""
        for line in gzip.decompress(self.content()).split(b"\n"):
            yield json.loads(line)

    @property
    def table(self) -> str:
        return self.name.removeprefix(ROWS).split("/")[0]


def members(file: IO[bytes], passphrase: str) -> Iterator[Member]:
    """Yield the members of an archive, and check each against its hash.

    Raises:
        WrongKey, Damaged: As `Opening`, or where a member is not what was written.
    """
    opening = Opening(file, passphrase)
    seen: dict[str, str] = {}
    try:
        with tarfile.open(fileobj=cast(IO[bytes], opening), mode="r|") as tar:
            for info in tar:
                taken = Hashing(cast(IO[bytes], tar.extractfile(info)))
                if info.name.startswith(SUMS):
                    _check_sums(json.loads(taken.read()), seen)
                    seen = {}
                    continue
                yield Member(info.name, info.size, taken)
                while taken.read(PIECE):
                    pass
                seen[info.name] = taken.digest.hexdigest()
    except (tarfile.TarError, EOFError, gzip.BadGzipFile, json.JSONDecodeError) as error:
        raise Damaged("备份文件已损坏：里面的内容读不出来") from error
    if seen or opening.read(1 << 30).strip(b"\0"):
        raise Damaged("备份文件已损坏：结尾不完整")


def _check_sums(expected: dict[str, str], seen: dict[str, str]) -> None:
    for name in expected.keys() | seen.keys():
        if expected.get(name) != seen.get(name):
            raise Damaged(f"备份文件已损坏：{name} 与写入时不同")


class Sized(Hashing):
    """A member as a file that Django's storage can read in pieces."""

    def __init__(self, member: Member) -> None:
        super().__init__(cast(Any, member.file))
        self.size = member.size

    def seekable(self) -> bool:
        return False
