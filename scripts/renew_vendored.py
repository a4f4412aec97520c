"""Fetch the web app's vendored libraries again, at the versions pinned below, and write down their hashes.

    python scripts/renew_vendored.py            # fetch, write files and hashes
    python scripts/renew_vendored.py --check    # only compare the files with the hashes written down

Packages come through `npm pack`, from whatever registry npm is set up with on this machine. Each file is kept as the
package ships it, less the line that names a source map; its licence stands beside it. To move to another version,
change it here, run the script, read the library's changes, and run the browser tests.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
WEB = ROOT / "src" / "reportedly" / "web" / "static" / "vendor"
TESTS = ROOT / "tests" / "web" / "vendor"
RECORD = "vendored.json"

# package, version, licence, and the files taken: where in the package, and under which name here
Package = tuple[str, str, str, dict[str, str]]
SHIPPED: tuple[Package, ...] = (
    ("htmx.org", "2.0.11", "0BSD", {"dist/htmx.min.js": "htmx.min.js", "LICENSE": "htmx.LICENSE"}),
    (
        "uplot",
        "1.6.32",
        "MIT",
        {
            "dist/uPlot.iife.min.js": "uPlot.iife.min.js",
            "dist/uPlot.min.css": "uPlot.min.css",
            "LICENSE": "uPlot.LICENSE",
        },
    ),
    (
        "maplibre-gl",
        "5.24.1",
        "BSD-3-Clause",
        {
            "dist/maplibre-gl-csp.js": "maplibre-gl-csp.js",
            "dist/maplibre-gl-csp-worker.js": "maplibre-gl-csp-worker.js",
            "LICENSE.txt": "maplibre-gl.LICENSE",
        },
    ),
)
TESTED: tuple[Package, ...] = (
    ("axe-core", "4.14.1", "MPL-2.0", {"axe.min.js": "axe.min.js", "LICENSE": "axe.LICENSE"}),
)
_SOURCE_MAP = re.compile(rb"\n?//# sourceMappingURL=\S+\s*$")


def main(arguments: list[str]) -> int:
    """Renew both folders, or with `--check` say which files differ from what is written down."""
    if arguments == ["--check"]:
        wrong = [*find_changed(WEB), *find_changed(TESTS)]
        print("\n".join(wrong) or "All files are as written down.")
        return 1 if wrong else 0
    for folder, packages in ((WEB, SHIPPED), (TESTS, TESTED)):
        renew(folder, packages)
    return 0


def renew(folder: Path, packages: tuple[Package, ...]) -> None:
    """Fetch the packages, write their files into the folder, and write down what they are."""
    folder.mkdir(parents=True, exist_ok=True)
    record = []
    for name, version, licence, files in packages:
        integrity, contents = fetch(name, version, list(files))
        for path, target in files.items():
            (folder / target).write_bytes(contents[path])
        hashes = {target: hashlib.sha256((folder / target).read_bytes()).hexdigest() for target in files.values()}
        entry = {"package": name, "version": version, "licence": licence, "integrity": integrity, "sha256": hashes}
        record.append(entry)
        print(f"{name} {version}: {len(files)} files")
    (folder / RECORD).write_text(json.dumps(record, indent=2) + "\n", "utf-8")


def fetch(name: str, version: str, paths: list[str]) -> tuple[str, dict[str, bytes]]:
    """Return a package's integrity, checked against what came, and the contents of some of its files."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            ["npm", "pack", f"{name}@{version}", "--json", "--pack-destination", folder],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        packed = json.loads(done.stdout)[0]
        archive = Path(folder) / packed["filename"]
        digest = "sha512-" + base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
        if digest != packed["integrity"]:
            raise SystemExit(f"{name} {version} is not what the registry says it is: {digest}")
        with tarfile.open(archive) as tar:
            return digest, {path: _read(tar, f"package/{path}") for path in paths}


def _read(tar: tarfile.TarFile, path: str) -> bytes:
    found = tar.extractfile(path)
    if found is None:
        raise SystemExit(f"{path} is no file of the package")
    return _SOURCE_MAP.sub(b"\n", found.read()) if path.endswith((".js", ".css")) else found.read()


def find_changed(folder: Path) -> list[str]:
    """Return the files of a folder that differ from what is written down, are missing, or stand in it unrecorded."""
    hashes = {
        name: digest
        for entry in json.loads((folder / RECORD).read_text("utf-8"))
        for name, digest in entry["sha256"].items()
    }
    there = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}
    there.pop(RECORD)
    there.pop("README.md", None)
    return sorted(name for name in {*hashes, *there} if hashes.get(name) != there.get(name))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
