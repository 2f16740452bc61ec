"""A fleet of simulated sites that is scanned night after night, with changes planted between the nights.

Every page is really read and judged; only the network is left out, and what did not change is not judged again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from icplint.judge.engine import judge
from icplint.keep.store.commits import Commits
from icplint.keep.store.ledger import Ledger
from icplint.keep.store.locks import Lock, list_id_of
from icplint.keep.store.opening import Store
from icplint.keep.store.runs import Beginning, Runs
from icplint.keep.store.states import DUE, SECOND_LOOK_DUE
from icplint.model.answer import Answer, FetchFailure, NotCheckedReason, Response
from icplint.model.case import Case
from icplint.model.outcome import Outcome
from icplint.model.reading import Reading
from icplint.model.scan import RunRecord
from icplint.model.settings import Settings
from icplint.model.site import Site, WebAddress
from icplint.model.zone import BEIJING
from icplint.packs import load_rules
from icplint.read.reader import read

PAGE = (
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>茶业</title></head><body><h1>茶</h1>'
    "<p>我们种茶、制茶，也卖茶，欢迎来访。</p><footer><p>© 2026 第{n}号茶业有限公司 版权所有</p><p>{icp}</p></footer></body></html>"
)
LINKED = '<a href="https://beian.miit.gov.cn/">京ICP备{number}号-1</a>'
FACES = {
    "fine": LINKED,
    "no-link": "京ICP备{number}号-1",
    "no-number": "",
    "wrong-link": '<a href="https://www.example.com/">京ICP备{number}号-1</a>',
}
"""What a site's footer may show."""
DEAD = "dead"
"""A site that does not answer."""


@dataclass
class Fleet:
    """The sites, and what each of them shows at the moment."""

    store: Store
    count: int
    confirms: bool = False
    faces: dict[int, str] = field(default_factory=dict)
    members: set[int] = field(default_factory=set)
    night: int = 0

    def __post_init__(self) -> None:
        self.members = set(range(self.count))
        self.faces = dict.fromkeys(range(self.count), "fine")
        self._rules = load_rules()
        self._settings = Settings()
        self._known: dict[tuple[int, str], Outcome] = {}
        self.runs = Runs(self.store, self.now)
        self.ledger = Ledger(self.store, self.now)
        self.commits = Commits(self.store, self.now)
        self.lock = Lock(self.store, list_id_of(self.store, "fleet"), self.now)

    def now(self) -> datetime:
        """Two in the morning, night after night."""
        return datetime(2026, 11, 1, 18, tzinfo=UTC) + timedelta(days=self.night)

    def scan(self, *, blinks: dict[int, str] | None = None) -> RunRecord:
        """Scan the whole fleet once.

        Args:
            blinks: What sites show at the first look alone.
        """
        record = self.begin()
        members = sorted(self.members)
        first = self.faces | (blinks or {})
        self._look(record, members, DUE, first, look=1)
        if self.confirms:
            self._look(record, members, SECOND_LOOK_DUE, self.faces, look=2)
        summary = self.runs.summary(record)
        return self.runs.finish(record, self.lock, exit_code=0, summary=summary)

    def begin(self) -> RunRecord:
        """Begin the next night's run, and declare its sites."""
        self.night += 1
        members = sorted(self.members)
        record = self.runs.begin(
            Beginning(
                name=f"night-{self.night:02}",
                list_id=self.lock.list_id,
                started_at=self.now(),
                settings_digest="d",
                facts={},
            ),
            self.lock,
        )
        sites = [site_of(number, index) for index, number in enumerate(members)]
        self.ledger.declare(record, sites, self.lock)
        return self.runs.declared(record, self.lock, rejected=(), left_out=0)

    def _look(
        self, record: RunRecord, members: Sequence[int], state: int, faces: dict[int, str], *, look: int
    ) -> None:
        while due := self.ledger.due(record, state):
            outcomes = [self.outcome(members[site.index], faces[members[site.index]], site) for site in due]
            self.commits.commit(record, outcomes, self.lock, look=look, confirms=self.confirms)

    def outcome(self, number: int, face: str, site: Site) -> Outcome:
        known = self._known.get((number, face))
        if known is None:
            known = self._known[number, face] = self._judged(number, face, site)
        return replace(known, site=site)

    def _judged(self, number: int, face: str, site: Site) -> Outcome:
        url = site.label
        today = self.now().astimezone(BEIJING).date()
        if face == DEAD:
            failure = FetchFailure(reason=NotCheckedReason.TIMEOUT, url=url, detail="no answer")
            return judge(Case(site, failures=(failure,)), self._rules, self._settings.judge, today)
        number_now = f"{16_100_000 + 7 * number:08d}"
        body = PAGE.format(n=number, icp=FACES[face].format(number=number_now)).encode()
        reading = read(Answer(Response(url=url, status=200, fetched_at=self.now()), body))
        assert isinstance(reading, Reading)
        return judge(Case(site, readings=(reading,)), self._rules, self._settings.judge, today)


def site_of(number: int, index: int) -> Site:
    """A site of the fleet."""
    url = f"https://www.tea{number}.example.cn/"
    return Site(index=index, label=url, target=WebAddress(url))
