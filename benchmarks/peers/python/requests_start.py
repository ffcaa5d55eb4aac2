"""Reads one page by requests and ends; its process is what is measured."""

import requests

from arguments import COUNT, HEADERS, LIMIT, METRICS, url

response = requests.get(url(COUNT), params={"limit": LIMIT}, headers=HEADERS)
response.raise_for_status()
data = response.json()["data"]
if not all(len(row["metrics"]) == METRICS and sum(row["metrics"].values()) > 0 for row in data):
    raise ValueError("not the checkpoints of the server")
print(f"sample items={len(data)}")
