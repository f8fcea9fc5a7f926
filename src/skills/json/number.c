/* Numbers by the grammar, and their values. */
#include "skills/json/number.h"

#include <math.h>
#include <stdlib.h>

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static const char *digits(const char *p, const char *end, const char **bad)
{
    if (p == end || !is_digit(*p)) {
        *bad = p;
        return NULL;
    }
    while (p < end && is_digit(*p)) p++;
    return p;
}

const char *number_skip(const char *p, const char *end, const char **bad)
{
    if (p < end && *p == '-') p++;
    if (p < end && *p == '0')
        p++;
    else if ((p = digits(p, end, bad)) == NULL)
        return NULL;
    if (p < end && is_digit(*p)) { /* 01 */
        *bad = p;
        return NULL;
    }
    if (p < end && *p == '.' && (p = digits(p + 1, end, bad)) == NULL) return NULL;
    if (p < end && (*p == 'e' || *p == 'E')) {
        p++;
        if (p < end && (*p == '+' || *p == '-')) p++;
        p = digits(p, end, bad);
    }
    return p;
}

static bool integer(keel_str number, keel_json *out)
{
    bool negative = number.data[0] == '-';
    uint64_t n = 0;

    for (size_t i = negative; i < number.len; i++) {
        uint64_t digit = (uint64_t)(number.data[i] - '0');
        if (!is_digit(number.data[i])) return false;
        if (n > (UINT64_MAX - digit) / 10) return false;
        n = n * 10 + digit;
    }
    if (negative && (n == 0 || n > (uint64_t)INT64_MAX + 1)) return false;
    out->tag = json_tag(negative || n <= INT64_MAX ? KEEL_JSON_INT : KEEL_JSON_UINT, 0);
    out->as.natural = negative ? 0 - n : n;
    return true;
}

number_fit number_read(keel_str number, keel_json *out)
{
    char *text;

    if (integer(number, out)) return NUMBER_FITS;
    out->tag = json_tag(KEEL_JSON_REAL, 0);
    text = strndup(number.data, number.len);
    out->as.real = strtod(text, NULL);
    free(text);
    if (!isfinite(out->as.real)) return NUMBER_OVERFLOWS;
    for (size_t i = number.data[0] == '-'; i < number.len; i++)
        if (!is_digit(number.data[i])) return NUMBER_FITS;
    return number.len <= 2 ? NUMBER_FITS : NUMBER_LARGE; /* "-0" is a double, and not large */
}
