/* The loops over text with SSE4.2. */
#include <immintrin.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define UTF8_FORMS  utf8_sse42
#define VEC_BYTES   16u
#define BLOCK_UNITS 16u

typedef __m128i vec;

static inline vec load(const uint8_t *p) { return _mm_loadu_si128((const void *)p); }
static inline vec fill(uint8_t c) { return _mm_set1_epi8((char)c); }
static inline vec table16(const uint8_t table[16]) { return load(table); }
static inline vec lookup(vec table, vec index) { return _mm_shuffle_epi8(table, index); }
static inline vec either(vec a, vec b) { return _mm_or_si128(a, b); }
static inline vec both(vec a, vec b) { return _mm_and_si128(a, b); }
static inline vec differ(vec a, vec b) { return _mm_xor_si128(a, b); }
static inline vec less(vec a, vec b) { return _mm_subs_epu8(a, b); }
static inline vec low_nibble(vec v) { return both(v, fill(0x0F)); }
static inline vec high_nibble(vec v) { return low_nibble(_mm_srli_epi16(v, 4)); }
static inline bool any(vec v) { return !_mm_testz_si128(v, v); }
static inline bool any_high(vec v) { return _mm_movemask_epi8(v) != 0; }

#define BEFORE(now, earlier, n) _mm_alignr_epi8(now, earlier, 16 - (n))

static inline bool narrow_block(uint8_t *out, const uint16_t *units)
{
    vec low = load((const uint8_t *)units), high = load((const uint8_t *)(units + 8));

    if (!_mm_testz_si128(either(low, high), _mm_set1_epi16((short)0xFF80))) return false;
    _mm_storeu_si128((void *)out, _mm_packus_epi16(low, high));
    return true;
}

static inline bool widen_block(uint16_t *out, const uint8_t *bytes)
{
    vec v = load(bytes);

    if (any_high(v)) return false;
    _mm_storeu_si128((void *)out, _mm_unpacklo_epi8(v, fill(0)));
    _mm_storeu_si128((void *)(out + 8), _mm_unpackhi_epi8(v, fill(0)));
    return true;
}

#include "ground/utf8_wide.h"
