#pragma once
// RE2 behind C: regular expressions of users, in linear time whatever the pattern.
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A compiled regular expression.
typedef struct cre2_expression cre2_expression;

/// Compiles the pattern; null if RE2 cannot read it, or if it would take more than 1 MiB.
cre2_expression *cre2_compile(const char *pattern, size_t length);

/// Whether the whole text matches.
int cre2_matches(const cre2_expression *expression, const char *text, size_t length);

void cre2_free(cre2_expression *expression);

#ifdef __cplusplus
}
#endif
