/* ground/base64.h - bytes as base64 (RFC 4648), strictly.
 *
 *     char text[KEEL_BASE64_LEN(sizeof digest)];
 *     size_t len = keel_base64_encode(text, digest, sizeof digest, KEEL_BASE64_STANDARD);
 *
 * One text for each row of bytes: blanks, missing or superfluous padding, and bits that are set behind the last byte
 * are refused, so that nobody signs two spellings of the same bytes. */
#ifndef KEEL_BASE64_H
#define KEEL_BASE64_H

#include "ground/base.h"
#include "ground/error.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum keel_base64_kind {
    KEEL_BASE64_STANDARD, /* + and /, padded with = */
    KEEL_BASE64_URL       /* - and _, without padding: RFC 7515 */
} keel_base64_kind;

/* Room for the text of so many bytes; for the bytes of so long a text. */
#define KEEL_BASE64_LEN(bytes) (((bytes) + 2) / 3 * 4)
#define KEEL_BASE64_BYTES(len) ((len) / 4 * 3 + 2)

/* Writes at most KEEL_BASE64_LEN(len) characters, no NUL behind them; returns how many. */
KEEL_API size_t keel_base64_encode(char *out, const void *bytes, size_t len, keel_base64_kind kind);

/* Writes at most KEEL_BASE64_BYTES(text.len) bytes, `*len` of them. KEEL_E_SYNTAX ("base64.syntax") at the first byte
 * that does not fit; what was written then is not defined. */
KEEL_API KEEL_MUST_USE keel_code keel_base64_decode(uint8_t *out, size_t *len, keel_str text, keel_base64_kind kind,
                                                    keel_error *err);

#ifdef __cplusplus
}
#endif

#endif
