"""What infrastructure/services.yaml has unless one says otherwise."""
import re

from measured import ROOT

TEMPLATE = (ROOT / "infrastructure/services.yaml").read_text()


def default(parameter):
    """Of a parameter that is a whole number."""
    return int(re.search(rf"^  {parameter}:\n(?:    .*\n)*?    Default: (\d+)$", TEMPLATE, re.MULTILINE)[1])
