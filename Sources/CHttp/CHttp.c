#include "CHttp.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// What we need of <microhttpd.h> (the ABI of libmicrohttpd.so.12), so that nothing has to be
// installed to build a broker.

struct MHD_Daemon;
struct MHD_Connection;
struct MHD_Response;

typedef int (*access_handler)(void *context, struct MHD_Connection *connection, const char *url,
                              const char *method, const char *version, const char *upload,
                              size_t *upload_size, void **request);

enum { INTERNAL_POLLING_THREAD = 8, EPOLL = 512, ITC = 1024 };
enum { OPTION_END = 0, OPTION_CONNECTION_LIMIT = 2, OPTION_CONNECTION_TIMEOUT = 3,
       OPTION_LISTEN_SOCKET = 12 };
enum { MUST_FREE = 1 };
enum { TIMEOUT_SECONDS = 30 };

/// The functions of the library, once it is loaded; set before any server is, and never again.
static struct {
    struct MHD_Daemon *(*start)(unsigned flags, uint16_t port, void *accept, void *accept_context,
                                access_handler handler, void *context, ...);
    void (*stop)(struct MHD_Daemon *daemon);
    struct MHD_Response *(*response)(size_t size, void *buffer, int mode);
    int (*header)(struct MHD_Response *response, const char *name, const char *value);
    int (*queue)(struct MHD_Connection *connection, unsigned status, struct MHD_Response *response);
    void (*destroy)(struct MHD_Response *response);
} mhd;

struct http_server {
    struct MHD_Daemon *daemon;
    http_answer answer;
    void *context;
};

struct http_reply {
    unsigned status;
    char type[64];
    void *body;
    size_t count;
};

void http_fill(http_reply *reply, unsigned status, const char *type, const void *bytes,
               size_t count) {
    void *body = malloc(count ? count : 1);
    if (!body) return;
    if (count) memcpy(body, bytes, count);
    free(reply->body);
    *reply = (http_reply){status, "", body, count};
    strncpy(reply->type, type, sizeof reply->type - 1);
}

static int handle(void *context, struct MHD_Connection *connection, const char *url,
                  const char *method, const char *version, const char *upload,
                  size_t *upload_size, void **request) {
    (void)version, (void)upload;
    const http_server *server = context;
    // The first call brings the headers alone; a body is read, and nobody looks at it.
    static int seen;
    if (!*request) return *request = &seen, 1;
    if (*upload_size) return *upload_size = 0, 1;
    http_reply reply = {500, "text/plain", NULL, 0};
    server->answer(server->context, method, url, &reply);
    if (!reply.body && !(reply.body = malloc(1))) return 0;
    struct MHD_Response *response = mhd.response(reply.count, reply.body, MUST_FREE);
    if (!response) return free(reply.body), 0;
    mhd.header(response, "Content-Type", reply.type);
    int result = mhd.queue(connection, reply.status, response);
    mhd.destroy(response);
    return result;
}

static void load(void) {
    void *library = dlopen("libmicrohttpd.so.12", RTLD_NOW | RTLD_LOCAL);
    if (!library) return;
    *(void **)&mhd.start = dlsym(library, "MHD_start_daemon");
    *(void **)&mhd.stop = dlsym(library, "MHD_stop_daemon");
    *(void **)&mhd.response = dlsym(library, "MHD_create_response_from_buffer");
    *(void **)&mhd.header = dlsym(library, "MHD_add_response_header");
    *(void **)&mhd.queue = dlsym(library, "MHD_queue_response");
    *(void **)&mhd.destroy = dlsym(library, "MHD_destroy_response");
}

int http_load(const char **problem) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
    if (mhd.start && mhd.stop && mhd.response && mhd.header && mhd.queue && mhd.destroy) return 1;
    *problem = "libmicrohttpd.so.12 cannot be loaded";
    return 0;
}

http_server *http_start(int listener, unsigned connections, http_answer answer, void *context,
                        const char **problem) {
    http_server *server = calloc(1, sizeof *server);
    if (!server) {
        *problem = "there is no memory for it";
    } else if (http_load(problem)) {
        server->answer = answer;
        server->context = context;
        server->daemon = mhd.start(
            INTERNAL_POLLING_THREAD | EPOLL | ITC, 0, NULL, NULL, handle, server,
            OPTION_LISTEN_SOCKET, listener, OPTION_CONNECTION_LIMIT, connections,
            OPTION_CONNECTION_TIMEOUT, (unsigned)TIMEOUT_SECONDS, OPTION_END);
        if (server->daemon) return server;
        *problem = "libmicrohttpd does not start";
    }
    free(server);
    close(listener);
    return NULL;
}

void http_stop(http_server *server) {
    mhd.stop(server->daemon);
    free(server);
}
