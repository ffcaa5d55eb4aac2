"""Lists by requests and the json module: the checkpoints of a training, page by page over one kept-alive connection."""

import time

import requests

from arguments import COUNT, HEADERS, LIMIT, METRICS, ROUNDS, WARMUP, WARMUP_COUNT, url


def read_all(session, count):
    rows = 0
    last_step = -1
    parameters = {"limit": LIMIT}
    more = True
    while more:
        response = session.get(url(count), params=parameters)
        response.raise_for_status()
        page = response.json()
        for checkpoint in page["data"]:
            metrics = checkpoint["metrics"].values()
            if checkpoint["step"] <= last_step or len(metrics) != METRICS or not sum(metrics) > 0:
                raise ValueError(f"not a checkpoint of the server: {checkpoint}")
            last_step = checkpoint["step"]
            rows += 1
        parameters["after"] = page["last_id"]
        more = page["has_more"]
    if rows != count:
        raise ValueError(f"{rows} rows of {count}")
    return rows


def measure(session):
    cpu = time.process_time_ns()
    begun = time.perf_counter_ns()
    rows = read_all(session, COUNT)
    wall = time.perf_counter_ns() - begun
    cpu = time.process_time_ns() - cpu
    print(f"sample wallNanos={wall} cpuNanos={cpu} items={rows}", flush=True)


with requests.Session() as session:
    session.headers.update(HEADERS)
    for _ in range(WARMUP):
        read_all(session, WARMUP_COUNT)
    for _ in range(ROUNDS):
        measure(session)
