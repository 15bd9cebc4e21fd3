// A producer and a consumer that waits: one record at a time, from one to the other.
#include "fetching.h"
#include "load.h"

struct load_pair {
    int producer, consumer;
    uint64_t offset;
    size_t offset_at;  // where in the fetch its offset stands
    struct bytes produce, fetch, answer;
};

static void encode_fetch(struct load_pair *pair, const char *topic) {
    struct bytes *b = &pair->fetch;
    size_t start = begin_request(b, FETCH, FETCH_VERSION, 3);
    add32(b, UINT32_MAX);
    add32(b, 5000);
    add32(b, 1);
    add32(b, 1 << 20);
    add8(b, 0);
    add32(b, 1);
    add_string(b, topic);
    add32(b, 1);
    add32(b, 0);
    pair->offset_at = b->count;
    add64(b, 0);
    add32(b, 1 << 20);
    finish_request(b, start);
}

struct load_pair *load_pair_open(const char *address, const char *topic, size_t record) {
    struct load_pair *pair = calloc(1, sizeof *pair);
    pair->producer = connect_to(address, 5000);
    pair->consumer = connect_to(address, 5000);
    pair->offset = end_of(pair->consumer, topic, 0);
    add_produce(&pair->produce, topic, 0, -1, &(struct shape){.record = record, .size = 1});
    encode_fetch(pair, topic);
    return pair;
}

// The records in the answer to a fetch: how many.
static uint32_t records_in(const struct bytes *answer) {
    size_t name = 4 + 4 + 4;
    size_t partition = name + 2 + get16(answer->at + name) + 4;
    int error = (int16_t)get16(answer->at + partition + 4);
    if (error) die("Fetch: error %d", error);
    int32_t aborted = (int32_t)get32(answer->at + partition + 22);
    size_t records = partition + 26 + (aborted > 0 ? (size_t)aborted * 16 : 0) + 4;
    return answer->count < records + BATCH_HEADER ? 0 : get32(answer->at + records + 57);
}

uint64_t load_pair_pass(struct load_pair *pair, uint64_t pause) {
    set64(pair->fetch.at + pair->offset_at, pair->offset);
    send_all(pair->consumer, pair->fetch.at, pair->fetch.count);
    struct timespec time = {.tv_sec = 0, .tv_nsec = (long)pause};
    nanosleep(&time, NULL);
    uint64_t begun = now_ns();
    send_all(pair->producer, pair->produce.at, pair->produce.count);
    receive_frame(pair->consumer, &pair->answer);
    uint64_t took = now_ns() - begun;
    uint32_t records = records_in(&pair->answer);
    if (records != 1) die("%u records where one was sent", records);
    pair->offset += records;
    receive_frame(pair->producer, &pair->answer);
    if (produce_error(&pair->answer)) die("Produce: error %d", produce_error(&pair->answer));
    return took;
}
