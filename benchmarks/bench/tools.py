"""The measuring programs: built once, run, and watched while they run."""
import json, os, subprocess, sys, time

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ROOT = os.path.dirname(HERE)
# Results and data directories; git ignores it.
SCRATCH = os.path.join(ROOT, ".build-bench")
PROGRAMS = os.path.join(HERE, ".build", "release")


def say(text):
    print(time.strftime("%H:%M:%S"), text, file=sys.stderr, flush=True)


def build():
    """Builds the programs of benchmarks/Package.swift; a moment where they are built already."""
    os.makedirs(SCRATCH, exist_ok=True)
    done = subprocess.run([os.environ.get("SWIFT", "swift"), "build", "-c", "release", "--package-path", HERE],
                          capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"the measuring programs do not build:\n{done.stdout}{done.stderr}")


def program(name):
    return os.path.join(PROGRAMS, name)


def pinned(command, cpu):
    """The command on one processor, or wherever it likes."""
    return command if cpu is None else ["taskset", "-c", str(cpu), *command]


class Run:
    """A program while it runs: its `begin`, its `end`, and the line of JSON that comes last."""

    def __init__(self, name, *words, cpu=None):
        self.name = name
        self.process = subprocess.Popen(pinned([program(name), *map(str, words)], cpu), stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def await_line(self, word):
        """Waits until it says so."""
        line = self.process.stdout.readline().strip()
        if line != word:
            self.fail(f"said {line!r} where {word!r} was awaited")

    def figures(self):
        """What it says at last."""
        lines = self.process.stdout.read().split("\n")
        errors = self.process.stderr.read()
        if self.process.wait():
            raise RuntimeError(f"{self.name}: {errors.strip() or self.process.returncode}")
        return json.loads(next(line for line in reversed(lines) if line.startswith("{")))

    def fail(self, what):
        self.process.kill()
        raise RuntimeError(f"{self.name}: {self.process.stderr.read().strip() or what}")

    def close_input(self):
        self.process.stdin.close()


def figures(name, *words, cpu=None):
    """Runs a program to its end: what it says."""
    return Run(name, *words, cpu=cpu).figures()
