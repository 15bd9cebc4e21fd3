// Batches in every codec.
#include "batches.h"

#include <lz4frame.h>
#include <zstd.h>

static size_t compress_lz4(struct bytes *to, const struct bytes *from) {
    // Kafka's clients write the frame so: independent blocks of 64 KiB, no checksums.
    LZ4F_preferences_t wish = {.frameInfo = {.blockSizeID = LZ4F_max64KB, .blockMode = LZ4F_blockIndependent}};
    size_t room = LZ4F_compressFrameBound(from->count, &wish);
    size_t made = LZ4F_compressFrame(grow(to, room), room, from->at, from->count, &wish);
    if (LZ4F_isError(made)) die("lz4: %s", LZ4F_getErrorName(made));
    to->count -= room - made;
    return made;
}

static size_t compress_zstd(struct bytes *to, const struct bytes *from) {
    size_t room = ZSTD_compressBound(from->count);
    size_t made = ZSTD_compress(grow(to, room), room, from->at, from->count, 3);
    if (ZSTD_isError(made)) die("zstd: %s", ZSTD_getErrorName(made));
    to->count -= room - made;
    return made;
}

uint32_t add_any_batch(struct bytes *b, const struct shape *shape) {
    size_t start = b->count;
    grow(b, BATCH_HEADER);
    uint32_t count;
    if (shape->codec) {
        struct bytes plain = {0};
        count = add_records(&plain, shape);
        switch (shape->codec) {
        case 3: compress_lz4(b, &plain); break;
        case 4: compress_zstd(b, &plain); break;
        default: die("codec %d: 3 (lz4) or 4 (zstd)", shape->codec);
        }
        free(plain.at);
    } else {
        count = add_records(b, shape);
    }
    seal_batch(b, start, count, shape->codec);
    return count;
}
