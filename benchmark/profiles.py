"""Profiles of our services by JFR: what their CPU time goes to at the start, at full load and while the queue is drained, and
what their memory is."""
import collections
import dataclasses
import json
import os
import pathlib
import re
import subprocess

import figures
import load
from machine import API, TARGET, Aws, Calls, Postgres, cpu_seconds
from pairs import OURS

SAMPLES = "settings=none", "+jdk.CPUTimeSample#enabled=true", "+jdk.CPUTimeSample#throttle=5ms"
# On which the benchmark has ours take its low rate.
SMALLEST_HEAP = 64
# A sample belongs to the first of these that is found from the innermost frame outwards.
LAYERS = {
    "sockets": r"sun\.nio\.ch\.|java\.net\.(Socket|ServerSocket|Inet)",
    "class path, jars": r"jdk\.internal\.loader\.|java\.util\.(zip|jar)\.|java\.lang\.ClassLoader|org\.springframework\.boot\.loader",
    "JFR itself": r"jdk\.jfr\.",
    "PostgreSQL's driver": r"org\.postgresql\.",
    "pool": r"com\.zaxxer\.",
    "AWS SDK": r"software\.amazon\.|org\.apache\.(http|hc)|io\.netty\.|org\.reactivestreams\.",
    "JSON": r"tools\.jackson\.|com\.fasterxml\.",
    "Flyway": r"org\.flywaydb\.",
    "Bean Validation": r"org\.hibernate\.validator\.",
    "logging": r"ch\.qos\.logback\.|org\.slf4j\.",
    "traces": r"io\.micrometer\.tracing\.|io\.opentelemetry\.",
    "metrics": r"io\.micrometer\.|io\.prometheus\.",
    "springdoc": r"org\.springdoc\.|io\.swagger\.",
    "Tomcat": r"org\.apache\.(catalina|coyote|tomcat)\.",
    "Spring Security": r"org\.springframework\.security\.",
    "Spring MVC": r"org\.springframework\.(web|http)\.",
    "Spring JDBC, transactions": r"org\.springframework\.(jdbc|transaction)\.",
    "configuration classes": r"org\.springframework\.(context\.annotation\.|core\.type\.|asm\.|boot\.autoconfigure\.condition\.)",
    "Spring, other": r"org\.springframework\.|io\.awspring\.",
    "our code": r"io\.orderflow\.",
}
THREADS = {"compilers": "Compiler", "garbage collector": "VM Thread"}


def jdk(tool, *arguments):
    return subprocess.run([os.path.join(os.environ["JAVA_HOME"], "bin", tool), *map(str, arguments)], check=True,
                          stdout=subprocess.PIPE, text=True).stdout


def layer(sample):
    stack = sample["values"]["stackTrace"]
    for frame in stack["frames"] if stack else ():
        name = frame["method"]["type"]["name"].replace("/", ".")
        for found, pattern in LAYERS.items():
            if re.match(pattern, name):
                return found
    return "other"


def seconds_by_thread(service):
    """CPU seconds so far: of the JVM's own threads by what they do, and of all."""
    total = collections.Counter(all=service.cpu())
    for thread in pathlib.Path(f"/proc/{service.pid}/task").iterdir():
        try:
            name, used = (thread / "comm").read_text(), cpu_seconds(f"{service.pid}/task/{thread.name}")
        except (FileNotFoundError, ProcessLookupError):
            continue  # It has just ended.
        for what, part in THREADS.items():
            if part in name:
                total[what] += used
    return total


def show(title, used, recording):
    """The share of each layer in the CPU time `used`."""
    samples = collections.Counter(map(layer, json.loads(
        jdk("jfr", "print", "--json", "--stack-depth", "64", "--events", "jdk.CPUTimeSample", recording))["recording"]["events"]))
    java = used["all"] - sum(used[what] for what in THREADS)
    shares = {what: used[what] for what in THREADS} | {what: java * n / samples.total() for what, n in samples.items()}
    print(f"\n{title}: {used['all']:.1f} s of CPU, {samples.total()} samples")
    for what, share in sorted(shares.items(), key=lambda item: -item[1]):
        print(f"{share / used['all']:6.1%}  {what}")


def started_with(option):
    """Ours, with an option of the JVM more."""
    return dataclasses.replace(OURS, orders_command=[option, *OURS.orders_command],
                               invoices_command=[option, *OURS.invoices_command])


def start(name):
    """The CPU time of the second start, for at the first the tables are made; the layers of a third, which JFR slows down."""
    recording = TARGET / f"start-{name}.jfr"
    for pair in (OURS, OURS, started_with(f"-XX:StartFlightRecording:name=profile,{','.join(SAMPLES)}")):
        with getattr(pair, name)() as service:
            service.ready()
            if pair is OURS:
                used = seconds_by_thread(service)
            else:
                jdk("jcmd", service.pid, "JFR.stop", "name=profile", f"filename={recording}")
    show(f"Start of {service.name}", used, recording)


def profiled(title, service, work):
    """What the service does meanwhile."""
    recording = TARGET / "profile.jfr"
    jdk("jcmd", service.pid, "JFR.start", "name=profile", *SAMPLES)
    before = seconds_by_thread(service)
    work()
    used = seconds_by_thread(service)
    used.subtract(before)
    jdk("jcmd", service.pid, "JFR.stop", "name=profile", f"filename={recording}")
    show(title, used, recording)


def memory(service):
    """The parts that are more than 1 MB."""
    print(f"\nMemory of {service.name} on a heap of {SMALLEST_HEAP} MB: RSS {service.rss():.0f} MB; committed by the JVM:")
    for part, committed in re.findall(r"- +([\w ]+) \(reserved=\d+MB, committed=(\d+)MB",
                                      jdk("jcmd", service.pid, "VM.native_memory", "summary", "scale=MB")):
        if int(committed) > 1:
            print(f"{committed:>6} MB  {part}")


with Postgres() as postgres, Aws(), Calls():
    postgres.fresh_databases()
    start("orders")
    start("invoices")
    tracked = started_with("-XX:NativeMemoryTracking=summary")
    with tracked.orders(SMALLEST_HEAP) as orders, tracked.invoices(SMALLEST_HEAP) as invoices:
        orders.ready()
        invoices.ready()
        load.open_loop(API, 40, figures.LOW)
        memory(orders)
        memory(invoices)
    with OURS.orders() as orders, OURS.invoices() as invoices:
        orders.ready()
        invoices.ready()
        figures.warm_up(postgres, [API], figures.WARM_UP)
        profiled("order-api at full load", orders, lambda: load.closed_loop([API], figures.SECONDS))
        figures.drained(postgres)
        profiled("invoice-worker while the queue is drained", invoices,
                 lambda: figures.drain(OURS, postgres, invoices, figures.MESSAGES))
