// The requests of a run, encoded before it begins.
#include "frames.h"

#include "batches.h"

// Batches that several requests share are encoded once for each variant: what differs between
// partitions is the index before it.
static uint32_t *encode_variants(const struct load_requests *want, struct bytes *batches) {
    uint32_t *records = calloc((size_t)want->variants, sizeof *records);
    for (int v = 0; v < want->variants; v++) {
        struct shape shape = {.record = want->record, .size = want->batch, .keys = want->keys,
                              .half_random = want->half_random, .codec = want->codec, .seed = (uint64_t)v};
        records[v] = add_any_batch(&batches[v], &shape);
    }
    return records;
}

struct load_frames *load_encode(const struct load_requests *want) {
    if (want->partitions < 1 || want->per_request < 1 || want->per_request > want->partitions || want->variants < 1)
        die("%d of %d partitions in a request", want->per_request, want->partitions);
    struct bytes *batches = calloc((size_t)want->variants, sizeof *batches);
    uint32_t *records = encode_variants(want, batches);
    size_t groups = ((size_t)want->partitions + (size_t)want->per_request - 1) / (size_t)want->per_request;
    struct load_frames *frames = calloc(1, sizeof *frames);
    frames->count = groups * (size_t)want->variants;
    frames->starts = calloc(frames->count + 1, sizeof *frames->starts);
    frames->acks = want->acks;
    for (size_t i = 0; i < frames->count; i++) {
        size_t variant = i / groups, first = i % groups * (size_t)want->per_request;
        size_t last = first + (size_t)want->per_request;
        if (last > (size_t)want->partitions) last = (size_t)want->partitions;
        const struct bytes *batch = &batches[variant];
        size_t start = begin_produce(&frames->bytes, want->topic, want->acks, (int)(last - first));
        for (size_t partition = first; partition < last; partition++) {
            add32(&frames->bytes, (uint32_t)partition);
            add32(&frames->bytes, (uint32_t)batch->count);
            add_bytes(&frames->bytes, batch->at, batch->count);
        }
        finish_request(&frames->bytes, start);
        frames->starts[i + 1] = frames->bytes.count;
        frames->batch_bytes += (double)(last - first) * (double)batch->count;
        frames->records += (double)(last - first) * records[variant];
    }
    for (int v = 0; v < want->variants; v++) free(batches[v].at);
    free(batches);
    free(records);
    return frames;
}

size_t load_frames_count(const struct load_frames *frames) { return frames->count; }
double load_frames_bytes(const struct load_frames *frames) { return frames->batch_bytes / (double)frames->count; }
double load_frames_records(const struct load_frames *frames) { return frames->records / (double)frames->count; }
