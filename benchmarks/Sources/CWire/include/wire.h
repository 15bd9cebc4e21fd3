// As much of Kafka's protocol as the measuring programs need: frames, record batches, and four
// requests in versions without tagged fields. Whatever goes wrong ends the program with a sentence.
#pragma once
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/tcp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "CShims.h"

enum { PRODUCE = 0, FETCH = 1, METADATA = 3, CREATE_TOPICS = 19 };
enum { PRODUCE_VERSION = 7, FETCH_VERSION = 4, METADATA_VERSION = 4, CREATE_TOPICS_VERSION = 4 };
enum { BATCH_HEADER = 61, CHECKSUMMED_FROM = 21 };

__attribute__((noreturn, format(printf, 1, 2))) static void die(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    exit(1);
}

static inline uint64_t now_ns(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

// ---------------------------------------------------------------- numbers
static inline uint16_t get16(const uint8_t *p) { uint16_t v; memcpy(&v, p, 2); return __builtin_bswap16(v); }
static inline uint32_t get32(const uint8_t *p) { uint32_t v; memcpy(&v, p, 4); return __builtin_bswap32(v); }
static inline uint64_t get64(const uint8_t *p) { uint64_t v; memcpy(&v, p, 8); return __builtin_bswap64(v); }
static inline void set16(uint8_t *p, uint16_t v) { v = __builtin_bswap16(v); memcpy(p, &v, 2); }
static inline void set32(uint8_t *p, uint32_t v) { v = __builtin_bswap32(v); memcpy(p, &v, 4); }
static inline void set64(uint8_t *p, uint64_t v) { v = __builtin_bswap64(v); memcpy(p, &v, 8); }

// ---------------------------------------------------------------- bytes that grow
struct bytes {
    uint8_t *at;
    size_t count, capacity;
};

static inline uint8_t *grow(struct bytes *b, size_t n) {
    if (b->capacity - b->count < n) {
        size_t capacity = b->capacity * 2 + n + 64;
        b->at = realloc(b->at, capacity);
        if (!b->at) die("no memory for %zu bytes", capacity);
        b->capacity = capacity;
    }
    b->count += n;
    return b->at + b->count - n;
}
static inline void add8(struct bytes *b, uint8_t v) { *grow(b, 1) = v; }
static inline void add16(struct bytes *b, uint16_t v) { set16(grow(b, 2), v); }
static inline void add32(struct bytes *b, uint32_t v) { set32(grow(b, 4), v); }
static inline void add64(struct bytes *b, uint64_t v) { set64(grow(b, 8), v); }
static inline void add_bytes(struct bytes *b, const void *p, size_t n) { memcpy(grow(b, n), p, n); }
static inline void add_string(struct bytes *b, const char *s) {
    add16(b, (uint16_t)strlen(s));
    add_bytes(b, s, strlen(s));
}
static inline void add_varint(struct bytes *b, int64_t v) {
    uint64_t rest = ((uint64_t)v << 1) ^ (uint64_t)(v >> 63);
    for (; rest > 127; rest >>= 7) add8(b, (uint8_t)(rest | 128));
    add8(b, (uint8_t)rest);
}

// ---------------------------------------------------------------- connections
// Connects to HOST:PORT and waits, so many milliseconds at most, until somebody listens there.
static inline int connect_to(const char *address, int patience_ms) {
    char host[256];
    const char *colon = strrchr(address, ':');
    if (!colon || (size_t)(colon - address) >= sizeof host) die("%s is no HOST:PORT", address);
    size_t length = (size_t)(colon - address);
    const char *start = address;
    if (length > 1 && address[0] == '[') start++, length -= 2;
    memcpy(host, start, length);
    host[length] = 0;
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *found;
    int problem = getaddrinfo(host, colon + 1, &hints, &found);
    if (problem) die("%s: %s", address, gai_strerror(problem));
    uint64_t end = now_ns() + (uint64_t)patience_ms * 1000000u;
    for (;;) {
        int fd = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (fd < 0) die("socket: %s", strerror(errno));
        if (!connect(fd, found->ai_addr, found->ai_addrlen)) {
            int one = 1;
            setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
            freeaddrinfo(found);
            return fd;
        }
        close(fd);
        if (now_ns() >= end) die("%s: %s", address, strerror(errno));
        usleep(200);
    }
}

static inline void send_all(int fd, const void *p, size_t n) {
    for (const uint8_t *at = p; n > 0;) {
        ssize_t sent = send(fd, at, n, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) die("the connection was lost while sending: %s", strerror(errno));
        at += sent, n -= (size_t)sent;
    }
}

static inline void receive_all(int fd, void *p, size_t n, int flags) {
    for (uint8_t *at = p; n > 0;) {
        ssize_t got = recv(fd, at, n, flags | MSG_WAITALL);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) die("the broker closed the connection");
        if (!(flags & MSG_TRUNC)) at += got;
        n -= (size_t)got;
    }
}

