/* The loops over text with AVX-512.
 *
 * Transcoding needs no branch on what is in the text: each place computes the result as if a character began there,
 * and `compress` then drops the places where none did. */
#include <immintrin.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define UTF8_FORMS  utf8_avx512
#define VEC_BYTES   64u
#define BLOCK_UNITS 32u

typedef __m512i vec;

static inline vec load(const uint8_t *p) { return _mm512_loadu_si512(p); }
static inline vec fill(uint8_t c) { return _mm512_set1_epi8((char)c); }
static inline vec table16(const uint8_t table[16])
{
    return _mm512_broadcast_i32x4(_mm_loadu_si128((const void *)table));
}
static inline vec lookup(vec table, vec index) { return _mm512_shuffle_epi8(table, index); }
static inline vec either(vec a, vec b) { return _mm512_or_si512(a, b); }
static inline vec both(vec a, vec b) { return _mm512_and_si512(a, b); }
static inline vec differ(vec a, vec b) { return _mm512_xor_si512(a, b); }
static inline vec less(vec a, vec b) { return _mm512_subs_epu8(a, b); }
static inline vec low_nibble(vec v) { return both(v, fill(0x0F)); }
static inline vec high_nibble(vec v) { return low_nibble(_mm512_srli_epi16(v, 4)); }
static inline bool any(vec v) { return _mm512_test_epi8_mask(v, v) != 0; }
static inline bool any_high(vec v) { return _mm512_movepi8_mask(v) != 0; }

/* alignr works within quarters of 16 bytes: beside each of `now` it gets the one before. */
static inline vec quarter_before(vec now, vec earlier) { return _mm512_alignr_epi32(now, earlier, 12); }

#define BEFORE(now, earlier, n) _mm512_alignr_epi8(now, quarter_before(now, earlier), 16 - (n))

static inline bool narrow_block(uint8_t *out, const uint16_t *units)
{
    vec v = _mm512_loadu_si512(units);

    if (_mm512_test_epi16_mask(v, _mm512_set1_epi16((short)0xFF80)) != 0) return false;
    _mm256_storeu_si256((void *)out, _mm512_cvtepi16_epi8(v));
    return true;
}

static inline bool widen_block(uint16_t *out, const uint8_t *bytes)
{
    __m256i v = _mm256_loadu_si256((const void *)bytes);

    if (_mm256_movepi8_mask(v) != 0) return false;
    _mm512_storeu_si512(out, _mm512_cvtepu8_epi16(v));
    return true;
}

#define UTF8_OWN_TRANSCODING

#define ENCODE_UNITS 16u

static inline vec lanes(uint32_t value) { return _mm512_set1_epi32((int)value); }
static inline vec units16(const uint16_t *p) { return _mm512_cvtepu16_epi32(_mm256_loadu_si256((const void *)p)); }
static inline vec part(vec value, unsigned shift) { return both(_mm512_srli_epi32(value, shift), lanes(0x3F)); }

static inline __mmask16 is_half(vec units, uint32_t first)
{
    return _mm512_cmpeq_epi32_mask(both(units, lanes(0xFC00)), lanes(first));
}

/* The code points of 16 units, a pair's at its first; `*second` are the second halves, which stand for nothing. The
 * unit before and the one behind are looked at, the former not at the start of the text. */
static inline vec code_points(const uint16_t *units, bool at_start, __mmask16 *second)
{
    vec value = units16(units), behind;
    __m256i before;
    __mmask16 high = is_half(value, 0xD800), low = is_half(value, 0xDC00), pair;

    *second = 0;
    if ((high | low) == 0) return value;
    behind = units16(units + 1);
    before = _mm256_maskz_loadu_epi16((__mmask16)(at_start ? 0xFFFE : 0xFFFF), units - 1);
    pair = high & is_half(behind, 0xDC00);
    *second = low & is_half(_mm512_cvtepu16_epi32(before), 0xD800);
    value = _mm512_mask_mov_epi32(value, (__mmask16)((high & ~pair) | (low & ~*second)), lanes(0xFFFD));
    return _mm512_mask_add_epi32(value, pair, _mm512_slli_epi32(value, 10),
                                 _mm512_sub_epi32(behind, lanes((0xD800u << 10) + 0xDC00 - 0x10000)));
}

/* The bytes of each code point, first one lowest, and with 0xFF in `*kept` for each that counts. */
static inline vec encoded(vec value, vec *kept)
{
    vec tail = either(_mm512_slli_epi32(part(value, 0), 8), lanes(0x8000)), bytes, more;
    __mmask16 over1 = _mm512_cmpge_epu32_mask(value, lanes(0x80)), over2 = _mm512_cmpge_epu32_mask(value, lanes(0x800));
    __mmask16 over3 = _mm512_cmpge_epu32_mask(value, lanes(0x10000));

    bytes = _mm512_mask_or_epi32(value, over1, tail, either(_mm512_srli_epi32(value, 6), lanes(0xC0)));
    more = either(_mm512_slli_epi32(tail, 8), either(_mm512_slli_epi32(part(value, 6), 8), lanes(0x8000)));
    bytes = _mm512_mask_or_epi32(bytes, over2, more, either(_mm512_srli_epi32(value, 12), lanes(0xE0)));
    more = either(_mm512_slli_epi32(more, 8), either(_mm512_slli_epi32(part(value, 12), 8), lanes(0x8000)));
    bytes = _mm512_mask_or_epi32(bytes, over3, more, either(_mm512_srli_epi32(value, 18), lanes(0xF0)));
    *kept = _mm512_mask_mov_epi32(lanes(0xFF), over1, lanes(0xFFFF));
    *kept = _mm512_mask_mov_epi32(*kept, over2, lanes(0xFFFFFF));
    *kept = _mm512_mask_mov_epi32(*kept, over3, lanes(0xFFFFFFFF));
    return bytes;
}

