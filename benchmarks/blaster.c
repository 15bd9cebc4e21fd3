// Produces as fast as a broker takes it: Produce requests that were encoded once, over and over, so
// many in flight on each connection. One thread per connection; latency is that of the closed loop.
//
//   blaster HOST:PORT --bytes N [--connections N] [--depth N] [--batch BYTES] [--record BYTES]
//           [--acks -1|0|1] [--topic NAME] [--partitions N] [--config NAME=VALUE]
//
// Prints one line of JSON.
#include "wire.h"

#include <getopt.h>
#include <pthread.h>
#include <sys/resource.h>

static struct {
    const char *address, *topic, *config;
    uint64_t bytes;
    size_t batch, record;
    int connections, depth, acks, partitions;
} want = {.topic = "bench", .batch = 16384, .record = 100, .connections = 4, .depth = 32, .acks = -1, .partitions = 0};

struct lane {
    pthread_t thread;
    int number;
    uint64_t requests;
    double *latencies;  // in µs
    struct bytes frame;
};

static void take_answer(int fd, struct bytes *answer) {
    receive_frame(fd, answer);
    int error = produce_error(answer);
    if (error) die("Produce: error %d", error);
}

static void *blast(void *argument) {
    struct lane *lane = argument;
    int fd = connect_to(want.address, 0);
    uint64_t *sent_at = calloc((size_t)want.depth, sizeof *sent_at);
    struct bytes answer = {0};
    uint64_t sent = 0, answered = 0;
    while (answered < lane->requests) {
        if (sent < lane->requests && sent - answered < (uint64_t)want.depth) {
            sent_at[sent++ % (uint64_t)want.depth] = now_ns();
            send_all(fd, lane->frame.at, lane->frame.count);
            if (want.acks == 0) answered++;
            continue;
        }
        take_answer(fd, &answer);
        lane->latencies[answered] = (double)(now_ns() - sent_at[answered % (uint64_t)want.depth]) / 1e3;
        answered++;
    }
    close(fd);
    free(answer.at);
    free(sent_at);
    return NULL;
}

static void read_options(int count, char **words) {
    static const struct option options[] = {
        {"bytes", 1, 0, 'n'},  {"connections", 1, 0, 'c'}, {"depth", 1, 0, 'd'}, {"batch", 1, 0, 'b'},
        {"record", 1, 0, 'r'}, {"acks", 1, 0, 'a'},        {"topic", 1, 0, 't'}, {"partitions", 1, 0, 'p'},
        {"config", 1, 0, 'f'}, {0}};
    for (int option; (option = getopt_long(count, words, "", options, NULL)) != -1;) switch (option) {
        case 'n': want.bytes = strtoull(optarg, NULL, 10); break;
        case 'c': want.connections = atoi(optarg); break;
        case 'd': want.depth = atoi(optarg); break;
        case 'b': want.batch = strtoull(optarg, NULL, 10); break;
        case 'r': want.record = strtoull(optarg, NULL, 10); break;
        case 'a': want.acks = atoi(optarg); break;
        case 't': want.topic = optarg; break;
        case 'p': want.partitions = atoi(optarg); break;
        case 'f': want.config = optarg; break;
        default: exit(2);
        }
    if (optind + 1 != count || !want.bytes || want.connections < 1 || want.depth < 1)
        die("usage: blaster HOST:PORT --bytes N [--connections N] [--depth N] [--batch BYTES] [--record BYTES] "
            "[--acks -1|0|1] [--topic NAME] [--partitions N] [--config NAME=VALUE]");
    want.address = words[optind];
    if (!want.partitions) want.partitions = want.connections;
}

int main(int count, char **words) {
    read_options(count, words);
    int fd = connect_to(want.address, 5000);
    create_topic(fd, want.topic, want.partitions, want.config);
    await_topic(fd, want.topic);
    close(fd);
    struct bytes batch = {0};
    add_batch(&batch, want.record, want.batch);
    size_t batch_bytes = batch.count;
    uint64_t requests = (want.bytes + batch_bytes - 1) / batch_bytes;
    struct lane *lanes = calloc((size_t)want.connections, sizeof *lanes);
    for (int i = 0; i < want.connections; i++) {
        lanes[i].number = i;
        lanes[i].requests = requests / (uint64_t)want.connections + ((uint64_t)i < requests % (uint64_t)want.connections);
        lanes[i].latencies = calloc(lanes[i].requests + 1, sizeof(double));
        add_produce(&lanes[i].frame, want.topic, i % want.partitions, want.acks, want.record, want.batch);
    }
    uint64_t start = now_ns();
    for (int i = 0; i < want.connections; i++)
        if (pthread_create(&lanes[i].thread, NULL, blast, &lanes[i])) die("no thread could be started");
    for (int i = 0; i < want.connections; i++) pthread_join(lanes[i].thread, NULL);
    double seconds = (double)(now_ns() - start) / 1e9;
    double *latencies = calloc(requests, sizeof *latencies);
    size_t known = 0;
    for (int i = 0; i < want.connections; i++)
        for (uint64_t k = 0; k < lanes[i].requests; k++) latencies[known++] = lanes[i].latencies[k];
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    double cpu = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                 (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
    printf("{\"bytes\": %llu, \"records\": %llu, \"requests\": %llu, \"seconds\": %.6f, \"megabytes_per_second\": %.1f, "
           "\"latency_us\": {\"p50\": %.0f, \"p99\": %.0f, \"max\": %.0f}, \"load_cpu_seconds\": %.3f}\n",
           (unsigned long long)(requests * batch_bytes), (unsigned long long)(requests * get32(batch.at + 57)),
           (unsigned long long)requests, seconds, (double)requests * (double)batch_bytes / seconds / 1e6,
           quantile(latencies, known, 0.5), quantile(latencies, known, 0.99), quantile(latencies, known, 1.0), cpu);
}
