"""Records -> rows: what stands in the cells is checked, folded, and rid of personal data."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from icplint.collect.register.cells import (
    BLANKS,
    INDIVIDUAL,
    Dates,
    Refused,
    Remembered,
    read_is_app,
    read_nature,
    read_status,
    read_yes_no,
)
from icplint.collect.register.columns import Columns, Field
from icplint.collect.register.domain_cells import read_domains
from icplint.collect.register.filing_numbers import read_icp, read_psb, usual_icp
from icplint.collect.register.persons import may_be_individual
from icplint.collect.register.row import RegisterRow
from icplint.collect.register.tables.table import MAX_CELL
from icplint.collect.register.tally import Tally
from icplint.collect.sites.charset import REPLACEMENT
from icplint.collect.sites.provinces import read_province
from icplint.late import pattern
from icplint.model.text import Text, text

_CONTROL = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_UNSEEN = pattern("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Characters that change how a line looks, not what it says."""
_LONGEST_NAME = 200
_BETWEEN_ALIASES = pattern(r"[;；|、，\r\n]+")
_MOST_ALIASES = 50
_NOTHING: dict[str, None] = {}
_NO_DOMAIN = text(
    en="the row names no domain; fill in the domain column",
    zh="该行没有域名；请填写“网站域名”列",
)
_NOTHING_FILED = text(
    en="the row says of its domain nothing that was filed; fill in a number, the entity, a date or the status",
    zh="该行除域名外没有任何备案信息；请填写备案号、主办单位名称、日期或状态",
)


