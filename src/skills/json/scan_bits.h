/* skills/json/scan_bits.h - private: what a form of the scan does bit by bit where its processor has nothing better.
 * A form that has defines SCAN_HAS_PUT or SCAN_HAS_SQUEEZE and brings its own. */
#include "ground/base.h"

#ifdef __PCLMUL__
#include <wmmintrin.h>

/* A product without carries, by all ones, is the xor of all that was shifted: one instruction. */
static inline uint64_t prefix_xor(uint64_t bits)
{
    __m128i product = _mm_clmulepi64_si128(_mm_set_epi64x(0, (long long)bits), _mm_set1_epi8(-1), 0);

    return (uint64_t)_mm_cvtsi128_si64(product);
}
#else
static inline uint64_t prefix_xor(uint64_t bits)
{
    for (unsigned shift = 1; shift < 64; shift *= 2) bits ^= bits << shift;
    return bits;
}
#endif

#ifndef SCAN_HAS_PUT
/* Eight at a time, whether there are so many or not: most blocks have fewer, and then no branch is ever wrong. */
static inline size_t put(uint32_t *to, uint32_t base, uint64_t bits)
{
    size_t count = (size_t)__builtin_popcountll(bits);

    for (size_t done = 0; done < count; done += 8) {
        for (size_t i = 0; i < 8; i++) {
            to[done + i] = base + (uint32_t)__builtin_ctzll(bits | 1ull << 63);
            bits &= bits - 1;
        }
    }
    return count;
}
#endif

#ifndef SCAN_HAS_SQUEEZE
/* Run by run: blanks outside of strings come in few runs, and most blocks have none or are one. */
static inline char *squeeze(char *to, const char *p, uint64_t keep)
{
    while (keep != 0) {
        unsigned from = (unsigned)__builtin_ctzll(keep);
        uint64_t gaps = ~(keep >> from);
        unsigned len = gaps == 0 ? 64 : (unsigned)__builtin_ctzll(gaps);

        memcpy(to, p + from, len);
        to += len;
        keep = from + len >= 64 ? 0 : keep >> (from + len) << (from + len);
    }
    return to;
}
#endif
