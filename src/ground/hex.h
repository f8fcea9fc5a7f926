/* ground/hex.h - bytes as hexadecimal digits (RFC 4648, base 16).
 *
 *     char text[KEEL_HEX_LEN(sizeof digest)];
 *     keel_hex_encode(text, digest, sizeof digest);          lower case, no NUL behind it */
#ifndef KEEL_HEX_H
#define KEEL_HEX_H

#include "ground/base.h"
#include "ground/error.h"

#ifdef __cplusplus
extern "C" {
#endif

#define KEEL_HEX_LEN(bytes) (2 * (bytes))

/* What a digit of either case is worth; -1: it is none. */
static inline int keel_hex_digit(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/* Writes KEEL_HEX_LEN(len) lower-case digits. */
KEEL_API void keel_hex_encode(char *out, const void *bytes, size_t len);

/* Writes text.len / 2 bytes; digits of either case are taken. KEEL_E_SYNTAX ("hex.syntax") at the byte that is no
 * digit, or at the end where one is missing. What was written then is not defined. */
KEEL_API KEEL_MUST_USE keel_code keel_hex_decode(uint8_t *out, keel_str text, keel_error *err);

#ifdef __cplusplus
}
#endif

#endif
