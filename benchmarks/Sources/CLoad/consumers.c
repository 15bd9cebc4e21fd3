// Connections that fetch and throw away: what is between the first header and the end of an answer is
// discarded in the kernel, so that the broker is what is measured. One thread, one epoll.
#include "fetching.h"
#include "load.h"
#include "polling.h"

enum { AHEAD_ALIKE = 1 << 10, AHEAD = 16 << 10 };

// Where in an answer a connection stands.
enum place { BEFORE_ANSWER, BEFORE_TOPIC, BEFORE_PARTITION, BEFORE_LENGTH, IN_RECORDS };

struct consumer {
    int fd, first;              // its partitions: first, first + connections …
    uint64_t *offsets;          // where to go on, by place in that order
    uint32_t partitions;
    enum place place;
    uint32_t topics_left, partitions_left, partition;
    size_t aborted, records_left, to_skip;
    uint64_t records_before;    // bytes of records in all answers so far, as they began
    size_t ahead_start, ahead_end;
    uint8_t ahead[AHEAD];
};

struct load_consumers {
    struct load_fetches want;
    int poll;
    uint32_t count;
    struct consumer **all;
};

// ---------------------------------------------------------------- asking
static void ask(const struct load_consumers *all, struct consumer *c) {
    const struct load_fetches *want = &all->want;
    struct bytes b = {0};
    size_t start = begin_request(&b, FETCH, FETCH_VERSION, 3);
    add32(&b, UINT32_MAX);
    add32(&b, (uint32_t)want->wait_ms);
    add32(&b, (uint32_t)want->min_bytes);
    add32(&b, (uint32_t)want->max_bytes);
    add8(&b, (uint8_t)want->isolation);
    add32(&b, 1);
    add_string(&b, want->topic);
    add32(&b, c->partitions);
    for (uint32_t i = 0; i < c->partitions; i++) {
        add32(&b, (uint32_t)c->first + i * (uint32_t)want->connections);
        add64(&b, c->offsets[i]);
        add32(&b, (uint32_t)want->partition_max_bytes);
    }
    finish_request(&b, start);
    // The socket is empty: this answer was awaited. A request that does not fit must wait for nobody else.
    for (size_t at = 0; at < b.count;) {
        ssize_t sent = send(c->fd, b.at + at, b.count - at, MSG_NOSIGNAL);
        if (sent < 0 && errno != EAGAIN && errno != EINTR) die("the connection was lost while sending: %s", strerror(errno));
        if (sent > 0) at += (size_t)sent;
    }
    free(b.at);
}

static struct consumer *new_consumer(const char *address, const struct load_fetches *want, int first) {
    struct consumer *c = calloc(1, sizeof *c);
    c->fd = connect_to(address, 5000);
    c->first = first;
    c->partitions = (uint32_t)((want->partitions - first + want->connections - 1) / want->connections);
    c->offsets = calloc(c->partitions, sizeof *c->offsets);
    for (uint32_t i = 0; want->from_end && i < c->partitions; i++)
        c->offsets[i] = end_of(c->fd, want->topic, first + (int)i * want->connections);
    return c;
}

struct load_consumers *load_drink(const char *address, const struct load_fetches *want) {
    if (want->connections < 1 || want->connections > want->partitions)
        die("%d connections for %d partitions", want->connections, want->partitions);
    struct load_consumers *all = calloc(1, sizeof *all);
    all->want = *want;
    all->poll = new_poll();
    all->count = (uint32_t)(want->connections * want->groups);
    all->all = calloc(all->count, sizeof *all->all);
    for (uint32_t i = 0; i < all->count; i++) {
        all->all[i] = new_consumer(address, want, (int)i % want->connections);
        watch(all->poll, all->all[i]->fd, EPOLL_CTL_ADD, EPOLLIN, i);
        ask(all, all->all[i]);
    }
    return all;
}

// ---------------------------------------------------------------- reading
// Whether so many bytes lie ahead; receives once more where they do not.
static int has(const struct load_consumers *all, struct consumer *c, size_t count) {
    if (c->ahead_end - c->ahead_start >= count) return 1;
    if (count > AHEAD) die("an answer with %zu bytes where %d are expected at most", count, AHEAD);
    memmove(c->ahead, c->ahead + c->ahead_start, c->ahead_end - c->ahead_start);
    c->ahead_end -= c->ahead_start;
    c->ahead_start = 0;
    size_t room = all->want.alike && count < AHEAD_ALIKE ? AHEAD_ALIKE : AHEAD;
    if (room <= c->ahead_end) room = AHEAD;
    ssize_t got = recv(c->fd, c->ahead + c->ahead_end, room - c->ahead_end, 0);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return 0;
    if (got <= 0) die("the broker closed the connection of a consumer");
    c->ahead_end += (size_t)got;
    return c->ahead_end - c->ahead_start >= count;
}

