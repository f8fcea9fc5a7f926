/* ground/utf8_forms.h - private: the five loops over text that each instruction set has in a form of its own.
 *
 * All forms give the same results to the last byte; the plain one is the oracle of the others. */
#ifndef KEEL_UTF8_FORMS_H
#define KEEL_UTF8_FORMS_H

#include "ground/base.h"

typedef struct utf8_forms {
    size_t (*valid_prefix)(const uint8_t *bytes, size_t len);
    size_t (*ascii_prefix)(const uint8_t *bytes, size_t len);
    size_t (*narrow)(uint8_t *out, const uint16_t *units, size_t len);
    size_t (*from_utf16)(uint8_t *out, const uint16_t *units, size_t len);
    size_t (*to_utf16)(uint16_t *out, const uint8_t *bytes, size_t len);
} utf8_forms;

extern const utf8_forms utf8_plain, utf8_sse42, utf8_avx2, utf8_avx512, utf8_neon;

/* Where plain code takes over within a text. */

/* The well-formed prefix of `bytes`, of which all before `at` is known to be well formed, but for a character that
 * may reach across `at`. */
size_t utf8_plain_valid_from(const uint8_t *bytes, size_t len, size_t at);

/* Encodes units from `at` on, until it stands at `until` or one past it, where a pair lies across. Returns where it
 * stands; `*out` moves along. */
size_t utf8_plain_encode(uint8_t **out, const uint16_t *units, size_t len, size_t at, size_t until);

/* Decodes whole characters from `at` on, until it stands at `until` or at most three past it. */
size_t utf8_plain_decode(uint16_t **out, const uint8_t *bytes, size_t at, size_t until);

#endif
