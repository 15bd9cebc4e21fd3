// A program on librdkafka's C API, as its users write it: one line of JSON for each feature (see lib/features.py).
#include <librdkafka/rdkafka.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const char *bootstrap;
static char reason[512]; // why the case at hand failed; empty: it did not
static char detail[512];

#define CHECK(condition, ...)                                                                                     \
    do {                                                                                                          \
        if (!(condition)) {                                                                                       \
            snprintf(detail, sizeof detail, __VA_ARGS__);                                                         \
            snprintf(reason, sizeof reason, "line %d: %.400s", __LINE__, detail);                                 \
            goto done;                                                                                            \
        }                                                                                                         \
    } while (0)

static void fresh(char *name, size_t size) {
    static int count;
    snprintf(name, size, "c-%d-%ld-%d", (int)getpid(), (long)time(NULL), ++count);
}

/// A client with pairs of settings, ended by NULL.
static rd_kafka_t *client(rd_kafka_type_t type, ...) {
    char problem[256];
    rd_kafka_conf_t *conf = rd_kafka_conf_new();
    rd_kafka_conf_set(conf, "bootstrap.servers", bootstrap, problem, sizeof problem);
    if (type == RD_KAFKA_CONSUMER)
        rd_kafka_conf_set(conf, "group.id", "unused", problem, sizeof problem);
    va_list settings;
    va_start(settings, type);
    for (const char *name; (name = va_arg(settings, const char *));)
        if (rd_kafka_conf_set(conf, name, va_arg(settings, const char *), problem, sizeof problem))
            fprintf(stderr, "%s\n", problem), exit(2);
    va_end(settings);
    rd_kafka_t *made = rd_kafka_new(type, conf, problem, sizeof problem);
    if (!made)
        fprintf(stderr, "%s\n", problem), exit(2);
    return made;
}

struct delivery {
    int count, failed;
    int64_t last;
    rd_kafka_resp_err_t error;
};

static void delivered(rd_kafka_t *from, const rd_kafka_message_t *message, void *opaque) {
    (void)from, (void)opaque;
    struct delivery *d = message->_private;
    d->count++;
    d->last = message->offset;
    if (message->err)
        d->failed++, d->error = message->err;
}

static rd_kafka_t *producer(const char *key, const char *value) {
    char problem[256];
    rd_kafka_conf_t *conf = rd_kafka_conf_new();
    rd_kafka_conf_set(conf, "bootstrap.servers", bootstrap, problem, sizeof problem);
    rd_kafka_conf_set(conf, "linger.ms", "5", problem, sizeof problem);
    if (key && rd_kafka_conf_set(conf, key, value, problem, sizeof problem))
        fprintf(stderr, "%s\n", problem), exit(2);
    rd_kafka_conf_set_dr_msg_cb(conf, delivered);
    return rd_kafka_new(RD_KAFKA_PRODUCER, conf, problem, sizeof problem);
}

/// Produces `count` numbered values of `size` bytes with a key and a header; the caller reads the deliveries.
static void produce(rd_kafka_t *to, const char *topic, int count, size_t size, struct delivery *d) {
    char *value = calloc(1, size + 16);
    for (int n = 0; n < count; n++) {
        memset(value, 'v', size);
        snprintf(value, 16, "%d", n);
        while (rd_kafka_producev(to, RD_KAFKA_V_TOPIC(topic), RD_KAFKA_V_VALUE(value, size), RD_KAFKA_V_KEY("key", 3),
                                 RD_KAFKA_V_HEADER("n", "h", 1),
                                 RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY), RD_KAFKA_V_OPAQUE(d),
                                 RD_KAFKA_V_END) == RD_KAFKA_RESP_ERR__QUEUE_FULL)
            rd_kafka_poll(to, 50);
        rd_kafka_poll(to, 0);
    }
    rd_kafka_flush(to, 20000);
    free(value);
}

