"""Renders the bench's templates with Python's Jinja2: python3 bench.py SECONDS

One line for each template: engine, template, median of renders per second."""

import json
import pathlib
import statistics
import sys
import time

import jinja2

DIR = pathlib.Path(__file__).resolve().parent.parent / "SesMailEngine.Benchmarks" / "Templates"


def rate(render, seconds):
    start = time.perf_counter()
    count = 0
    while True:
        for _ in range(10):
            render()
        count += 10
        elapsed = time.perf_counter() - start
        if elapsed >= seconds:
            return count / elapsed


def main():
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(DIR), autoescape=True)
    for name in ("small", "medium", "large"):
        context = json.loads((DIR / f"{name}.json").read_text(encoding="utf-8"))
        template = environment.get_template(f"{name}.html.j2")
        if template.render(**context) != (DIR / f"{name}.expected.html").read_text(encoding="utf-8"):
            sys.exit(f"jinja2 renders {name} otherwise")
        rate(lambda: template.render(**context), seconds)
        rates = [rate(lambda: template.render(**context), seconds) for _ in range(3)]
        print(f"jinja2 {name} {statistics.median(rates):.0f}", flush=True)


if __name__ == "__main__":
    main()
