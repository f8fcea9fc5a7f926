/* The scan with AVX2: thirty-two bytes an instruction. */
#include "skills/json/scan.h"

#include <immintrin.h>

#define SCAN_VECTOR 32u

static inline uint64_t bits(__m256i v) { return (uint32_t)_mm256_movemask_epi8(v); }

/* As in scan_sse42.c: the table holds, at each value of the low four bits, the one byte that may stand there. */
static inline void mark_part(marks *m, __m256i v, unsigned shift)
{
    const __m256i blanks = _mm256_setr_epi8(' ', 0, 0, 0, 0, 0, 0, 0, 0, '\t', '\n', 0, 0, '\r', 0, 0, /* twice */
                                            ' ', 0, 0, 0, 0, 0, 0, 0, 0, '\t', '\n', 0, 0, '\r', 0, 0);
    const __m256i signs = _mm256_setr_epi8(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ':', '{', ',', '}', 0, 0, /* twice */
                                           0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ':', '{', ',', '}', 0, 0);
    const __m256i curled = _mm256_or_si256(v, _mm256_set1_epi8(0x20)), low = _mm256_set1_epi8(0x1F);

    m->quote |= bits(_mm256_cmpeq_epi8(v, _mm256_set1_epi8('"'))) << shift;
    m->backslash |= bits(_mm256_cmpeq_epi8(v, _mm256_set1_epi8('\\'))) << shift;
    m->sign |= bits(_mm256_cmpeq_epi8(_mm256_shuffle_epi8(signs, v), curled)) << shift;
    m->blank |= bits(_mm256_cmpeq_epi8(_mm256_shuffle_epi8(blanks, v), v)) << shift;
    m->control |= bits(_mm256_cmpeq_epi8(_mm256_min_epu8(v, low), v)) << shift;
    m->beyond |= bits(v);
}

static inline marks mark(const char *p)
{
    marks m = { 0 };

    for (unsigned at = 0; at < SCAN_BLOCK; at += SCAN_VECTOR)
        mark_part(&m, _mm256_loadu_si256((const void *)(const void *)(p + at)), at);
    return m;
}

#include "skills/json/scan_bits.h"
#include "skills/json/scan_blocks.h"

void scan_avx2(scan *s, char **squeezed) { scan_either(s, squeezed); }
