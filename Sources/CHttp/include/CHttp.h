#pragma once
// libmicrohttpd behind C: loaded when a server is asked for, since it brings GnuTLS with it.
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A server on one socket, with a thread of its own.
typedef struct http_server http_server;
/// An answer that is being made.
typedef struct http_reply http_reply;

/// Answers one request; called on the server's thread. What it does not fill is answered with 500.
typedef void (*http_answer)(void *context, const char *method, const char *path, http_reply *reply);

/// Whether a server could be started; why not in `problem`. What it loads is loaded once.
int http_load(const char **problem);

/// Serves the connections of a listening socket, which is the server's from now on, whatever comes.
/// Null where that cannot be, with why in `problem`.
http_server *http_start(int listener, unsigned connections, http_answer answer, void *context,
                        const char **problem);

/// Takes no more connections; when it returns nobody is being answered.
void http_stop(http_server *server);

/// Fills an answer; the bytes are copied, and so is the type (of 63 letters at most).
void http_fill(http_reply *reply, unsigned status, const char *type, const void *bytes,
               size_t count);

#ifdef __cplusplus
}
#endif
