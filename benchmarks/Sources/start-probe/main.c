// How long a broker takes from exec to its first acknowledged record, with an empty data directory:
// Metadata creates the topic, then one record of 100 bytes with acks=all.
//
//   start-probe [--runs N] [--address HOST:PORT] [--in DIRECTORY] -- COMMAND WORD…
//
// {data} in a word stands for the run's data directory. The address is taken from the line
// `… kafka=HOST:PORT …` on the broker's standard output; with --address there need be no such line, and
// the port is asked until somebody listens. Prints one line of JSON.
#include "wire.h"

#include <fcntl.h>
#include <ftw.h>
#include <getopt.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>

extern char **environ;

enum { LOOK_AT_EVERY = 10 };

static const char *fixed_address, *parent = "/tmp";
static int runs = 50;

struct run {
    double ready_ms, ack_ms, exit_ms;
    double rss_mib, pss_mib, peak_mib;
};

// ---------------------------------------------------------------- the broker's process
static char *replaced(const char *word, const char *directory) {
    const char *hole = strstr(word, "{data}");
    if (!hole) return strdup(word);
    char *text = malloc(strlen(word) + strlen(directory) + 1);
    sprintf(text, "%.*s%s%s", (int)(hole - word), word, directory, hole + 6);
    return text;
}

// Starts the command; its standard output can be read from *output.
static pid_t start(char **command, int words, const char *directory, int *output) {
    char **arguments = calloc((size_t)words + 1, sizeof *arguments);
    for (int i = 0; i < words; i++) arguments[i] = replaced(command[i], directory);
    int ends[2];
    if (pipe2(ends, O_CLOEXEC)) die("pipe: %s", strerror(errno));
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    pid_t pid;
    int problem = posix_spawnp(&pid, arguments[0], &actions, NULL, arguments, environ);
    if (problem) die("%s: %s", arguments[0], strerror(problem));
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    *output = ends[0];
    for (int i = 0; i < words; i++) free(arguments[i]);
    free(arguments);
    return pid;
}

// Reads standard output up to the line that tells the address.
static void await_ready(int output, char *address, size_t size) {
    char text[4096];
    size_t count = 0;
    for (;;) {
        ssize_t n = read(output, text + count, sizeof text - 1 - count);
        if (n <= 0) die("the broker ended before it was ready");
        count += (size_t)n;
        text[count] = 0;
        char *found = strstr(text, "kafka=");
        if (found && strchr(found, '\n')) {
            size_t length = strcspn(found + 6, " \n");
            if (length >= size) die("a strange address");
            memcpy(address, found + 6, length);
            address[length] = 0;
            return;
        }
        if (count == sizeof text - 1) die("much output, but no line that says kafka=");
    }
}

// A figure of /proc/PID/FILE in MiB.
static double memory(pid_t pid, const char *file, const char *name) {
    char path[64], line[256];
    snprintf(path, sizeof path, "/proc/%d/%s", pid, file);
    FILE *status = fopen(path, "r");
    double kib = 0;
    while (status && fgets(line, sizeof line, status))
        if (!strncmp(line, name, strlen(name))) kib = atof(line + strlen(name));
    if (status) fclose(status);
    return kib / 1024;
}

// ---------------------------------------------------------------- one run
static int remove_one(const char *path, const struct stat *status, int type, struct FTW *walk) {
    (void)status, (void)type, (void)walk;
    return remove(path);
}

static void produce_one(int fd) {
    struct bytes b = {0};
    add_produce(&b, "start-probe", 0, -1, &(struct shape){.record = 100, .size = 1});
    send_all(fd, b.at, b.count);
    receive_frame(fd, &b);
    if (produce_error(&b)) die("Produce: error %d", produce_error(&b));
    free(b.at);
}

// Memory is looked at when the broker has let go of what only its start needed.
static struct run measure(char **command, int words, int looks_at_memory) {
    char directory[4096], address[256];
    snprintf(directory, sizeof directory, "%s/start-probe-XXXXXX", parent);
    if (!mkdtemp(directory)) die("%s: %s", directory, strerror(errno));
    struct run run = {0};
    int output;
    uint64_t begun = now_ns();
    pid_t pid = start(command, words, directory, &output);
    if (fixed_address) {
        snprintf(address, sizeof address, "%s", fixed_address);
    } else {
        await_ready(output, address, sizeof address);
        run.ready_ms = (double)(now_ns() - begun) / 1e6;
    }
    int fd = connect_to(address, 30000);
    if (fixed_address) run.ready_ms = (double)(now_ns() - begun) / 1e6;
    await_topic(fd, "start-probe");
    produce_one(fd);
    run.ack_ms = (double)(now_ns() - begun) / 1e6;
    close(fd);
    if (looks_at_memory) {
        usleep(300000);
        run.rss_mib = memory(pid, "status", "VmRSS:");
        run.peak_mib = memory(pid, "status", "VmHWM:");
        run.pss_mib = memory(pid, "smaps_rollup", "Pss:");
    }
    uint64_t told = now_ns();
    kill(pid, SIGTERM);
    int status;
    waitpid(pid, &status, 0);
    run.exit_ms = (double)(now_ns() - told) / 1e6;
    if (!WIFEXITED(status) || WEXITSTATUS(status)) fprintf(stderr, "the broker ended with status %d\n", status);
    close(output);
    nftw(directory, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    return run;
}

static void print(const char *name, double *values, int count, const char *end) {
    printf("\"%s\": {\"median\": %.3f, \"p99\": %.3f, \"min\": %.3f}%s", name, quantile(values, (size_t)count, 0.5),
           quantile(values, (size_t)count, 0.99), quantile(values, (size_t)count, 0), end);
}

int main(int count, char **words) {
    static const struct option options[] = {{"runs", 1, 0, 'r'}, {"address", 1, 0, 'a'}, {"in", 1, 0, 'i'}, {0}};
    for (int option; (option = getopt_long(count, words, "+", options, NULL)) != -1;) switch (option) {
        case 'r': runs = atoi(optarg); break;
        case 'a': fixed_address = optarg; break;
        case 'i': parent = optarg; break;
        default: exit(2);
        }
    if (optind >= count || runs < 1)
        die("usage: start-probe [--runs N] [--address HOST:PORT] [--in DIRECTORY] -- COMMAND WORD…");
    double *values[6];
    for (int k = 0; k < 6; k++) values[k] = calloc((size_t)runs, sizeof(double));
    int looks = 0;
    for (int i = 0; i < runs; i++) {
        int looks_now = i % LOOK_AT_EVERY == 0;
        struct run run = measure(words + optind, count - optind, looks_now);
        const double figures[] = {run.ready_ms, run.ack_ms, run.exit_ms, run.rss_mib, run.pss_mib, run.peak_mib};
        for (int k = 0; k < 3; k++) values[k][i] = figures[k];
        for (int k = 3; k < 6 && looks_now; k++) values[k][looks] = figures[k];
        looks += looks_now;
    }
    printf("{\"runs\": %d, ", runs);
    print("exec to ready, ms", values[0], runs, ", ");
    print("exec to first ack, ms", values[1], runs, ", ");
    print("SIGTERM to exit, ms", values[2], runs, ", ");
    print("RSS idle, MiB", values[3], looks, ", ");
    print("PSS idle, MiB", values[4], looks, ", ");
    print("RSS at most, MiB", values[5], looks, "}\n");
}
