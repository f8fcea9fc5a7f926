/* Two digits for each byte. */
#include "ground/hex.h"

void keel_hex_encode(char *out, const void *bytes, size_t len)
{
    static const char digits[] = "0123456789abcdef";
    const uint8_t *from = bytes;

    for (size_t i = 0; i < len; i++) {
        out[2 * i] = digits[from[i] >> 4];
        out[2 * i + 1] = digits[from[i] & 15];
    }
}

static keel_code bad_digit(size_t at, keel_error *err)
{
    keel_error_set(err, KEEL_E_SYNTAX, "hex.syntax", "this is no hexadecimal digit");
    if (err != NULL) err->offset = at;
    return keel_error_place(err, "byte %zu", at), KEEL_E_SYNTAX;
}

keel_code keel_hex_decode(uint8_t *out, keel_str text, keel_error *err)
{
    for (size_t i = 0; i < text.len; i++) {
        int value = keel_hex_digit(text.data[i]);

        if (value < 0) return bad_digit(i, err);
        if (i % 2 == 1)
            out[i / 2] |= (uint8_t)value;
        else if (i + 1 < text.len)
            out[i / 2] = (uint8_t)(value << 4);
    }
    if (text.len % 2 == 0) return KEEL_OK;
    keel_error_set(err, KEEL_E_SYNTAX, "hex.syntax", "a byte is two digits, and the last has one");
    if (err != NULL) err->offset = text.len;
    return keel_error_place(err, "byte %zu", text.len), KEEL_E_SYNTAX;
}
