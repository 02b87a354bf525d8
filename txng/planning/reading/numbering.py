"""Numbers that Word writes before paragraphs by itself: "1.", "I.", "a)", a bullet."""

from typing import Any, NamedTuple

from docx.oxml.ns import qn

from txng.core.numbers import whole

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_MOST_LEVELS = 9
_DEEPEST_STYLE = 12


class Level(NamedTuple):
    """How one level counts: its first number, its kind of digits, and its text ("%1.")."""

    start: int
    form: str
    text: str


class Numbering:
    """Counts the numbered paragraphs of a document in their order, and says what Word shows."""

    def __init__(self, document: Any) -> None:
        """Read the lists that the document defines and the styles that number."""
        part = next(
            (rel.target_part for rel in document.part.rels.values()
             if rel.reltype.endswith("/numbering") and not rel.is_external),
            None,
        )  # fmt: skip
        root = getattr(part, "element", None)
        self._lists = {} if root is None else _lists(root)
        self._styles = {style.get(qn("w:styleId")): style for style in _styles(document)}
        self._counts: dict[str, list[int | None]] = {}

    def label(self, paragraph: Any) -> str:
        """Return the number of the next paragraph, "" where it has none; "-" for a bullet."""
        found = self._list_of(paragraph)
        if found is None or found[0] not in self._lists or found[1] >= _MOST_LEVELS:
            return ""
        number, depth = found
        name, levels = self._lists[number]
        counts = self._counts.setdefault(name, [None] * _MOST_LEVELS)
        before = counts[depth]
        counts[depth] = levels[depth].start if before is None else before + 1
        counts[depth + 1 :] = [None] * (_MOST_LEVELS - depth - 1)
        return _written(levels, counts, depth)

    def _list_of(self, paragraph: Any) -> tuple[str, int] | None:
        """Return list and level of a paragraph: its own, else those of its style."""
        own = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        name = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        style = None if name is None else self._styles.get(name.get(qn("w:val")))
        for _depth in range(_DEEPEST_STYLE):
            if own is not None or style is None:
                break
            own = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            base = style.find(qn("w:basedOn"))
            style = None if base is None else self._styles.get(base.get(qn("w:val")))
        number = "" if own is None else _value(own, "w:numId")
        depth = "0" if own is None else _value(own, "w:ilvl") or "0"
        level = whole(depth)
        return (number, level) if number not in {"", "0"} and level is not None else None


def _lists(root: Any) -> dict[str, tuple[str, list[Level]]]:
    """Return for each list the name by which it counts, and its levels."""
    kinds = {kind.get(qn("w:abstractNumId")): kind for kind in root.iter(qn("w:abstractNum"))}
    found = {}
    for one in root.iter(qn("w:num")):
        number = one.get(qn("w:numId"), "")
        kind = _value(one, "w:abstractNumId")
        if kind not in kinds:
            continue
        starts = {
            over.get(qn("w:ilvl")): _value(over, "w:startOverride")
            for over in one.iter(qn("w:lvlOverride"))
        }
        levels = _levels(kinds[kind], starts)
        found[number] = (number if any(starts.values()) else f"kind {kind}", levels)
    return found


def _levels(kind: Any, starts: dict[Any, str]) -> list[Level]:
    found = [Level(1, "decimal", "")] * _MOST_LEVELS
    for level in kind.iter(qn("w:lvl")):
        depth = level.get(qn("w:ilvl"), "")
        row = whole(depth)
        if row is not None and row < _MOST_LEVELS:
            start = starts.get(depth) or _value(level, "w:start") or "1"
            first = whole(start)
            form, text = _value(level, "w:numFmt") or "decimal", _value(level, "w:lvlText")
            found[row] = Level(1 if first is None else first, form, text)
    return found


def _written(levels: list[Level], counts: list[int | None], depth: int) -> str:
    if levels[depth].form == "bullet":
        return "-"
    text = levels[depth].text
    for place in range(depth + 1):
        count = counts[place] or levels[place].start
        text = text.replace(f"%{place + 1}", _digits(count, levels[place].form))
    return text.strip()


def _digits(count: int, form: str) -> str:
    if form == "none":
        return ""
    if form in {"upperRoman", "lowerRoman"}:
        roman = _roman(count)
        return roman if form == "upperRoman" else roman.lower()
    if form in {"upperLetter", "lowerLetter"} and 0 < count <= 26:
        return chr((65 if form == "upperLetter" else 97) + count - 1)
    return f"{count:02}" if form == "decimalZero" else str(count)


def _roman(count: int) -> str:
    found = ""
    for value, letters in _ROMAN:
        while count >= value and len(found) < 20:
            found, count = found + letters, count - value
    return found


def _styles(document: Any) -> Any:
    return document.styles.element.iter(qn("w:style"))


def _value(parent: Any, name: str) -> str:
    child = parent.find(qn(name))
    return "" if child is None else str(child.get(qn("w:val"), ""))