/// Reads `count` records from `offset` on and checks their numbers, keys, sizes and headers.
static int consume(const char *topic, int64_t offset, int count, size_t size) {
    rd_kafka_t *from = client(RD_KAFKA_CONSUMER, "enable.auto.commit", "false", "check.crcs", "true", NULL);
    rd_kafka_topic_partition_list_t *list = rd_kafka_topic_partition_list_new(1);
    rd_kafka_topic_partition_list_add(list, topic, 0)->offset = offset;
    rd_kafka_assign(from, list);
    int right = 0;
    time_t deadline = time(NULL) + 20;
    while (right < count && time(NULL) < deadline) {
        rd_kafka_message_t *message = rd_kafka_consumer_poll(from, 500);
        if (!message)
            continue;
        if (message->err) {
            snprintf(detail, sizeof detail, "%s", rd_kafka_message_errstr(message));
        } else {
            rd_kafka_headers_t *headers;
            const void *value;
            size_t length;
            int fits = message->len == size && message->key_len == 3 && message->offset == offset + right &&
                       atoi(message->payload) == (int)(offset + right) && !rd_kafka_message_headers(message, &headers) &&
                       !rd_kafka_header_get_last(headers, "n", &value, &length);
            if (!fits) {
                rd_kafka_message_destroy(message);
                break;
            }
            right++;
        }
        rd_kafka_message_destroy(message);
    }
    rd_kafka_consumer_close(from);
    rd_kafka_topic_partition_list_destroy(list);
    rd_kafka_destroy(from);
    return right;
}

static void round_trip(const char *setting, const char *value) {
    char topic[64];
    fresh(topic, sizeof topic);
    struct delivery d = {0};
    rd_kafka_t *to = producer(setting, value);
    produce(to, topic, 20000, 100, &d);
    CHECK(d.count == 20000 && !d.failed, "%d of 20000 delivered, %d failed: %s", d.count, d.failed, rd_kafka_err2str(d.error));
    int right = consume(topic, 0, 20000, 100);
    CHECK(right == 20000, "%d of 20000 right", right);
done:
    rd_kafka_destroy(to);
}

static void none(void) { round_trip("compression.type", "none"); }
static void gzip(void) { round_trip("compression.type", "gzip"); }
static void snappy(void) { round_trip("compression.type", "snappy"); }
static void lz4(void) { round_trip("compression.type", "lz4"); }
static void zstd(void) { round_trip("compression.type", "zstd"); }
static void acks_one(void) { round_trip("acks", "1"); }
static void acks_all(void) { round_trip("acks", "all"); }
static void idempotent(void) { round_trip("enable.idempotence", "true"); }

static void metadata(void) {
    char topic[64];
    fresh(topic, sizeof topic);
    struct delivery d = {0};
    rd_kafka_t *to = producer(NULL, NULL);
    const struct rd_kafka_metadata *told = NULL;
    produce(to, topic, 1, 10, &d);
    CHECK(!rd_kafka_metadata(to, 1, NULL, &told, 10000), "no metadata");
    CHECK(told->broker_cnt == 1, "%d brokers", told->broker_cnt);
    int found = 0;
    for (int n = 0; n < told->topic_cnt; n++)
        found |= !strcmp(told->topics[n].topic, topic) && told->topics[n].partitions[0].leader == told->brokers[0].id;
    CHECK(found, "the topic is not there");
    char *cluster = rd_kafka_clusterid(to, 5000);
    CHECK(cluster && strlen(cluster) == 22, "cluster id %s", cluster ? cluster : "null");
    CHECK(rd_kafka_controllerid(to, 5000) == told->brokers[0].id, "no controller");
done:
    if (told)
        rd_kafka_metadata_destroy(told);
    rd_kafka_destroy(to);
}

static void offsets(void) {
    char topic[64];
    fresh(topic, sizeof topic);
    struct delivery d = {0};
    rd_kafka_t *to = producer(NULL, NULL);
    produce(to, topic, 100, 50, &d);
    int64_t low = -1, high = -1;
    CHECK(!rd_kafka_query_watermark_offsets(to, topic, 0, &low, &high, 10000) && low == 0 && high == 100, "%lld to %lld",
          (long long)low, (long long)high);
    int right = consume(topic, 40, 60, 50);
    CHECK(right == 60, "%d of 60 from offset 40", right);
done:
    rd_kafka_destroy(to);
}