// Receives one frame, whose first four bytes are the correlation id.
static inline void receive_frame(int fd, struct bytes *frame) {
    uint8_t size[4];
    receive_all(fd, size, 4, 0);
    frame->count = 0;
    receive_all(fd, grow(frame, get32(size)), get32(size), 0);
}

// ---------------------------------------------------------------- requests
// Begins a request; finish_request() writes its size.
static inline size_t begin_request(struct bytes *b, int key, int version, uint32_t correlation) {
    size_t start = b->count;
    add32(b, 0);
    add16(b, (uint16_t)key);
    add16(b, (uint16_t)version);
    add32(b, correlation);
    add_string(b, "bench");
    return start;
}
static inline void finish_request(struct bytes *b, size_t start) {
    set32(b->at + start, (uint32_t)(b->count - start - 4));
}

// What a batch is made of.
struct shape {
    size_t record;        // bytes of each value
    size_t size;          // as many records as fit into so many bytes, before compression, one at least
    uint64_t keys;        // how many different keys there are; 0: records have none
    int half_random;      // the second half of each value compresses to nothing
    int codec;            // as in the batch's attributes: 0 none, 3 lz4, 4 zstd
    uint64_t seed;        // of the bytes; the same seed gives the same batch
};

static inline uint32_t next_random(uint64_t *state) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*state >> 32);
}

static inline void add_record(struct bytes *b, const struct shape *shape, uint32_t number, uint64_t *random) {
    char key[20] = "";
    if (shape->keys) snprintf(key, sizeof key, "%016llx", (unsigned long long)(next_random(random) % shape->keys));
    add8(b, 0);
    add_varint(b, 0);
    add_varint(b, number);
    add_varint(b, shape->keys ? (int64_t)strlen(key) : -1);
    add_bytes(b, key, strlen(key));
    add_varint(b, (int64_t)shape->record);
    size_t drawn = shape->half_random ? shape->record / 2 : shape->record;
    for (size_t i = 0; i < shape->record; i++) add8(b, i < drawn ? (uint8_t)next_random(random) : 'x');
    add_varint(b, 0);
}

// Adds records until the batch, with its header, has the size it should have: how many they are.
static inline uint32_t add_records(struct bytes *b, const struct shape *shape) {
    size_t start = b->count;
    uint64_t random = shape->seed + 1;
    uint32_t count = 0;
    struct bytes body = {0};
    do {
        body.count = 0;
        add_record(&body, shape, count, &random);
        if (count && BATCH_HEADER + b->count - start + body.count + 2 > shape->size) break;
        add_varint(b, (int64_t)body.count);
        add_bytes(b, body.at, body.count);
        count++;
    } while (BATCH_HEADER + b->count - start < shape->size);
    free(body.at);
    return count;
}

// Writes the header of the batch that begins at `start` and ends where the bytes do.
static inline void seal_batch(struct bytes *b, size_t start, uint32_t count, int codec) {
    struct timespec wall;
    clock_gettime(CLOCK_REALTIME, &wall);
    uint64_t time = (uint64_t)wall.tv_sec * 1000 + (uint64_t)wall.tv_nsec / 1000000;
    uint8_t *p = b->at + start;
    set64(p, 0);
    set32(p + 8, (uint32_t)(b->count - start - 12));
    set32(p + 12, UINT32_MAX);
    p[16] = 2;
    set16(p + 21, (uint16_t)codec);
    set32(p + 23, count - 1);
    set64(p + 27, time);
    set64(p + 35, time);
    set64(p + 43, UINT64_MAX);
    set16(p + 51, UINT16_MAX);
    set32(p + 53, UINT32_MAX);
    set32(p + 57, count);
    set32(p + 17, shims_crc32c(0, p + CHECKSUMMED_FROM, b->count - start - CHECKSUMMED_FROM));
}

// A batch that is not compressed.
static inline void add_batch(struct bytes *b, const struct shape *shape) {
    size_t start = b->count;
    grow(b, BATCH_HEADER);
    seal_batch(b, start, add_records(b, shape), 0);
}

// Begins a Produce request for one topic; `partitions` times an index, a length and a batch follow.
static inline size_t begin_produce(struct bytes *b, const char *topic, int acks, int partitions) {
    size_t start = begin_request(b, PRODUCE, PRODUCE_VERSION, 0);
    add16(b, UINT16_MAX);  // no transactional id
    add16(b, (uint16_t)acks);
    add32(b, 30000);
    add32(b, 1);
    add_string(b, topic);
    add32(b, (uint32_t)partitions);
    return start;
}

// A whole Produce request with one batch for one partition.
static inline void add_produce(struct bytes *b, const char *topic, int partition, int acks, const struct shape *shape) {
    size_t start = begin_produce(b, topic, acks, 1);
    add32(b, (uint32_t)partition);
    size_t length = b->count;
    add32(b, 0);
    add_batch(b, shape);
    set32(b->at + length, (uint32_t)(b->count - length - 4));
    finish_request(b, start);
}

