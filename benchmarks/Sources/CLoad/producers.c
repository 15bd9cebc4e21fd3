// N connections that send what is granted to them, and take the answers: one thread, one epoll.
#include <sys/uio.h>

#include "frames.h"
#include "polling.h"

enum { VECTORS = 64, AT_ONCE = 1 << 20, RECEIVED = 1 << 18 };

struct connection {
    int fd;
    int blocked, is_dirty;       // waits for room in its socket; stands in the list of those that may send
    uint64_t granted, sent, answered;
    size_t sent_of_next;         // bytes of request number `sent` that are gone already
    uint64_t *sent_at;           // a ring, by ordinal
    uint64_t ring;               // its size, a power of 2
    uint8_t *rest;               // the beginning of an answer whose end has not come
    size_t rest_count, rest_capacity;
};

struct load_producers {
    const struct load_frames *frames;
    int poll;
    uint32_t count;
    struct connection *connections;
    uint32_t *dirty, dirty_count;
    struct load_answer *answers;
    size_t answer_count, answer_capacity;
    uint8_t *received;
};

struct load_producers *load_connect(const char *address, const struct load_frames *frames, int connections) {
    struct load_producers *all = calloc(1, sizeof *all);
    all->frames = frames;
    all->poll = new_poll();
    all->count = (uint32_t)connections;
    all->connections = calloc(all->count, sizeof *all->connections);
    all->dirty = calloc(all->count, sizeof *all->dirty);
    all->received = malloc(RECEIVED);
    for (uint32_t i = 0; i < all->count; i++) {
        all->connections[i].fd = connect_to(address, 5000);
        // Brokers let 50 wait to be accepted; who comes then is heard a second later.
        if (i % 32 == 31) greet(all->connections[i].fd);
        watch(all->poll, all->connections[i].fd, EPOLL_CTL_ADD, EPOLLIN, i);
    }
    return all;
}

void load_grant(struct load_producers *all, uint32_t number, uint32_t count) {
    struct connection *c = &all->connections[number];
    c->granted += count;
    if (c->is_dirty || c->blocked) return;
    c->is_dirty = 1;
    all->dirty[all->dirty_count++] = number;
}

// ---------------------------------------------------------------- answers
static void tell(struct load_producers *all, uint32_t number, int error, uint64_t now) {
    struct connection *c = &all->connections[number];
    if (all->answer_count == all->answer_capacity) {
        all->answer_capacity = all->answer_capacity * 2 + 1024;
        all->answers = realloc(all->answers, all->answer_capacity * sizeof *all->answers);
        if (!all->answers) die("no memory for answers");
    }
    if (c->answered == c->sent) die("an answer to nothing");
    all->answers[all->answer_count++] = (struct load_answer){
        .connection = number, .error = error, .ordinal = c->answered,
        .sent = c->sent_at[c->answered & (c->ring - 1)], .answered = now};
    c->answered++;
}

// The first error among the partitions in an answer to Produce.
static int error_in(const uint8_t *at, size_t count) {
    const uint8_t *end = at + count;
    at += 4;
    uint32_t topics = get32(at);
    for (at += 4; topics > 0; topics--) {
        at += 2 + get16(at);
        uint32_t partitions = get32(at);
        for (at += 4; partitions > 0; partitions--, at += 4 + 2 + 8 + 8 + 8) {
            if (at + 30 > end) die("an answer to Produce of %zu bytes", count);
            if (get16(at + 4)) return (int16_t)get16(at + 4);
        }
    }
    return 0;
}

static void keep_rest(struct connection *c, const uint8_t *at, size_t count) {
    if (count > c->rest_capacity) {
        c->rest_capacity = count * 2;
        c->rest = realloc(c->rest, c->rest_capacity);
        if (!c->rest) die("no memory for an answer");
    }
    memcpy(c->rest, at, count);
    c->rest_count = count;
}