static void by_time(void) {
    char topic[64];
    fresh(topic, sizeof topic);
    rd_kafka_t *to = producer(NULL, NULL);
    rd_kafka_topic_partition_list_t *list = rd_kafka_topic_partition_list_new(1);
    struct delivery d = {0};
    int64_t now = (int64_t)time(NULL) * 1000;
    for (int n = 0; n < 3; n++)
        rd_kafka_producev(to, RD_KAFKA_V_TOPIC(topic), RD_KAFKA_V_VALUE("x", 1), RD_KAFKA_V_TIMESTAMP(now - 3000 + 1000 * n),
                          RD_KAFKA_V_OPAQUE(&d), RD_KAFKA_V_END);
    rd_kafka_flush(to, 10000);
    rd_kafka_topic_partition_list_add(list, topic, 0)->offset = now - 2500;
    CHECK(!rd_kafka_offsets_for_times(to, list, 10000), "no answer");
    CHECK(list->elems[0].offset == 1, "offset %lld", (long long)list->elems[0].offset);
done:
    rd_kafka_topic_partition_list_destroy(list);
    rd_kafka_destroy(to);
}

static void too_large(void) {
    char topic[64];
    fresh(topic, sizeof topic);
    struct delivery d = {0};
    rd_kafka_t *to = producer("message.max.bytes", "5000000");
    produce(to, topic, 1, 2000000, &d);
    CHECK(d.failed == 1 && d.error == RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE, "%s", rd_kafka_err2str(d.error));
done:
    rd_kafka_destroy(to);
}

static void large(void) {
    char topic[64];
    fresh(topic, sizeof topic);
    struct delivery d = {0};
    rd_kafka_t *to = producer(NULL, NULL);
    produce(to, topic, 3, 900000, &d);
    CHECK(d.count == 3 && !d.failed, "%s", rd_kafka_err2str(d.error));
    CHECK(consume(topic, 0, 3, 900000) == 3, "not read back");
done:
    rd_kafka_destroy(to);
}

/// Waits for an admin call's event.
static rd_kafka_event_t *answer(rd_kafka_queue_t *queue) { return rd_kafka_queue_poll(queue, 15000); }

static void admin(void) {
    char topic[64], problem[256];
    fresh(topic, sizeof topic);
    rd_kafka_t *to = producer(NULL, NULL);
    rd_kafka_queue_t *queue = rd_kafka_queue_new(to);
    size_t count;
    rd_kafka_NewTopic_t *new_topic = rd_kafka_NewTopic_new(topic, 2, 1, problem, sizeof problem);
    rd_kafka_NewTopic_set_config(new_topic, "retention.ms", "1000000");
    rd_kafka_CreateTopics(to, &new_topic, 1, NULL, queue);
    rd_kafka_event_t *event = answer(queue);
    CHECK(event && !rd_kafka_event_error(event), "CreateTopics: %s", event ? rd_kafka_event_error_string(event) : "no answer");
    const rd_kafka_topic_result_t **results = rd_kafka_CreateTopics_result_topics(rd_kafka_event_CreateTopics_result(event), &count);
    CHECK(!rd_kafka_topic_result_error(results[0]), "CreateTopics: %s", rd_kafka_topic_result_error_string(results[0]));
    rd_kafka_event_destroy(event);

    rd_kafka_NewPartitions_t *more = rd_kafka_NewPartitions_new(topic, 4, problem, sizeof problem);
    rd_kafka_CreatePartitions(to, &more, 1, NULL, queue);
    event = answer(queue);
    CHECK(event && !rd_kafka_event_error(event), "CreatePartitions");
    results = rd_kafka_CreatePartitions_result_topics(rd_kafka_event_CreatePartitions_result(event), &count);
    CHECK(!rd_kafka_topic_result_error(results[0]), "CreatePartitions: %s", rd_kafka_topic_result_error_string(results[0]));
    rd_kafka_event_destroy(event);
    rd_kafka_NewPartitions_destroy(more);

    rd_kafka_ConfigResource_t *resource = rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, topic);
    rd_kafka_DescribeConfigs(to, &resource, 1, NULL, queue);
    event = answer(queue);
    CHECK(event && !rd_kafka_event_error(event), "DescribeConfigs");
    const rd_kafka_ConfigResource_t **resources =
        rd_kafka_DescribeConfigs_result_resources(rd_kafka_event_DescribeConfigs_result(event), &count);
    size_t entries;
    const rd_kafka_ConfigEntry_t **configs = rd_kafka_ConfigResource_configs(resources[0], &entries);
    int found = 0;
    for (size_t n = 0; n < entries; n++)
        found |= !strcmp(rd_kafka_ConfigEntry_name(configs[n]), "retention.ms") && !strcmp(rd_kafka_ConfigEntry_value(configs[n]), "1000000");
    CHECK(found, "retention.ms is not told among %zu", entries);
    rd_kafka_event_destroy(event);
    rd_kafka_ConfigResource_destroy(resource);

    rd_kafka_DeleteTopic_t *old = rd_kafka_DeleteTopic_new(topic);
    rd_kafka_DeleteTopics(to, &old, 1, NULL, queue);
    event = answer(queue);
    CHECK(event && !rd_kafka_event_error(event), "DeleteTopics");
    results = rd_kafka_DeleteTopics_result_topics(rd_kafka_event_DeleteTopics_result(event), &count);
    CHECK(!rd_kafka_topic_result_error(results[0]), "DeleteTopics: %s", rd_kafka_topic_result_error_string(results[0]));
    rd_kafka_event_destroy(event);
    rd_kafka_DeleteTopic_destroy(old);
    rd_kafka_NewTopic_destroy(new_topic);
