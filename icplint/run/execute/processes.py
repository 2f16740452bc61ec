"""Checks the sites in several processes, which share them by leases."""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import field, replace
from datetime import date
from itertools import chain, islice
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from icplint.late import dataclass
from icplint.model.answer import NotCheckedReason
from icplint.model.outcome import Outcome
from icplint.model.settings import Settings
from icplint.model.site import Site
from icplint.run.execute import child
from icplint.run.execute.ctrl_c import deaf_to_ctrl_c, noted_ctrl_c
from icplint.run.execute.executor import RunEnd, give_interrupted
from icplint.run.execute.leases import leases
from icplint.run.not_checked import crashed, not_checked
from icplint.run.rules import rules_of

_POLL_S = 0.2
"""How long a Ctrl-C may stay unseen."""
_FAREWELL_S = 5.0
"""How long a process that closed its pipe may take to end."""
_CAREFUL_CONCURRENCY = 4
"""Sites at a time where one of them may bring the process down: so few go down with it."""
_MAX_STILLBORN = 3
_KILLED = -9
_BUG = 1


def run_sites(
    sites: Iterable[Site], settings: Settings, give: Callable[[Outcome], None], *, today: date
) -> RunEnd:
    """The `Executor` of `settings.jobs` processes.

    The sites of a process that dies are checked once more by a careful process, few at a time;
    those that are in work when that dies as well are given as not checked.
    """
    crew = _Crew(sites, settings, give, today)
    with noted_ctrl_c() as ctrl_c:
        try:
            crew.begin()
            while crew.is_at_work:
                crew.hear(_POLL_S)
                if ctrl_c.came:
                    crew.stop()
            crew.account_for_the_rest()
        finally:
            crew.dismiss()
    return RunEnd.INTERRUPTED if crew.is_stopped else RunEnd.COMPLETE


@dataclass(slots=True, eq=False)
class _Member:
    """A process, our end of its pipe, and the sites that it has."""

    process: SpawnProcess
    pipe: "Connection[child.Order, list[child.Letter]]"
    is_careful: bool
    sites: dict[int, Site] = field(default_factory=dict)
    """Taken and not given yet, by index."""
    has_begun: bool = False
    """False: it has not even asked for a lease yet."""


class _Crew:
    """The processes of a run, and what each of them has in hand."""

    def __init__(
        self, sites: Iterable[Site], settings: Settings, give: Callable[[Outcome], None], today: date
    ) -> None:
        self._leases: Iterator[tuple[Site, ...]] = leases(sites, workers=settings.jobs)
        self._once_more: deque[Site] = deque()
        """Sites that were in the hands of a process that died."""
        self._second_chance: set[int] = set()
        self._settings = settings
        self._give = give
        self._today = today
        self._rules = rules_of(settings)
        self._members: dict[object, _Member] = {}
        self._are_leases_left = True
        self._stillborn = 0
        """Processes in a row that died before they asked for a lease."""
        self.is_stopped = False

    @property
    def is_at_work(self) -> bool:
        """False: every process has ended."""
        return bool(self._members)

    def begin(self) -> None:
        """Start the processes, no more than there are leases for."""
        first = list(islice(self._leases, self._settings.jobs))
        self._leases = chain(first, self._leases)
        self._hire(len(first))

    def hear(self, timeout_s: float) -> None:
        """Take in what the processes have to say."""
        for pipe in wait([member.pipe for member in self._members.values()], timeout_s):
            member = self._members[pipe]
            try:
                letters = member.pipe.recv()
            except (EOFError, OSError):
                self._part_with(member)
            else:
                for letter in letters:
                    self._read(member, letter)

    def stop(self) -> None:
        """Tell all processes to give back what they have, once."""
        if not self.is_stopped:
            self.is_stopped = True
            for member in self._members.values():
                _send(member, child.STOP)

    def account_for_the_rest(self) -> None:
        """Give the sites that no process came to: after an interruption, or when none lives."""
        rest = chain(self._once_more, chain.from_iterable(self._leases))
        if self.is_stopped:
            give_interrupted(rest, self._give, rules=self._rules, settings=self._settings, today=self._today)
            return
        for site in rest:
            self._give_crashed(site, "worker processes died before they began")

    def dismiss(self) -> None:
        """End what still runs: only after a fault, or a second Ctrl-C."""
        for member in self._members.values():
            member.process.kill()
            member.pipe.close()
        for member in self._members.values():
            member.process.join()

    def _hire(self, count: int, *, is_careful: bool = False) -> None:
        context = multiprocessing.get_context("spawn")
        settings = self._settings
        if is_careful:
            few = min(settings.fetch.concurrency, _CAREFUL_CONCURRENCY)
            settings = replace(settings, fetch=replace(settings.fetch, concurrency=few))
        for _ in range(count):
            ours, theirs = context.Pipe()
            process = context.Process(target=child.run, args=(theirs, settings, self._today), daemon=True)
            with deaf_to_ctrl_c():
                process.start()
            theirs.close()  # so that its end closes with the process, and we hear of it
            self._members[ours] = _Member(process, ours, is_careful)

    def _read(self, member: _Member, letter: child.Letter) -> None:
        member.has_begun = True
        if isinstance(letter, Outcome):
            del member.sites[letter.site.index]
            self._give(letter)
        elif not self.is_stopped:
            lease = self._next_lease(member)
            member.sites.update((site.index, site) for site in lease or ())
            _send(member, lease)

    def _next_lease(self, member: _Member) -> tuple[Site, ...] | None:
        if member.is_careful:
            return (self._once_more.popleft(),) if self._once_more else None
        lease = next(self._leases, None)
        self._are_leases_left = lease is not None
        return lease

    def _part_with(self, member: _Member) -> None:
        """A process closed its pipe: it has done its work, or it died with sites in hand."""
        del self._members[member.pipe]
        member.pipe.close()
        member.process.join(_FAREWELL_S)
        if member.process.exitcode is None:
            member.process.kill()
            member.process.join()
        lost = tuple(member.sites.values())
        if self.is_stopped:
            give_interrupted(lost, self._give, rules=self._rules, settings=self._settings, today=self._today)
            return
        for site in lost:
            if site.index in self._second_chance:
                self._give_lost(site, member.process.exitcode or 0)
            else:
                self._second_chance.add(site.index)
                self._once_more.append(site)
        self._replace(member)

    def _replace(self, member: _Member) -> None:
        """Start what the sites left over need, unless processes die in their cradles."""
        self._stillborn = 0 if member.has_begun else self._stillborn + 1
        if self._stillborn > _MAX_STILLBORN:
            return
        if member.process.exitcode and not member.is_careful and self._are_leases_left:
            self._hire(1)
        if self._once_more and not any(other.is_careful for other in self._members.values()):
            self._hire(1, is_careful=True)

    def _give_lost(self, site: Site, exit_code: int) -> None:
        detail = f"worker process died twice, exit code {exit_code}"
        if exit_code == _BUG:
            self._give_crashed(site, detail)
            return
        # The system kills what takes too much memory; anything else is a crash in the reading of a
        # page, by this page or by one of the few that were read with it.
        reason = NotCheckedReason.OVERLOAD if exit_code == _KILLED else NotCheckedReason.POISON
        self._give(
            not_checked(site, reason, detail, rules=self._rules, settings=self._settings, today=self._today)
        )

    def _give_crashed(self, site: Site, detail: str) -> None:
        self._give(crashed(site, detail, rules=self._rules, settings=self._settings, today=self._today))


def _send(member: _Member, order: child.Order) -> None:
    try:
        member.pipe.send(order)
    except OSError:
        return  # it has died; the end of its pipe will tell
