"""What is done to a broker in one round of a case; each returns the figures of that round."""
import signal, time

from . import proc, tools


def _word(words, name, default=1):
    return words[words.index(name) + 1] if name in words else default


def produce(run, counts_syncs=False):
    load = run.start("produce", "--topic", run.topic, *run.case.words, *run.config, "--bytes", run.pace.bytes)
    return run.measure(load, counts_syncs=counts_syncs)


def produce_counting_syncs(run):
    return produce(run, counts_syncs=True)


def produce_and_fetch(run):
    """The same bytes are then fetched from the page cache, from the start of the log."""
    found = produce(run)
    partitions = _word(run.case.words, "--partitions")
    # The partitions need not be equally long: what all of them surely have.
    goal = int(found["bytes"] * 0.8)
    words = ["--topic", run.topic, "--partitions", partitions, "--connections", partitions, "--alike", "--bytes", goal, "--seconds", 60]
    again = run.measure(run.start("fetch", *words, duration=False))
    return {**found, "fetch": again}


def with_consumers(run, groups=1, share=True):
    """Consumers follow at the end of the log, as many connections as there are producers."""
    partitions = _word(run.case.words, "--partitions")
    run.make_topic(partitions)
    connections = _word(run.case.words, "--connections") if share else 1
    drinker = run.start("fetch", "--topic", run.topic, "--partitions", partitions, "--connections", connections, "--groups", groups,
                        "--from-end", "--wait-ms", 500)
    load = run.start("produce", "--topic", run.topic, *run.case.words)
    return fetched(run.measure(load, drinker))


def fetched(found):
    """Says beside what was produced what was read of it."""
    return {**found, "fetched_megabytes_per_second": found["beside"][0]["megabytes_per_second"]}


def with_groups(run):
    return with_consumers(run, groups=8, share=False)


def one_at_a_time(run):
    return run.measure(run.start("pass", "--topic", run.topic, *run.case.words, *run.config))


def transactions(run):
    """A transactor, and a consumer that reads what is committed."""
    producers, = run.case.words
    words = [run.broker.address, "--producers", producers, "--partitions", 16, "--topic", run.topic]
    tools.figures("transactor", *words, "--seconds", max(run.pace.warm_up, 0.2), cpu=run.load_cpu)
    drinker = run.start("fetch", "--topic", run.topic, "--partitions", 16, "--from-end", "--committed", "--seconds", run.pace.seconds, duration=False)
    load = tools.Run("transactor", *words, "--seconds", run.pace.seconds, cpu=run.load_cpu)
    found = fetched(run.measure(load, drinker))
    found["per"]["broker_cpu_us_per_transaction"] = found["cost"]["broker_cpu_seconds"] / max(found["transactions"], 1) * 1e6
    return found


# ---------------------------------------------------------------- many partitions
def many_partitions(run):
    topics, partitions, written = run.case.words
    broker = run.broker
    found = {"before": proc.memory(broker.pid)}
    begun, before = time.monotonic(), proc.look(broker.pid)
    tools.figures("load", "create", broker.address, "--topic", run.topic, "--topics", topics, "--partitions", partitions,
                  "--per-request", max(9000 // (partitions + 1), 1))
    _write(run, [topics - 1], partitions, 1)
    found["create_seconds"] = time.monotonic() - begun
    found["create_cpu_seconds"] = proc.between(before, proc.look(broker.pid))["broker_cpu_seconds"]
    found["created"] = proc.memory(broker.pid)
    asked = tools.figures("load", "metadata", broker.address, "--times", 10)
    found["metadata_ms"], found["metadata_bytes"] = asked["latency_us"]["p50"] / 1000, asked["bytes"]
    begun = time.monotonic()
    _write(run, range(topics), partitions, written // topics)
    found["write_seconds"] = time.monotonic() - begun
    # Logs that were begun get a checkpoint of their own once; that is not what an idle broker costs.
    found["idle_percent"] = _idle(broker, run.pace.idle, settle=2 * run.pace.idle)
    found["written"] = proc.memory(broker.pid)
    if broker.can_restart:
        for how, name in ((signal.SIGKILL, "kill"), (signal.SIGTERM, "stop")):
            found[f"ready_after_{name}_seconds"] = _restart(broker, how)
            found[f"after_{name}"] = proc.memory(broker.pid)
    return found


def _write(run, topics, partitions, count):
    """One record to each of the first partitions of these topics; the answers are waited for."""
    for topic in topics:
        tools.figures("load", "produce", run.broker.address, "--topic", f"{run.topic}-{topic}", "--partitions", partitions, "--written", count,
                      "--connections", count, "--batch", 1, "--bytes", count, "--seconds", 60)


def _idle(broker, seconds, settle=1):
    time.sleep(settle)
    before = proc.look(broker.pid)
    time.sleep(seconds)
    used = proc.between(before, proc.look(broker.pid))
    return 100 * used["broker_cpu_seconds"] / used["seconds"]


def _restart(broker, how):
    """Seconds from exec to ready."""
    broker.end(how)
    begun = time.monotonic()
    broker.start()
    return time.monotonic() - begun


# ---------------------------------------------------------------- idle connections
def idle_connections(run):
    count, = run.case.words
    pid = run.broker.pid
    time.sleep(run.pace.idle / 2)
    before = proc.memory(pid)
    held = tools.Run("load", "hold", run.broker.address, "--connections", count)
    held.await_line("begin")
    time.sleep(run.pace.idle / 2)
    after = proc.memory(pid)
    idle = _idle(run.broker, run.pace.idle / 2)
    held.close_input()
    held.await_line("end")
    held.figures()
    return {"connections": count, "before": before, "with": after, "idle_percent": idle,
            "more_mib": after["rss_mib"] - before["rss_mib"], "more_pss_mib": after.get("pss_mib", 0) - before.get("pss_mib", 0)}
