/* Strings: eight bytes at a time are copied and looked at; where one needs an escape it is written, and on. */
#include "skills/json/quote.h"
#include "skills/json/json.h"
#include "ground/utf8.h"

#define ADDED_AT_ONCE    64u
#define EVERY_BYTE(byte) (0x0101010101010101ull * (byte))

static bool is_plain(unsigned char c, bool ascii)
{
    return c >= 0x20 && c != '"' && c != '\\' && c != 0xED && (c < 0x80 || !ascii);
}

/* The highest bit of each byte that is 0; a byte above such a one may be marked wrongly. */
static uint64_t zeros(uint64_t bytes) { return (bytes - EVERY_BYTE(0x01)) & ~bytes & EVERY_BYTE(0x80); }

/* How many of the eight bytes at `p`, from the first, are plain. The lowest mark is never wrong. */
static unsigned count_plain(uint64_t bytes, bool ascii)
{
    uint64_t marks = zeros(bytes ^ EVERY_BYTE('"')) | zeros(bytes ^ EVERY_BYTE('\\')) |
                     zeros(bytes ^ EVERY_BYTE(0xED)) | zeros(bytes & EVERY_BYTE(0xE0));

    if (ascii) marks |= bytes & EVERY_BYTE(0x80);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    return marks == 0 ? 8 : 0; /* there the lowest mark is that of the last byte */
#else
    return marks == 0 ? 8 : (unsigned)__builtin_ctzll(marks) / 8;
#endif
}

static char *put_unit(char *at, uint32_t unit)
{
    static const char digits[] = "0123456789abcdef";

    *at++ = '\\';
    *at++ = 'u';
    for (int shift = 12; shift >= 0; shift -= 4) *at++ = digits[unit >> shift & 15];
    return at;
}

static char *put_escape(char *at, uint32_t c)
{
    static const char letters[] = "btn?fr";

    if (c >= 0x10000) {
        at = put_unit(at, 0xD7C0 + (c >> 10));
        return put_unit(at, 0xDC00 | (c & 0x3FF));
    }
    if (c != '"' && c != '\\' && (c < '\b' || c > '\r' || c == '\v')) return put_unit(at, c);
    *at++ = '\\';
    *at++ = c <= '\r' ? letters[c - '\b'] : (char)c;
    return at;
}

/* The character at `*from`, which moves past it. 0xED begins Hangul as well as the surrogates; only the latter are
 * escaped. */
static char *put_character(char *at, keel_str text, size_t *from, bool ascii)
{
    size_t start = *from;
    uint32_t c;

    if (is_plain((unsigned char)text.data[start], ascii)) {
        *at = text.data[(*from)++];
        return at + 1;
    }
    c = keel_utf8_next(text, from);
    if (c < 0x80 || ascii || (c >= 0xD800 && c <= 0xDFFF)) return put_escape(at, c);
    memcpy(at, text.data + start, *from - start);
    return at + (*from - start);
}

char *quote_put(char *at, keel_str text, bool ascii)
{
    size_t from = 0;

    while (text.len - from >= 8) {
        uint64_t bytes;
        unsigned plain;

        memcpy(&bytes, text.data + from, 8);
        memcpy(at, &bytes, 8);
        plain = count_plain(bytes, ascii);
        at += plain;
        from += plain;
        if (plain < 8) at = put_character(at, text, &from, ascii);
    }
    while (from < text.len) at = put_character(at, text, &from, ascii);
    return at;
}

keel_str quote_cut(keel_str *rest, size_t len_max)
{
    keel_str piece = *rest;

    if (piece.len > len_max)
        for (piece.len = len_max; ((unsigned char)piece.data[piece.len] & 0xC0) == 0x80;) piece.len--;
    rest->data += piece.len;
    rest->len -= piece.len;
    return piece;
}

/* By way of a small room, so that the buffer's ceiling is met to the byte. */
static void add_escaped(keel_str text, bool ascii, keel_buf *out)
{
    char room[6 * ADDED_AT_ONCE + 8]; /* \uXXXX for each, and a word */

    while (text.len > 0) {
        char *behind = quote_put(room, quote_cut(&text, ADDED_AT_ONCE), ascii);
        keel_buf_add(out, (keel_str){ room, (size_t)(behind - room) });
    }
}

void keel_json_quote(keel_str text, bool ascii, keel_buf *out)
{
    keel_buf_add_char(out, '"');
    while (text.len > 0) {
        keel_str good = { text.data, keel_utf8_valid_prefix(text) };

        add_escaped(good, ascii, out);
        text.data += good.len;
        text.len -= good.len;
        if (text.len == 0) break;
        add_escaped(KEEL_STR("\xEF\xBF\xBD"), ascii, out);
        text.data++;
        text.len--;
    }
    keel_buf_add_char(out, '"');
}
