/* Doubles and integers as text. */
#include "skills/json/real.h"

#include <stdio.h>
#include <stdlib.h>

#define REAL_DIGITS_MAX 17

char *natural_put(char *at, uint64_t n)
{
    char digits[NATURAL_BYTES_MAX], *first = digits + sizeof digits;

    do *--first = (char)('0' + n % 10);
    while ((n /= 10) != 0);
    memcpy(at, first, (size_t)(digits + sizeof digits - first));
    return at + (digits + sizeof digits - first);
}

/* The fewest digits that read back as `value` > 0, which is 0.DIGITS * 10^point. Returns their number. */
static int shortest(double value, char digits[REAL_DIGITS_MAX], int *point)
{
    char text[KEEL_JSON_REAL_BYTES_MAX];
    int count = 0;

    do snprintf(text, sizeof text, "%.*e", count, value);
    while (strtod(text, NULL) != value && ++count < REAL_DIGITS_MAX);
    digits[0] = text[0];
    memcpy(digits + 1, text + 2, (size_t)count);
    *point = atoi(strchr(text, 'e') + 1) + 1;
    return count + 1;
}

/* Number::toString of ECMAScript, from its step 6 on. */
static char *lay_out(char *at, const char *digits, int count, int point)
{
    if (point > 21 || point < -5) {
        *at++ = digits[0];
        if (count > 1) *at++ = '.';
        memcpy(at, digits + 1, (size_t)count - 1);
        at += count - 1;
        *at++ = 'e';
        *at++ = point > 0 ? '+' : '-';
        return natural_put(at, (uint64_t)(point > 0 ? point - 1 : 1 - point));
    }
    if (point <= 0) {
        memcpy(at, "0.00000", (size_t)(2 - point));
        at += 2 - point;
        memcpy(at, digits, (size_t)count);
        return at + count;
    }
    for (int i = 0; i < point || i < count; i++) {
        if (i == point) *at++ = '.';
        *at++ = i < count ? digits[i] : '0';
    }
    return at;
}

size_t keel_json_real_text(char out[KEEL_JSON_REAL_BYTES_MAX], double value)
{
    char digits[REAL_DIGITS_MAX + 1], *at = out;
    int point, count;

    if (value == 0) {
        out[0] = '0';
        return 1;
    }
    if (value < 0) *at++ = '-';
    count = shortest(value < 0 ? -value : value, digits, &point);
    return (size_t)(lay_out(at, digits, count, point) - out);
}
