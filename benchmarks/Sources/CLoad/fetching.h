#pragma once
#include "wire.h"

enum { LIST_OFFSETS = 2, LIST_OFFSETS_VERSION = 1 };

// Asks on a connection that still waits: the offset behind the last record.
static inline uint64_t end_of(int fd, const char *topic, int partition) {
    struct bytes b = {0};
    size_t start = begin_request(&b, LIST_OFFSETS, LIST_OFFSETS_VERSION, 4);
    add32(&b, UINT32_MAX);
    add32(&b, 1);
    add_string(&b, topic);
    add32(&b, 1);
    add32(&b, (uint32_t)partition);
    add64(&b, UINT64_MAX);
    finish_request(&b, start);
    send_all(fd, b.at, b.count);
    receive_frame(fd, &b);
    size_t at = 4 + 4 + 2 + strlen(topic) + 4 + 4;
    if (b.count < at + 18 || get16(b.at + at)) die("ListOffsets: error %d", b.count < at + 2 ? -1 : get16(b.at + at));
    uint64_t end = get64(b.at + at + 10);
    free(b.at);
    return end;
}
