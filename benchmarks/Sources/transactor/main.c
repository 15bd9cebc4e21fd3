// Transactions one after the other by each of N producers: so many records to one partition, then
// the commit. In the new protocol (KIP-890: Produce 12 adds the partition by itself, EndTxn 5 gives
// the next epoch) or in the old one (AddPartitionsToTxn 0, Produce 7, EndTxn 1).
//
//   transactor HOST:PORT [--producers N] [--seconds S] [--records N] [--record BYTES] [--partitions N]
//              [--protocol 1|2] [--topic NAME]
//
// Prints `begin` and `end`, and one line of JSON. Latency is from the first Produce to the answer to EndTxn.
#include "wire.h"

#include <getopt.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/resource.h>

enum { FIND_COORDINATOR = 10, INIT_PRODUCER_ID = 22, ADD_PARTITIONS = 24, END_TXN = 26 };
enum { CONCURRENT_TRANSACTIONS = 51, COORDINATOR_LOADING = 14, NOT_AVAILABLE = 15, NOT_COORDINATOR = 16 };

static struct {
    const char *address, *topic;
    double seconds;
    size_t records, record;
    int producers, partitions, protocol;
} want = {.topic = "txns", .seconds = 5, .records = 100, .record = 100, .producers = 1, .partitions = 4, .protocol = 2};

static atomic_bool is_over;

struct producer {
    pthread_t thread;
    int number, fd;
    char id[32];
    uint64_t producer_id;
    uint16_t epoch;
    uint32_t sequence;
    struct bytes request, answer;
    size_t batch_at, batch_bytes;
    uint64_t transactions, retries;
    double *latencies;  // in µs
    size_t capacity;
};

static void ask(struct producer *p, struct bytes *request) {
    send_all(p->fd, request->at, request->count);
    receive_frame(p->fd, &p->answer);
}

// ---------------------------------------------------------------- compact fields
static void add_uvarint(struct bytes *b, uint32_t v) {
    for (; v > 127; v >>= 7) add8(b, (uint8_t)(v | 128));
    add8(b, (uint8_t)v);
}
static void add_compact(struct bytes *b, const char *s) {
    add_uvarint(b, (uint32_t)strlen(s) + 1);
    add_bytes(b, s, strlen(s));
}
static uint32_t take_uvarint(const struct bytes *b, size_t *at) {
    uint32_t value = 0;
    for (int shift = 0; *at < b->count; shift += 7) {
        uint8_t byte = b->at[(*at)++];
        value |= (uint32_t)(byte & 127) << shift;
        if (byte < 128) return value;
    }
    die("an answer ends within a number");
}

// ---------------------------------------------------------------- requests
static void await_coordinator(struct producer *p) {
    for (uint64_t end = now_ns() + 20000000000u;;) {
        struct bytes b = {0};
        size_t start = begin_request(&b, FIND_COORDINATOR, 1, 0);
        add_string(&b, p->id);
        add8(&b, 1);
        finish_request(&b, start);
        ask(p, &b);
        free(b.at);
        int error = get16(p->answer.at + 8);
        if (!error) return;
        if (error != NOT_AVAILABLE || now_ns() > end) die("FindCoordinator: error %d", error);
        usleep(1000);
    }
}

static void init(struct producer *p) {
    for (uint64_t end = now_ns() + 20000000000u;;) {
        struct bytes b = {0};
        size_t start = begin_request(&b, INIT_PRODUCER_ID, 1, 0);
        add_string(&b, p->id);
        add32(&b, 60000);
        finish_request(&b, start);
        ask(p, &b);
        free(b.at);
        int error = (int16_t)get16(p->answer.at + 8);
        if (!error) break;
        int passes = error == CONCURRENT_TRANSACTIONS || (error >= COORDINATOR_LOADING && error <= NOT_COORDINATOR);
        if (!passes || now_ns() > end) die("InitProducerId: error %d", error);
        usleep(1000);
    }
    p->producer_id = get64(p->answer.at + 10);
    p->epoch = get16(p->answer.at + 18);
    p->sequence = 0;
}

static int partition_of(const struct producer *p) { return p->number % want.partitions; }