static const uint8_t *next(struct consumer *c, size_t count) {
    c->ahead_start += count;
    return c->ahead + c->ahead_start - count;
}

// Throws away what is to be skipped: 0 where it has not all come.
static int skip(struct consumer *c) {
    size_t lies = c->ahead_end - c->ahead_start, known = lies < c->to_skip ? lies : c->to_skip;
    c->ahead_start += known;
    c->to_skip -= known;
    while (c->to_skip) {
        ssize_t got = recv(c->fd, NULL, c->to_skip, MSG_TRUNC);
        if (got < 0 && errno == EAGAIN) return 0;
        if (got <= 0 && errno != EINTR) die("the broker closed the connection of a consumer");
        if (got > 0) c->to_skip -= (size_t)got;
    }
    return 1;
}

// ---------------------------------------------------------------- the parts of an answer
static void note_error(struct load_fetched *fetched, int error) {
    if (!fetched->error) fetched->error = error;
}

static void begin_partition(struct consumer *c, const uint8_t *at, struct load_fetched *fetched) {
    c->partition = (get32(at) - (uint32_t)c->first);
    if (get16(at + 4)) note_error(fetched, (int16_t)get16(at + 4));
    int32_t aborted = (int32_t)get32(at + 22);
    c->to_skip = aborted > 0 ? (size_t)aborted * 16 : 0;
    c->partitions_left--;
}

// One batch, or where all are alike as many as there are whole; what is cut off is skipped.
static void take_batch(const struct load_consumers *all, struct consumer *c, struct load_fetched *fetched) {
    const uint8_t *header = c->ahead + c->ahead_start;
    size_t size = 12 + (size_t)get32(header + 8);
    if (size > c->records_left) {
        c->to_skip = c->records_left;
        c->records_left = 0;
        return;
    }
    uint64_t whole = all->want.alike ? c->records_left / size : 1;
    uint64_t offsets = whole * (get32(header + 23) + 1);
    c->offsets[c->partition / (uint32_t)all->want.connections] = get64(header) + offsets;
    fetched->batches += whole;
    fetched->bytes += whole * size;
    fetched->records += whole * get32(header + 57);
    c->to_skip = all->want.alike ? c->records_left : size;
    c->records_left -= c->to_skip;
}

// One step through the answer: 0 where more must come first, -1 where it is at its end.
static int step(const struct load_consumers *all, struct consumer *c, struct load_fetched *fetched) {
    if (c->to_skip && !skip(c)) return 0;
    const uint8_t *at;
    switch (c->place) {
    case BEFORE_ANSWER:
        if (!has(all, c, 16)) return 0;
        c->topics_left = get32(next(c, 16) + 12);
        c->records_before = fetched->bytes;
        c->place = BEFORE_TOPIC;
        return 1;
    case BEFORE_TOPIC:
        if (!c->topics_left) return -1;
        if (!has(all, c, 2) || !has(all, c, 2 + (size_t)get16(c->ahead + c->ahead_start) + 4)) return 0;
        at = next(c, 2 + (size_t)get16(c->ahead + c->ahead_start) + 4);
        c->partitions_left = get32(at + 2 + get16(at));
        c->topics_left--;
        c->place = BEFORE_PARTITION;
        return 1;
    case BEFORE_PARTITION:
        if (!c->partitions_left) return c->place = BEFORE_TOPIC, 1;
        if (!has(all, c, 26)) return 0;
        begin_partition(c, next(c, 26), fetched);
        c->place = BEFORE_LENGTH;
        return 1;
    case BEFORE_LENGTH: {
        if (!has(all, c, 4)) return 0;
        int32_t length = (int32_t)get32(next(c, 4));
        c->records_left = length > 0 ? (size_t)length : 0;
        c->place = IN_RECORDS;
        return 1;
    }
    case IN_RECORDS:
        if (!c->records_left) return c->place = BEFORE_PARTITION, 1;
        if (c->records_left < BATCH_HEADER) return c->to_skip = c->records_left, c->records_left = 0, 1;
        if (!has(all, c, BATCH_HEADER)) return 0;
        take_batch(all, c, fetched);
        return 1;
    }
    return 0;
}

static void gulp(const struct load_consumers *all, struct consumer *c, struct load_fetched *fetched) {
    for (int more; (more = step(all, c, fetched)) != 0;) {
        if (more > 0) continue;
        fetched->answers++;
        fetched->empty += fetched->bytes == c->records_before;
        c->place = BEFORE_ANSWER;
        ask(all, c);
        return;
    }
}

void load_gulp(struct load_consumers *all, uint64_t patience, struct load_fetched *fetched) {
    struct epoll_event events[EVENTS];
    int ready = await(all->poll, events, patience);
    for (int i = 0; i < ready; i++) gulp(all, all->all[events[i].data.u32], fetched);
}
