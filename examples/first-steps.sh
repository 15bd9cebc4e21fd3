#!/usr/bin/env bash
# The commands of docs/getting-started.md, from nothing to records in and out. STROM names the binary.
set -euo pipefail
strom=${STROM:-strom}
home=$(mktemp -d)
trap 'kill "$broker" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$home"' EXIT

# A broker on a free port; the line that it prints says where it can be reached.
coproc BROKER { exec "$strom" serve --port 0 --data-dir "$home/data" 2>"$home/log"; }
broker=$BROKER_PID
read -r _ _ kafka _ <&"${BROKER[0]}"
export STROM_BOOTSTRAP=${kafka#kafka=}

"$strom" topic create orders --partitions 3 --config retention.ms=86400000
printf 'alice:apples\nbob:pears\nalice:plums\n' | "$strom" produce orders --key-separator : --codec zstd
"$strom" consume orders --format '%k wants %s\n' | sort >"$home/got"
diff "$home/got" - <<'EXPECTED'
alice wants apples
alice wants plums
bob wants pears
EXPECTED

"$strom" topic describe orders
"$strom" config set --topic orders retention.ms=3600000
"$strom" topic describe orders --json | grep -q '"retention.ms":"3600000"'
"$strom" topic delete orders
"$strom" cluster info
echo "first steps: done"
