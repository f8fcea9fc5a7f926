/* Strings: runs that need no escape are copied, the rest is escaped as JSON.stringify does. */
#include "skills/json/quote.h"
#include "ground/utf8.h"

#define ESCAPED_UNIT_BYTES 6u /* \uXXXX */

static bool is_plain(unsigned char c, bool ascii)
{
    return c >= 0x20 && c != '"' && c != '\\' && c != 0xED && (c < 0x80 || !ascii);
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
    *at++ = c < 0x20 ? letters[c - '\b'] : (char)c;
    return at;
}

/* The character at `*from`, which is not plain, and `*from` moves past it. 0xED begins Hangul as well as the
 * surrogates; only the latter are escaped. */
static void add_character(keel_str text, size_t *from, bool ascii, keel_buf *out)
{
    size_t start = *from;
    uint32_t c = keel_utf8_next(text, from);
    char *at = keel_buf_reserve(out, 2 * ESCAPED_UNIT_BYTES);

    if (at == NULL) return;
    if (c >= 0x80 && !ascii && (c < 0xD800 || c > 0xDFFF)) {
        memcpy(at, text.data + start, *from - start);
        out->len += *from - start;
    } else {
        out->len += (size_t)(put_escape(at, c) - at);
    }
}

/* `text` is UTF-8, but may hold surrogates in three bytes. */
static void add_escaped(keel_str text, bool ascii, keel_buf *out)
{
    for (size_t at = 0; at < text.len;) {
        size_t run = at;

        while (run < text.len && is_plain((unsigned char)text.data[run], ascii)) run++;
        keel_buf_add(out, (keel_str){ text.data + at, run - at });
        at = run;
        if (at < text.len) add_character(text, &at, ascii, out);
    }
}

void quote_value(const keel_json *v, bool ascii, keel_buf *out)
{
    keel_buf_add_char(out, '"');
    if ((v->tag & JSON_FLAG_PLAIN) != 0 && !ascii)
        keel_buf_add(out, json_str(v));
    else
        add_escaped(json_str(v), ascii, out);
    keel_buf_add_char(out, '"');
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
