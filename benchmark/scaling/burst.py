"""A burst of orders, and tasks of invoice-worker that come with the backlog: a simulation, second by second, always with the
same orders. What a task does is measured; how AWS scales is as its documentation says. Nothing of it was run on AWS."""
import collections
import math
import random

from capacity import ROUND_TRIP
from measured import DRAINED, series_at
from template import default

# Orders a second, before and after, and for how many seconds there are more.
USUAL, BURST, BEGINS, LASTS, ENDS = 100, 1_500, 600, 600, 5_400
TASK_VCPUS = default("InvoiceWorkerCpu") / 1024
# Messages a second: DRAINED was on two processors.
TASK = DRAINED / 2 * TASK_VCPUS
# No more than this in all, however many tasks there are.
SERIES = series_at(ROUND_TRIP)
MIN_TASKS, MAX_TASKS = default("InvoiceWorkerMinTasks"), default("InvoiceWorkerMaxTasks")
BACKLOG_PER_TASK, OLDEST_MESSAGE = default("BacklogPerTask"), default("OldestMessageSeconds")
# SQS tells CloudWatch of a queue once a minute, and that is seen up to two minutes later. Target tracking adds tasks when three
# minutes in a row are above the target, and takes some away after fifteen below. An alarm on the oldest message's age adds one
# each minute, as the template says. A task starts in a minute: Fargate's own time, which was not measured, and a few seconds of ours.
MINUTE, LAG, ABOVE, BELOW, TASK_START = 60, 120, 3, 15, 60
COOL_OUT, COOL_IN = 60, 300


def placed(second, randomness):
    """How many orders in this second, by chance around the rate; normal, which is as good as Poisson at such rates."""
    rate = BURST if BEGINS <= second < BEGINS + LASTS else USUAL
    return max(0, round(randomness.gauss(rate, math.sqrt(rate))))


class Scaling:
    """Application Auto Scaling: target tracking of the backlog for each task, and a step for the age of the oldest message."""

    def __init__(self, least, most):
        self.least, self.most = least, most
        self.tasks, self.starting = least, []
        self.seen, self.last_out, self.last_in = collections.deque(maxlen=BELOW), -COOL_OUT, -COOL_IN

    def minute(self, now, backlog, age):
        """The metrics of a minute ago or two have come."""
        self.seen.append(backlog / self.tasks)
        wanted = math.ceil(self.tasks * self.seen[-1] / BACKLOG_PER_TASK)
        recent = list(self.seen)[-ABOVE:]
        tracked = len(recent) == ABOVE and min(recent) > BACKLOG_PER_TASK
        aged = age > OLDEST_MESSAGE
        if (tracked or aged) and now - self.last_out >= COOL_OUT and not self.starting:
            # The larger of what the two want.
            more = min(max(wanted if tracked else 0, self.tasks + aged), self.most) - self.tasks
            if more > 0:
                self.starting = [now + TASK_START] * more
                self.last_out = now
        elif (len(self.seen) == BELOW and max(self.seen) < 0.9 * BACKLOG_PER_TASK and now - self.last_in >= COOL_IN
              and now - self.last_out >= COOL_IN and self.tasks > self.least):
            self.tasks = max(self.least, wanted)
            self.last_in = now

    def second(self, now):
        self.tasks += sum(1 for ready in self.starting if ready <= now)
        self.starting = [ready for ready in self.starting if ready > now]


def simulate(least, most):
    """Each second's (time, backlog, age of the oldest message, tasks), and how long each order waited."""
    randomness = random.Random(1)
    scaling, queue = Scaling(least, most), collections.deque()
    seconds, waits, backlog, carried = [], [], 0, 0.0
    for now in range(ENDS):
        scaling.second(now)
        arrived = placed(now, randomness)
        queue.append([now, arrived])
        backlog += arrived
        carried += min(scaling.tasks * TASK, SERIES)
        taken = min(int(carried), backlog)
        # What is not needed in a second is not saved for the next.
        carried = carried - taken if taken < backlog else 0.0
        backlog -= taken
        while taken:
            at, left = queue[0]
            some = min(left, taken)
            waits.append((at, now - at, some))
            taken -= some
            queue[0][1] -= some
            if not queue[0][1]:
                queue.popleft()
        while queue and not queue[0][1]:
            queue.popleft()
        seconds.append((now, backlog, now - queue[0][0] if queue else 0, scaling.tasks))
        if now % MINUTE == 0 and now >= LAG:
            _, waited, age, _ = seconds[now - LAG]
            scaling.minute(now, waited, age)
    return seconds, waits


def percentile(waits, share):
    """Of the orders of the burst."""
    of_burst = sorted((wait, some) for at, wait, some in waits if BEGINS <= at < BEGINS + LASTS)
    rest = share * sum(some for _, some in of_burst)
    for wait, some in of_burst:
        rest -= some
        if rest <= 0:
            return wait
    raise ValueError("no order waited")


RUNS = {
    f"{MIN_TASKS} tasks, never more": (MIN_TASKS, MIN_TASKS),
    f"{MIN_TASKS} to {MAX_TASKS} tasks": (MIN_TASKS, MAX_TASKS),
    f"4 to {MAX_TASKS} tasks": (4, MAX_TASKS),
}


def outcomes():
    yield "| | most messages waiting | most tasks | an order of the burst waits, p50, s | p99, s | all is invoiced, min after the burst's end |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for name, bounds in RUNS.items():
        seconds, waits = simulate(*bounds)
        ended = BEGINS + LASTS
        drained = next((now for now, _, age, _ in seconds if now >= ended and age <= 1), None)
        after = f"{(drained - ended) / 60:.0f}" if drained is not None else f"more than {(ENDS - ended) / 60:.0f}"
        yield (f"| {name} | {max(backlog for _, backlog, *_ in seconds):,} | {max(tasks for *_, tasks in seconds)} "
               f"| {percentile(waits, 0.5)} | {percentile(waits, 0.99)} | {after} |")
