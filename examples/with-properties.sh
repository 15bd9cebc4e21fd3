#!/usr/bin/env bash
# Starts a broker with examples/server.properties, and with the variables of examples/strom.env. STROM names the binary.
set -euo pipefail
strom=${STROM:-strom}
here=$(cd "$(dirname "$0")" && pwd)
home=$(mktemp -d)
trap 'kill "$broker" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$home"' EXIT

# Only the data directory and the port differ from what the files say.
coproc BROKER {
    set -a && . "$here/strom.env" && set +a
    exec "$strom" serve --config "$here/server.properties" --data-dir "$home/data" --port 0 2>"$home/log"
}
broker=$BROKER_PID
read -r _ _ kafka _ cluster <&"${BROKER[0]}"
test "$cluster" = "cluster=MkU3OEVBNTcwNTJENDM2Qk"
export STROM_BOOTSTRAP=${kafka#kafka=}
"$strom" config describe --broker 1 num.partitions log.segment.bytes strom.durability
"$strom" config describe --broker 1 --json log.segment.bytes | grep -q '"value":"268435456","source":"file"'
grep -q '"part":"broker","message":"serving"' "$home/log"
if grep -q '"level":"warning"' "$home/log"; then cat "$home/log"; exit 1; fi
echo "with properties: done"
