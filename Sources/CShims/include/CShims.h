#pragma once
// What Swift's Glibc module leaves out. The header stays free of _GNU_SOURCE, which would give
// <sys/select.h> another shape here than in the Glibc module; GNU calls are wrapped in CShims.c.
#include <stddef.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>

/// accept4(2) with SOCK_NONBLOCK | SOCK_CLOEXEC.
int shims_accept(int listener);
