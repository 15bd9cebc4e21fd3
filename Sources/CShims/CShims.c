#define _GNU_SOURCE
#include "CShims.h"
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <malloc.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/sendfile.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/un.h>
#include <unistd.h>

// Files.

int shims_open(const char *path, int flags, unsigned mode) {
    return open(path, flags | O_CLOEXEC, (mode_t)mode);
}

int shims_reserve(int file, int64_t offset, int64_t count) {
    return fallocate(file, FALLOC_FL_KEEP_SIZE, offset, count);
}

int shims_start_write_back(int file) {
    return sync_file_range(file, 0, 0, SYNC_FILE_RANGE_WRITE);
}

int shims_space(const char *path, int64_t *total, int64_t *available) {
    struct statvfs space;
    if (statvfs(path, &space) != 0) return -1;
    *total = (int64_t)space.f_blocks * (int64_t)space.f_frsize;
    *available = (int64_t)space.f_bavail * (int64_t)space.f_frsize;
    return 0;
}

int shims_is_directory(const char *path) {
    struct stat status;
    if (stat(path, &status) != 0) return -1;
    return S_ISDIR(status.st_mode);
}

// Sockets.

union any_address {
    struct sockaddr base;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
    struct sockaddr_storage room;
};

static socklen_t to_system(const struct shims_address *from, union any_address *to) {
    memset(to, 0, sizeof *to);
    if (from->family == 6) {
        to->v6.sin6_family = AF_INET6;
        to->v6.sin6_port = htons(from->port);
        to->v6.sin6_scope_id = from->scope;
        memcpy(&to->v6.sin6_addr, from->bytes, 16);
        return sizeof to->v6;
    }
    to->v4.sin_family = AF_INET;
    to->v4.sin_port = htons(from->port);
    memcpy(&to->v4.sin_addr, from->bytes, 4);
    return sizeof to->v4;
}

// An IPv4 address that came over an IPv6 socket is told as what it is.
static void from_system(const union any_address *from, struct shims_address *to) {
    memset(to, 0, sizeof *to);
    if (from->base.sa_family == AF_INET) {
        to->family = 4;
        to->port = ntohs(from->v4.sin_port);
        memcpy(to->bytes, &from->v4.sin_addr, 4);
    } else if (from->base.sa_family == AF_INET6) {
        to->port = ntohs(from->v6.sin6_port);
        if (IN6_IS_ADDR_V4MAPPED(&from->v6.sin6_addr)) {
            to->family = 4;
            memcpy(to->bytes, from->v6.sin6_addr.s6_addr + 12, 4);
        } else {
            to->family = 6;
            to->scope = from->v6.sin6_scope_id;
            memcpy(to->bytes, &from->v6.sin6_addr, 16);
        }
    }
}

int shims_socket(const struct shims_address *address, int wait) {
    return socket(address->family == 6 ? AF_INET6 : AF_INET,
                  SOCK_STREAM | SOCK_CLOEXEC | (wait ? 0 : SOCK_NONBLOCK), 0);
}

int shims_bind(int socket, const struct shims_address *address, int only) {
    int on = 1;
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (address->family == 6) setsockopt(socket, IPPROTO_IPV6, IPV6_V6ONLY, &only, sizeof only);
    union any_address system;
    socklen_t length = to_system(address, &system);
    return bind(socket, &system.base, length);
}

int shims_connect(int socket, const struct shims_address *address) {
    union any_address system;
    socklen_t length = to_system(address, &system);
    return connect(socket, &system.base, length);
}

int shims_accept(int listener, struct shims_address *peer) {
    union any_address system;
    memset(&system, 0, sizeof system);
    socklen_t length = sizeof system;
    int accepted = accept4(listener, &system.base, &length, SOCK_NONBLOCK | SOCK_CLOEXEC);
    from_system(&system, peer);
    return accepted;
}

int shims_local_address(int socket, struct shims_address *address) {
    union any_address system;
    memset(&system, 0, sizeof system);
    socklen_t length = sizeof system;
    if (getsockname(socket, &system.base, &length) != 0) return -1;
    from_system(&system, address);
    return 0;
}

int shims_peer_address(int socket, struct shims_address *address) {
    union any_address system;
    memset(&system, 0, sizeof system);
    socklen_t length = sizeof system;
    if (getpeername(socket, &system.base, &length) != 0) return -1;
    from_system(&system, address);
    return 0;
}

int shims_resolve(const char *host, struct shims_address *addresses, int capacity,
                  const char **problem) {
    struct addrinfo hints;
    memset(&hints, 0, sizeof hints);
    hints.ai_socktype = SOCK_STREAM;
    struct addrinfo *found = 0;
    int code = getaddrinfo(host, 0, &hints, &found);
    if (code != 0) {
        *problem = code == EAI_SYSTEM ? strerror(errno) : gai_strerror(code);
        return -1;
    }
    int count = 0;
    for (struct addrinfo *each = found; each && count < capacity; each = each->ai_next) {
        union any_address system;
        memset(&system, 0, sizeof system);
        memcpy(&system, each->ai_addr, each->ai_addrlen);
        from_system(&system, &addresses[count]);
        if (addresses[count].family) count++;
    }
    freeaddrinfo(found);
    return count;
}

int shims_parse_address(const char *text, struct shims_address *address) {
    memset(address, 0, sizeof *address);
    if (inet_pton(AF_INET, text, address->bytes) == 1) {
        address->family = 4;
    } else if (inet_pton(AF_INET6, text, address->bytes) == 1) {
        address->family = 6;
    }
    return address->family != 0;
}

void shims_format_address(const struct shims_address *address, char text[64]) {
    if (!inet_ntop(address->family == 6 ? AF_INET6 : AF_INET, address->bytes, text, 64)) {
        text[0] = 0;
    }
}

