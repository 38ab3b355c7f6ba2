"""Unzips every wheel of a folder into another; wheels are zip archives."""
import pathlib
import sys
import zipfile

for wheel in sorted(pathlib.Path(sys.argv[1]).glob("*.whl")):
    zipfile.ZipFile(wheel).extractall(sys.argv[2])
    print(f"unzipped {wheel.name}")
