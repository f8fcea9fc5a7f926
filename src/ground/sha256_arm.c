/* The loop of SHA-256 with the cryptographic extension of ARMv8. */
#include "ground/sha256_forms.h"

#include <arm_neon.h>

static inline void four_rounds(uint32x4_t *abcd, uint32x4_t *efgh, uint32x4_t words, size_t round)
{
    uint32x4_t sum = vaddq_u32(words, vld1q_u32(sha256_rounds + round)), abcd_before = *abcd;

    *abcd = vsha256hq_u32(*abcd, *efgh, sum);
    *efgh = vsha256h2q_u32(*efgh, abcd_before, sum);
}

static inline void take_block(uint32x4_t *abcd, uint32x4_t *efgh, const uint8_t *block)
{
    uint32x4_t w[4];

    for (size_t i = 0; i < 4; i++) {
        w[i] = vreinterpretq_u32_u8(vrev32q_u8(vld1q_u8(block + 16 * i)));
        four_rounds(abcd, efgh, w[i], 4 * i);
    }
    for (size_t i = 4; i < 16; i++) {
        uint32x4_t next = vsha256su1q_u32(vsha256su0q_u32(w[0], w[1]), w[2], w[3]);
        w[0] = w[1], w[1] = w[2], w[2] = w[3], w[3] = next;
        four_rounds(abcd, efgh, next, 4 * i);
    }
}

void sha256_blocks_arm(uint32_t state[8], const uint8_t *blocks, size_t count)
{
    uint32x4_t abcd = vld1q_u32(state), efgh = vld1q_u32(state + 4);

    for (; count > 0; count--, blocks += 64) {
        uint32x4_t abcd_before = abcd, efgh_before = efgh;
        take_block(&abcd, &efgh, blocks);
        abcd = vaddq_u32(abcd, abcd_before);
        efgh = vaddq_u32(efgh, efgh_before);
    }
    vst1q_u32(state, abcd);
    vst1q_u32(state + 4, efgh);
}
