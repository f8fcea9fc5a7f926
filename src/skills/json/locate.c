/* Counts the values of a text that is known to be well formed. An error is told once, so it need not be fast. */
#include "skills/json/locate.h"
#include "ground/assert.h"

static size_t skip_string(keel_str text, size_t at)
{
    for (at++; text.data[at] != '"'; at++)
        if (text.data[at] == '\\') at++;
    return at + 1;
}

static size_t skip_comment(keel_str text, size_t at)
{
    bool line = text.data[at + 1] == '/';

    for (at += 2; at < text.len; at++) {
        if (line && text.data[at] == '\n') return at;
        if (!line && text.data[at] == '*' && text.data[at + 1] == '/') return at + 2;
    }
    return at;
}

static bool is_between(char c) { return c != '\0' && strchr(" \t\r\n,:]}", c) != NULL; }

/* Past numbers and words. */
static size_t skip_bare(keel_str text, size_t at)
{
    while (at < text.len && !is_between(text.data[at]) && text.data[at] != '/') at++;
    return at;
}

static size_t skip_value(keel_str text, size_t at)
{
    switch (text.data[at]) {
    case '"': return skip_string(text, at);
    case '{':
    case '[': return at + 1;
    default: return skip_bare(text, at);
    }
}

keel_str json_locate(keel_str text, size_t index)
{
    size_t at = 0;

    for (;;) {
        size_t start = at;

        KEEL_ASSERT(at < text.len);
        if (is_between(text.data[at]))
            at++;
        else if (text.data[at] == '/')
            at = skip_comment(text, at);
        else if ((at = skip_value(text, at)), index-- == 0)
            return (keel_str){ text.data + start, at - start };
    }
}
