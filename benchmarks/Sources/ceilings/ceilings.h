#pragma once
#include "wire.h"

struct cost {
    double seconds, cpu;
};

double cpu_seconds(void);

// A bare echo of 100 bytes: so many connections with so many frames in flight on each, for so many
// seconds. The server is on CPU 0 and costs what is told, its clients are on CPU 1. How many echoes.
uint64_t echo(int connections, int depth, int seconds, struct cost *cost);
