// Fetches a topic from its beginning and throws it away: what is between the first header and the end
// of an answer is discarded in the kernel, so that the broker is what is measured.
//
//   drinker HOST:PORT --bytes N [--topic NAME] [--partitions N] [--max BYTES] [--check]
//
// One connection and one thread per partition. All batches of the topic must be alike, as blaster
// writes them: where the next fetch begins is computed from the first. With --check every byte is
// read, every checksum taken and every offset compared. Prints one line of JSON.
#include "wire.h"

#include <getopt.h>
#include <pthread.h>
#include <sys/resource.h>

static struct {
    const char *address, *topic;
    uint64_t bytes;
    int partitions, check;
    uint32_t max;
} want = {.topic = "bench", .partitions = 4, .max = 1 << 20};

struct lane {
    pthread_t thread;
    int partition;
    uint64_t bytes, goal, batches;
};

static void ask(int fd, struct bytes *b, int partition, uint64_t offset) {
    b->count = 0;
    size_t start = begin_request(b, FETCH, FETCH_VERSION, 3);
    add32(b, UINT32_MAX);
    add32(b, 500);
    add32(b, 1);
    add32(b, want.max);
    add8(b, 0);
    add32(b, 1);
    add_string(b, want.topic);
    add32(b, 1);
    add32(b, (uint32_t)partition);
    add64(b, offset);
    add32(b, want.max);
    finish_request(b, start);
    send_all(fd, b->at, b->count);
}

// Reads the answer up to its records: how many bytes of them follow.
static size_t receive_head(int fd, struct bytes *b) {
    uint8_t size[4];
    receive_all(fd, size, 4, 0);
    size_t name = 4 + 4 + 4;
    b->count = 0;
    receive_all(fd, grow(b, name + 2), name + 2, 0);
    size_t rest = get16(b->at + name) + 4 + 4 + 2 + 8 + 8;
    receive_all(fd, grow(b, rest), rest, 0);
    int error = (int16_t)get16(b->at + b->count - 18);
    if (error) die("Fetch: error %d", error);
    uint8_t aborted[4], length[4];
    receive_all(fd, aborted, 4, 0);
    if ((int32_t)get32(aborted) > 0) die("aborted transactions, where none are expected");
    receive_all(fd, length, 4, 0);
    return (int32_t)get32(length) > 0 ? get32(length) : 0;
}

static void check(const uint8_t *at, const uint8_t *end, uint64_t *offset) {
    while (end - at >= BATCH_HEADER && end - at >= 12 + (int64_t)get32(at + 8)) {
        size_t size = 12 + get32(at + 8);
        if (get64(at) != *offset) die("offset %llu where %llu was expected", (unsigned long long)get64(at), (unsigned long long)*offset);
        if (shims_crc32c(0, at + CHECKSUMMED_FROM, size - CHECKSUMMED_FROM) != get32(at + 17)) die("a wrong checksum");
        *offset += 1 + get32(at + 23);
        at += size;
    }
}

static void *drink(void *argument) {
    struct lane *lane = argument;
    int fd = connect_to(want.address, 0);
    struct bytes b = {0}, records = {0};
    uint8_t first[BATCH_HEADER];
    uint64_t offset = 0;
    while (lane->bytes < lane->goal) {
        ask(fd, &b, lane->partition, offset);
        size_t count = receive_head(fd, &b);
        if (count < BATCH_HEADER) die("partition %d ends after %llu bytes", lane->partition, (unsigned long long)lane->bytes);
        receive_all(fd, first, BATCH_HEADER, 0);
        size_t size = 12 + get32(first + 8), whole = count / size;
        if (!whole) die("no whole batch in an answer of %zu bytes", count);
        if (want.check) {
            records.count = 0;
            add_bytes(&records, first, BATCH_HEADER);
            receive_all(fd, grow(&records, count - BATCH_HEADER), count - BATCH_HEADER, 0);
            check(records.at, records.at + count, &offset);
        } else {
            if (count > BATCH_HEADER) receive_all(fd, NULL, count - BATCH_HEADER, MSG_TRUNC);
            offset += whole * get32(first + 57);
        }
        lane->bytes += whole * size;
        lane->batches += whole;
    }
    close(fd);
    free(b.at);
    free(records.at);
    return NULL;
}

static void read_options(int count, char **words) {
    static const struct option options[] = {{"bytes", 1, 0, 'n'}, {"topic", 1, 0, 't'}, {"partitions", 1, 0, 'p'},
                                            {"max", 1, 0, 'm'},   {"check", 0, 0, 'c'}, {0}};
    for (int option; (option = getopt_long(count, words, "", options, NULL)) != -1;) switch (option) {
        case 'n': want.bytes = strtoull(optarg, NULL, 10); break;
        case 't': want.topic = optarg; break;
        case 'p': want.partitions = atoi(optarg); break;
        case 'm': want.max = (uint32_t)strtoul(optarg, NULL, 10); break;
        case 'c': want.check = 1; break;
        default: exit(2);
        }
    if (optind + 1 != count || !want.bytes || want.partitions < 1)
        die("usage: drinker HOST:PORT --bytes N [--topic NAME] [--partitions N] [--max BYTES] [--check]");
    want.address = words[optind];
}

int main(int count, char **words) {
    read_options(count, words);
    struct lane *lanes = calloc((size_t)want.partitions, sizeof *lanes);
    uint64_t start = now_ns(), bytes = 0, batches = 0;
    for (int i = 0; i < want.partitions; i++) {
        lanes[i].partition = i;
        lanes[i].goal = want.bytes / (uint64_t)want.partitions;
        if (pthread_create(&lanes[i].thread, NULL, drink, &lanes[i])) die("no thread could be started");
    }
    for (int i = 0; i < want.partitions; i++) {
        pthread_join(lanes[i].thread, NULL);
        bytes += lanes[i].bytes;
        batches += lanes[i].batches;
    }
    double seconds = (double)(now_ns() - start) / 1e9;
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    double cpu = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                 (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
    printf("{\"bytes\": %llu, \"batches\": %llu, \"seconds\": %.6f, \"megabytes_per_second\": %.1f, \"load_cpu_seconds\": %.3f}\n",
           (unsigned long long)bytes, (unsigned long long)batches, seconds, (double)bytes / seconds / 1e6, cpu);
}