int shims_set_no_delay(int socket) {
    int on = 1;
    return setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

int shims_set_send_buffer(int socket, int bytes) {
    return setsockopt(socket, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
}

int shims_set_receive_buffer(int socket, int bytes) {
    return setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
}

static int buffer_size(int socket, int option) {
    int bytes;
    socklen_t length = sizeof bytes;
    return getsockopt(socket, SOL_SOCKET, option, &bytes, &length) == 0 ? bytes : -1;
}

int shims_send_buffer(int socket) { return buffer_size(socket, SO_SNDBUF); }

int shims_receive_buffer(int socket) { return buffer_size(socket, SO_RCVBUF); }

int shims_set_timeout(int socket, int milliseconds) {
    struct timeval time = {milliseconds / 1000, milliseconds % 1000 * 1000};
    int result = setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &time, sizeof time);
    return result != 0 ? result : setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &time, sizeof time);
}

int shims_socket_error(int socket) {
    int error = 0;
    socklen_t length = sizeof error;
    return getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &length) != 0 ? errno : error;
}

ssize_t shims_send(int socket, const void *bytes, size_t count, int more) {
    return send(socket, bytes, count, MSG_NOSIGNAL | (more ? MSG_MORE : 0));
}

ssize_t shims_send_vectors(int socket, const struct iovec *vectors, int count, int more) {
    struct msghdr message;
    memset(&message, 0, sizeof message);
    message.msg_iov = (struct iovec *)vectors;
    message.msg_iovlen = (size_t)count;
    return sendmsg(socket, &message, MSG_NOSIGNAL | (more ? MSG_MORE : 0));
}

ssize_t shims_send_file(int socket, int file, int64_t offset, size_t count) {
    off_t position = offset;
    return sendfile(socket, file, &position, count);
}

int shims_notify(const char *path, const char *text) {
    struct sockaddr_un address;
    size_t length = strlen(path);
    if (length == 0 || length >= sizeof address.sun_path) {
        errno = EINVAL;
        return -1;
    }
    memset(&address, 0, sizeof address);
    address.sun_family = AF_UNIX;
    memcpy(address.sun_path, path, length);
    if (path[0] == '@') address.sun_path[0] = 0;
    int descriptor = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return -1;
    socklen_t size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length);
    ssize_t sent =
        sendto(descriptor, text, strlen(text), MSG_NOSIGNAL, (struct sockaddr *)&address, size);
    int error = errno;
    close(descriptor);
    errno = error;
    return sent < 0 ? -1 : 0;
}

// The process.

extern char **environ;

char **shims_environment(void) { return environ; }

int shims_random(void *bytes, size_t count) {
    uint8_t *next = bytes;
    while (count > 0) {
        ssize_t got = getrandom(next, count, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return -1;
        next += got;
        count -= (size_t)got;
    }
    return 0;
}

int64_t shims_raise_open_files(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 1024;
    struct rlimit raised = {limit.rlim_max, limit.rlim_max};
    if (setrlimit(RLIMIT_NOFILE, &raised) == 0) limit = raised;
    return limit.rlim_cur > INT32_MAX ? INT32_MAX : (int64_t)limit.rlim_cur;
}

int shims_processors(void) {
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0) return CPU_COUNT(&set);
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    return online < 1 ? 1 : (int)online;
}

void shims_separate_large_blocks(void) {
    // Set once, the thresholds are fixed: glibc would raise them with each large block that is freed,
    // and keep in its heaps what a few large requests had taken.
    mallopt(M_MMAP_THRESHOLD, 256 << 10);
    mallopt(M_TRIM_THRESHOLD, 2 << 20);
}

void *shims_resize(void *block, size_t count) {
    void *found = realloc(block, count);
    if (!found) abort();
    return found;
}

void shims_free(void *block) { free(block); }

void shims_trim_memory(void) { malloc_trim(0); }

// Only what is mapped from files and cannot be written: the page cache has it, and a fault brings
// back what is used again.
static int forget_read_only(struct dl_phdr_info *object, size_t size, void *nothing) {
    (void)size, (void)nothing;
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    for (int i = 0; i < object->dlpi_phnum; i++) {
        const ElfW(Phdr) *segment = &object->dlpi_phdr[i];
        if (segment->p_type != PT_LOAD || segment->p_flags & PF_W) continue;
        uintptr_t start = (object->dlpi_addr + segment->p_vaddr) & ~(page - 1);
        uintptr_t end = object->dlpi_addr + segment->p_vaddr + segment->p_filesz;
        madvise((void *)start, end - start, MADV_DONTNEED);
    }
    return 0;
}

void shims_forget_code(void) { dl_iterate_phdr(forget_read_only, 0); }

void shims_ignore_broken_pipes(void) { signal(SIGPIPE, SIG_IGN); }

int shims_signal_descriptor(void) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    int error = pthread_sigmask(SIG_BLOCK, &set, 0);
    if (error != 0) {
        errno = error;
        return -1;
    }
    return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

int shims_signal_read(int descriptor) {
    struct signalfd_siginfo info;
    ssize_t got = read(descriptor, &info, sizeof info);
    return got == sizeof info ? (int)info.ssi_signo : -1;
}

static int wait_for(int descriptor, short events, int milliseconds) {
    struct pollfd entry = {descriptor, events, 0};
    return poll(&entry, 1, milliseconds);
}

int shims_wait_readable(int descriptor, int milliseconds) {
    return wait_for(descriptor, POLLIN, milliseconds);
}

int shims_wait_writable(int descriptor, int milliseconds) {
    return wait_for(descriptor, POLLOUT, milliseconds);
}

int shims_set_thread_name(const char *name) { return pthread_setname_np(pthread_self(), name); }
