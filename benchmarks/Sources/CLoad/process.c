// The clock, the CPU and the limits of this process.
#include "load.h"
#include "polling.h"
#include "wire.h"

#include <sys/prctl.h>
#include <sys/resource.h>

uint64_t load_now(void) { return now_ns(); }

double load_cpu(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

void load_prepare(void) {
    struct rlimit files;
    if (!getrlimit(RLIMIT_NOFILE, &files)) {
        files.rlim_cur = files.rlim_max;
        setrlimit(RLIMIT_NOFILE, &files);
    }
    prctl(PR_SET_TIMERSLACK, 1, 0, 0, 0);
}
