#pragma once
// Counts what a program allocates. Linked into the microbenchmarks alone.

/// Blocks that malloc, calloc, realloc and their kin have given so far, on all threads.
long allocations_count(void);
/// Bytes that were asked for with them.
long allocations_bytes(void);
