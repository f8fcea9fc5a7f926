/* The plain forms: one character after the other. The oracle of the fast ones. */
#include "ground/utf8_forms.h"
#include "ground/utf8.h"

static bool continues(uint8_t c) { return (c & 0xC0) == 0x80; }

/* The length of the well-formed sequence at `p`, 0 if there is none. Table 3-7 of the Unicode Standard. */
static size_t sequence_len(const uint8_t *p, size_t left)
{
    uint8_t low = 0x80, high = 0xBF;
    size_t len;

    if (p[0] < 0x80) return 1;
    if (p[0] < 0xC2 || p[0] > 0xF4) return 0;
    len = p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
    if (left < len) return 0;
    if (p[0] == 0xE0) low = 0xA0;  /* else overlong */
    if (p[0] == 0xED) high = 0x9F; /* else a surrogate */
    if (p[0] == 0xF0) low = 0x90;  /* else overlong */
    if (p[0] == 0xF4) high = 0x8F; /* else above U+10FFFF */
    if (p[1] < low || p[1] > high) return 0;
    if (len > 2 && !continues(p[2])) return 0;
    if (len > 3 && !continues(p[3])) return 0;
    return len;
}

size_t utf8_plain_valid_from(const uint8_t *bytes, size_t len, size_t at)
{
    size_t step;

    for (size_t back = 1; back <= 3 && back <= at; back++) {
        if (continues(bytes[at - back])) continue;
        if (bytes[at - back] >= 0xC0) at -= back; /* it may end before `at`: once more does no harm */
        break;
    }
    for (; at < len; at += step) {
        step = sequence_len(bytes + at, len - at);
        if (step == 0) break;
    }
    return at;
}

static size_t valid_prefix(const uint8_t *bytes, size_t len) { return utf8_plain_valid_from(bytes, len, 0); }

static size_t ascii_prefix(const uint8_t *bytes, size_t len)
{
    size_t at = 0;

    while (at < len && bytes[at] < 0x80) at++;
    return at;
}

static size_t narrow(uint8_t *out, const uint16_t *units, size_t len)
{
    size_t at = 0;

    for (; at < len && units[at] < 0x80; at++) out[at] = (uint8_t)units[at];
    return at;
}

size_t utf8_plain_encode(uint8_t **out, const uint16_t *units, size_t len, size_t at, size_t until)
{
    while (at < until) {
        uint32_t c = units[at++];
        if (keel_utf16_is_high(c) && at < len && keel_utf16_is_low(units[at]))
            c = keel_utf16_pair(c, units[at++]);
        else if (keel_utf16_is_high(c) || keel_utf16_is_low(c))
            c = KEEL_UTF8_REPLACEMENT;
        *out += keel_utf8_put((char *)*out, c);
    }
    return at;
}

static size_t from_utf16(uint8_t *out, const uint16_t *units, size_t len)
{
    uint8_t *to = out;

    utf8_plain_encode(&to, units, len, 0, len);
    return (size_t)(to - out);
}

size_t utf8_plain_decode(uint16_t **out, const uint8_t *bytes, size_t at, size_t until)
{
    keel_str text = { (const char *)bytes, until };
    uint16_t *to = *out;

    while (at < until) {
        uint32_t c = keel_utf8_next(text, &at);
        if (c < 0x10000) {
            *to++ = (uint16_t)c;
        } else {
            *to++ = (uint16_t)(0xD800 + ((c - 0x10000) >> 10));
            *to++ = (uint16_t)(0xDC00 + (c & 0x3FF));
        }
    }
    *out = to;
    return at;
}

static size_t to_utf16(uint16_t *out, const uint8_t *bytes, size_t len)
{
    uint16_t *to = out;

    utf8_plain_decode(&to, bytes, 0, len);
    return (size_t)(to - out);
}

const utf8_forms utf8_plain = { valid_prefix, ascii_prefix, narrow, from_utf16, to_utf16 };