// The error code of the one partition in an answer to add_produce().
static inline int produce_error(const struct bytes *frame) {
    size_t topic = 4 + 4;
    if (frame->count < topic + 2) die("an answer to Produce of %zu bytes", frame->count);
    size_t at = topic + 2 + get16(frame->at + topic) + 4 + 4;
    if (frame->count < at + 2) die("an answer to Produce of %zu bytes", frame->count);
    return (int16_t)get16(frame->at + at);
}

// The settings of a topic in CreateTopics, from NAME=VALUE,NAME=VALUE.
static inline void add_settings(struct bytes *b, const char *config) {
    size_t number = b->count;
    uint32_t count = 0;
    add32(b, 0);
    for (const char *at = config; at && *at; count++) {
        size_t length = strcspn(at, ",");
        const char *equals = memchr(at, '=', length);
        if (!equals) die("%s: not NAME=VALUE", at);
        add16(b, (uint16_t)(equals - at));
        add_bytes(b, at, (size_t)(equals - at));
        add16(b, (uint16_t)(at + length - equals - 1));
        add_bytes(b, equals + 1, (size_t)(at + length - equals - 1));
        at += length + (at[length] == ',');
    }
    set32(b->at + number, count);
}

// Makes `count` topics, named topic, or topic-0 and on where they are many; `config` is null or
// NAME=VALUE, more of them with commas between. That one exists already is no error.
static inline void create_topics(int fd, const char *topic, int first, int count, int partitions, const char *config) {
    struct bytes b = {0};
    size_t start = begin_request(&b, CREATE_TOPICS, CREATE_TOPICS_VERSION, 1);
    add32(&b, (uint32_t)count);
    for (int i = 0; i < count; i++) {
        char name[256];
        snprintf(name, sizeof name, first < 0 ? "%s" : "%s-%d", topic, first + i);
        add_string(&b, name);
        add32(&b, (uint32_t)partitions);
        add16(&b, 1);
        add32(&b, 0);
        add_settings(&b, config);
    }
    add32(&b, 60000);
    add8(&b, 0);
    finish_request(&b, start);
    send_all(fd, b.at, b.count);
    receive_frame(fd, &b);
    size_t at = 4 + 4 + 4;
    for (int i = 0; i < count && at + 2 <= b.count; i++) {
        at += 2 + get16(b.at + at);
        int error = (int16_t)get16(b.at + at);
        if (error && error != 36) die("CreateTopics: error %d", error);
        int16_t message = (int16_t)get16(b.at + at + 2);
        at += 4 + (message > 0 ? (size_t)message : 0);
    }
    free(b.at);
}

static inline void create_topic(int fd, const char *topic, int partitions, const char *config) {
    create_topics(fd, topic, -1, 1, partitions, config);
}

// Asks for the topic, which makes it, until all its partitions have a leader: their number.
static inline int await_topic(int fd, const char *topic) {
    struct bytes b = {0};
    for (uint64_t end = now_ns() + 20000000000u;;) {
        b.count = 0;
        size_t start = begin_request(&b, METADATA, METADATA_VERSION, 2);
        add32(&b, 1);
        add_string(&b, topic);
        add8(&b, 1);
        finish_request(&b, start);
        send_all(fd, b.at, b.count);
        receive_frame(fd, &b);
        size_t at = 4 + 4;
        uint32_t brokers = get32(b.at + at);
        for (at += 4; brokers > 0; brokers--) {
            at += 4;
            at += 2 + get16(b.at + at) + 4;
            int16_t rack = (int16_t)get16(b.at + at);
            at += 2 + (rack > 0 ? (size_t)rack : 0);
        }
        int16_t cluster = (int16_t)get16(b.at + at);
        at += 2 + (cluster > 0 ? (size_t)cluster : 0) + 4 + 4;
        int error = (int16_t)get16(b.at + at);
        at += 2;
        at += 2 + get16(b.at + at) + 1;
        uint32_t partitions = get32(b.at + at), led = 0;
        at += 4;
        for (uint32_t i = 0; i < partitions && at + 18 <= b.count; i++) {
            led += get16(b.at + at) == 0;
            at += 10;
            at += 4 + 4 * get32(b.at + at);
            at += 4 + 4 * get32(b.at + at);
        }
        if (!error && partitions && led == partitions) {
            free(b.at);
            return (int)partitions;
        }
        if (now_ns() > end) die("Metadata: the topic has no leader (error %d)", error);
        usleep(1000);
    }
}

// ---------------------------------------------------------------- figures
static inline int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}
// Sorts the values and gives the one at this quantile.
static inline double quantile(double *values, size_t count, double q) {
    if (!count) return 0;
    qsort(values, count, sizeof *values, ascending);
    size_t index = (size_t)(q * (double)count);
    return values[index < count ? index : count - 1];
}