done:
    rd_kafka_queue_destroy(queue);
    rd_kafka_destroy(to);
}

static void delete_records(void) {
    char topic[64];
    fresh(topic, sizeof topic);
    struct delivery d = {0};
    rd_kafka_t *to = producer(NULL, NULL);
    rd_kafka_queue_t *queue = rd_kafka_queue_new(to);
    produce(to, topic, 10, 20, &d);
    rd_kafka_topic_partition_list_t *list = rd_kafka_topic_partition_list_new(1);
    rd_kafka_topic_partition_list_add(list, topic, 0)->offset = 4;
    rd_kafka_DeleteRecords_t *delete = rd_kafka_DeleteRecords_new(list);
    rd_kafka_DeleteRecords(to, &delete, 1, NULL, queue);
    rd_kafka_event_t *event = answer(queue);
    CHECK(event && !rd_kafka_event_error(event), "DeleteRecords");
    const rd_kafka_topic_partition_list_t *told = rd_kafka_DeleteRecords_result_offsets(rd_kafka_event_DeleteRecords_result(event));
    CHECK(!told->elems[0].err && told->elems[0].offset == 4, "low watermark %lld", (long long)told->elems[0].offset);
    CHECK(consume(topic, 4, 6, 20) == 6, "not six records from 4 on");
done:
    rd_kafka_topic_partition_list_destroy(list);
    rd_kafka_queue_destroy(queue);
    rd_kafka_destroy(to);
}

/// Runs the command in the environment variable, or leaves the case out.
static int again(const char *how) {
    const char *command = getenv(how);
    if (!command)
        return snprintf(reason, sizeof reason, "absent"), 0;
    char silent[4096];
    snprintf(silent, sizeof silent, "(%s) > /dev/null", command);
    return system(silent) == 0;
}

static void over(const char *how) {
    char topic[64];
    fresh(topic, sizeof topic);
    struct delivery d = {0};
    rd_kafka_t *to = producer("enable.idempotence", "true");
    produce(to, topic, 5000, 100, &d);
    CHECK(again(how), "%s failed", how);
    CHECK(d.count == 5000 && !d.failed, "%d delivered, %d failed", d.count, d.failed);
    CHECK(consume(topic, 0, 5000, 100) == 5000, "not all read back");
done:
    rd_kafka_destroy(to);
}

static void outlives_restart(void) { over("RESTART"); }
static void outlives_crash(void) { over("CRASH"); }

/// A member of a group that reads from the beginning where nothing is committed.
///
/// librdkafka 2.0 does not leave a cooperative group when it closes: its session has to end.
static rd_kafka_t *member(const char *group, const char *topic, const char *key, const char *value) {
    rd_kafka_t *made = client(RD_KAFKA_CONSUMER, "group.id", group, "auto.offset.reset", "earliest", "enable.auto.commit", "false",
                              "session.timeout.ms", "6000", "heartbeat.interval.ms", "500", key ? key : "client.id", key ? value : "compat", NULL);
    rd_kafka_topic_partition_list_t *list = rd_kafka_topic_partition_list_new(1);
    rd_kafka_topic_partition_list_add(list, topic, RD_KAFKA_PARTITION_UA);
    rd_kafka_poll_set_consumer(made);
    rd_kafka_subscribe(made, list);
    rd_kafka_topic_partition_list_destroy(list);
    return made;
}

