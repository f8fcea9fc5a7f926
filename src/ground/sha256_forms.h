/* ground/sha256_forms.h - private: the one loop of SHA-256, in a form for each kind of processor. */
#ifndef KEEL_SHA256_FORMS_H
#define KEEL_SHA256_FORMS_H

#include "ground/base.h"

/* Takes `count` blocks of 64 bytes into the state. */
typedef void sha256_blocks(uint32_t state[8], const uint8_t *blocks, size_t count);

sha256_blocks sha256_blocks_plain, sha256_blocks_x86, sha256_blocks_arm;

/* The constants of the 64 rounds. */
extern const uint32_t sha256_rounds[64];

#endif
