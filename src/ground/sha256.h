/* ground/sha256.h - SHA-256 (FIPS 180-4), of our own, so that it is there wherever the portable part is.
 *
 *     keel_sha256 sha = keel_sha256_init();
 *     keel_sha256_update(&sha, KEEL_STR("ab"));
 *     keel_sha256_update(&sha, KEEL_STR("c"));
 *     keel_sha256_final(&sha, digest);                   the same as keel_sha256_of(KEEL_STR("abc"), digest)
 *
 * Cost: where the processor has instructions for it, the time of OpenSSL on long texts and a fifth of it on 64 bytes;
 * elsewhere eight times as much (bench/ground_sha256.c). Nothing is allocated.
 * Not here: comparing digests that are secret; signatures and keys, which are OpenSSL's work. */
#ifndef KEEL_SHA256_H
#define KEEL_SHA256_H

#include "ground/base.h"

#ifdef __cplusplus
extern "C" {
#endif

#define KEEL_SHA256_BYTES       32
#define KEEL_SHA256_BLOCK_BYTES 64

typedef struct keel_sha256 {
    uint32_t state[8];                        /* private, as all of it */
    uint64_t bytes;                           /* taken so far */
    uint8_t pending[KEEL_SHA256_BLOCK_BYTES]; /* the last bytes % 64 of them */
} keel_sha256;

KEEL_API keel_sha256 keel_sha256_init(void);
KEEL_API void keel_sha256_update(keel_sha256 *sha, keel_str bytes);

/* Writes the digest; `sha` is then of no use but to be made afresh. */
KEEL_API void keel_sha256_final(keel_sha256 *sha, uint8_t digest[KEEL_SHA256_BYTES]);

KEEL_API void keel_sha256_of(keel_str bytes, uint8_t digest[KEEL_SHA256_BYTES]);

#ifdef __cplusplus
}
#endif

#endif
