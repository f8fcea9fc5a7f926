/* The scan with AVX-512: a block is one vector, its marks are mask registers, and the places of the marks and the
 * bytes that stay are packed by one instruction each (VBMI2). */
#include "skills/json/scan.h"

#include <immintrin.h>

#define SCAN_HAS_PUT
#define SCAN_HAS_SQUEEZE

/* Into a general register, here. The compiler would rather let a comparison write only where another mask allows it:
 * then the comparison has to wait for what the block before found, and the scan takes twice the time. */
static inline uint64_t now(__mmask64 mask)
{
    uint64_t bits = mask;

    __asm__("" : "+r"(bits));
    return bits;
}

/* As in scan_sse42.c: the table holds, at each value of the low four bits, the one byte that may stand there. */
static inline marks mark(const char *p)
{
    const __m512i blanks =
        _mm512_broadcast_i32x4(_mm_setr_epi8(' ', 0, 0, 0, 0, 0, 0, 0, 0, '\t', '\n', 0, 0, '\r', 0, 0));
    const __m512i signs = _mm512_broadcast_i32x4(_mm_setr_epi8(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ':', '{', ',', '}', 0, 0));
    __m512i v = _mm512_loadu_si512(p), curled = _mm512_or_si512(v, _mm512_set1_epi8(0x20));

    return (marks){
        .quote = now(_mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('"'))),
        .backslash = now(_mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('\\'))),
        .sign = now(_mm512_cmpeq_epi8_mask(_mm512_shuffle_epi8(signs, v), curled)),
        .blank = now(_mm512_cmpeq_epi8_mask(_mm512_shuffle_epi8(blanks, v), v)),
        .control = now(_mm512_cmplt_epu8_mask(v, _mm512_set1_epi8(0x20))),
        .beyond = now(_mm512_movepi8_mask(v)),
    };
}

static inline void put_part(uint32_t *to, __m512i base, __m128i places)
{
    _mm512_storeu_si512(to, _mm512_add_epi32(base, _mm512_cvtepu8_epi32(places)));
}

static inline size_t put(uint32_t *to, uint32_t base, uint64_t bits)
{
    const __m512i places =
        _mm512_set_epi8(63, 62, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48, 47, 46, 45, 44, 43, 42, 41, 40,
                        39, 38, 37, 36, 35, 34, 33, 32, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16,
                        15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
    const __m512i found = _mm512_maskz_compress_epi8(bits, places), bases = _mm512_set1_epi32((int)base);
    size_t count = (size_t)_mm_popcnt_u64(bits);

    /* Most blocks have fewer than half: no branch tells 16 from more, since texts have about as many. */
    put_part(to, bases, _mm512_castsi512_si128(found));
    put_part(to + 16, bases, _mm512_extracti32x4_epi32(found, 1));
    if (__builtin_expect(count > 32, 0)) {
        put_part(to + 32, bases, _mm512_extracti32x4_epi32(found, 2));
        put_part(to + 48, bases, _mm512_extracti32x4_epi32(found, 3));
    }
    return count;
}

static inline char *squeeze(char *to, const char *p, uint64_t keep)
{
    _mm512_storeu_si512(to, _mm512_maskz_compress_epi8(keep, _mm512_loadu_si512(p)));
    return to + _mm_popcnt_u64(keep);
}

#include "skills/json/scan_bits.h"
#include "skills/json/scan_blocks.h"

void scan_avx512(scan *s, char **squeezed) { scan_either(s, squeezed); }
