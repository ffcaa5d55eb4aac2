"""What the driver tells a client: the server's port, then key=value."""

import os
import sys

PORT = int(sys.argv[1])
_VALUES = dict(argument.split("=", 1) for argument in sys.argv[2:])
COUNT = int(_VALUES.get("count", 100_000))
LIMIT = int(_VALUES.get("limit", 100))
WARMUP = int(_VALUES.get("warmup", 0))
ROUNDS = int(_VALUES.get("rounds", 1))

URL = f"http://127.0.0.1:{PORT}/v1/preview/models/run-{COUNT}/checkpoints"
HEADERS = {"Authorization": "Bearer key"}
METRICS = 8

# Requests asks the environment for a proxy, which has no place here.
os.environ["NO_PROXY"] = "127.0.0.1"
