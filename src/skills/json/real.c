/* Integers and doubles as text.
 *
 * The shortest decimal inside the interval that rounds to a double, and of several the nearest: Raffaello Giulietti,
 * The Schubfach way to render doubles (2020). In short: for a double c * 2^q there is one power 10^k just small enough that
 * the interval holds at least one multiple of it, and at most one multiple of 10^(k+1). So four candidates suffice, and
 * all that is needed of them are three products with a power of 128 bits, rounded so that comparing stays exact. */
#include "skills/json/real.h"
#include "skills/json/powers.h"

#define FRACTION_BITS    52
#define EXPONENT_OF_UNIT 1075 /* the exponent field e of a double means c * 2^(e - 1075) */
#define REAL_DIGITS_MAX  17
#define POSITIONAL_MAX   21 /* ECMAScript: up to 10^21 without an exponent, */
#define POSITIONAL_MIN   -5 /* and down to 0.000001 */

/* ---- digits --------------------------------------------------------------------------------------------------- */

static const char pairs[] =
    "00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445464748"
    "49505152535455565758596061626364656667686970717273747576777879808182838485868788899091929394959697"
    "9899";

static char *put_pair(char *at, uint32_t n) { return (char *)memcpy(at, pairs + 2 * (size_t)n, 2) + 2; }

static char *put_four(char *at, uint32_t n) { return put_pair(put_pair(at, n / 100), n % 100); }

/* Eight digits, with zeros before. */
static char *put_eight(char *at, uint32_t n) { return put_four(put_four(at, n / 10000), n % 10000); }

/* At most four digits, without zeros before. */
static char *put_to_four(char *at, uint32_t n)
{
    if (n >= 100) {
        at = n >= 1000 ? put_pair(at, n / 100) : (*at = (char)('0' + n / 100), at + 1);
        return put_pair(at, n % 100);
    }
    if (n >= 10) return put_pair(at, n);
    *at = (char)('0' + n);
    return at + 1;
}

static char *put_to_eight(char *at, uint32_t n)
{
    return n < 10000 ? put_to_four(at, n) : put_four(put_to_four(at, n / 10000), n % 10000);
}

#define TEN_8  100000000u
#define TEN_16 10000000000000000u

char *natural_put(char *at, uint64_t n)
{
    if (n < TEN_8) return put_to_eight(at, (uint32_t)n);
    if (n < TEN_16) return put_eight(put_to_eight(at, (uint32_t)(n / TEN_8)), (uint32_t)(n % TEN_8));
    at = put_to_four(at, (uint32_t)(n / TEN_16));
    n %= TEN_16;
    return put_eight(put_eight(at, (uint32_t)(n / TEN_8)), (uint32_t)(n % TEN_8));
}

/* ---- the shortest decimal ------------------------------------------------------------------------------------- */

typedef struct shortest {
    uint64_t digits; /* times 10^exponent */
    int exponent;
} shortest;

/* floor(log10(2^q)), and of three quarters of it: below a power of two the interval is narrower. */
static int log10_of_power(int q, bool narrow) { return (q * 1262611 - (narrow ? 524031 : 0)) >> 22; }

/* power * n / 2^128, rounded down, with the lowest bit set if anything was cut off. */
static uint64_t times_to_odd(wide power, uint64_t n)
{
    wide low = wide_times(power.low, n), high = wide_times(power.high, n);

    high.low += low.high;
    high.high += high.low < low.high;
    return high.high | (high.low > 1);
}

/* The power of ten, rounded up. */
static wide power_above(int exponent)
{
    wide power = powers_of_ten[exponent - POWER_FIRST];

    if (power_is_exact(exponent)) return power;
    power.low++;
    power.high += power.low == 0;
    return power;
}

static shortest shortest_of(uint64_t fraction, int field)
{
    uint64_t c = field == 0 ? fraction : fraction | 1ull << FRACTION_BITS;
    int q = (field == 0 ? 1 : field) - EXPONENT_OF_UNIT;
    bool narrow = fraction == 0 && field > 1, open = (c & 1) != 0;
    int k = log10_of_power(q, narrow), shift = q + power_log2(-k) + 1;
    wide power = power_above(-k);
    /* The interval and the value, all times 4 / 10^k. Bounds belong to it where c is even: they round to it then. */
    uint64_t lower = times_to_odd(power, (4 * c - 2 + narrow) << shift) + open;
    uint64_t value = times_to_odd(power, 4 * c << shift);
    uint64_t upper = times_to_odd(power, (4 * c + 2) << shift) - open;
    uint64_t below = value / 4, tens = below / 10;
    bool below_is_in, above_is_in;

    below_is_in = lower <= 40 * tens;
    above_is_in = 40 * tens + 40 <= upper;
    if (tens > 0 && below_is_in != above_is_in) return (shortest){ tens + above_is_in, k + 1 };
    below_is_in = lower <= 4 * below;
    above_is_in = 4 * below + 4 <= upper;
    if (below_is_in != above_is_in) return (shortest){ below + above_is_in, k };
    /* Both are in: the nearer, and of two as near the even one. */
    return (shortest){ below + (value - 4 * below + (below & 1) > 2), k };
}

/* ---- the layout ----------------------------------------------------------------------------------------------- */

/* Number::toString of ECMAScript: the value is 0.DIGITS * 10^point. */
static char *lay_out(char *at, const char *digits, int count, int point)
{
    if (point > POSITIONAL_MAX || point < POSITIONAL_MIN) {
        *at++ = digits[0];
        if (count > 1) *at++ = '.';
        memcpy(at, digits + 1, REAL_DIGITS_MAX - 1);
        at += count - 1;
        *at++ = 'e';
        *at++ = point > 0 ? '+' : '-';
        return put_to_four(at, (uint32_t)(point > 0 ? point - 1 : 1 - point));
    }
    if (point <= 0) {
        memcpy(at, "0.00000", 7);
        memcpy(at + 2 - point, digits, REAL_DIGITS_MAX);
        return at + 2 - point + count;
    }
    memcpy(at, digits, REAL_DIGITS_MAX);
    if (point >= count) {
        memset(at + count, '0', (size_t)(point - count));
        return at + point;
    }
    at[point] = '.';
    memcpy(at + point + 1, digits + point, REAL_DIGITS_MAX);
    return at + count + 1;
}

size_t keel_json_real_text(char out[KEEL_JSON_REAL_BYTES_MAX], double value)
{
    /* Fixed lengths are copied, of which `count` matter: as many again lie behind the digits. */
    char digits[2 * REAL_DIGITS_MAX + 2] = { 0 }, *at = out;
    uint64_t bits;
    shortest s;
    int count, point;

    memcpy(&bits, &value, sizeof bits);
    if (bits << 1 == 0) {
        *out = '0';
        return 1;
    }
    if (bits >> 63 != 0) *at++ = '-';
    s = shortest_of(bits & ((1ull << FRACTION_BITS) - 1), (int)(bits >> FRACTION_BITS & 0x7FF));
    count = (int)(natural_put(digits, s.digits) - digits);
    point = count + s.exponent;
    while (digits[count - 1] == '0') count--;
    return (size_t)(lay_out(at, digits, count, point) - out);
}
