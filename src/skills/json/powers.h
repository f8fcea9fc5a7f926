/* skills/json/powers.h - private: powers of ten in 128 bits, and the products that need them. */
#ifndef KEEL_JSON_POWERS_H
#define KEEL_JSON_POWERS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct wide {
    uint64_t high, low;
} wide;

/* The product by four of half the width, for compilers without a wide integer; and the plain form of wide_times. */
static inline wide wide_times_portable(uint64_t a, uint64_t b)
{
    uint64_t a_low = (uint32_t)a, a_high = a >> 32, b_low = (uint32_t)b, b_high = b >> 32;
    uint64_t low = a_low * b_low, cross = a_high * b_low + (low >> 32), middle = a_low * b_high + (uint32_t)cross;
    wide product = { a_high * b_high + (cross >> 32) + (middle >> 32), middle << 32 | (uint32_t)low };

    return product;
}

static inline wide wide_times(uint64_t a, uint64_t b)
{
#if defined(__SIZEOF_INT128__) && !defined(__wasm__) /* there it would be a call */
    unsigned __int128 exact = (unsigned __int128)a * b;
    wide product = { (uint64_t)(exact >> 64), (uint64_t)exact };

    return product;
#else
    return wide_times_portable(a, b);
#endif
}

#define POWER_FIRST      (-342)
#define POWER_LAST       324
#define POWER_EXACT_LAST 55 /* 5^55 < 2^128 < 5^56 */

/* 10^(POWER_FIRST + index), scaled by a power of two into 2^127 .. 2^128 and rounded down. */
extern const wide powers_of_ten[POWER_LAST - POWER_FIRST + 1];

/* Is the entry the power itself, and not only what is below it? */
static inline bool power_is_exact(int exponent) { return exponent >= 0 && exponent <= POWER_EXACT_LAST; }

/* floor(log2(10^exponent)), for every exponent of the table: 1741647 / 2^19 is the logarithm, near enough. */
static inline int power_log2(int exponent) { return (exponent * 1741647) >> 19; }

#endif
