/* skills/json/digits.h - private: the usual number, sixteen digits at a time.
 *
 *     digit_run d;
 *     if (digits_find(p, &d)) ...   "-12.5": two whole digits, one behind the point, and where they end
 *
 * Which bytes are digits is asked of 32 bytes at once, so the shape of a number costs the same whatever it is, and no
 * branch hangs on how many digits there are, which no processor can guess. What is not of that shape (an exponent,
 * more digits than 64 bits hold) or breaks the grammar is left to number.c, which knows every number.
 * Only with SSE2, which each x64 processor has: it is compiled into the reader and needs no choice at run time.
 * Gain: a tree of coordinates takes half the time at 10 KB and a third at 1 MB (bench json, numbers). number_parse is
 * the plain form and the oracle. */
#ifndef KEEL_JSON_DIGITS_H
#define KEEL_JSON_DIGITS_H

#include "skills/json/nearest.h"
#include "skills/json/value.h"

#define DIGITS_BEFORE 17u /* bytes of the text that lie before a number: the last digits are taken from their end */
#define DIGITS_BEHIND 33u /* bytes from the start of a number to the end of the text: a sign and 32 more */

#ifdef __SSE2__
#include <emmintrin.h>

#define DIGITS_MAX  19u /* 10^19 < 2^64 */
#define DIGITS_STEP 16u

typedef struct digit_run {
    const char *start, *end;
    unsigned whole, fraction; /* so many before the point and behind it; without a point 0 are behind */
} digit_run;

/* Bit i: the byte at p + i is no digit. */
static inline uint32_t digits_end(const char *p)
{
    __m128i zero = _mm_set1_epi8('0'), nine = _mm_set1_epi8(9);
    __m128i low = _mm_sub_epi8(_mm_loadu_si128((const void *)p), zero);
    __m128i high = _mm_sub_epi8(_mm_loadu_si128((const void *)(p + 16)), zero);
    uint32_t low_bits = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_min_epu8(low, nine), low));
    uint32_t high_bits = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_min_epu8(high, nine), high));

    return ~(low_bits | high_bits << 16);
}

/* Where the digits of the number at `p` are, behind its sign. False: it may be none, or is longer than that. What
 * follows is the caller's to judge: a number may go on with an exponent, or not end there. */
static inline bool digits_find(const char *p, digit_run *d)
{
    uint32_t others, zero; /* the first digit is 0: then the next byte must be none */

    d->start = p + (*p == '-');
    others = digits_end(d->start);
    zero = *d->start == '0';
    if (others == 0) return false;
    d->whole = (unsigned)__builtin_ctz(others);
    d->fraction = 0;
    d->end = d->start + d->whole;
    if ((others & (1u | zero << 1)) != zero << 1) return false;
    if (*d->end != '.') return true;
    others &= others - 1;
    if (others == 0) return false;
    d->end = d->start + __builtin_ctz(others);
    d->fraction = (unsigned)(d->end - d->start) - d->whole - 1;
    return d->fraction != 0;
}

/* All ones in the last `count` bytes. */
static inline __m128i digits_last(unsigned count)
{
    static const uint8_t window[2 * DIGITS_STEP] = {
        [DIGITS_STEP] = 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255
    };

    return _mm_loadu_si128((const void *)(window + count));
}

/* The number that the last `count` of these bytes write: neighbours are joined, digits to pairs, pairs to fours, fours
 * to eights. */
static inline uint64_t digits_join(__m128i bytes, unsigned count)
{
    __m128i to_pairs = _mm_set1_epi16(10 * 256 + 1);
    const __m128i to_fours = _mm_set1_epi32(1 << 16 | 100), to_eights = _mm_set1_epi32(1 << 16 | 10000);
    uint64_t eights;

    __asm__("" : "+x"(to_pairs)); /* else the compiler makes five instructions of the one product */
    bytes = _mm_and_si128(_mm_sub_epi8(bytes, _mm_set1_epi8('0')), digits_last(count));
    bytes = _mm_srli_epi16(_mm_mullo_epi16(bytes, to_pairs), 8);
    bytes = _mm_madd_epi16(bytes, to_fours);
    bytes = _mm_madd_epi16(_mm_packs_epi32(bytes, bytes), to_eights);
    eights = (uint64_t)_mm_cvtsi128_si64(bytes);
    return (eights & UINT32_MAX) * 100000000 + (eights >> 32);
}

/* The last sixteen bytes before d->end that are no point. */
static inline __m128i digits_without_point(const digit_run *d)
{
    __m128i behind = _mm_loadu_si128((const void *)(d->end - DIGITS_STEP)), last;

    if (d->fraction == 0) return behind;
    last = digits_last(d->fraction < DIGITS_STEP ? d->fraction : DIGITS_STEP);
    return _mm_or_si128(_mm_and_si128(last, behind),
                        _mm_andnot_si128(last, _mm_loadu_si128((const void *)(d->end - DIGITS_STEP - 1))));
}

/* All digits as one number. False: there may be more than 64 bits hold. */
static inline bool digits_value(const digit_run *d, uint64_t *value)
{
    unsigned count = d->whole + d->fraction;
    uint64_t first = 0;
    const char *p = d->start;

    if (__builtin_expect(count <= DIGITS_STEP, 1)) {
        *value = digits_join(digits_without_point(d), count);
        return true;
    }
    if (count > DIGITS_MAX) return false;
    for (unsigned left = count - DIGITS_STEP; left > 0; p++) {
        if (*p == '.') continue;
        first = first * 10 + (uint64_t)(*p - '0');
        left--;
    }
    *value = first * 10000000000000000 + digits_join(digits_without_point(d), DIGITS_STEP);
    return true;
}
/* The number itself. False: number.c has to find it. */
static inline bool digits_number(const digit_run *d, bool negative, keel_json *out)
{
    uint64_t n, bits;

    if (!digits_value(d, &n)) return false;
    if (__builtin_expect(d->fraction == 0, 0)) {
        if (n - negative > INT64_MAX) return false; /* also -0, which is a double */
        *out = (keel_json){ json_tag(KEEL_JSON_INT, 0), { .natural = (n ^ (0 - (uint64_t)negative)) + negative } };
        return true;
    }
    if (__builtin_expect(n <= DOUBLE_INTEGER_MAX, 1))
        bits = nearest_by_division(n, d->fraction);
    else if (!nearest_usually(n, -(int64_t)d->fraction, &bits))
        return false;
    *out = (keel_json){ json_tag(KEEL_JSON_REAL, 0), { .natural = bits | (uint64_t)negative << 63 } };
    return true;
}
#endif

#endif
