// What this machine can do at best, whatever a broker does: bytes over loopback, bytes from a file in
// the page cache to a socket, bytes to a file and to its disk, echoes.
//
//   ceilings DIRECTORY BYTES
//
// Prints one line of JSON. CPU is that of the sending side (what a broker spends), in seconds per GiB.
#include "ceilings.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/sendfile.h>
#include <sys/wait.h>

enum { CHUNK = 256 << 10, SMALL = 16 << 10, GROUP = 4 << 20, SYNCS = 200 };

double cpu_seconds(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

// A socket whose other end a child reads until it closes, copying or discarding; the child's CPU goes
// into `other_cpu` when it is waited for.
static int socket_to_child(uint64_t bytes, int flags, pid_t *child) {
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    if (bind(listener, (void *)&address, sizeof address) || listen(listener, 1) ||
        getsockname(listener, (void *)&address, &length))
        die("bind: %s", strerror(errno));
    *child = fork();
    if (*child == 0) {
        int fd = accept(listener, NULL, NULL);
        uint8_t *buffer = malloc(CHUNK);
        for (uint64_t left = bytes; left > 0;) {
            ssize_t n = recv(fd, buffer, CHUNK, flags);
            if (n <= 0) _exit(1);
            left -= (uint64_t)n;
        }
        _exit(send(fd, "x", 1, 0) != 1);
    }
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(fd, (void *)&address, sizeof address)) die("connect: %s", strerror(errno));
    close(listener);
    return fd;
}

static struct cost finish(int fd, pid_t child, uint64_t start, double cpu_before) {
    uint8_t done;
    receive_all(fd, &done, 1, 0);
    struct cost cost = {(double)(now_ns() - start) / 1e9, cpu_seconds() - cpu_before};
    close(fd);
    int status;
    if (waitpid(child, &status, 0) < 0 || status) die("the receiver failed");
    return cost;
}

static struct cost loopback(uint64_t bytes) {
    pid_t child;
    int fd = socket_to_child(bytes, 0, &child);
    uint8_t *buffer = calloc(1, CHUNK);
    uint64_t start = now_ns();
    double cpu = cpu_seconds();
    for (uint64_t left = bytes; left > 0;) {
        size_t n = left < CHUNK ? left : CHUNK;
        send_all(fd, buffer, n);
        left -= n;
    }
    free(buffer);
    return finish(fd, child, start, cpu);
}

// The receiving side is the one that counts: a broker receives what is produced.
static struct cost receive_loopback(uint64_t bytes) {
    int ends[2];
    pid_t child;
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    if (pipe(ends) || bind(listener, (void *)&address, sizeof address) || listen(listener, 1) ||
        getsockname(listener, (void *)&address, &length))
        die("bind: %s", strerror(errno));
    child = fork();
    if (child == 0) {
        int fd = socket(AF_INET, SOCK_STREAM, 0);
        if (connect(fd, (void *)&address, sizeof address)) _exit(1);
        uint8_t *buffer = calloc(1, CHUNK);
        for (uint64_t left = bytes; left > 0;) {
            size_t n = left < CHUNK ? left : CHUNK;
            send_all(fd, buffer, n);
            left -= n;
        }
        char done;
        _exit(read(ends[0], &done, 1) != 1);
    }
    int fd = accept(listener, NULL, NULL);
    uint8_t *buffer = malloc(CHUNK);
    uint64_t start = now_ns();
    double cpu = cpu_seconds();
    for (uint64_t left = bytes; left > 0;) {
        ssize_t n = recv(fd, buffer, CHUNK, 0);
        if (n <= 0) die("the sender failed");
        left -= (uint64_t)n;
    }
    struct cost cost = {(double)(now_ns() - start) / 1e9, cpu_seconds() - cpu};
    int status;
    if (write(ends[1], "x", 1) != 1 || waitpid(child, &status, 0) < 0 || status) die("the sender failed");
    close(fd);
    close(listener);
    free(buffer);
    return cost;
}

static struct cost send_from(int file, uint64_t bytes) {
    pid_t child;
    int fd = socket_to_child(bytes, MSG_TRUNC, &child);
    uint64_t start = now_ns();
    double cpu = cpu_seconds();
    off_t offset = 0;
    while ((uint64_t)offset < bytes) {
        ssize_t n = sendfile(fd, file, &offset, bytes - (uint64_t)offset < 1 << 20 ? bytes - (uint64_t)offset : 1 << 20);
        if (n <= 0) die("sendfile: %s", strerror(errno));
    }
    return finish(fd, child, start, cpu);
}

