#!/bin/sh
# Renders the bench's templates with this engine, Fluid, Scriban, Python's Jinja2, nunjucks and minijinja-js, one after the
# other on one core, and prints renders per second and how many times faster this engine is.
#
#   bench/jinja2/compare.sh [SECONDS]      time for each measurement, 1 by default
#
# Needs the .NET SDK, python3 with jinja2, node and npm. What is not there is left out.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
seconds=${1:-1}
python=${PYTHON:-python3}
results=$(mktemp)
trap 'rm -f "$results"' EXIT
pin=""
if command -v taskset >/dev/null 2>&1; then pin="taskset -c 0"; fi

project="$here/../SesMailEngine.Benchmarks"
dotnet build "$project" -c Release -v quiet --nologo >&2
$pin dotnet "$project/bin/Release/net10.0/SesMailEngine.Benchmarks.dll" --rates "$seconds" >>"$results"

if "$python" -c 'import jinja2' 2>/dev/null; then
  $pin "$python" "$here/bench.py" "$seconds" >>"$results"
else
  echo "left out: jinja2 (no module)" >&2
fi

if command -v node >/dev/null 2>&1; then
  [ -d "$here/node_modules" ] || (cd "$here" && npm install --silent --no-audit --no-fund --no-package-lock >&2)
  for engine in nunjucks minijinja; do
    $pin node "$here/bench.js" "$engine" "$seconds" >>"$results" || echo "left out: $engine" >&2
  done
else
  echo "left out: nunjucks, minijinja-js (no node)" >&2
fi

awk '
  { rate[$1, $2] = $3; if (!seen[$1]++) engine[++engines] = $1 }
  END {
    printf "%-12s %-8s %12s %10s %12s\n", "engine", "template", "renders/s", "to jinja2", "this engine"
    split("small medium large", names, " ")
    for (n = 1; n <= 3; n++)
      for (e = 1; e <= engines; e++) {
        own = rate["sesmailengine", names[n]]; base = rate["jinja2", names[n]]; r = rate[engine[e], names[n]]
        if (r) printf "%-12s %-8s %12d %9s %11.2fx\n", engine[e], names[n], r, base ? sprintf("%.2fx", r / base) : "-", own / r
      }
  }' "$results"
