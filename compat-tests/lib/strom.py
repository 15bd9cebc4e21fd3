"""A broker under test: started on free ports with a fresh data directory, stopped, killed and restarted with its data.

A broker's facts (pid, port, directory, command) stand in a file, so that another process can restart it:
    python3 -m lib.strom restart STATE      stops it in good order and starts it again on the same port
    python3 -m lib.strom crash STATE        the same with kill -9
    python3 -m lib.strom try LINE           starts a fresh broker with one more line of properties; status 0 when it serves
"""
import json, os, re, select, shutil, signal, subprocess, sys, tempfile, time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
READY = re.compile(r"^strom ready kafka=(\S+):(\d+) node=(\d+) cluster=(\S+?)(?: admin=(\S+))?$")


def binary():
    """The broker: $STROM, or the release build, or the debug build."""
    places = [os.environ.get("STROM"), f"{ROOT}/.build/release/strom", f"{ROOT}/.build/debug/strom"]
    for place in places:
        if place and os.access(place, os.X_OK):
            return place
    sys.exit("there is no strom to test: run `swift build -c release --product strom`, or set STROM")


class NotReady(Exception):
    """The broker ended, or said nothing, before it was ready; the message has its last words."""


class Broker:
    """One broker process. `settings` are lines of properties given with --override."""

    def __init__(self, settings=(), seconds=20, keep=None):
        self.settings, self.seconds = list(settings), seconds
        self.home = keep or tempfile.mkdtemp(prefix="strom-test-")
        self.port, self.pid, self.kept = 0, None, keep is not None

    @property
    def bootstrap(self):
        return f"127.0.0.1:{self.port}"

    @property
    def data(self):
        return f"{self.home}/data"

    def command(self):
        overrides = [word for line in self.settings for word in ("--override", line)]
        port = [] if any(line.startswith("listeners=") for line in self.settings) else ["--port", str(self.port)]
        return [binary(), "serve", *port, "--data-dir", self.data, *overrides]

    def start(self):
        """Starts it and waits for its ready line; the first start takes a free port, later ones the same again."""
        with open(f"{self.home}/log", "ab") as log:
            self.process = subprocess.Popen(self.command(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log,
                                            start_new_session=True)
        self.pid = self.process.pid
        line = self._first_line()
        ready = READY.match(line)
        if not ready:
            self.process.kill()
            self.process.wait()
            raise NotReady(f"{line!r}; {self.last_words()}")
        self.port = int(ready[2])
        self.node, self.cluster, self.admin = int(ready[3]), ready[4], ready[5]
        return self

    def _first_line(self):
        out, text, deadline = self.process.stdout, b"", time.time() + self.seconds
        while not text.endswith(b"\n") and time.time() < deadline:
            if select.select([out], [], [], 0.1)[0]:
                piece = os.read(out.fileno(), 4096)
                if not piece:
                    break
                text += piece
        return text.decode(errors="replace").strip()

    def last_words(self):
        with open(f"{self.home}/log", "rb") as log:
            return log.read()[-2000:].decode(errors="replace")

    def end(self, how=signal.SIGTERM, seconds=30):
        """Ends the process and waits until it is gone. Returns its exit status, where it is known."""
        try:
            os.kill(self.pid, how)
        except ProcessLookupError:
            pass
        deadline = time.time() + seconds
        if hasattr(self, "process"):
            try:
                return self.process.wait(seconds)
            finally:
                self.process.stdout.close()
        while time.time() < deadline and os.path.exists(f"/proc/{self.pid}") and not _is_zombie(self.pid):
            time.sleep(0.01)

    def restart(self, how=signal.SIGTERM):
        self.end(how)
        return self.start()

    def save(self):
        path = f"{self.home}/state.json"
        facts = {"settings": self.settings, "home": self.home, "port": self.port, "pid": self.pid}
        with open(path, "w", encoding="utf-8") as file:
            json.dump(facts, file)
        return path

    @classmethod
    def load(cls, path):
        with open(path, encoding="utf-8") as file:
            facts = json.load(file)
        broker = cls(facts["settings"], keep=facts["home"])
        broker.port, broker.pid = facts["port"], facts["pid"]
        return broker

    def memory(self):
        """Resident memory in MiB, now and at its highest."""
        with open(f"/proc/{self.pid}/status", encoding="ascii") as file:
            found = dict(re.findall(r"^(VmRSS|VmHWM):\s+(\d+) kB", file.read(), re.M))
        return int(found["VmRSS"]) / 1024, int(found["VmHWM"]) / 1024

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        state = f"{self.home}/state.json"
        if os.path.exists(state):  # restarted by another process in between
            self.pid = Broker.load(state).pid
            if self.pid != self.process.pid:
                del self.process
        self.end()
        if not self.kept:
            shutil.rmtree(self.home, ignore_errors=True)


def _is_zombie(pid):
    """Whether nothing of it runs any more: a thread that is in the middle of a sync keeps the files locked a while longer."""
    try:
        threads = os.listdir(f"/proc/{pid}/task")
    except OSError:
        return True
    return all(_is_dead(f"/proc/{pid}/task/{thread}") for thread in threads)


def _is_dead(thread):
    try:
        with open(f"{thread}/stat", encoding="ascii") as file:
            return file.read().rpartition(")")[2].split()[0] in "ZX"
    except OSError:
        return True


def main(verb, argument=""):
    if verb == "try":
        broker = Broker([argument] if argument else [])
        try:
            with broker:
                return 0
        except NotReady as problem:
            print(problem, file=sys.stderr)
            return 1
    broker = Broker.load(argument)
    broker.restart(signal.SIGKILL if verb == "crash" else signal.SIGTERM)
    broker.save()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
