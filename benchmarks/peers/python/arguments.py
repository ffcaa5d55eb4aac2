"""What the driver tells a client: the server's port, then key=value."""

import os
import sys

PORT = int(sys.argv[1])
_VALUES = dict(argument.split("=", 1) for argument in sys.argv[2:])
COUNT = int(_VALUES.get("count", 100_000))
LIMIT = int(_VALUES.get("limit", 100))
WARMUP_COUNT = int(_VALUES.get("warmupCount", COUNT))
WARMUP = int(_VALUES.get("warmup", 0))
ROUNDS = int(_VALUES.get("rounds", 1))

HEADERS = {"Authorization": "Bearer key"}
METRICS = 8


def url(count):
    """The list that has so many checkpoints."""
    return f"http://127.0.0.1:{PORT}/v1/preview/models/run-{count}/checkpoints"


# Requests asks the environment for a proxy, which has no place here.
os.environ["NO_PROXY"] = "127.0.0.1"
