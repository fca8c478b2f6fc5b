"""`kerege verify`: whether a single PDF, EPUB or page is of an edition, by its digest, else by the evidence that it carries."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from kerege.build.kept import SITE
from kerege.build.manifest import MANIFEST, Proof, listed_in, prove_listed, prove_read
from kerege.errors import KeregeError
from kerege.messages import Message, reason, say, say_count
from kerege.model.editions import ClosedEdition
from kerege.outputs.readback.carried import Carried, carried
from kerege.read.editions import FOLDER, closed_edition, number_order

_LARGEST = 400_000_000
_SECONDS = 60
_TAGGED = re.compile(r"\W+")


@dataclass(frozen=True)
class Known:
    """An edition that a file may be of."""

    number: str
    date: str
    files: Mapping[str, str]
    record: ClosedEdition | None = None
    """Of a closed edition: what it says."""


@dataclass(frozen=True)
class Verdict:
    """What is to be said of a file."""

    lines: tuple[Message, ...]
    is_of_edition: bool


def known_editions(root: Path | None, manifest: Path | None) -> list[Known]:
    """The closed editions of a report and what stands in its `build/`; or what one manifest or record lists.

    Raises:
        KeregeError: there is nothing to compare with.
    """
    found: list[Known] = []
    if manifest is not None:
        found += _from_file(manifest)
    elif root is not None:
        for path in sorted((root / FOLDER).glob("*.json"), key=lambda path: number_order(path.stem)):
            found += _from_file(path)
        if (root / "build" / MANIFEST).is_file():
            found += _from_file(root / "build" / MANIFEST)
    if not found:
        raise KeregeError(
            say(
                "There is no edition to compare with: close one, build the report, or name its manifest with --manifest."
            )
        )
    return found


def _from_file(path: Path) -> Iterator[Known]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if "statistics" in data:
            record = closed_edition(data)
            yield Known(record.number, record.date, record.files, record)
        else:
            yield Known(str(data["edition"]), str(data["date"]), listed_in(path.read_bytes()))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        raise KeregeError(say("{name} holds no edition that can be read.", name=path)) from None


def read_target(target: str) -> bytes:
    """The bytes of a file, or of what stands at an address of the web.

    Raises:
        KeregeError: it cannot be read.
    """
    try:
        if re.match(r"https?://", target):
            request = urllib.request.Request(target, headers={"User-Agent": "kerege-verify"})
            with urllib.request.urlopen(request, timeout=_SECONDS) as answer:
                return bytes(answer.read(_LARGEST))
        return Path(target).read_bytes()
    except urllib.error.URLError as error:
        raise KeregeError(say("{target} cannot be read: {reason}", target=target, reason=str(error.reason))) from None
    except (OSError, ValueError) as error:
        said = reason(error) if isinstance(error, OSError) else str(error)
        raise KeregeError(say("{target} cannot be read: {reason}", target=target, reason=said)) from None


def prove_address(address: str, known: Sequence[Known], *, whole: bool) -> Proof | None:
    """Compare what stands below an address with the manifest there, or with what the latest known edition published.

    Args:
        whole: without a manifest there, all files of the website of the latest edition are asked for.

    Returns:
        None where the address holds no manifest and not all files were asked for: then it is a page.
    """
    base = f"{address.rstrip('/')}/"

    def read(name: str) -> bytes | None:
        try:
            return read_target(base + quote(name))
        except KeregeError:
            return None

    raw = read(MANIFEST)
    proof = prove_read(raw, read) if raw is not None else None
    if proof is not None or not whole:
        return proof
    latest = next((one for one in reversed(known) if any(name.startswith(SITE) for name in one.files)), None)
    if latest is None:
        raise KeregeError(say("No edition is known with the files of its website; name its manifest with --manifest."))
    return prove_listed(latest.files, read, {"edition": latest.number, "date": latest.date}, prefix=SITE)


def signature_at(address: str, signers: Path | None, key: str) -> Message:
    """As `check_signature`, of the manifest at an address.

    Raises:
        KeregeError: as `check_signature`, or the manifest or its signature cannot be read.
    """
    with tempfile.TemporaryDirectory() as name:
        for file in (MANIFEST, f"{MANIFEST}.{'sig' if signers else 'minisig'}"):
            Path(name, file).write_bytes(read_target(f"{address.rstrip('/')}/{file}"))
        return check_signature(Path(name), signers, key)


def judged(target: str, raw: bytes, known: Sequence[Known]) -> Verdict:
    """Whether a file is one that an edition published; if not, what it says of itself and how its figures compare."""
    digest = hashlib.sha256(raw).hexdigest()
    latest = known[-1].number
    for edition in known:
        name = next((name for name, other in edition.files.items() if other == digest), "")
        if name:
            lines = [
                say(
                    "{target} is {name} of edition {number} ({date}), byte for byte.",
                    target=target, name=name, number=edition.number, date=edition.date,
                )
            ]  # fmt: skip
            if edition.number != latest:
                lines.append(say("Edition {number} has taken its place.", number=latest))
            return Verdict((*lines, say("sha256: {digest}", digest=digest)), True)
    lines = [say("{target} is no file of the editions known here.", target=target), *_withdrawn(target, known)]
    return Verdict((*lines, *_evidence(carried(raw), known), say("sha256: {digest}", digest=digest)), False)


def _withdrawn(target: str, known: Sequence[Known]) -> Iterator[Message]:
    name = target.rstrip("/").rpartition("/")[2]
    for edition in known:
        gone = edition.record.withdrawn if edition.record else ()
        if any(one.rpartition("/")[2] == name for one in gone) and name != "index.html":
            yield say(
                "A testimony was withdrawn from {name} of edition {number}: do not pass it on.",
                name=name,
                number=edition.number,
            )


def _evidence(found: Carried, known: Sequence[Known]) -> Iterator[Message]:
    """What the file carries, against what the edition that it names says."""
    if found.edition:
        yield say("It says that it is of edition {number} ({date}).", number=found.edition, date=found.date)
    records = [one.record for one in known if one.record is not None]
    record = next((one for one in records if one.number == found.edition), None)
    if record is None and not found.edition:
        record = next((one for one in records if one.date == found.date), None)
    count = len(found.values) or len(found.words)
    if not count:
        yield say("It carries no figures by which it could be judged.")
    elif record is None:
        yield say("It carries figures, and no closed edition is at hand to compare them with.")
    else:
        wrong = list(_differences(found, record))
        yield from wrong
        if not wrong:
            yield say_count(
                "{count} figure that it carries is as edition {number} published it.",
                "{count} figures that it carries are as edition {number} published them.",
                count,
                number=record.number,
            )


def _differences(found: Carried, record: ClosedEdition) -> Iterator[Message]:
    for key, value in found.values.items():
        published = record.statistics.get(key)
        if published is None or published.value != value:
            was = published.value if published else say("nothing")
            yield say(
                "  {key}: {value} here; edition {number} published {was}",
                key=key,
                value=value,
                number=record.number,
                was=was,
            )
    for key, said in found.words.items():
        published = record.statistics.get(key)
        words = {_bare(one) for one in published.words.get(found.language, ())} if published else set()
        # Where the tool printed the value, the record has no words of it.
        for one in said if "" not in words else ():
            if _bare(one) not in words:
                was = ", ".join(published.words.get(found.language, ())) if published else say("nothing")
                yield say(
                    "  {key}: {value} here; edition {number} published {was}",
                    key=key,
                    value=one,
                    number=record.number,
                    was=was,
                )


def _bare(text: str) -> str:
    return _TAGGED.sub(" ", text).strip().casefold()


def check_signature(folder: Path, signers: Path | None, key: str) -> Message:
    """Whether somebody known signed the manifest of a folder, as ssh-keygen or minisign says.

    Args:
        signers: a file of allowed signers, as ssh-keygen reads it; None where `key` is a public key of minisign.
        key: who signed, or the public key.

    Raises:
        KeregeError: there is no signature, the program is missing, or it is not theirs.
    """
    manifest = folder / MANIFEST
    signature = manifest.with_name(f"{MANIFEST}.{'sig' if signers else 'minisig'}")
    if not signature.is_file():
        raise KeregeError(say("There is no {name} in {folder}.", name=signature.name, folder=folder))
    if signers:
        command = ["ssh-keygen", "-Y", "verify", "-f", str(signers), "-I", key, "-n", "kerege", "-s", str(signature)]
    else:
        command = ["minisign", "-V", "-P", key, "-m", str(manifest), "-x", str(signature)]
    try:
        ran = subprocess.run(command, input=manifest.read_bytes(), capture_output=True, check=False, timeout=_SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        raise KeregeError(
            say("{program} is needed to check the signature, and does not run here.", program=command[0])
        ) from None
    if ran.returncode:
        raise KeregeError(say("The signature of {manifest} is not that of {key}.", manifest=manifest, key=key))
    return say("The manifest was signed by {key}.", key=key)
