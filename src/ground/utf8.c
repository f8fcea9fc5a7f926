/* The plain forms, which are the oracle of the fast ones. */
#include "ground/utf8.h"

static bool continues(unsigned char c) { return (c & 0xC0) == 0x80; }

/* The length of the well-formed sequence at `p`, 0 if there is none. Table 3-7 of the Unicode Standard. */
static size_t sequence_len(const unsigned char *p, size_t left)
{
    unsigned char low = 0x80, high = 0xBF;
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

size_t keel_utf8_valid_prefix(keel_str text)
{
    const unsigned char *bytes = (const unsigned char *)text.data;
    size_t at = 0;

    while (at < text.len) {
        size_t len = sequence_len(bytes + at, text.len - at);
        if (len == 0) return at;
        at += len;
    }
    return at;
}

size_t keel_utf8_put(char out[KEEL_UTF8_BYTES_MAX], uint32_t c)
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

uint32_t keel_utf8_next(keel_str text, size_t *at)
{
    const unsigned char *p = (const unsigned char *)text.data + *at;

    if (p[0] < 0x80) {
        *at += 1;
        return p[0];
    }
    if (p[0] < 0xE0) {
        *at += 2;
        return (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
    }
    if (p[0] < 0xF0) {
        *at += 3;
        return (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
    }
    *at += 4;
    return (p[0] & 0x07u) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 | (p[3] & 0x3Fu);
}

static bool is_high(uint32_t unit) { return unit >= 0xD800 && unit <= 0xDBFF; }
static bool is_low(uint32_t unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }

size_t keel_utf8_from_utf16(char *out, const uint16_t *units, size_t len)
{
    char *to = out;

    for (size_t i = 0; i < len; i++) {
        uint32_t c = units[i];
        if (is_high(c) && i + 1 < len && is_low(units[i + 1]))
            c = 0x10000 + ((c - 0xD800) << 10) + (units[++i] - 0xDC00u);
        else if (is_high(c) || is_low(c))
            c = KEEL_UTF8_REPLACEMENT;
        to += keel_utf8_put(to, c);
    }
    return (size_t)(to - out);
}

size_t keel_utf8_to_utf16(uint16_t *out, keel_str text)
{
    uint16_t *to = out;

    for (size_t at = 0; at < text.len;) {
        uint32_t c = keel_utf8_next(text, &at);
        if (c < 0x10000) {
            *to++ = (uint16_t)c;
        } else {
            *to++ = (uint16_t)(0xD800 + ((c - 0x10000) >> 10));
            *to++ = (uint16_t)(0xDC00 + (c & 0x3FF));
        }
    }
    return (size_t)(to - out);
}