/// Polls once. Returns how many records came.
static int poll_once(rd_kafka_t *from) {
    rd_kafka_message_t *message = rd_kafka_consumer_poll(from, 100);
    int came = message && !message->err;
    if (message)
        rd_kafka_message_destroy(message);
    return came;
}

static int owned(rd_kafka_t *from) {
    rd_kafka_topic_partition_list_t *list = NULL;
    rd_kafka_assignment(from, &list);
    int count = list ? list->cnt : 0;
    if (list)
        rd_kafka_topic_partition_list_destroy(list);
    return count;
}

static int make_topic(rd_kafka_t *by, const char *topic, int partitions) {
    char problem[256];
    rd_kafka_queue_t *queue = rd_kafka_queue_new(by);
    rd_kafka_NewTopic_t *new_topic = rd_kafka_NewTopic_new(topic, partitions, 1, problem, sizeof problem);
    rd_kafka_CreateTopics(by, &new_topic, 1, NULL, queue);
    rd_kafka_event_t *event = answer(queue);
    int made = event && !rd_kafka_event_error(event);
    rd_kafka_event_destroy(event);
    rd_kafka_NewTopic_destroy(new_topic);
    rd_kafka_queue_destroy(queue);
    return made;
}

static void group_with(const char *key, const char *value) {
    char topic[64], group[64];
    fresh(topic, sizeof topic), fresh(group, sizeof group);
    struct delivery d = {0};
    rd_kafka_t *to = producer(NULL, NULL), *a = NULL, *b = NULL;
    CHECK(make_topic(to, topic, 4), "no topic");
    produce(to, topic, 1000, 20, &d);
    a = member(group, topic, key, value);
    int read = 0;
    time_t deadline = time(NULL) + 20;
    while (read < 1000 && time(NULL) < deadline)
        read += poll_once(a);
    CHECK(read == 1000 && owned(a) == 4, "%d of 1000 read from %d partitions", read, owned(a));
    CHECK(!rd_kafka_commit(a, NULL, 0), "the commit failed");
    b = member(group, topic, key, value);
    deadline = time(NULL) + 20;
    while ((owned(a) != 2 || owned(b) != 2) && time(NULL) < deadline)
        read += poll_once(a) + poll_once(b);
    CHECK(owned(a) == 2 && owned(b) == 2, "%d and %d partitions", owned(a), owned(b));
    CHECK(read == 1000, "%d records came again", read - 1000);
    rd_kafka_consumer_close(a);
    deadline = time(NULL) + 20;
    while (owned(b) != 4 && time(NULL) < deadline)
        read += poll_once(b);
    CHECK(owned(b) == 4 && read == 1000, "%d partitions, %d records came again", owned(b), read - 1000);
    rd_kafka_topic_partition_list_t *list = rd_kafka_topic_partition_list_new(1);
    rd_kafka_topic_partition_list_add(list, topic, 0)->offset = 5;
    CHECK(!rd_kafka_commit(b, list, 0), "the commit of an offset failed");
    list->elems[0].offset = -1;
    CHECK(!rd_kafka_committed(b, list, 10000) && list->elems[0].offset == 5, "committed %lld", (long long)list->elems[0].offset);
    rd_kafka_topic_partition_list_destroy(list);
    rd_kafka_consumer_close(b);
done:
    if (a)
        rd_kafka_destroy(a);
    if (b)
        rd_kafka_destroy(b);
    rd_kafka_destroy(to);
}

static void group_range(void) { group_with("partition.assignment.strategy", "range"); }
static void group_cooperative(void) { group_with("partition.assignment.strategy", "cooperative-sticky"); }

// Transactions.

static char trouble[256];

/// Whether a step of a transaction went well; if not, `trouble` tells.
static int went(rd_kafka_error_t *error) {
    trouble[0] = 0;
    if (!error)
        return 1;
    snprintf(trouble, sizeof trouble, "%s", rd_kafka_error_string(error));
    rd_kafka_error_destroy(error);
    return 0;
}

static rd_kafka_t *transactional(const char *id) {
    return client(RD_KAFKA_PRODUCER, "transactional.id", id, "log_level", "0", NULL);
}

