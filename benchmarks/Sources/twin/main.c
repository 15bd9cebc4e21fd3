// The least that a broker can do, in C: it receives Produce requests, checks the checksum, gives
// offsets, writes, syncs (group commit in a thread of its own) and answers; and it answers Fetch by
// sendfile. Strom is held against it. It speaks to blaster and drinker and to nobody else: one batch
// per request, all batches of a partition alike, no topic names, no limits.
//
//   twin DIRECTORY [--async]
//
// Prints `twin ready kafka=127.0.0.1:PORT`.
#include "wire.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/sendfile.h>

enum { PARTITIONS = 64, SMALL_READ = 65536, WAITS = 4096 };

struct partition {
    int file;
    uint64_t written;         // the end of the file; the loop's
    uint64_t synced;          // below it all is on the disk; under the lock
    uint64_t next_offset;
    size_t batch;             // bytes and records of each batch
    uint32_t records;
};

// An answer that waits until its partition is synced so far.
struct wait {
    int partition;
    uint64_t until;
    uint32_t correlation;
    uint64_t offset;
};

struct connection {
    int fd, wants_out;
    struct bytes in, out;
    size_t in_start, out_start;
    int file;                 // what sendfile still has to send after `out`
    off_t file_offset;
    size_t file_left;
    struct wait waits[WAITS];
    unsigned first_wait, next_wait;
    struct connection *next;
};

static struct partition partitions[PARTITIONS];
static const char *directory;
static int syncs = 1, poll_fd, synced_event;
static struct connection *connections;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t written = PTHREAD_COND_INITIALIZER;
static uint64_t ends[PARTITIONS];  // what the loop has written, for the thread; under the lock

// ---------------------------------------------------------------- the disk
static struct partition *partition(uint32_t number) {
    struct partition *p = &partitions[number % PARTITIONS];
    if (!p->file) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%u.log", directory, number);
        p->file = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
        if (p->file < 0) die("%s: %s", path, strerror(errno));
    }
    return p;
}

// Takes what is written of all partitions, syncs it, tells the loop: one sync for many requests.
static void *sync_forever(void *unused) {
    (void)unused;
    uint64_t done[PARTITIONS] = {0}, taken[PARTITIONS];
    for (;;) {
        pthread_mutex_lock(&lock);
        while (!memcmp(done, ends, sizeof done)) pthread_cond_wait(&written, &lock);
        memcpy(taken, ends, sizeof taken);
        pthread_mutex_unlock(&lock);
        for (int i = 0; i < PARTITIONS; i++)
            if (taken[i] != done[i] && fdatasync(partitions[i].file)) die("fdatasync: %s", strerror(errno));
        memcpy(done, taken, sizeof done);
        pthread_mutex_lock(&lock);
        for (int i = 0; i < PARTITIONS; i++) partitions[i].synced = done[i];
        pthread_mutex_unlock(&lock);
        uint64_t one = 1;
        if (write(synced_event, &one, 8) != 8) die("eventfd: %s", strerror(errno));
    }
    return NULL;
}

static void append(struct partition *p, uint8_t *batch, size_t size) {
    if (get32(batch + 8) != size - 12 || batch[16] != 2) die("no batch");
    if (shims_crc32c(0, batch + CHECKSUMMED_FROM, size - CHECKSUMMED_FROM) != get32(batch + 17)) die("a wrong checksum");
    set64(batch, p->next_offset);
    set32(batch + 12, 0);
    for (size_t at = 0; at < size;) {
        ssize_t n = pwrite(p->file, batch + at, size - at, (off_t)(p->written + at));
        if (n <= 0) die("pwrite: %s", strerror(errno));
        at += (size_t)n;
    }
    p->batch = size;
    p->records = get32(batch + 57);
    p->written += size;
    p->next_offset += p->records;
}

// ---------------------------------------------------------------- answers
static void answer_produce(struct connection *c, const struct wait *w) {
    struct bytes *o = &c->out;
    size_t start = o->count;
    add32(o, 0);
    add32(o, w->correlation);
    add32(o, 1);
    add_string(o, "t");
    add32(o, 1);
    add32(o, (uint32_t)w->partition);
    add16(o, 0);
    add64(o, w->offset);
    add64(o, UINT64_MAX);
    add64(o, 0);
    add32(o, 0);
    finish_request(o, start);
}

