/* The loops over text with AVX2. */
#include <immintrin.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define UTF8_FORMS  utf8_avx2
#define VEC_BYTES   32u
#define BLOCK_UNITS 32u

typedef __m256i vec;

static inline vec load(const uint8_t *p) { return _mm256_loadu_si256((const void *)p); }
static inline vec fill(uint8_t c) { return _mm256_set1_epi8((char)c); }
static inline vec table16(const uint8_t table[16])
{
    return _mm256_broadcastsi128_si256(_mm_loadu_si128((const void *)table));
}
static inline vec lookup(vec table, vec index) { return _mm256_shuffle_epi8(table, index); }
static inline vec either(vec a, vec b) { return _mm256_or_si256(a, b); }
static inline vec both(vec a, vec b) { return _mm256_and_si256(a, b); }
static inline vec differ(vec a, vec b) { return _mm256_xor_si256(a, b); }
static inline vec less(vec a, vec b) { return _mm256_subs_epu8(a, b); }
static inline vec low_nibble(vec v) { return both(v, fill(0x0F)); }
static inline vec high_nibble(vec v) { return low_nibble(_mm256_srli_epi16(v, 4)); }
static inline bool any(vec v) { return !_mm256_testz_si256(v, v); }
static inline bool any_high(vec v) { return _mm256_movemask_epi8(v) != 0; }

/* alignr works within halves of 16 bytes: it gets the upper half of `earlier` beside the lower one of `now`. */
#define BEFORE(now, earlier, n) _mm256_alignr_epi8(now, _mm256_permute2x128_si256(earlier, now, 0x21), 16 - (n))

static inline bool narrow_block(uint8_t *out, const uint16_t *units)
{
    vec low = load((const uint8_t *)units), high = load((const uint8_t *)(units + 16));

    if (!_mm256_testz_si256(either(low, high), _mm256_set1_epi16((short)0xFF80))) return false;
    /* packus interleaves the halves of its arguments: the quarters go back to their order */
    _mm256_storeu_si256((void *)out, _mm256_permute4x64_epi64(_mm256_packus_epi16(low, high), 0xD8));
    return true;
}

static inline bool widen_block(uint16_t *out, const uint8_t *bytes)
{
    vec v = load(bytes);

    if (any_high(v)) return false;
    _mm256_storeu_si256((void *)out, _mm256_cvtepu8_epi16(_mm256_castsi256_si128(v)));
    _mm256_storeu_si256((void *)(out + 16), _mm256_cvtepu8_epi16(_mm256_extracti128_si256(v, 1)));
    return true;
}

#include "ground/utf8_wide.h"
