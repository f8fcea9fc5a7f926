/* skills/json/nearest.h - private: the double that is nearest to a decimal, ties to even. */
#ifndef KEEL_JSON_NEAREST_H
#define KEEL_JSON_NEAREST_H

#include "skills/json/powers.h"
#include "ground/base.h"

/* digits * 10^exponent, where `digits` are the first of a longer number if `more` is set. It lies between
 * digits and digits + 1 then. */
typedef struct decimal {
    uint64_t digits;
    int64_t exponent;
    bool more;
} decimal;

/* The bits of the nearest double to `d`; `number` is its text, without a sign. Beyond the largest double: an infinity. */
uint64_t nearest_double(decimal d, keel_str number);

/* The same, by whole numbers of any size from the text alone. `below` is the double next below the number. */
uint64_t nearest_exactly(keel_str number, uint64_t below);

#define DOUBLE_FRACTION     52
#define DOUBLE_INFINITY     (0x7FFull << DOUBLE_FRACTION)
#define EXPONENT_NORMAL_MIN (-1022) /* 2^-1022: below it doubles are subnormal */
#define EXPONENT_NORMAL_MAX 1023

/* No double but 0 and infinity is near 64 bits times other powers. */
#define EXPONENT_MIN POWER_FIRST
#define EXPONENT_MAX 308

/* The lowest bits of the first product, below all that rounding looks at. Unless they are all ones, nothing that the
 * second product adds can carry beyond them. */
#define SPARE_BITS 0x1FFu

/* nearest_double where one product settles it, as it nearly always does, for digits that are whole. False: it does not. */
static inline bool nearest_usually(uint64_t digits, int64_t exponent, uint64_t *bits)
{
    int shift, binary;
    uint64_t up;
    wide product;

    if (digits == 0 || exponent < EXPONENT_MIN || exponent > EXPONENT_MAX) return false;
    shift = __builtin_clzll(digits);
    product = wide_times(digits << shift, powers_of_ten[exponent - POWER_FIRST].high);
    if ((product.high & SPARE_BITS) == SPARE_BITS || product.low == 0) return false;
    up = 1 ^ product.high >> 63; /* no branch: it is a coin's throw */
    product.high = product.high << up | (product.low >> 63 & up);
    binary = 64 + power_log2((int)exponent) - shift - (int)up;
    if (binary < EXPONENT_NORMAL_MIN || binary >= EXPONENT_NORMAL_MAX) return false;
    *bits =
        (product.high >> 11) + (product.high >> 10 & 1) + ((uint64_t)(binary - EXPONENT_NORMAL_MIN) << DOUBLE_FRACTION);
    return true;
}

#define DOUBLE_INTEGER_MAX (1ull << 53) /* up to here every integer is a double */
#define DOUBLE_POWER_MAX   22u          /* and up to here every power of ten: 5^22 < 2^53 < 5^23 */

/* nearest_double for digits * 10^-exponent, up to these two bounds: of two doubles that are exact, the quotient is the
 * nearest double to the true one (after W. D. Clinger, How to Read Floating Point Numbers Accurately, 1990). */
static inline uint64_t nearest_by_division(uint64_t digits, unsigned exponent)
{
    static const double powers[DOUBLE_POWER_MAX + 1] = { 1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                         1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                                         1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };
    double quotient = (double)(int64_t)digits / powers[exponent];
    uint64_t bits;

    memcpy(&bits, &quotient, sizeof bits);
    return bits;
}

#endif
