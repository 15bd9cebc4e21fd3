#pragma once
// What Swift's Glibc module leaves out. The header stays free of _GNU_SOURCE, which would give
// <sys/select.h> another shape here than in the Glibc module; GNU calls are wrapped in CShims.c.
#include <stddef.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <sys/types.h>
#include <sys/uio.h>

/// An IP address with its port. `family` is 4, 6, or 0 where there is none; `bytes` is in network
/// order, the first four for version 4; `port` is in the host's order.
struct shims_address {
    uint8_t bytes[16];
    uint32_t scope;
    uint16_t port;
    uint8_t family;
};

// Files.

/// open(2) with O_CLOEXEC.
int shims_open(const char *path, int flags, unsigned mode);
/// fallocate(2) with FALLOC_FL_KEEP_SIZE.
int shims_reserve(int file, int64_t offset, int64_t count);
/// sync_file_range(2) with SYNC_FILE_RANGE_WRITE over the whole file.
int shims_start_write_back(int file);
/// Total bytes of the file system under `path`, and those an ordinary user may still take.
int shims_space(const char *path, int64_t *total, int64_t *available);
/// 1: a directory; 0: something else; -1: an error.
int shims_is_directory(const char *path);

// Sockets. All are made close-on-exec.

/// A stream socket of the address's family, non-blocking where `wait` is 0.
int shims_socket(const struct shims_address *address, int wait);
/// Binds with SO_REUSEADDR, and with IPV6_V6ONLY where `only` is set.
int shims_bind(int socket, const struct shims_address *address, int only);
int shims_connect(int socket, const struct shims_address *address);
/// accept4(2) with SOCK_NONBLOCK | SOCK_CLOEXEC.
int shims_accept(int listener, struct shims_address *peer);
int shims_local_address(int socket, struct shims_address *address);
int shims_peer_address(int socket, struct shims_address *address);
/// The addresses that a name has: their number, or -1 with the resolver's words in `problem`.
int shims_resolve(const char *host, struct shims_address *addresses, int capacity,
                  const char **problem);
/// Parses the text of an address; 0 where it is none.
int shims_parse_address(const char *text, struct shims_address *address);
/// Writes the text of an address without its port.
void shims_format_address(const struct shims_address *address, char text[64]);
int shims_set_no_delay(int socket);
int shims_set_send_buffer(int socket, int bytes);
int shims_set_receive_buffer(int socket, int bytes);
/// Bytes of the kernel's buffers.
int shims_send_buffer(int socket);
int shims_receive_buffer(int socket);
/// Has reads and writes give up with EAGAIN after so many milliseconds.
int shims_set_timeout(int socket, int milliseconds);
/// SO_ERROR: 0, or why a connect that was under way failed.
int shims_socket_error(int socket);
/// send(2) with MSG_NOSIGNAL, and MSG_MORE where `more` is set.
ssize_t shims_send(int socket, const void *bytes, size_t count, int more);
/// sendmsg(2) of the vectors with MSG_NOSIGNAL, and MSG_MORE where `more` is set.
ssize_t shims_send_vectors(int socket, const struct iovec *vectors, int count, int more);
ssize_t shims_send_file(int socket, int file, int64_t offset, size_t count);
/// A datagram to the unix socket `path` (a leading `@` is the abstract name space).
int shims_notify(const char *path, const char *text);

// Memory.

/// realloc(3), and malloc(3) for NULL; where there is no memory the process ends. Of a large block that
/// grows, pages change their addresses instead of bytes their place.
void *shims_resize(void *block, size_t count);
void shims_free(void *block);

// The process.

char **shims_environment(void);
int shims_random(void *bytes, size_t count);
/// Raises RLIMIT_NOFILE to its hard limit, and returns what holds then.
int64_t shims_raise_open_files(void);
/// The processors that this process may run on.
int shims_processors(void);
/// Has large blocks come from the system by themselves and go back when they are freed.
void shims_separate_large_blocks(void);
/// Gives freed memory back to the system.
void shims_trim_memory(void);
/// Lets go of the pages of code and constants that were mapped in; what is used again comes back.
void shims_forget_code(void);
/// Has writes to a closed socket fail with EPIPE instead of ending the process.
void shims_ignore_broken_pipes(void);
/// Blocks SIGTERM and SIGINT, and returns a descriptor on which they arrive.
int shims_signal_descriptor(void);
/// Takes the next signal: its number, or -1.
int shims_signal_read(int descriptor);
/// Waits until the descriptor can be read: 1, or 0 after so many milliseconds (-1: for ever).
int shims_wait_readable(int descriptor, int milliseconds);
int shims_wait_writable(int descriptor, int milliseconds);
/// Names the calling thread; `name` has at most 15 bytes.
int shims_set_thread_name(const char *name);

// Checksums.

/// CRC-32C of the bytes, going on from `crc`, that of the bytes before them (0 for none).
uint32_t shims_crc32c(uint32_t crc, const void *bytes, size_t count);
/// How many ways of computing it this processor has; the last one is the fastest.
int shims_crc32c_kernels(void);
/// The same, computed in one of these ways; number 0 is the table that works everywhere.
uint32_t shims_crc32c_by(int number, uint32_t crc, const void *bytes, size_t count);
