/* The scan with SSE4.2: sixteen bytes an instruction. */
#include "skills/json/scan.h"

#include <nmmintrin.h>

#define SCAN_VECTOR 16u

static inline uint64_t bits(__m128i v) { return (uint32_t)_mm_movemask_epi8(v); }

/* Signs and blanks are found by their low four bits: the table holds, at each, the one byte that may stand there.
 * '[' and ']' differ from '{' and '}' in one bit, which is set beforehand. */
static inline void mark_part(marks *m, __m128i v, unsigned shift)
{
    const __m128i blanks = _mm_setr_epi8(' ', 0, 0, 0, 0, 0, 0, 0, 0, '\t', '\n', 0, 0, '\r', 0, 0);
    const __m128i signs = _mm_setr_epi8(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ':', '{', ',', '}', 0, 0);
    const __m128i curled = _mm_or_si128(v, _mm_set1_epi8(0x20)), low = _mm_set1_epi8(0x1F);

    m->quote |= bits(_mm_cmpeq_epi8(v, _mm_set1_epi8('"'))) << shift;
    m->backslash |= bits(_mm_cmpeq_epi8(v, _mm_set1_epi8('\\'))) << shift;
    m->sign |= bits(_mm_cmpeq_epi8(_mm_shuffle_epi8(signs, v), curled)) << shift;
    m->blank |= bits(_mm_cmpeq_epi8(_mm_shuffle_epi8(blanks, v), v)) << shift;
    m->control |= bits(_mm_cmpeq_epi8(_mm_min_epu8(v, low), v)) << shift;
    m->beyond |= bits(v);
}

static inline marks mark(const char *p)
{
    marks m = { 0 };

    for (unsigned at = 0; at < SCAN_BLOCK; at += SCAN_VECTOR)
        mark_part(&m, _mm_loadu_si128((const void *)(const void *)(p + at)), at);
    return m;
}

#include "skills/json/scan_bits.h"
#include "skills/json/scan_blocks.h"

void scan_sse42(scan *s, char **squeezed) { scan_either(s, squeezed); }