static int add_partition(struct producer *p) {
    struct bytes b = {0};
    size_t start = begin_request(&b, ADD_PARTITIONS, 0, 0);
    add_string(&b, p->id);
    add64(&b, p->producer_id);
    add16(&b, p->epoch);
    add32(&b, 1);
    add_string(&b, want.topic);
    add32(&b, 1);
    add32(&b, (uint32_t)partition_of(p));
    finish_request(&b, start);
    ask(p, &b);
    free(b.at);
    size_t topic = 4 + 4 + 4;
    size_t partition = topic + 2 + get16(p->answer.at + topic) + 4;
    return (int16_t)get16(p->answer.at + partition + 4);
}

// Encodes the Produce once; each transaction patches who sends it.
static void encode_produce(struct producer *p) {
    struct bytes *b = &p->request, batch = {0};
    add_batch(&batch, &(struct shape){.record = want.record, .size = want.records * (want.record + 16)});
    if (get32(batch.at + 57) < want.records) die("the batch holds %u records only", get32(batch.at + 57));
    int isNew = want.protocol == 2;
    size_t start = begin_request(b, PRODUCE, isNew ? 12 : PRODUCE_VERSION, 0);
    if (isNew) add8(b, 0), add_compact(b, p->id); else add_string(b, p->id);
    add16(b, UINT16_MAX);
    add32(b, 30000);
    if (isNew) {
        add8(b, 2), add_compact(b, want.topic), add8(b, 2);
        add32(b, (uint32_t)partition_of(p));
        add_uvarint(b, (uint32_t)batch.count + 1);
    } else {
        add32(b, 1), add_string(b, want.topic), add32(b, 1);
        add32(b, (uint32_t)partition_of(p));
        add32(b, (uint32_t)batch.count);
    }
    p->batch_at = b->count;
    p->batch_bytes = batch.count;
    add_bytes(b, batch.at, batch.count);
    if (isNew) add8(b, 0), add8(b, 0), add8(b, 0);
    finish_request(b, start);
    free(batch.at);
}

static int produce(struct producer *p) {
    uint8_t *batch = p->request.at + p->batch_at;
    set16(batch + 21, 16);  // transactional
    set64(batch + 43, p->producer_id);
    set16(batch + 51, p->epoch);
    set32(batch + 53, p->sequence);
    set32(batch + 17, shims_crc32c(0, batch + CHECKSUMMED_FROM, p->batch_bytes - CHECKSUMMED_FROM));
    ask(p, &p->request);
    if (want.protocol == 1) return produce_error(&p->answer);
    size_t at = 4 + 1;
    take_uvarint(&p->answer, &at);
    at += take_uvarint(&p->answer, &at) - 1;
    take_uvarint(&p->answer, &at);
    if (at + 6 > p->answer.count) die("an answer to Produce of %zu bytes", p->answer.count);
    return (int16_t)get16(p->answer.at + at + 4);
}

static int commit(struct producer *p) {
    struct bytes b = {0};
    int isNew = want.protocol == 2;
    size_t start = begin_request(&b, END_TXN, isNew ? 5 : 1, 0);
    if (isNew) add8(&b, 0), add_compact(&b, p->id); else add_string(&b, p->id);
    add64(&b, p->producer_id);
    add16(&b, p->epoch);
    add8(&b, 1);
    if (isNew) add8(&b, 0);
    finish_request(&b, start);
    ask(p, &b);
    free(b.at);
    size_t at = isNew ? 4 + 1 + 4 : 4 + 4;
    int error = (int16_t)get16(p->answer.at + at);
    if (error || !isNew) return error;
    p->producer_id = get64(p->answer.at + at + 2);
    p->epoch = get16(p->answer.at + at + 10);
    return 0;
}

// Does it until it is done; what the markers of the last transaction hold up is tried again.
static void insist(struct producer *p, int (*step)(struct producer *), const char *name) {
    for (int error; (error = step(p)); p->retries++) {
        if (error != CONCURRENT_TRANSACTIONS)
            die("%s: error %d in transaction %llu", name, error, (unsigned long long)p->transactions + 1);
        usleep(200);
    }
}

