/* From a decimal to the nearest double, in three steps, each for what the one before could not settle.
 *
 * 1. digits * 10^exponent, with the highest 64 bits of the power: nearly always enough (nearest_usually).
 * 2. The same with 128 bits. What is not known is an interval so narrow that hardly ever a middle between two doubles lies
 *    inside it (after D. Lemire, Number Parsing at a Gigabyte per Second, 2021, and an idea of M. Eisel).
 * 3. Whole numbers of any size decide what lies that close to such a middle: exact.c.
 *
 * For digits of less than 2^53 and a small power one division does it (nearest_by_division): worth it where the rest
 * takes as little time, which is digits.h. */
#include "skills/json/nearest.h"

/* The true value is at least 2^exponent * product / 2^127, whose highest bit is set, and less than that with `slack`
 * more units of product.low. No slack: it may still be more, but the bits that decide are known, and it is no tie
 * unless product says so exactly. */
typedef struct estimate {
    wide product;
    unsigned slack;
    int exponent;
} estimate;

/* A power p is known as P <= p < P + 1, digits are d < 2^64: so d * p < d * P + 2^64. Cutting off the lowest 64 bits and
 * doubling what is left make that less than 3. */
#define SLACK_UNITS 3u

static estimate estimate_of(uint64_t digits, int exponent)
{
    const wide *power = &powers_of_ten[exponent - POWER_FIRST];
    int shift = __builtin_clzll(digits);
    estimate e = { .product = wide_times(digits << shift, power->high) };
    wide rest = { 0, 0 };

    if ((e.product.high & SPARE_BITS) == SPARE_BITS || e.product.low == 0) {
        rest = wide_times(digits << shift, power->low);
        e.product.low += rest.high;
        e.product.high += e.product.low < rest.high;
        e.slack = power_is_exact(exponent) && rest.low == 0 ? 0 : SLACK_UNITS;
    }
    if (e.product.high >> 63 == 0) {
        e.product.high = e.product.high << 1 | e.product.low >> 63;
        e.product.low = e.product.low << 1 | rest.low >> 63;
        shift++;
    }
    e.exponent = 64 + power_log2(exponent) - shift;
    return e;
}

/* An estimate between two doubles. */
typedef struct cutting {
    uint64_t bits;       /* of the double at or below it */
    uint64_t left, half; /* of product.high, what is above that double, and the middle to the next */
} cutting;

static cutting cut(const estimate *e)
{
    int dropped = 63 - DOUBLE_FRACTION + (e->exponent < EXPONENT_NORMAL_MIN ? EXPONENT_NORMAL_MIN - e->exponent : 0);
    cutting c = { .half = 1ull << 63 };

    if (dropped > 64) return c;
    c.half = 1ull << (dropped - 1);
    c.left = e->product.high & (2 * c.half - 1);
    c.bits = dropped == 64 ? 0 : e->product.high >> dropped;
    if (e->exponent > EXPONENT_NORMAL_MIN) c.bits += (uint64_t)(e->exponent - EXPONENT_NORMAL_MIN) << DOUBLE_FRACTION;
    return c;
}

/* Rounds to the nearest. False: the middle between two doubles lies inside the slack. */
static bool round_estimate(const estimate *e, cutting c, uint64_t *bits)
{
    bool just_below = c.left == c.half - 1 && e->product.low > 0 - (uint64_t)e->slack;
    bool on_it = c.left == c.half && e->product.low == 0;

    if (e->slack > 0 && (just_below || on_it)) return false;
    *bits = c.bits + (on_it ? c.bits & 1 : c.left >= c.half);
    return true;
}

/* False: undecided, and *bits is the double at or below `d`. */
static bool nearest_by_estimate(decimal d, uint64_t *bits)
{
    estimate e = estimate_of(d.digits, (int)d.exponent);
    cutting c = cut(&e);
    uint64_t above = 0;

    if (round_estimate(&e, c, bits)) {
        if (!d.more) return true;
        e = estimate_of(d.digits + 1, (int)d.exponent);
        if (round_estimate(&e, cut(&e), &above) && above == *bits) return true;
    }
    *bits = c.bits;
    return false;
}

uint64_t nearest_double(decimal d, keel_str number)
{
    uint64_t bits;
    bool decided;

    if (d.digits == 0 || d.exponent < EXPONENT_MIN) return 0;
    if (d.exponent > EXPONENT_MAX) return DOUBLE_INFINITY;
    decided = nearest_by_estimate(d, &bits);
    if (bits >= DOUBLE_INFINITY) return DOUBLE_INFINITY;
    return decided ? bits : nearest_exactly(number, bits);
}
