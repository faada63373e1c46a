"""The programs that a measurement needs, as processes on this machine."""
import csv
import glob
import http.client
import os
import pathlib
import pwd
import shutil
import signal
import socket
import subprocess
import tarfile
import time
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
TARGET = HERE / "target"
JAVA = os.path.join(os.environ["JAVA_HOME"], "bin", "java")
# Where nobody else is likely to be.
POSTGRES, EVENTBRIDGE, SQS, API, WORKER = 25432, 24566, 29324, 28080, 28081
# Where calls to AWS are counted on their way.
COUNTED_EVENTBRIDGE, COUNTED_SQS = 24567, 29325
DATABASES = ("orders", "invoices")
TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(pid):
    """CPU time of a process and of its children that have ended."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / TICKS


def wait_until(condition, what, seconds=120, every=0.02):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"not within {seconds} s: {what}")
        time.sleep(every)


class Process:
    def __init__(self, name, command, environment=None, **options):
        self.name = name
        self.log = TARGET / "logs" / f"{name}.log"
        self.log.parent.mkdir(parents=True, exist_ok=True)
        self.started = time.monotonic()
        with open(self.log, "w") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                                            env={**os.environ, **(environment or {})}, **options)

    @property
    def pid(self):
        return self.process.pid

    def alive(self):
        if self.process.poll() is not None:
            raise RuntimeError(f"{self.name} has ended, see {self.log}")
        return True

    def cpu(self):
        return cpu_seconds(self.pid)

    def rss(self):
        """Resident memory in MB."""
        status = pathlib.Path(f"/proc/{self.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    def stop(self, number=signal.SIGTERM):
        if self.process.poll() is None:
            self.process.send_signal(number)
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        self.stop()


class Postgres(Process):
    """PostgreSQL 18 with its own defaults: synchronous_commit and fsync are on. Commits are timed by the server, for
    both pairs alike, so that the way from an order to its invoice can be measured without either taking part."""

    def __init__(self, *settings):
        self.user = "postgres" if os.getuid() == 0 else None
        self.home, data = TARGET / "postgres", TARGET / "data"
        self.unpack()
        shutil.rmtree(data, ignore_errors=True)
        data.mkdir()
        if self.user:
            entry = pwd.getpwnam(self.user)
            os.chown(data, entry.pw_uid, entry.pw_gid)
        self.run("bin/initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C")
        super().__init__("postgres", [self.home / "bin/postgres", "-D", data, "-p", str(POSTGRES),
                                      "-k", "", "-c", "listen_addresses=127.0.0.1",
                                      "-c", "track_commit_timestamp=on",
                                      *(argument for setting in settings for argument in ("-c", setting))], user=self.user)
        wait_until(lambda: self.alive() and subprocess.run(
            ["pg_isready", "-q", "-h", "127.0.0.1", "-p", str(POSTGRES)]).returncode == 0, "PostgreSQL is up")
        for name in DATABASES:
            self.sql(f"create role {name} login password '{name}'")

    def unpack(self):
        """The build has it, from Maven: what the tests and ./quickstart run on."""
        if (self.home / "bin/postgres").exists():
            return
        jar = glob.glob(str(TARGET / "embedded-postgres-binaries-*.jar"))[0]
        with zipfile.ZipFile(jar) as files:
            name = next(name for name in files.namelist() if name.endswith(".txz"))
            with files.open(name) as archive, tarfile.open(fileobj=archive, mode="r|xz") as tar:
                tar.extractall(self.home)

    def run(self, program, *arguments):
        subprocess.run([self.home / program, *map(str, arguments)], check=True, user=self.user,
                       stdout=subprocess.DEVNULL)

    def sql(self, statement, database="postgres"):
        """Runs statements, and returns the rows as lists of text."""
        answer = subprocess.run(
            ["psql", "-X", "-q", "-A", "-t", "-F", "|", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p",
             str(POSTGRES), "-U", "postgres", "-d", database, "-f", "-"],
            input=statement, check=True, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "PGOPTIONS": "-c client_min_messages=warning"})
        return [line.split("|") for line in answer.stdout.splitlines()]

    def number(self, statement, database):
        return float(self.sql(statement, database)[0][0])

    def fresh_databases(self):
        for name in DATABASES:
            self.sql(f"drop database if exists {name} with (force)")
            self.sql(f"create database {name} owner {name}")
        self.sql("checkpoint")

    def cpu(self):
        children = subprocess.run(["ps", "-o", "pid=", "--ppid", str(self.pid)], capture_output=True, text=True)
        total = super().cpu()
        for pid in children.stdout.split():
            try:
                total += cpu_seconds(pid)
            except FileNotFoundError:
                pass  # It has just ended, and counts for the postmaster from now on.
        return total

    def stop(self, number=signal.SIGINT):
        super().stop(number)


class Aws(Process):
    """Embedded AWS, the same for both pairs and all rounds, or it would be warmer with one than with the other. It keeps its
    messages in memory: on AWS, storing them costs this machine nothing."""

    def __init__(self, offset=0):
        """The offset is that of its ports, of one more beside the first."""
        super().__init__(f"embedded-aws-{EVENTBRIDGE + offset}", [
            JAVA, "-Xmx1g", "-Dfile.encoding=UTF-8",
            "-jar", ROOT / "embedded-aws/target/embedded-aws-exec.jar",
            f"--eventbridge-port={EVENTBRIDGE + offset}", f"--sqs-port={SQS + offset}"])
        wait_until(lambda: self.alive() and "Ready:" in self.log.read_text(), "embedded-aws is up")


class Calls(Process):
    """HAProxy between the services and AWS, which counts requests."""

    def __init__(self):
        self.socket = TARGET / "haproxy.sock"
        configuration = TARGET / "haproxy.cfg"
        configuration.write_text(f"global\n stats socket {self.socket}\ndefaults\n mode http\n timeout connect 5s\n"
                                 " timeout client 2m\n timeout server 2m\n"
                                 + self.way("eventbridge", COUNTED_EVENTBRIDGE, EVENTBRIDGE)
                                 + self.way("sqs", COUNTED_SQS, SQS))
        super().__init__("haproxy", ["haproxy", "-db", "-f", configuration])
        wait_until(lambda: self.alive() and self.socket.exists(), "HAProxy is up")

    @staticmethod
    def way(name, port, to):
        return f"listen {name}\n bind 127.0.0.1:{port}\n server {name} 127.0.0.1:{to}\n"

    def count(self):
        """Requests so far, by service."""
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(str(self.socket))
            connection.sendall(b"show stat\n")
            rows = csv.DictReader(connection.makefile().read().lstrip("# ").splitlines())
            return {row["pxname"]: int(row["req_tot"]) for row in rows if row["svname"] == "FRONTEND"}


class Service(Process):
    """A Spring Boot service."""

    def __init__(self, name, command, database, port, settings):
        self.port = port
        super().__init__(name, [JAVA, *command], {
            "SERVER_PORT": str(port),
            "SPRING_DATASOURCE_URL": f"jdbc:postgresql://127.0.0.1:{POSTGRES}/{database}",
            "AWS_REGION": "eu-central-1", "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_ENDPOINT_URL_EVENTBRIDGE": f"http://127.0.0.1:{COUNTED_EVENTBRIDGE}",
            "AWS_ENDPOINT_URL_SQS": f"http://127.0.0.1:{COUNTED_SQS}", **settings})

    def is_ready(self):
        self.alive()
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)
            connection.request("GET", "/actuator/health/readiness")
            return connection.getresponse().status == 200
        except OSError:
            return False

    def ready(self):
        """Waits until it is, and returns the seconds since it was started."""
        wait_until(self.is_ready, f"{self.name} is ready", every=0.005)
        return time.monotonic() - self.started
