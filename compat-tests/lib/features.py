"""How a client's cases are told: one feature, one verdict, one line of JSON on standard output.

    @feature("headers")
    def headers(): ...           passes by returning, fails by raising, is left out by raising Absent("why")
    main()
"""
import json, os, subprocess, sys, threading, time, traceback, uuid

BOOTSTRAP = os.environ.get("BOOTSTRAP", "127.0.0.1:9092")
CODECS = ("none", "gzip", "snappy", "lz4", "zstd")
FEATURES = []


class Absent(Exception):
    """The client, or what it runs against, does not have the feature; the message says why."""


def feature(name, limit=60):
    def declare(function):
        FEATURES.append((name, limit, function))
        return function
    return declare


def fresh(prefix="t"):
    """A name that nobody used before."""
    return f"{prefix}-{uuid.uuid4().hex[:12]}"


def eventually(claim, seconds=15.0, pause=0.1):
    """Runs `claim` until it raises nothing, or the time is over. Returns its value."""
    deadline = time.time() + seconds
    while True:
        try:
            return claim()
        except Exception:
            if time.time() > deadline:
                raise
            time.sleep(pause)


def restart(how="RESTART"):
    """Restarts the broker by the command in the environment; CRASH does it with kill -9."""
    command = os.environ.get(how)
    if not command:
        raise Absent(f"{how} is not set")
    subprocess.run(command, shell=True, check=True, stdout=subprocess.DEVNULL)


def tell(name, verdict, why="", seconds=0.0):
    print(json.dumps({"feature": name, "verdict": verdict, "why": why, "seconds": round(seconds, 2)}), flush=True)


def verdict_of(function, limit):
    found = {}

    def body():
        try:
            function()
            found["is"] = ("pass", "")
        except Absent as why:
            found["is"] = ("absent", str(why))
        except BaseException as problem:
            place = traceback.extract_tb(problem.__traceback__)[-1]
            told = f"{type(problem).__name__}: {str(problem) or place.line}"[:600]
            found["is"] = ("fail", f"{told} ({os.path.basename(place.filename)}:{place.lineno})")
    thread = threading.Thread(target=body, daemon=True)
    thread.start()
    thread.join(limit)
    return found.get("is", ("fail", f"no end after {limit} s"))


def main(version=""):
    """Runs the features named on the command line, or all."""
    if version:
        print(json.dumps({"version": version}), flush=True)
    for name, limit, function in FEATURES:
        if len(sys.argv) > 1 and name not in sys.argv[1:]:
            continue
        begun = time.time()
        tell(name, *verdict_of(function, limit), time.time() - begun)
    sys.stdout.flush()
    os._exit(0)