// Writes with one fdatasync for every `group` bytes, as a group commit does; none for 0.
static struct cost write_to(int file, uint64_t bytes, size_t chunk, uint64_t group) {
    uint8_t *buffer = malloc(chunk);
    memset(buffer, 'x', chunk);
    uint64_t start = now_ns(), unsynced = 0;
    double cpu = cpu_seconds();
    for (uint64_t at = 0; at < bytes; at += chunk) {
        if (pwrite(file, buffer, chunk, (off_t)at) != (ssize_t)chunk) die("pwrite: %s", strerror(errno));
        unsynced += chunk;
        if (group && unsynced >= group) {
            if (fdatasync(file)) die("fdatasync: %s", strerror(errno));
            unsynced = 0;
        }
    }
    if (group && fdatasync(file)) die("fdatasync: %s", strerror(errno));
    free(buffer);
    return (struct cost){(double)(now_ns() - start) / 1e9, cpu_seconds() - cpu};
}

static int fresh_file(const char *directory) {
    char path[4096];
    snprintf(path, sizeof path, "%s/ceilings.bin", directory);
    int file = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (file < 0) die("%s: %s", path, strerror(errno));
    unlink(path);
    return file;
}

// How long fdatasync takes after each append of so many bytes.
static void print_syncs(const char *directory, size_t size, const char *name) {
    int file = fresh_file(directory);
    uint8_t *buffer = malloc(size);
    memset(buffer, 'x', size);
    double latencies[SYNCS];
    for (int i = 0; i < SYNCS; i++) {
        if (pwrite(file, buffer, size, (off_t)(i * size)) != (ssize_t)size) die("pwrite: %s", strerror(errno));
        uint64_t start = now_ns();
        if (fdatasync(file)) die("fdatasync: %s", strerror(errno));
        latencies[i] = (double)(now_ns() - start) / 1e3;
    }
    close(file);
    free(buffer);
    printf("\"fdatasync after %s\": {\"p50_us\": %.0f, \"p99_us\": %.0f}, ", name, quantile(latencies, SYNCS, 0.5),
           quantile(latencies, SYNCS, 0.99));
}

static void print(const char *name, struct cost cost, uint64_t bytes) {
    printf("\"%s\": {\"megabytes_per_second\": %.1f, \"cpu_seconds_per_gib\": %.4f}, ", name,
           (double)bytes / cost.seconds / 1e6, cost.cpu * 1073741824.0 / (double)bytes);
}

static void print_echo(const char *name, int depth) {
    struct cost cost;
    uint64_t echoes = echo(256, depth, 2, &cost);
    printf("\"%s\": {\"per_second\": %.0f, \"cpu_seconds_per_million\": %.4f}", name, (double)echoes / cost.seconds,
           cost.cpu * 1e6 / (double)echoes);
}

int main(int count, char **words) {
    if (count != 3) die("usage: ceilings DIRECTORY BYTES");
    uint64_t bytes = strtoull(words[2], NULL, 10);
    bytes -= bytes % CHUNK;
    printf("{");
    print("loopback, sending", loopback(bytes), bytes);
    print("loopback, receiving", receive_loopback(bytes), bytes);
    int cached = fresh_file(words[1]);
    print("write to the page cache, 16 KiB", write_to(cached, bytes, SMALL, 0), bytes);
    print("sendfile", send_from(cached, bytes), bytes);
    close(cached);
    int synced = fresh_file(words[1]);
    print("write 16 KiB, fdatasync every 4 MiB", write_to(synced, bytes, SMALL, GROUP), bytes);
    close(synced);
    synced = fresh_file(words[1]);
    print("write 256 KiB, fdatasync every 4 MiB", write_to(synced, bytes, CHUNK, GROUP), bytes);
    close(synced);
    print_syncs(words[1], 4 << 10, "4 KiB");
    print_syncs(words[1], 128 << 10, "128 KiB");
    print_syncs(words[1], 1 << 20, "1 MiB");
    print_echo("echo, one at a time", 1);
    printf(", ");
    print_echo("echo, 5 in flight", 5);
    printf("}\n");
}
