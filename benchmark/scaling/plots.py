"""Draws the simulation."""
import pathlib

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as pyplot  # noqa: E402, only once it is said where to

# The same file of the same figures, whenever it is drawn.
matplotlib.rcParams["svg.hashsalt"] = "orderflow"


def draw(runs, file: pathlib.Path):
    figure, (backlogs, ages, tasks) = pyplot.subplots(3, sharex=True, figsize=(7, 7), layout="constrained")
    for name, seconds in runs.items():
        times, backlog, age, running = zip(*seconds[::15])
        minutes = [second / 60 for second in times]
        backlogs.plot(minutes, backlog, label=name)
        ages.plot(minutes, age)
        tasks.plot(minutes, running)
    backlogs.set(title="A burst of orders, simulated", ylabel="messages waiting")
    backlogs.legend()
    ages.set(ylabel="age of the oldest, s")
    tasks.set(ylabel="tasks", xlabel="minutes", ylim=(0, None))
    for plot in (backlogs, ages, tasks):
        plot.grid(alpha=0.3)
    figure.savefig(file, metadata={"Date": None})
