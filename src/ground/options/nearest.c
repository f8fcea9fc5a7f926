/* Did you mean? Optimal string alignment: a swap of neighbours counts once, as typing goes. */
#include "ground/options/options.h"

#define WORD_MAX 48

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

static size_t distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
    size_t rows[3][WORD_MAX + 1];

    for (size_t j = 0; j <= b_len; j++) rows[0][j] = j;
    for (size_t i = 1; i <= a_len; i++) {
        size_t *now = rows[i % 3], *above = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= b_len; j++) {
            now[j] = least(least(above[j], now[j - 1]) + 1, above[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = least(now[j], before[j - 2] + 1);
        }
    }
    return rows[a_len % 3][b_len];
}

const char *options_nearest(const char *typed, const char *const *names, size_t count)
{
    size_t typed_len = strlen(typed), best = typed_len / 3 + 1;
    const char *nearest = NULL;

    if (typed_len > WORD_MAX) return NULL;
    for (size_t i = 0; i < count; i++) {
        size_t len = strlen(names[i]), d;
        if (len > WORD_MAX) continue;
        d = distance(typed, typed_len, names[i], len);
        if (d < best || (d == best && nearest == NULL)) {
            best = d;
            nearest = names[i];
        }
    }
    return nearest;
}
