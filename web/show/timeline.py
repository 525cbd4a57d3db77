"""The small timeline of a claim's appearances: the position of each dot in per cent, so that it fits any width."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from claims.desk.screens.repeats import RATED, Point
from web.show.language import gettext, translated
from web.show.times import day, short_day

LANES = 6
"""Most publishers that have a line of their own; the others share one."""

LANE, TOP, FOOT = 38, 6, 24
"""Pixels: the height of a line with its name above it, the room above the first and below the last."""

NEAR = 2.0
"""Dots closer than this, in per cent of the width, become one larger dot."""

LEFT, RIGHT = 3.0, 97.0
"""The positions of the first and the last moment, in per cent."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One or several moments. ``x`` is in per cent, ``radius`` in pixels; ``words`` describe the dot."""

    x: float
    radius: float
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Lane:
    """The line of a publisher, or of the newsroom's own ratings. ``y`` is in pixels."""

    name: str
    y: int
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A day below the timeline."""

    x: float
    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole timeline; ``height`` in pixels, ``words`` for people who cannot see it."""

    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    height: int
    words: str


def draw(points: Sequence[Point]) -> Timeline | None:
    """The timeline of a claim's moments; None if fewer than two of them have a day."""
    dated = [point for point in points if point.day is not None]
    if len(dated) < 2:
        return None
    first, last = min(_day(point) for point in dated), max(_day(point) for point in dated)
    lanes = tuple(
        Lane(name, TOP + LANE * (number + 1) - 10, _dots(lane_points, first, last))
        for number, (name, lane_points) in enumerate(_by_publisher(dated).items())
    )
    summary = (
        gettext("%(count)s moments from %(first)s to %(last)s:", count=len(dated), first=day(first), last=day(last))
        + " "
        + "; ".join(f"{lane.name} {sum(1 for point in dated if _lane_of(point, lanes) == lane.name)}" for lane in lanes)
    )
    return Timeline(lanes, _ticks(first, last), TOP + LANE * len(lanes) + FOOT, summary + ".")


def _by_publisher(points: Sequence[Point]) -> dict[str, list[Point]]:
    """Lines in the order of their first moment; the newsroom's own ratings come first, and the publishers with the fewest moments share the last."""
    ours = [point for point in points if point.kind == RATED]
    by_publisher: dict[str, list[Point]] = {}
    for point in points:
        if point.kind != RATED:
            by_publisher.setdefault(translated(point.publisher), []).append(point)
    busiest = sorted(by_publisher, key=lambda name: -len(by_publisher[name]))
    own_line = set(busiest if len(busiest) <= LANES else busiest[: LANES - 1])
    lanes = {translated(ours[0].publisher): ours} if ours else {}
    lanes |= {name: moments for name, moments in by_publisher.items() if name in own_line}
    quieter = [name for name in by_publisher if name not in own_line]
    if quieter:
        lanes[gettext("%(count)s other publishers", count=len(quieter))] = [
            point for point in points if point.kind != RATED and translated(point.publisher) in quieter
        ]
    return lanes


def _lane_of(point: Point, lanes: Sequence[Lane]) -> str:
    names = [lane.name for lane in lanes]
    publisher = translated(point.publisher)
    return publisher if publisher in names else names[-1]


def _dots(points: Sequence[Point], first: date, last: date) -> tuple[Dot, ...]:
    groups: list[list[tuple[float, Point]]] = []
    for point in sorted(points, key=_day):
        x = _x(_day(point), first, last)
        if groups and x - groups[-1][0][0] < NEAR and groups[-1][0][1].kind == point.kind:
            groups[-1].append((x, point))
        else:
            groups.append([(x, point)])
    return tuple(_dot(group) for group in groups)


def _dot(group: Sequence[tuple[float, Point]]) -> Dot:
    point = group[0][1]
    x = sum(offset for offset, _ in group) / len(group)
    words = (
        f"{translated(point.title)}, {day(point.day)}"
        if len(group) == 1
        else gettext("%(count)s times, %(first)s to %(last)s", count=len(group), first=day(point.day), last=day(group[-1][1].day))
    )
    # The area grows with the number, up to the room on the line.
    return Dot(round(x, 2), round(min(11.0, 4.5 * len(group) ** 0.5), 1), point.kind, words)


def _ticks(first: date, last: date) -> tuple[Tick, ...]:
    days = (last - first).days
    middle = [first + timedelta(days=days // 2)] if days >= 4 else []
    marks = list(dict.fromkeys([first, *middle, last]))
    anchors = {0: "start", len(marks) - 1: "end"} if len(marks) > 1 else {0: "middle"}
    same_year = first.year == last.year
    return tuple(
        Tick(_x(at, first, last), short_day(at) if same_year and number else day(at), anchors.get(number, "middle"))
        for number, at in enumerate(marks)
    )


def _x(at: date, first: date, last: date) -> float:
    days = (last - first).days
    return round(LEFT + (RIGHT - LEFT) * (at - first).days / days, 2) if days else (LEFT + RIGHT) / 2


def _day(point: Point) -> date:
    assert point.day is not None
    return point.day
