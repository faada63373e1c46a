"""What orders cost on AWS, in US dollars, by public on-demand prices of us-east-1 and what was measured. Prices are as
others quoted them, or as they were last known, on the date beside each; where to check them is the page beside it. Run it by benchmark/run costs."""
import dataclasses

from capacity import BUSY
from measured import DATABASE_MS, EVENT_BYTES, EVENTS, INVOICE_BYTES, SERVICES_MS, SQS_CALLS
from template import default

MILLION = 1_000_000
GB = 1e9
HOUR = 3_600
HOURS_A_MONTH = 730


@dataclasses.dataclass(frozen=True)
class Price:
    dollars: float
    unit: str
    # The page on aws.amazon.com that has it, and when it was last known to say so.
    page: str
    known: str


EVENT = Price(1.00, "million custom events of up to 64 KB", "eventbridge/pricing", "June 2026")
ARCHIVED = Price(0.10, "GB put into an archive", "eventbridge/pricing", "2025, not looked up since")
SQS = Price(0.40, "million requests of up to 64 KB, standard queue", "sqs/pricing", "June 2026")
VCPU = Price(0.04048, "vCPU-hour of Fargate, Linux on x86", "fargate/pricing", "March 2026")
MEMORY = Price(0.004445, "GB-hour of Fargate, Linux on x86", "fargate/pricing", "March 2026")
VCPU_ARM = Price(0.03238, "vCPU-hour of Fargate, Linux on ARM", "fargate/pricing", "2025, not looked up since")
MEMORY_ARM = Price(0.00356, "GB-hour of Fargate, Linux on ARM", "fargate/pricing", "2025, not looked up since")
DATABASE = Price(0.168, "vCPU-hour of RDS for PostgreSQL, db.m7g, Multi-AZ", "rds/postgresql/pricing", "2025, not looked up since")
SMALL_DATABASE = Price(0.13, "hour of RDS for PostgreSQL, db.t4g.medium, Multi-AZ", "rds/postgresql/pricing", "2026")
STORED = Price(0.23, "GB-month of RDS, gp3, Multi-AZ", "rds/postgresql/pricing", "June 2026, as twice Single-AZ")
BALANCER = Price(0.0225, "hour of an Application Load Balancer", "elasticloadbalancing/pricing", "September 2026")
BALANCED = Price(0.008, "LCU-hour, of 1 GB", "elasticloadbalancing/pricing", "September 2026")
LOGGED = Price(0.50, "GB into CloudWatch Logs", "cloudwatch/pricing", "2025, not looked up since")
NAT = Price(0.045, "hour of a NAT gateway", "vpc/pricing", "June 2026")
NATTED = Price(0.045, "GB through a NAT gateway", "vpc/pricing", "June 2026")
PRICES = [price for price in globals().values() if isinstance(price, Price)]

# Not measured. Of an order, in bytes: its request and answer; both services' two lines of JSON logs.
REQUEST_BYTES, LOG_BYTES = 2_500, 1_600
# GB of memory for each vCPU of a task.
MEMORY_OF_A_VCPU = 2
# What stands there without any order, by services.yaml's defaults: the least tasks of each service, a database for each, a load
# balancer; and two NAT gateways.
IDLE_VCPUS = sum(default(service + "MinTasks") * default(service + "Cpu") for service in ("OrderApi", "InvoiceWorker")) / 1024
IDLE_DATABASES, IDLE_DATABASE_GB, IDLE_NATS = 2, default("DatabaseStorage"), 2


def a_million():
    """Each cost of a million orders."""
    services = SERVICES_MS / 1000 / BUSY * MILLION / HOUR
    # Out to EventBridge, and in from SQS.
    transferred = 2 * EVENT_BYTES
    return {
        f"EventBridge: {EVENTS} events": EVENTS * EVENT.dollars,
        "an archive of all events, if there is one, its storage left out": EVENT_BYTES * MILLION / GB * ARCHIVED.dollars,
        f"SQS: {SQS_CALLS:.2f} calls of the services, and {EVENTS} deliveries": (SQS_CALLS + EVENTS) * SQS.dollars,
        f"Fargate on x86: {SERVICES_MS:.2f} ms, {BUSY:.0%} busy": services * (VCPU.dollars + MEMORY_OF_A_VCPU * MEMORY.dollars),
        f"RDS: {DATABASE_MS:.2f} ms, {BUSY:.0%} busy": DATABASE_MS / 1000 / BUSY * MILLION / HOUR * DATABASE.dollars,
        "load balancer": REQUEST_BYTES * MILLION / GB * BALANCED.dollars,
        "CloudWatch Logs": LOG_BYTES * MILLION / GB * LOGGED.dollars,
        "NAT gateway": transferred * MILLION / GB * NATTED.dollars,
    }


def kept_a_year():
    return 2 * INVOICE_BYTES * MILLION / GB * 12 * STORED.dollars


def on_arm():
    """The factor of Fargate's price, if an order takes as much CPU there: not measured."""
    return ((VCPU_ARM.dollars + MEMORY_OF_A_VCPU * MEMORY_ARM.dollars)
            / (VCPU.dollars + MEMORY_OF_A_VCPU * MEMORY.dollars))


def idle():
    """A month without an order."""
    an_hour = (IDLE_VCPUS * (VCPU.dollars + MEMORY_OF_A_VCPU * MEMORY.dollars)
               + IDLE_DATABASES * SMALL_DATABASE.dollars + BALANCER.dollars + IDLE_NATS * NAT.dollars)
    return HOURS_A_MONTH * an_hour + IDLE_DATABASES * IDLE_DATABASE_GB * STORED.dollars


def per_million():
    costs = a_million()
    yield "| of a million orders | $ |"
    yield "| --- | --- |"
    for name, dollars in costs.items():
        yield f"| {name} | {dollars:.2f} |"
    yield f"| **together** | **{sum(costs.values()):.2f}** |"
    fargate = next(dollars for name, dollars in costs.items() if name.startswith("Fargate"))
    yield f"| and for each year that they are kept, an order taking as much as its invoice: RDS storage | {kept_a_year():.2f} |"
    yield f"| all but storage on ARM, if an order takes as much CPU there | {sum(costs.values()) - fargate * (1 - on_arm()):.2f} |"
    yield f"| what stands there anyway, a month | {idle():,.2f} |"


def prices():
    yield "| a | $ | page of aws.amazon.com | as of |"
    yield "| --- | --- | --- | --- |"
    for price in PRICES:
        yield f"| {price.unit} | {price.dollars:g} | {price.page} | {price.known} |"
