"""Leaves transactions in a topic, by confluent-kafka: "a" and "b" committed, "n" and "o" aborted, "c" committed, "open" open.

    python3 lib/transactions.py BOOTSTRAP TOPIC         the transactional id is the topic's name

For cases of programs that write no transactions themselves.
"""
import os, subprocess, sys


def leave(bootstrap, topic):
    """Has it done by the interpreter that has the client (compat-tests/setup made it)."""
    inside = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), ".venv", "bin", "python3")
    subprocess.run([inside if os.path.exists(inside) else sys.executable, __file__, bootstrap, topic],
                   check=True, capture_output=True, timeout=60)


def main(bootstrap, topic):
    from confluent_kafka import Producer
    producer = Producer({"bootstrap.servers": bootstrap, "transactional.id": topic})
    producer.init_transactions(20)
    for values, end in (("ab", producer.commit_transaction), ("no", producer.abort_transaction), ("c", producer.commit_transaction)):
        producer.begin_transaction()
        for value in values:
            producer.produce(topic, value)
        producer.flush(20)
        end(20)
    producer.begin_transaction()
    producer.produce(topic, "open")
    producer.flush(20)
    os._exit(0)  # an orderly end would abort what is open


if __name__ == "__main__":
    main(*sys.argv[1:])