static int sent(rd_kafka_t *to, const char *topic, const char *value) {
    return !rd_kafka_producev(to, RD_KAFKA_V_TOPIC(topic), RD_KAFKA_V_VALUE((void *)value, strlen(value)),
                              RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY), RD_KAFKA_V_END) &&
           !rd_kafka_flush(to, 10000);
}

/// What a consumer of committed records reads to the end, the values one after the other; "late" where no end comes.
static const char *committed(const char *topic) {
    static char values[256];
    values[0] = 0;
    rd_kafka_t *from = client(RD_KAFKA_CONSUMER, "isolation.level", "read_committed", "enable.partition.eof", "true",
                              "enable.auto.commit", "false", NULL);
    rd_kafka_topic_partition_list_t *list = rd_kafka_topic_partition_list_new(1);
    rd_kafka_topic_partition_list_add(list, topic, 0)->offset = 0;
    rd_kafka_assign(from, list);
    int ended = 0;
    for (time_t deadline = time(NULL) + 20; !ended && time(NULL) < deadline;) {
        rd_kafka_message_t *message = rd_kafka_consumer_poll(from, 500);
        if (!message)
            continue;
        ended = message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF;
        if (!message->err && strlen(values) + message->len < sizeof values)
            strncat(values, message->payload, message->len);
        rd_kafka_message_destroy(message);
    }
    rd_kafka_consumer_close(from);
    rd_kafka_topic_partition_list_destroy(list);
    rd_kafka_destroy(from);
    return ended ? values : "late";
}

static void transactions_end(void) {
    char topic[64], id[64];
    fresh(topic, sizeof topic), fresh(id, sizeof id);
    rd_kafka_t *to = transactional(id);
    CHECK(went(rd_kafka_init_transactions(to, 20000)), "init: %s", trouble);
    CHECK(went(rd_kafka_begin_transaction(to)) && sent(to, topic, "a"), "begin: %s", trouble);
    CHECK(!strcmp(committed(topic), ""), "an open transaction is seen");
    CHECK(went(rd_kafka_commit_transaction(to, 20000)), "commit: %s", trouble);
    CHECK(went(rd_kafka_begin_transaction(to)) && sent(to, topic, "b"), "begin again: %s", trouble);
    CHECK(went(rd_kafka_abort_transaction(to, 20000)), "abort: %s", trouble);
    CHECK(went(rd_kafka_begin_transaction(to)) && sent(to, topic, "c"), "begin after an abort: %s", trouble);
    CHECK(went(rd_kafka_commit_transaction(to, 20000)), "commit after an abort: %s", trouble);
    const char *values = committed(topic);
    CHECK(!strcmp(values, "ac"), "read: %s", values);
done:
    rd_kafka_destroy(to);
}

/// The offset that a group has committed; -1001 for none, as librdkafka has it.
static int64_t committed_offset(const char *group, const char *topic) {
    rd_kafka_t *reader = client(RD_KAFKA_CONSUMER, "group.id", group, NULL);
    rd_kafka_topic_partition_list_t *list = rd_kafka_topic_partition_list_new(1);
    rd_kafka_topic_partition_list_add(list, topic, 0);
    int64_t offset = rd_kafka_committed(reader, list, 20000) ? -1 : list->elems[0].offset;
    rd_kafka_topic_partition_list_destroy(list);
    rd_kafka_consumer_close(reader);
    rd_kafka_destroy(reader);
    return offset;
}

static void transactions_offsets(void) {
    char topic[64], id[64], group[64];
    fresh(topic, sizeof topic), fresh(id, sizeof id), fresh(group, sizeof group);
    rd_kafka_t *to = transactional(id);
    rd_kafka_consumer_group_metadata_t *member = rd_kafka_consumer_group_metadata_new(group);
    rd_kafka_topic_partition_list_t *list = rd_kafka_topic_partition_list_new(1);
    rd_kafka_topic_partition_list_add(list, topic, 0)->offset = 7;
    CHECK(went(rd_kafka_init_transactions(to, 20000)), "init: %s", trouble);
    CHECK(went(rd_kafka_begin_transaction(to)) && sent(to, topic, "a"), "begin: %s", trouble);
    CHECK(went(rd_kafka_send_offsets_to_transaction(to, list, member, 20000)), "offsets: %s", trouble);
    CHECK(went(rd_kafka_abort_transaction(to, 20000)), "abort: %s", trouble);
    int64_t offset = committed_offset(group, topic);
    CHECK(offset == RD_KAFKA_OFFSET_INVALID, "offset %lld of an aborted transaction", (long long)offset);
    CHECK(went(rd_kafka_begin_transaction(to)) && sent(to, topic, "b"), "begin again: %s", trouble);
    CHECK(went(rd_kafka_send_offsets_to_transaction(to, list, member, 20000)), "offsets again: %s", trouble);
    CHECK(went(rd_kafka_commit_transaction(to, 20000)), "commit: %s", trouble);
    offset = committed_offset(group, topic);
    CHECK(offset == 7, "offset %lld", (long long)offset);
done:
    rd_kafka_topic_partition_list_destroy(list);
    rd_kafka_consumer_group_metadata_destroy(member);
    rd_kafka_destroy(to);
}

