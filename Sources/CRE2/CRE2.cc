#include "CRE2.h"
#include <re2/re2.h>

struct cre2_expression {
    re2::RE2 pattern;
    cre2_expression(const re2::StringPiece &text, const re2::RE2::Options &options) : pattern(text, options) {}
};

cre2_expression *cre2_compile(const char *pattern, size_t length) {
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(1 << 20);
    auto *expression = new (std::nothrow) cre2_expression(re2::StringPiece(pattern, length), options);
    if (expression && !expression->pattern.ok()) {
        delete expression;
        return nullptr;
    }
    return expression;
}

int cre2_matches(const cre2_expression *expression, const char *text, size_t length) {
    return re2::RE2::FullMatch(re2::StringPiece(text, length), expression->pattern);
}

void cre2_free(cre2_expression *expression) { delete expression; }