static void receive(struct load_producers *all, uint32_t number) {
    struct connection *c = &all->connections[number];
    size_t have = c->rest_count;
    if (have) memcpy(all->received, c->rest, have);
    ssize_t got = recv(c->fd, all->received + have, RECEIVED - have, 0);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (got <= 0) die("the broker closed connection %u after %llu answers", number, (unsigned long long)c->answered);
    uint64_t now = now_ns();
    const uint8_t *at = all->received, *end = at + have + (size_t)got;
    while (end - at >= 4 && (size_t)(end - at) >= 4 + (size_t)get32(at)) {
        tell(all, number, error_in(at + 4, get32(at)), now);
        at += 4 + get32(at);
    }
    if (at == all->received && have + (size_t)got == RECEIVED) die("an answer of %u bytes", get32(at));
    keep_rest(c, at, (size_t)(end - at));
}

// ---------------------------------------------------------------- sending
static void note_sending(struct connection *c, uint64_t ordinal, uint64_t now) {
    if (ordinal - c->answered >= c->ring) {
        uint64_t size = c->ring ? c->ring * 2 : 8;
        uint64_t *larger = malloc(size * sizeof *larger);
        if (!larger) die("no memory for requests in flight");
        for (uint64_t i = c->answered; i < ordinal; i++) larger[i & (size - 1)] = c->sent_at[i & (c->ring - 1)];
        free(c->sent_at);
        c->sent_at = larger;
        c->ring = size;
    }
    c->sent_at[ordinal & (c->ring - 1)] = now;
}

// The requests that may go next, as vectors: how many.
static int gather(struct load_producers *all, uint32_t number, struct iovec *vectors) {
    struct connection *c = &all->connections[number];
    const struct load_frames *frames = all->frames;
    size_t skipped = c->sent_of_next, bytes = 0;
    int count = 0;
    for (uint64_t k = c->sent; k < c->granted && count < VECTORS && bytes < AT_ONCE; k++, count++) {
        size_t frame = (size_t)((number + k * all->count) % frames->count);
        vectors[count].iov_base = frames->bytes.at + frames->starts[frame] + skipped;
        vectors[count].iov_len = frames->starts[frame + 1] - frames->starts[frame] - skipped;
        bytes += vectors[count].iov_len;
        skipped = 0;
    }
    return count;
}

// Counts what has gone; a request that has begun to go has its time.
static void count_sent(struct load_producers *all, uint32_t number, const struct iovec *vectors, size_t gone, uint64_t now) {
    struct connection *c = &all->connections[number];
    for (int i = 0; gone > 0; i++) {
        if (c->sent_of_next == 0) note_sending(c, c->sent, now);
        if (gone < vectors[i].iov_len) {
            c->sent_of_next += gone;
            return;
        }
        gone -= vectors[i].iov_len;
        c->sent_of_next = 0;
        c->sent++;
        if (all->frames->acks == 0) tell(all, number, 0, now);
    }
}

// Sends until nothing is granted any more, or the socket is full.
static void flush(struct load_producers *all, uint32_t number) {
    struct connection *c = &all->connections[number];
    struct iovec vectors[VECTORS];
    for (int count; (count = gather(all, number, vectors)) > 0;) {
        uint64_t now = now_ns();
        struct msghdr message = {.msg_iov = vectors, .msg_iovlen = (size_t)count};
        ssize_t gone = sendmsg(c->fd, &message, MSG_NOSIGNAL);
        if (gone < 0 && errno == EINTR) continue;
        if (gone < 0 && errno != EAGAIN) die("connection %u was lost while sending: %s", number, strerror(errno));
        if (gone < 0) break;
        count_sent(all, number, vectors, (size_t)gone, now);
    }
    int blocked = c->sent < c->granted;
    if (blocked != c->blocked) watch(all->poll, c->fd, EPOLL_CTL_MOD, blocked ? EPOLLIN | EPOLLOUT : EPOLLIN, number);
    c->blocked = blocked;
}

size_t load_turn(struct load_producers *all, uint64_t patience, const struct load_answer **answers) {
    all->answer_count = 0;
    for (uint32_t i = 0; i < all->dirty_count; i++) {
        all->connections[all->dirty[i]].is_dirty = 0;
        flush(all, all->dirty[i]);
    }
    all->dirty_count = 0;
    struct epoll_event events[EVENTS];
    int ready = await(all->poll, events, all->answer_count ? 0 : patience);
    for (int i = 0; i < ready; i++) {
        if (events[i].events & EPOLLOUT) flush(all, events[i].data.u32);
        if (events[i].events & ~(uint32_t)EPOLLOUT) receive(all, events[i].data.u32);
    }
    *answers = all->answers;
    return all->answer_count;
}
