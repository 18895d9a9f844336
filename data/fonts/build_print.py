"""Make print/*.ttf of the woff2 files here: one file a weight, for documents and pictures.

What sets PDF files and paints pictures reads neither woff2 nor axes of weight. The two subsets of
a family become one file. The licence reserves the name "Source" for the unchanged fonts, so these
have names of their own. Needs fonttools and brotli, which nothing else here does. Run from the
checkout: python data/fonts/build_print.py
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FOLDER = Path(__file__).resolve().parent
FAMILIES = {"source-sans-3": "Psgdash Sans", "source-serif-4": "Psgdash Serif"}
WEIGHTS = {"Regular": 400, "Semibold": 600}
DROPPED = ("GDEF", "GPOS", "GSUB", "STAT", "avar", "HVAR", "MVAR")  # kerning comes from one subset


def main() -> None:
    """Write the four fonts and say how large they are."""
    (FOLDER / "print").mkdir(exist_ok=True)
    for source, family in FAMILIES.items():
        for style, weight in WEIGHTS.items():
            with TemporaryDirectory() as folder:
                parts = []
                for n, subset in enumerate(("latin", "latin-ext")):
                    font = TTFont(FOLDER / f"{source}-{subset}-wght-normal.woff2")
                    font = instantiateVariableFont(font, {"wght": weight})
                    font.flavor = None
                    for table in DROPPED if n else ("STAT",):
                        if table in font:
                            del font[table]
                    parts.append(f"{folder}/{n}.ttf")
                    font.save(parts[-1])
                merged = Merger().merge(parts)
            _name(merged, family, style, weight)
            path = FOLDER / "print" / f"{family.replace(' ', '')}-{style}.ttf"
            merged.save(path)
            print(
                f"{path.name}: {path.stat().st_size:,} bytes, {len(merged.getBestCmap())} letters"
            )


def _name(font: TTFont, family: str, style: str, weight: int) -> None:
    names = font["name"]
    for record in list(names.names):
        if record.nameID not in (0, 13, 14):  # copyright and licence stay
            names.removeNames(nameID=record.nameID)
    full = f"{family} {style}"
    values = {1: family if style == "Regular" else full, 2: "Regular", 3: f"psgdash: {full}",
              4: full, 5: "Version 1.0", 6: full.replace(" ", "-", 1).replace(" ", ""),
              16: family, 17: style}  # fmt: skip
    for number, said in values.items():
        names.setName(said, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    font["head"].fontRevision = 1.0


if __name__ == "__main__":
    main()