static void transactions_fence(void) {
    char topic[64], id[64];
    fresh(topic, sizeof topic), fresh(id, sizeof id);
    rd_kafka_t *old = transactional(id), *later = transactional(id);
    CHECK(went(rd_kafka_init_transactions(old, 20000)), "init: %s", trouble);
    CHECK(went(rd_kafka_begin_transaction(old)) && sent(old, topic, "old"), "begin: %s", trouble);
    CHECK(went(rd_kafka_init_transactions(later, 20000)), "init of the next: %s", trouble);
    CHECK(went(rd_kafka_begin_transaction(later)) && sent(later, topic, "new"), "begin of the next: %s", trouble);
    CHECK(went(rd_kafka_commit_transaction(later, 20000)), "commit of the next: %s", trouble);
    rd_kafka_error_t *error = rd_kafka_commit_transaction(old, 20000);
    CHECK(error, "the zombie committed");
    rd_kafka_resp_err_t code = rd_kafka_error_code(error);
    int fatal = rd_kafka_error_is_fatal(error);
    rd_kafka_error_destroy(error);
    CHECK(fatal && code == RD_KAFKA_RESP_ERR__FENCED, "the zombie was told %s", rd_kafka_err2name(code));
    const char *values = committed(topic);
    CHECK(!strcmp(values, "new"), "read: %s", values);
done:
    rd_kafka_destroy(old);
    rd_kafka_destroy(later);
}

static const struct {
    const char *name;
    void (*run)(void);
} features[] = {
    {"metadata", metadata},
    {"none compression", none},
    {"gzip compression", gzip},
    {"snappy compression", snappy},
    {"lz4 compression", lz4},
    {"zstd compression", zstd},
    {"acks=1", acks_one},
    {"acks=all", acks_all},
    {"idempotent producer", idempotent},
    {"offsets: from the end, from a number, to a count", offsets},
    {"offsets by time", by_time},
    {"records of nearly a megabyte", large},
    {"a record over the limit is refused", too_large},
    {"admin: create, grow and delete topics", admin},
    {"admin: delete records", delete_records},
    {"group, range: subscribe, commit, share and take over", group_range},
    {"group, cooperative-sticky: subscribe, commit, share and take over", group_cooperative},
    {"transactions: committed records are read, aborted and open ones are not", transactions_end},
    {"transactions: the offsets of a group go with the records", transactions_offsets},
    {"transactions: a zombie is fenced", transactions_fence},
    {"records outlive a restart", outlives_restart},
    {"acknowledged records outlive kill -9", outlives_crash},
};

int main(int count, char **words) {
    bootstrap = getenv("BOOTSTRAP") ? getenv("BOOTSTRAP") : "127.0.0.1:9092";
    printf("{\"version\": \"%s\"}\n", rd_kafka_version_str());
    for (size_t n = 0; n < sizeof features / sizeof *features; n++) {
        if (count > 1 && strcmp(words[1], features[n].name))
            continue;
        reason[0] = detail[0] = 0;
        features[n].run();
        for (char *c = reason; *c; c++)
            if (*c == '"' || *c == '\\' || *c == '\n')
                *c = '\'';
        const char *verdict = !reason[0] ? "pass" : !strcmp(reason, "absent") ? "absent" : "fail";
        printf("{\"feature\": \"%s\", \"verdict\": \"%s\", \"why\": \"%s\", \"seconds\": 0}\n", features[n].name, verdict, reason);
        fflush(stdout);
    }
    return 0;
}