static void produce(struct connection *c, uint8_t *at, uint32_t correlation) {
    at += 2;
    int acks = (int16_t)get16(at);
    at += 2 + 4 + 4;
    at += 2 + get16(at) + 4;
    struct wait w = {.partition = (int)get32(at) % PARTITIONS, .correlation = correlation};
    struct partition *p = partition(get32(at));
    w.offset = p->next_offset;
    append(p, at + 8, get32(at + 4));
    w.until = p->written;
    pthread_mutex_lock(&lock);
    ends[w.partition] = p->written;
    pthread_mutex_unlock(&lock);
    pthread_cond_signal(&written);
    if (acks == 0) return;
    if (acks != -1 || !syncs) return answer_produce(c, &w);
    if (c->next_wait - c->first_wait == WAITS) die("too many requests in flight");
    c->waits[c->next_wait++ % WAITS] = w;
}

static void fetch(struct connection *c, const uint8_t *at, uint32_t correlation) {
    at += 4 + 4 + 4;
    uint32_t max = get32(at);
    at += 4 + 1 + 4;
    at += 2 + get16(at) + 4;
    uint32_t number = get32(at);
    uint64_t offset = get64(at + 4);
    struct partition *p = partition(number);
    // Before anything was written there is nothing to be had, nor behind the end.
    uint64_t from = p->records ? offset / p->records * p->batch : 0;
    uint64_t there = from < p->written ? p->written - from : 0, count = there < max ? there : max;
    if (count) count -= count % p->batch;
    struct bytes *o = &c->out;
    size_t start = o->count;
    add32(o, 0);
    add32(o, correlation);
    add32(o, 0);
    add32(o, 1);
    add_string(o, "t");
    add32(o, 1);
    add32(o, number);
    add16(o, 0);
    add64(o, p->next_offset);
    add64(o, p->next_offset);
    add32(o, UINT32_MAX);
    add32(o, (uint32_t)count);
    set32(o->at + start, (uint32_t)(o->count - start - 4 + count));
    c->file = p->file;
    c->file_offset = (off_t)from;
    c->file_left = count;
}

// Topics are always there.
static void answer_create(struct connection *c, uint32_t correlation) {
    struct bytes *o = &c->out;
    size_t start = o->count;
    add32(o, 0);
    add32(o, correlation);
    add32(o, 0);
    add32(o, 1);
    add_string(o, "t");
    add16(o, 0);
    add16(o, UINT16_MAX);
    finish_request(o, start);
}

static void answer_metadata(struct connection *c, uint32_t correlation) {
    struct bytes *o = &c->out;
    size_t start = o->count;
    add32(o, 0);
    add32(o, correlation);
    add32(o, 0);
    add32(o, 0);
    add16(o, UINT16_MAX);
    add32(o, 0);
    add32(o, 1);
    add16(o, 0);
    add_string(o, "t");
    add8(o, 0);
    add32(o, 1);
    add16(o, 0);
    for (int i = 0; i < 4; i++) add32(o, 0);
    finish_request(o, start);
}

static void handle(struct connection *c, uint8_t *frame) {
    uint32_t correlation = get32(frame + 4);
    uint8_t *body = frame + 8 + 2 + get16(frame + 8);
    switch (get16(frame)) {
    case PRODUCE: return produce(c, body, correlation);
    case FETCH: return fetch(c, body, correlation);
    case CREATE_TOPICS: return answer_create(c, correlation);
    case METADATA: return answer_metadata(c, correlation);
    default: die("nobody asks a twin for %d", get16(frame));
    }
}

// ---------------------------------------------------------------- connections
static void watch(struct connection *c, int operation) {
    struct epoll_event event = {.events = c->wants_out ? EPOLLOUT : EPOLLIN, .data.ptr = c};
    if (epoll_ctl(poll_fd, operation, c->fd, &event)) die("epoll_ctl: %s", strerror(errno));
}

// Sends what there is: 1 if some of it must wait.
static int flush(struct connection *c) {
    while (c->out_start < c->out.count) {
        int flags = MSG_NOSIGNAL | (c->file_left ? MSG_MORE : 0);
        ssize_t n = send(c->fd, c->out.at + c->out_start, c->out.count - c->out_start, flags);
        if (n < 0) return errno == EAGAIN ? 1 : -1;
        c->out_start += (size_t)n;
    }
    c->out.count = c->out_start = 0;
    while (c->file_left) {
        ssize_t n = sendfile(c->fd, c->file, &c->file_offset, c->file_left);
        if (n <= 0) return n < 0 && errno == EAGAIN ? 1 : -1;
        c->file_left -= (size_t)n;
    }
    return 0;
}

static int flush_and_watch(struct connection *c) {
    int blocked = flush(c);
    if (blocked >= 0 && blocked != c->wants_out) {
        c->wants_out = blocked;
        watch(c, EPOLL_CTL_MOD);
    }
    return blocked;
}

