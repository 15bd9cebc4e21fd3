// The most requests that one core can answer: epoll, recv, send, and nothing between.
#include "ceilings.h"

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/wait.h>

enum { FRAME = 100, AT_ONCE = 64 * FRAME, EVENTS = 256 };

static void stay_on(int cpu) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(cpu, &set);
    sched_setaffinity(0, sizeof set, &set);  // where there is one CPU only, both are there
}

static int listen_somewhere(struct sockaddr_in *address) {
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    *address = (struct sockaddr_in){.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof *address;
    if (bind(listener, (void *)address, sizeof *address) || listen(listener, 1024) ||
        getsockname(listener, (void *)address, &length))
        die("bind: %s", strerror(errno));
    return listener;
}

static void add(int poll, int fd) {
    int one = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    fcntl(fd, F_SETFL, O_NONBLOCK);
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
    if (epoll_ctl(poll, EPOLL_CTL_ADD, fd, &event)) die("epoll_ctl: %s", strerror(errno));
}

// Sends back whatever comes, which is the server's work and the client's alike: bytes that were sent back.
static uint64_t send_back(int poll) {
    static uint8_t bytes[AT_ONCE];
    struct epoll_event events[EVENTS];
    int ready = epoll_wait(poll, events, EVENTS, 100);
    uint64_t sent = 0;
    for (int i = 0; i < ready; i++) {
        ssize_t got = recv(events[i].data.fd, bytes, sizeof bytes, 0);
        if (got <= 0 || send(events[i].data.fd, bytes, (size_t)got, MSG_NOSIGNAL) != got) continue;
        sent += (uint64_t)got;
    }
    return sent;
}

static void run_client(const struct sockaddr_in *address, int connections, int depth) {
    stay_on(1);
    uint8_t frames[AT_ONCE] = {0};
    int poll = epoll_create1(0);
    for (int i = 0; i < connections; i++) {
        int fd = socket(AF_INET, SOCK_STREAM, 0);
        if (connect(fd, (const void *)address, sizeof *address)) _exit(1);
        add(poll, fd);
        send_all(fd, frames, (size_t)depth * FRAME);
    }
    for (;;) send_back(poll);
}

uint64_t echo(int connections, int depth, int seconds, struct cost *cost) {
    struct sockaddr_in address;
    int listener = listen_somewhere(&address), poll = epoll_create1(0);
    pid_t client = fork();
    if (client == 0) run_client(&address, connections, depth);
    cpu_set_t before;
    sched_getaffinity(0, sizeof before, &before);
    stay_on(0);
    int *accepted = calloc((size_t)connections, sizeof *accepted);
    for (int i = 0; i < connections; i++) add(poll, accepted[i] = accept(listener, NULL, NULL));
    uint64_t start = now_ns(), end = start + (uint64_t)seconds * 1000000000u, bytes = 0;
    double cpu = cpu_seconds();
    while (now_ns() < end) bytes += send_back(poll);
    *cost = (struct cost){(double)(now_ns() - start) / 1e9, cpu_seconds() - cpu};
    kill(client, SIGKILL);
    waitpid(client, NULL, 0);
    for (int i = 0; i < connections; i++) close(accepted[i]);
    free(accepted);
    close(listener);
    close(poll);
    sched_setaffinity(0, sizeof before, &before);
    return bytes / FRAME;
}
