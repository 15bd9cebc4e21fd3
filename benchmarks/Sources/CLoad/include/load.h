// The load's own half that must be cheap: bytes, sockets and epoll. Who is to send when, and what the
// figures mean, is decided in Swift. Whatever goes wrong with a connection ends the program with a
// sentence; what a broker answers is told.
//
// All of it belongs to one thread. Times are CLOCK_MONOTONIC, in nanoseconds.
#pragma once
#include <stddef.h>
#include <stdint.h>

uint64_t load_now(void);
/// CPU that this process has used, in seconds.
double load_cpu(void);
/// Allows as many open files as the system does, and wakes on time to the microsecond.
void load_prepare(void);

// ---------------------------------------------------------------- requests that are encoded once

/// What all requests of one run are made of. Request number n holds one batch for each of
/// `per_request` partitions, of which partitions there are `partitions`, and there are `variants` of
/// it with other bytes.
struct load_requests {
    const char *topic;
    int partitions, per_request, variants, acks;
    /// Bytes of each value, and of each batch before compression.
    size_t record, batch;
    /// How many different keys there are; 0: records have none.
    uint64_t keys;
    /// The second half of each value is always the same byte.
    int half_random;
    /// As in the attributes of a batch: 0 none, 3 lz4, 4 zstd.
    int codec;
};

struct load_frames;
struct load_frames *load_encode(const struct load_requests *requests);
size_t load_frames_count(const struct load_frames *frames);
/// On average over all frames: bytes of the batches in one, as a log keeps them, and its records.
double load_frames_bytes(const struct load_frames *frames);
double load_frames_records(const struct load_frames *frames);

// ---------------------------------------------------------------- producers

/// One answered request: the `ordinal`th of its connection, counted from 0.
struct load_answer {
    uint32_t connection;
    int32_t error;
    uint64_t ordinal;
    /// When its first byte went to the kernel, and when its answer was seen.
    uint64_t sent, answered;
};

struct load_producers;
/// Connects. Request k of connection c is frame (c + k · connections) modulo their number.
struct load_producers *load_connect(const char *address, const struct load_frames *frames, int connections);
/// Lets a connection send so many requests more; they leave with the next turn.
void load_grant(struct load_producers *producers, uint32_t connection, uint32_t count);
/// Sends what was granted, and takes answers; waits for the first so many nanoseconds at most.
/// The answers stay until the next turn.
size_t load_turn(struct load_producers *producers, uint64_t patience, const struct load_answer **answers);

// ---------------------------------------------------------------- consumers

/// Whose fetches look like this; `connections` of them share the partitions of each of `groups`.
struct load_fetches {
    const char *topic;
    int partitions, connections, groups;
    int wait_ms, min_bytes, max_bytes, partition_max_bytes;
    /// 1: read_committed.
    int isolation;
    /// Begin at the end of the log, not at its start.
    int from_end;
    /// All batches of a partition are as long as each other and hold as many records: only the first
    /// of an answer is looked at.
    int alike;
};

struct load_fetched {
    uint64_t answers, empty, bytes, batches, records;
    /// The first error that an answer had, 0 for none.
    int32_t error;
};

struct load_consumers;
struct load_consumers *load_drink(const char *address, const struct load_fetches *fetches);
/// Takes what has come and throws it away, asks for more, and adds to `fetched`; waits for the first
/// so many nanoseconds at most.
void load_gulp(struct load_consumers *consumers, uint64_t patience, struct load_fetched *fetched);

// ---------------------------------------------------------------- one record at a time, to a consumer that waits

struct load_pair;
struct load_pair *load_pair_open(const char *address, const char *topic, size_t record);
/// Has the consumer wait at the end of the log; the record is sent `pause` nanoseconds later.
/// Returns how long it took from there to the consumer.
uint64_t load_pair_pass(struct load_pair *pair, uint64_t pause);

// ---------------------------------------------------------------- topics and connections

/// Makes the topic and waits until its partitions are led. `config` is null or NAME=VALUE,NAME=VALUE.
void load_make_topic(const char *address, const char *topic, int partitions, const char *config);
/// Makes topics named topic-0 and on, `per_request` in each request; does not wait.
void load_make_topics(const char *address, const char *topic, int count, int partitions, int per_request,
                      const char *config);
/// Asks for all topics `times` times: bytes of the answer, and for each how long it took.
size_t load_metadata(const char *address, int times, uint64_t *took);
/// So many connections on each of which one request was answered; they stay open.
void load_hold(const char *address, int connections);