// Reads once: in small steps, and of a large frame exactly the rest. Returns what recv returned, and
// in `full` whether more may be there.
static ssize_t fill(struct connection *c, int *full) {
    struct bytes *in = &c->in;
    size_t have = in->count - c->in_start, room = SMALL_READ;
    if (have >= 4 && get32(in->at + c->in_start) + 4 - have > 16384) room = get32(in->at + c->in_start) + 4 - have;
    if (c->in_start && in->capacity - in->count < room) {
        memmove(in->at, in->at + c->in_start, have);
        in->count = have;
        c->in_start = 0;
    }
    uint8_t *to = grow(in, room);
    ssize_t n = recv(c->fd, to, room, 0);
    in->count -= room - (n > 0 ? (size_t)n : 0);
    *full = n == (ssize_t)room;
    return n;
}

static void serve_frames(struct connection *c) {
    while (!c->file_left) {
        size_t have = c->in.count - c->in_start;
        uint8_t *frame = c->in.at + c->in_start;
        if (have < 4 || have < 4 + (size_t)get32(frame)) return;
        c->in_start += 4 + get32(frame);
        handle(c, frame + 4);
        if (c->in_start == c->in.count) c->in_start = c->in.count = 0;
    }
}

// Serves a connection until it has nothing more: -1 when it ends.
static int pump(struct connection *c, int readable) {
    for (;;) {
        serve_frames(c);
        int blocked = flush_and_watch(c);
        if (blocked) return blocked < 0 ? -1 : 0;
        if (c->in.count - c->in_start >= 4 && c->in.count - c->in_start >= 4 + (size_t)get32(c->in.at + c->in_start)) continue;
        if (!readable) return 0;
        ssize_t n = fill(c, &readable);
        if (n == 0 || (n < 0 && errno != EAGAIN)) return -1;
        if (n < 0) return 0;
    }
}

static void close_connection(struct connection *c) {
    for (struct connection **at = &connections; *at; at = &(*at)->next)
        if (*at == c) {
            *at = c->next;
            break;
        }
    close(c->fd);
    free(c->in.at);
    free(c->out.at);
    free(c);
}

static void accept_all(int listener) {
    int fd;
    while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
        int one = 1;
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        struct connection *c = calloc(1, sizeof *c);
        c->fd = fd;
        c->next = connections;
        connections = c;
        watch(c, EPOLL_CTL_ADD);
    }
}

// Answers what the last sync has fulfilled.
static void answer_synced(void) {
    uint64_t ignored, synced[PARTITIONS];
    if (read(synced_event, &ignored, 8) != 8) return;
    pthread_mutex_lock(&lock);
    for (int i = 0; i < PARTITIONS; i++) synced[i] = partitions[i].synced;
    pthread_mutex_unlock(&lock);
    for (struct connection *c = connections, *next; c; c = next) {
        next = c->next;
        while (c->first_wait != c->next_wait) {
            struct wait *w = &c->waits[c->first_wait % WAITS];
            if (synced[w->partition] < w->until) break;
            answer_produce(c, w);
            c->first_wait++;
        }
        if (flush_and_watch(c) < 0) close_connection(c);
    }
}

int main(int count, char **words) {
    if (count < 2) die("usage: twin DIRECTORY [--async]");
    signal(SIGPIPE, SIG_IGN);  // sendfile to who is gone
    directory = words[1];
    syncs = !(count > 2 && !strcmp(words[2], "--async"));
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    if (bind(listener, (void *)&address, sizeof address) || listen(listener, 1024) ||
        getsockname(listener, (void *)&address, &length))
        die("bind: %s", strerror(errno));
    poll_fd = epoll_create1(EPOLL_CLOEXEC);
    synced_event = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    struct epoll_event listening = {.events = EPOLLIN, .data.ptr = NULL};
    struct epoll_event synced = {.events = EPOLLIN, .data.ptr = &synced_event};
    epoll_ctl(poll_fd, EPOLL_CTL_ADD, listener, &listening);
    epoll_ctl(poll_fd, EPOLL_CTL_ADD, synced_event, &synced);
    pthread_t thread;
    if (syncs && pthread_create(&thread, NULL, sync_forever, NULL)) die("no thread could be started");
    printf("twin ready kafka=127.0.0.1:%d\n", ntohs(address.sin_port));
    fflush(stdout);
    for (struct epoll_event events[256];;) {
        int ready = epoll_wait(poll_fd, events, 256, -1);
        for (int i = 0; i < ready; i++) {
            struct connection *c = events[i].data.ptr;
            if (!c) {
                accept_all(listener);
            } else if ((void *)c == &synced_event) {
                // It may close connections of which this round has events: the next round has them again.
                answer_synced();
                break;
            } else if (pump(c, !!(events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR))) < 0) {
                close_connection(c);
                break;
            }
        }
    }
}