static inline size_t encode_block(uint8_t *out, const uint16_t *units, bool at_start)
{
    __mmask16 second;
    vec kept, bytes = encoded(code_points(units, at_start, &second), &kept);
    __mmask64 chosen = _mm512_movepi8_mask(_mm512_mask_mov_epi32(kept, second, lanes(0)));

    /* into a register first: the form that stores by itself is microcode on some processors (Zen 4), and not faster
     * on the others */
    _mm512_storeu_si512(out, _mm512_maskz_compress_epi8(chosen, bytes));
    return (size_t)__builtin_popcountll(chosen);
}

static size_t encode_most(uint8_t **out, const uint16_t *units, size_t len)
{
    uint8_t *to = *out;
    size_t at = 0;

    while (len - at >= BLOCK_UNITS) { /* so that there is room for 64 bytes, and a unit behind those encoded */
        if (narrow_block(to, units + at)) {
            to += BLOCK_UNITS;
            at += BLOCK_UNITS;
        } else {
            to += encode_block(to, units + at, at == 0);
            at += ENCODE_UNITS;
        }
    }
    *out = to;
    if (at > 0 && at < len && (units[at - 1] & 0xFC00) == 0xD800 && (units[at] & 0xFC00) == 0xDC00)
        at++; /* the pair across the border is written already */
    return at;
}

#define DECODE_BYTES 32u
#define DECODE_ROOM  34u /* bytes left: two behind the block are looked at */

static inline vec wide(__m256i bytes) { return _mm512_cvtepu8_epi16(bytes); }
static inline vec bytes32(const uint8_t *p) { return wide(_mm256_loadu_si256((const void *)p)); }
static inline vec lanes16(uint16_t value) { return _mm512_set1_epi16((short)value); }
static inline vec up(vec v, unsigned n) { return _mm512_slli_epi16(v, n); }
static inline vec six(vec v) { return both(v, lanes16(0x3F)); }

/* 32 places; a character of four gives its first half where it begins and its second half one place on. */
static inline size_t decode_block(uint16_t *out, const uint8_t *bytes, bool at_start)
{
    vec c0 = bytes32(bytes), c1 = six(bytes32(bytes + 1)), c2 = six(bytes32(bytes + 2));
    vec before = wide(_mm256_maskz_loadu_epi8(at_start ? 0xFFFFFFFE : 0xFFFFFFFF, bytes - 1));
    __mmask32 of2 = _mm512_cmpge_epu16_mask(c0, lanes16(0xC0)), of3 = _mm512_cmpge_epu16_mask(c0, lanes16(0xE0));
    __mmask32 of4 = _mm512_cmpge_epu16_mask(c0, lanes16(0xF0)), in4 = _mm512_cmpge_epu16_mask(before, lanes16(0xF0));
    __mmask32 kept = _mm512_cmplt_epu16_mask(c0, lanes16(0x80)) | of2 | in4;
    vec units = c0, first, second;

    units = _mm512_mask_mov_epi16(units, of2, either(up(both(c0, lanes16(0x1F)), 6), c1));
    units = _mm512_mask_mov_epi16(units, of3, either(up(c0, 12), either(up(c1, 6), c2)));
    first = either(up(both(c0, lanes16(7)), 8), either(up(c1, 2), _mm512_srli_epi16(c2, 4)));
    units = _mm512_mask_mov_epi16(units, of4, _mm512_add_epi16(first, lanes16(0xD800 - (0x10000 >> 10))));
    second = either(lanes16(0xDC00), either(up(both(c1, lanes16(0xF)), 6), c2));
    units = _mm512_mask_mov_epi16(units, in4, second);
    _mm512_storeu_si512(out, _mm512_maskz_compress_epi16(kept, units));
    return (size_t)__builtin_popcount(kept);
}

static size_t decode_most(uint16_t **out, const uint8_t *bytes, size_t len)
{
    uint16_t *to = *out;
    size_t at = 0;

    while (len - at >= DECODE_ROOM) {
        if (widen_block(to, bytes + at))
            to += BLOCK_UNITS;
        else
            to += decode_block(to, bytes + at, at == 0);
        at += DECODE_BYTES;
    }
    if (at > 0 && bytes[at - 1] >= 0xF0) { /* half a character is written: the plain code writes it whole */
        at--;
        to--;
    }
    while (at > 0 && at < len && (bytes[at] & 0xC0) == 0x80) at++;
    *out = to;
    return at;
}

#include "ground/utf8_wide.h"
