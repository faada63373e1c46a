"""Draws what was measured, as SVG."""
import matplotlib

from pairs import OURS, STRAIGHTFORWARD

matplotlib.use("svg")
import matplotlib.pyplot as pyplot  # noqa: E402, only once it is said where to

COLOURS = {OURS.name: "tab:blue", STRAIGHTFORWARD.name: "tab:orange"}


def draw(measured, folder):
    rounds = {name: measured[name] for name in COLOURS}
    over_time(rounds, folder / "first-seconds.svg")
    percentiles(rounds, folder / "latency.svg")
    by_rows(rounds, folder / "rows.svg")


def axes(title, x, y):
    figure, plot = pyplot.subplots(figsize=(7, 4), layout="constrained")
    plot.set(title=title, xlabel=x, ylabel=y)
    plot.grid(alpha=0.3)
    return figure, plot


def save(figure, plot, file):
    plot.legend()
    figure.savefig(file)
    pyplot.close(figure)


def over_time(rounds, file):
    """The first ten seconds after a start: throughput above, latency below."""
    figure, (above, below) = pyplot.subplots(2, sharex=True, figsize=(7, 6), layout="constrained")
    above.set(title="The first 10 s after the order service is ready, 64 connections", ylabel="orders taken in the second")
    below.set(xlabel="s", ylabel="median latency, ms", yscale="log")
    for name, measured in rounds.items():
        for number, round_ in enumerate(measured):
            times, taken, latencies = zip(*round_["first 10 s"])
            label = name if number == 0 else None
            above.plot(times, taken, color=COLOURS[name], label=label)
            below.plot(times, latencies, color=COLOURS[name], label=label)
    below.grid(alpha=0.3)
    above.grid(alpha=0.3)
    save(figure, above, file)


def percentiles(rounds, file):
    """Of POST at a fixed rate, on a scale that spreads the last percents."""
    figure, plot = axes("POST /orders at a fixed rate", "percentile", "latency, ms")
    for name, measured in rounds.items():
        for number, round_ in enumerate(measured):
            values = round_["percentiles of POST"]
            rest = [1 / (1 - (index + 1) / 1000) for index in range(len(values))]
            plot.plot(rest, values, color=COLOURS[name], label=name if number == 0 else None)
    plot.set(xscale="log", yscale="log")
    plot.set_xticks([1, 2, 10, 100, 1000], ["0", "50", "90", "99", "99.9"])
    save(figure, plot, file)


def by_rows(rounds, file):
    """Ours with events waiting, a tenth as many as orders stored."""
    figure, plot = axes("POST a second by rows, of each pair's own with none", "orders stored (ours: and a tenth as many events waiting)",
                        "share of POST a second with none")
    for name, measured in rounds.items():
        for number, round_ in enumerate(measured):
            stored, _, rates = zip(*round_["POST by rows"])
            plot.plot(stored, [rate / rates[0] for rate in rates], marker="o", color=COLOURS[name],
                      label=name if number == 0 else None)
    plot.set(ylim=(0, None))
    plot.xaxis.set_major_formatter("{x:,.0f}")
    save(figure, plot, file)


def churn(seen, file):
    """Of the outbox table, while events come and go."""
    figure, (above, below) = pyplot.subplots(2, sharex=True, figsize=(7, 5), layout="constrained")
    minutes = [second / 60 for second, *_ in seen]
    above.plot(minutes, [dead for _, dead, *_ in seen], label="dead rows")
    below.plot(minutes, [size for _, _, size, *_ in seen], label="KB, with indexes")
    above.set(title="The outbox under churn")
    below.set(xlabel="minutes", ylim=(0, None))
    below.legend()
    save(figure, above, file)
