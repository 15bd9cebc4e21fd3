#pragma once
#include <fcntl.h>
#include <sys/epoll.h>

#include "wire.h"

enum { EVENTS = 256 };

// Asks for the metadata of no topic, and takes the answer: the broker has accepted this connection and all before it.
static inline void greet(int fd) {
    struct bytes b = {0};
    size_t start = begin_request(&b, METADATA, METADATA_VERSION, 1);
    add32(&b, 0);
    add8(&b, 0);
    finish_request(&b, start);
    send_all(fd, b.at, b.count);
    receive_frame(fd, &b);
    free(b.at);
}

static inline int new_poll(void) {
    int poll = epoll_create1(EPOLL_CLOEXEC);
    if (poll < 0) die("epoll_create1: %s", strerror(errno));
    return poll;
}

// Puts a connection into a poll, from now on without waiting; `number` comes with its events.
static inline void watch(int poll, int fd, int operation, uint32_t events, uint32_t number) {
    if (operation == EPOLL_CTL_ADD) fcntl(fd, F_SETFL, O_NONBLOCK);
    struct epoll_event event = {.events = events, .data.u32 = number};
    if (epoll_ctl(poll, operation, fd, &event)) die("epoll_ctl: %s", strerror(errno));
}

// Waits so many nanoseconds at most, which epoll_wait cannot.
static inline int await(int poll, struct epoll_event *events, uint64_t patience) {
    struct timespec time = {.tv_sec = (time_t)(patience / 1000000000u), .tv_nsec = (long)(patience % 1000000000u)};
    int ready = epoll_pwait2(poll, events, EVENTS, &time, NULL);
    if (ready < 0 && errno != EINTR) die("epoll_pwait2: %s", strerror(errno));
    return ready < 0 ? 0 : ready;
}
