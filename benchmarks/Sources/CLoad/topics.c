// Topics, the question which there are, and connections that do nothing.
#include "load.h"
#include "polling.h"

void load_make_topic(const char *address, const char *topic, int partitions, const char *config) {
    int fd = connect_to(address, 5000);
    create_topic(fd, topic, partitions, config);
    await_topic(fd, topic);
    close(fd);
}

void load_make_topics(const char *address, const char *topic, int count, int partitions, int per_request,
                      const char *config) {
    int fd = connect_to(address, 5000);
    for (int first = 0; first < count; first += per_request) {
        int now = count - first < per_request ? count - first : per_request;
        create_topics(fd, topic, first, now, partitions, config);
    }
    close(fd);
}

size_t load_metadata(const char *address, int times, uint64_t *took) {
    int fd = connect_to(address, 5000);
    struct bytes request = {0};
    size_t start = begin_request(&request, METADATA, METADATA_VERSION, 1);
    add32(&request, UINT32_MAX);
    add8(&request, 0);
    finish_request(&request, start);
    size_t count = 0;
    for (int i = 0; i < times; i++) {
        uint8_t size[4];
        uint64_t begun = now_ns();
        send_all(fd, request.at, request.count);
        receive_all(fd, size, 4, 0);
        count = get32(size);
        receive_all(fd, NULL, count, MSG_TRUNC);
        took[i] = now_ns() - begun;
    }
    close(fd);
    free(request.at);
    return count;
}

void load_hold(const char *address, int connections) {
    for (int i = 0; i < connections; i++) greet(connect_to(address, 5000));
}
