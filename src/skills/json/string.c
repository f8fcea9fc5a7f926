/* Escapes, one after the other; runs between them are copied. */
#include "skills/json/string.h"
#include "ground/hex.h"
#include "ground/utf8.h"

#define NO_HEX UINT32_MAX

/* The unit of the escape \uXXXX whose backslash is at `at`, NO_HEX if it is none. */
static uint32_t unit_at(keel_str raw, size_t at)
{
    uint32_t unit = 0;

    if (raw.len - at < 6 || raw.data[at] != '\\' || raw.data[at + 1] != 'u') return NO_HEX;
    for (size_t i = at + 2; i < at + 6; i++) {
        int digit = keel_hex_digit(raw.data[i]);
        if (digit < 0) return NO_HEX;
        unit = unit << 4 | (uint32_t)digit;
    }
    return unit;
}

const char string_short_escapes[256] = {
    ['"'] = '"', ['\\'] = '\\', ['/'] = '/', ['b'] = '\b', ['f'] = '\f', ['n'] = '\n', ['r'] = '\r', ['t'] = '\t',
};

uint32_t string_escape(keel_str raw, size_t *at, bool *alone)
{
    uint32_t unit, low;
    char c = raw.len - *at < 2 ? '\0' : string_short_escapes[(unsigned char)raw.data[*at + 1]];

    if (c != '\0') {
        *at += 2;
        return (uint32_t)c;
    }
    unit = unit_at(raw, *at);
    if (unit == NO_HEX) return STRING_NO_ESCAPE;
    *at += 6;
    if (!keel_utf16_is_high(unit)) {
        *alone |= keel_utf16_is_low(unit);
        return unit;
    }
    low = unit_at(raw, *at);
    if (low == NO_HEX || !keel_utf16_is_low(low)) {
        *alone = true;
        return unit;
    }
    *at += 6;
    return keel_utf16_pair(unit, low);
}

size_t string_unescape(keel_str raw, char *out, bool *alone, size_t *bad)
{
    char scratch[KEEL_UTF8_BYTES_MAX];
    size_t written = 0;

    *alone = false;
    for (size_t at = 0; at < raw.len;) {
        const char *backslash = memchr(raw.data + at, '\\', raw.len - at);
        size_t run = backslash == NULL ? raw.len - at : (size_t)(backslash - raw.data) - at;
        uint32_t c;

        if (out != NULL) memcpy(out + written, raw.data + at, run);
        written += run;
        at += run;
        if (at == raw.len) break;
        *bad = at;
        c = string_escape(raw, &at, alone);
        if (c == STRING_NO_ESCAPE) return STRING_MALFORMED;
        written += keel_utf8_put(out != NULL ? out + written : scratch, c);
    }
    return written;
}