class RowReader:
    """Reads the records of one header. Values that repeat from row to row are read once."""

    def __init__(self, columns: Columns, tally: Tally) -> None:
        self._columns = columns
        self._tally = tally
        self._width = columns.width
        self._domain = columns.at(Field.DOMAIN)
        self._more_domains = columns.at(Field.MORE_DOMAINS)
        self._entity = columns.at(Field.ENTITY)
        self._nature = columns.at(Field.NATURE)
        self._aliases = columns.at(Field.ALIASES)
        self._psb = columns.at(Field.PSB)
        self._service_type = columns.at(Field.SERVICE_TYPE)
        self._numbers = [
            columns.places[field]
            for field in (Field.SITE, Field.NUMBER, Field.SUBJECT)
            if field in columns.places
        ]
        self._natures = Remembered(read_nature)
        self._app_types = Remembered(read_is_app)
        self._plain = list(_plain_readers(columns))

    def read(self, cells: list[str]) -> RegisterRow | None:
        """The row; None for one that is no website's. The list of cells is used up.

        Raises:
            Refused: Something in it cannot be read.
        """
        cells.append("")
        if len(cells) <= self._width:
            cells += [""] * (self._width + 1 - len(cells))
        whole = "".join(cells)
        if len(whole) > MAX_CELL or not whole.isprintable() or REPLACEMENT in whole:
            cells = self._checked(cells)
        for place, name in self._columns.personal:
            if cells[place].strip() not in BLANKS:
                self._tally.personal[name] += 1
        subject: str | None = None
        site: str | None = None
        for place in self._numbers:
            written = cells[place]
            # Most rows tell the subject twice: in the site's number and by itself.
            if not written or written == subject:
                continue
            if usual := usual_icp(written):
                subject, letter = usual.groups()
                found_site, is_app = (None if subject == written else written), letter is not None
            elif (number := read_icp(written)) is not None:
                subject, found_site, is_app = number
            else:
                continue
            if is_app:
                self._tally.apps += 1
                return None
            # The subject's own column comes last, and has the last word on the subject.
            site = site or found_site
        if self._app_types[cells[self._service_type]]:
            self._tally.apps += 1
            return None
        domains = read_domains(cells[self._domain])
        if more := cells[self._more_domains]:
            domains = tuple(dict.fromkeys(domains + read_domains(more)))
        if not domains:
            raise Refused(_NO_DOMAIN)
        psb = read_psb(cells[self._psb])
        nature = self._natures[cells[self._nature]]
        entity, aliases = self._names(cells, nature)
        plain = [read(cells[place]) for place, read in self._plain]
        if subject is None and psb is None and cells[self._entity].strip() in BLANKS and not any(plain):
            raise Refused(_NOTHING_FILED)
        # In the order of the fields, which is the quickest way to make one.
        return RegisterRow._make((domains, entity, subject, site, psb, nature, *plain, aliases))

    def _names(self, cells: Sequence[str], nature: str | None) -> tuple[str | None, tuple[str, ...]]:
        """The entity's name and its aliases; none of them where it is an individual's."""
        entity = cells[self._entity].strip()
        if entity in BLANKS:
            entity = ""
        is_presumed = nature is None and may_be_individual(entity)
        if nature == INDIVIDUAL or is_presumed:
            self._tally.individuals += bool(entity)
            self._tally.presumed_individuals += is_presumed
            return None, ()
        if len(entity) > _LONGEST_NAME:
            raise Refused(_too_long(self._columns.name_of(Field.ENTITY), len(entity), _LONGEST_NAME))
        written = cells[self._aliases]
        return entity or None, self._alias_names(written) if written else ()

    def _alias_names(self, written: str) -> tuple[str, ...]:
        names = dict.fromkeys(name for part in _BETWEEN_ALIASES.split(written) if (name := part.strip()))
        aliases = tuple(name for name in names if name not in BLANKS)
        if len(aliases) > _MOST_ALIASES or any(len(name) > _LONGEST_NAME for name in aliases):
            raise Refused(
                text(
                    en=f"{len(aliases)} aliases; at most {_MOST_ALIASES} of at most {_LONGEST_NAME} characters are read",
                    zh=f"别名共 {len(aliases)} 个；最多读取 {_MOST_ALIASES} 个，每个不超过 {_LONGEST_NAME} 字",
                )
            )
        return aliases

    def _checked(self, cells: Sequence[str]) -> list[str]:
        """The cells without characters that nobody sees."""
        for place in sorted(self._columns.places.values()):
            name, cell = self._columns.label(place), cells[place]
            if len(cell) > MAX_CELL:
                raise Refused(_too_long(name, len(cell), MAX_CELL))
            if REPLACEMENT in cell:
                raise Refused(
                    text(
                        en=f"{name} holds bytes that cannot be decoded; save the register as UTF-8",
                        zh=f"{name} 列含无法解码的字节，请将备案数据另存为 UTF-8 编码",
                    )
                )
            if _CONTROL.search(cell):
                raise Refused(
                    text(
                        en=f"{name} holds a control character; write the value anew",
                        zh=f"{name} 列含控制字符，请重新输入",
                    )
                )
        return [_UNSEEN.sub("", cell) for cell in cells]


def _plain_readers(columns: Columns) -> Iterator[tuple[int, Callable[[str], Any]]]:
    """Place and reader of what stands between `nature` and `aliases` in a row, in that order."""
    readers: dict[Field, Callable[[str], Any]] = {
        **{
            field: Dates(columns.name_of(field)).read
            for field in (Field.FIRST_FILED_ON, Field.LAST_APPROVED_ON, Field.OPENED_ON, Field.PSB_ON)
        },
        Field.STATUS: Remembered(read_status).__getitem__,
        Field.ACCESS_RESTRICTED: Remembered(read_yes_no).__getitem__,
        Field.PROVINCE: Remembered(read_province).__getitem__,
    }
    for field, read in readers.items():
        yield columns.at(field), read if field in columns.places else _NOTHING.get


def _too_long(name: str, length: int, limit: int) -> Text:
    return text(
        en=f"{name} holds {length} characters; at most {limit} are read",
        zh=f"{name} 列长达 {length} 个字符，最多读取 {limit} 个",
    )