static void *run(void *argument) {
    struct producer *p = argument;
    while (!atomic_load(&is_over)) {
        uint64_t begun = now_ns();
        if (want.protocol == 1) insist(p, add_partition, "AddPartitionsToTxn");
        insist(p, produce, "Produce");
        insist(p, commit, "EndTxn");
        if (p->transactions == p->capacity) {
            p->capacity = p->capacity * 2 + 1024;
            p->latencies = realloc(p->latencies, p->capacity * sizeof(double));
            if (!p->latencies) die("no memory for latencies");
        }
        p->latencies[p->transactions++] = (double)(now_ns() - begun) / 1e3;
        p->sequence = want.protocol == 2 ? 0 : p->sequence + get32(p->request.at + p->batch_at + 57);
    }
    return NULL;
}

static void read_options(int count, char **words) {
    static const struct option options[] = {
        {"producers", 1, 0, 'n'}, {"seconds", 1, 0, 's'},  {"records", 1, 0, 'c'}, {"record", 1, 0, 'r'},
        {"partitions", 1, 0, 'p'}, {"protocol", 1, 0, 'v'}, {"topic", 1, 0, 't'},   {0}};
    for (int option; (option = getopt_long(count, words, "", options, NULL)) != -1;) switch (option) {
        case 'n': want.producers = atoi(optarg); break;
        case 's': want.seconds = atof(optarg); break;
        case 'c': want.records = strtoull(optarg, NULL, 10); break;
        case 'r': want.record = strtoull(optarg, NULL, 10); break;
        case 'p': want.partitions = atoi(optarg); break;
        case 'v': want.protocol = atoi(optarg); break;
        case 't': want.topic = optarg; break;
        default: exit(2);
        }
    if (optind + 1 != count || want.producers < 1 || want.records < 1 || (want.protocol != 1 && want.protocol != 2))
        die("usage: transactor HOST:PORT [--producers N] [--seconds S] [--records N] [--record BYTES] [--partitions N] "
            "[--protocol 1|2] [--topic NAME]");
    want.address = words[optind];
}

int main(int count, char **words) {
    read_options(count, words);
    int fd = connect_to(want.address, 5000);
    create_topic(fd, want.topic, want.partitions, NULL);
    await_topic(fd, want.topic);
    close(fd);
    struct producer *producers = calloc((size_t)want.producers, sizeof *producers);
    for (int i = 0; i < want.producers; i++) {
        struct producer *p = &producers[i];
        p->number = i;
        snprintf(p->id, sizeof p->id, "transactor-%d", i);
        p->fd = connect_to(want.address, 0);
        await_coordinator(p);
        init(p);
        encode_produce(p);
    }
    uint64_t start = now_ns();
    printf("begin\n");
    fflush(stdout);
    for (int i = 0; i < want.producers; i++)
        if (pthread_create(&producers[i].thread, NULL, run, &producers[i])) die("no thread could be started");
    usleep((useconds_t)(want.seconds * 1e6));
    atomic_store(&is_over, 1);
    printf("end\n");
    fflush(stdout);
    uint64_t transactions = 0, retries = 0;
    for (int i = 0; i < want.producers; i++) {
        pthread_join(producers[i].thread, NULL);
        transactions += producers[i].transactions;
        retries += producers[i].retries;
    }
    double seconds = (double)(now_ns() - start) / 1e9;
    double *latencies = calloc(transactions + 1, sizeof *latencies);
    size_t known = 0;
    for (int i = 0; i < want.producers; i++)
        for (uint64_t k = 0; k < producers[i].transactions; k++) latencies[known++] = producers[i].latencies[k];
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    double cpu = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                 (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
    printf("{\"transactions\": %llu, \"retries\": %llu, \"seconds\": %.3f, \"per_second\": %.0f, "
           "\"latency_us\": {\"p50\": %.0f, \"p99\": %.0f, \"max\": %.0f}, \"load_cpu_seconds\": %.3f}\n",
           (unsigned long long)transactions, (unsigned long long)retries, seconds, (double)transactions / seconds,
           quantile(latencies, known, 0.5), quantile(latencies, known, 0.99), quantile(latencies, known, 1.0), cpu);
}
