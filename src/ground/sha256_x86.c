/* The loop of SHA-256 with the SHA extensions of x86.
 *
 * The instructions keep the eight words in two vectors, {f e b a} and {h g d c} from low to high, and do two rounds
 * each; `schedule` makes the next four words of those of a block. */
#include "ground/sha256_forms.h"

#include <immintrin.h>

/* w[0..3] of the words 0 to 15 become the words 16 to 19, which take the place of the first four. */
static inline __m128i schedule(const __m128i w[4])
{
    __m128i seven_back = _mm_alignr_epi8(w[3], w[2], 4);

    return _mm_sha256msg2_epu32(_mm_add_epi32(_mm_sha256msg1_epu32(w[0], w[1]), seven_back), w[3]);
}

static inline void four_rounds(__m128i *abef, __m128i *cdgh, __m128i words, size_t round)
{
    __m128i sum = _mm_add_epi32(words, _mm_loadu_si128((const void *)(sha256_rounds + round)));

    *cdgh = _mm_sha256rnds2_epu32(*cdgh, *abef, sum);
    *abef = _mm_sha256rnds2_epu32(*abef, *cdgh, _mm_shuffle_epi32(sum, 0x0E));
}

static inline void take_block(__m128i *abef, __m128i *cdgh, const uint8_t *block)
{
    const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    __m128i w[4];

    for (size_t i = 0; i < 4; i++) {
        w[i] = _mm_shuffle_epi8(_mm_loadu_si128((const void *)(block + 16 * i)), big_endian);
        four_rounds(abef, cdgh, w[i], 4 * i);
    }
#pragma GCC unroll 12
    for (size_t i = 4; i < 16; i++) {
        __m128i next = schedule(w);
        w[0] = w[1], w[1] = w[2], w[2] = w[3], w[3] = next;
        four_rounds(abef, cdgh, next, 4 * i);
    }
}

void sha256_blocks_x86(uint32_t state[8], const uint8_t *blocks, size_t count)
{
    __m128i abcd = _mm_shuffle_epi32(_mm_loadu_si128((const void *)state), 0x1B);
    __m128i efgh = _mm_shuffle_epi32(_mm_loadu_si128((const void *)(state + 4)), 0x1B);
    __m128i abef = _mm_unpackhi_epi64(efgh, abcd), cdgh = _mm_unpacklo_epi64(efgh, abcd);

    for (; count > 0; count--, blocks += 64) {
        __m128i abef_before = abef, cdgh_before = cdgh;
        take_block(&abef, &cdgh, blocks);
        abef = _mm_add_epi32(abef, abef_before);
        cdgh = _mm_add_epi32(cdgh, cdgh_before);
    }
    abcd = _mm_unpackhi_epi64(cdgh, abef);
    efgh = _mm_unpacklo_epi64(cdgh, abef);
    _mm_storeu_si128((void *)state, _mm_shuffle_epi32(abcd, 0x1B));
    _mm_storeu_si128((void *)(state + 4), _mm_shuffle_epi32(efgh, 0x1B));
}
