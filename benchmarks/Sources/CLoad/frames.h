#pragma once
#include "load.h"
#include "wire.h"

// Produce requests, whole, one after the other.
struct load_frames {
    struct bytes bytes;
    size_t count;
    size_t *starts;  // count + 1 of them
    int acks;
    double batch_bytes, records;  // of all
};
