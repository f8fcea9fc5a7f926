/* Four characters for three bytes. */
#include "ground/base64.h"

static const char *const alphabets[] = {
    [KEEL_BASE64_STANDARD] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
    [KEEL_BASE64_URL] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",
};

/* One to three bytes as `count` + 1 characters. */
static char *encode_group(char *out, const uint8_t *bytes, size_t count, const char *alphabet)
{
    uint32_t bits = (uint32_t)bytes[0] << 16;

    if (count > 1) bits |= (uint32_t)bytes[1] << 8;
    if (count > 2) bits |= bytes[2];
    for (size_t i = 0; i <= count; i++) *out++ = alphabet[bits >> (18 - 6 * i) & 63];
    return out;
}

size_t keel_base64_encode(char *out, const void *bytes, size_t len, keel_base64_kind kind)
{
    const uint8_t *from = bytes;
    char *to = out;
    size_t at = 0;

    for (; len - at >= 3; at += 3) to = encode_group(to, from + at, 3, alphabets[kind]);
    if (at < len) {
        to = encode_group(to, from + at, len - at, alphabets[kind]);
        if (kind == KEEL_BASE64_STANDARD)
            for (size_t i = len - at; i < 3; i++) *to++ = '=';
    }
    return (size_t)(to - out);
}

static int value_of(char c, keel_base64_kind kind)
{
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    if (c == alphabets[kind][62]) return 62;
    if (c == alphabets[kind][63]) return 63;
    return -1;
}

static keel_code refuse(size_t at, keel_error *err, const char *what)
{
    keel_error_set(err, KEEL_E_SYNTAX, "base64.syntax", "%s", what);
    if (err != NULL) err->offset = at;
    return keel_error_place(err, "byte %zu", at), KEEL_E_SYNTAX;
}

/* The characters before the padding, which is either right or absent, as the kind has it. SIZE_MAX: it is wrong. */
static size_t unpadded_len(keel_str text, keel_base64_kind kind)
{
    size_t len = text.len;

    if (kind == KEEL_BASE64_URL) return len % 4 == 1 ? SIZE_MAX : len;
    if (len % 4 != 0) return SIZE_MAX;
    if (len > 0 && text.data[len - 1] == '=') len--;
    if (len < text.len && text.data[len - 1] == '=') len--;
    return len;
}

keel_code keel_base64_decode(uint8_t *out, size_t *len, keel_str text, keel_base64_kind kind, keel_error *err)
{
    size_t end = unpadded_len(text, kind), known = end == SIZE_MAX ? text.len : end, written = 0;
    uint32_t bits = 0;

    for (size_t i = 0; i < known; i++) {
        int value = value_of(text.data[i], kind);

        if (value < 0) return refuse(i, err, "this is no character of base64");
        bits = bits << 6 | (uint32_t)value;
        if (i % 4 != 0) out[written++] = (uint8_t)(bits >> (6 - 2 * (i % 4)));
    }
    if (end == SIZE_MAX) return refuse(text.len, err, "the text ends within a group of four characters");
    if (end % 4 != 0 && (bits & (end % 4 == 2 ? 15u : 3u)) != 0)
        return refuse(end - 1, err, "bits are set behind the last byte");
    *len = written;
    return KEEL_OK;
}
