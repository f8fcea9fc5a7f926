/* Is a number nearer to the double below it or to the one above? Both the number and the middle between the two are
 * made whole by multiplying with powers of two and five, and compared. */
#include "skills/json/nearest.h"
#include "ground/assert.h"

#define DIGITS_MAX 800u /* more than any middle between two doubles has: 768 */

/* The longest: 800 digits are 2658 bits, and a number of 2^-1075 is shifted by as much again. */
#define BIG_LIMBS 128u

typedef struct big {
    uint32_t limbs[BIG_LIMBS]; /* the lowest first */
    unsigned count;            /* the highest of them is not 0 */
} big;

static void times_plus(big *n, uint32_t factor, uint32_t more)
{
    uint64_t carry = more;

    for (unsigned i = 0; i < n->count; i++) {
        carry += (uint64_t)n->limbs[i] * factor;
        n->limbs[i] = (uint32_t)carry;
        carry >>= 32;
    }
    if (carry == 0) return;
    KEEL_ASSERT(n->count < BIG_LIMBS);
    n->limbs[n->count++] = (uint32_t)carry;
}

static void times_power_of_five(big *n, unsigned exponent)
{
    for (; exponent >= 13; exponent -= 13) times_plus(n, 1220703125u, 0);
    for (; exponent > 0; exponent--) times_plus(n, 5, 0);
}

static void times_power_of_two(big *n, unsigned exponent)
{
    unsigned words = exponent / 32;

    times_plus(n, 1u << (exponent % 32), 0);
    if (words == 0 || n->count == 0) return;
    KEEL_ASSERT(n->count + words <= BIG_LIMBS);
    memmove(n->limbs + words, n->limbs, n->count * sizeof n->limbs[0]);
    memset(n->limbs, 0, words * sizeof n->limbs[0]);
    n->count += words;
}

static int compare(const big *a, const big *b)
{
    if (a->count != b->count) return a->count < b->count ? -1 : 1;
    for (unsigned i = a->count; i-- > 0;)
        if (a->limbs[i] != b->limbs[i]) return a->limbs[i] < b->limbs[i] ? -1 : 1;
    return 0;
}

/* ---- the number ----------------------------------------------------------------------------------------------- */

typedef struct reading {
    big n;
    unsigned digits;
    int64_t exponent; /* the number is n * 10^exponent, or a little more */
    bool more;
} reading;

static void take_digit(reading *r, char c, bool fraction)
{
    if (r->digits == DIGITS_MAX) {
        r->more |= c != '0';
        r->exponent += !fraction;
        return;
    }
    times_plus(&r->n, 10, (uint32_t)(c - '0'));
    r->digits += r->n.count > 0; /* leading zeros do not count */
    r->exponent -= fraction;
}

/* A number that is near a double has a written exponent no larger than its text is long, and then some. */
static int64_t written_exponent(keel_str text)
{
    bool negative = text.data[0] == '-';
    int64_t n = 0;

    for (size_t i = negative || text.data[0] == '+'; i < text.len; i++) n = n * 10 + (text.data[i] - '0');
    return negative ? -n : n;
}

static void read_digits(reading *r, keel_str number)
{
    bool fraction = false;

    for (size_t i = 0; i < number.len; i++) {
        char c = number.data[i];

        if (c == 'e' || c == 'E') {
            r->exponent += written_exponent((keel_str){ number.data + i + 1, number.len - i - 1 });
            return;
        }
        if (c == '.')
            fraction = true;
        else
            take_digit(r, c, fraction);
    }
}

/* ---- the middle ----------------------------------------------------------------------------------------------- */

/* The middle between a double and the next above it is n * 2^exponent. */
static int middle_above(uint64_t bits, big *n)
{
    uint64_t fraction = bits & ((1ull << 52) - 1);
    int exponent = (int)(bits >> 52);

    if (exponent != 0) fraction |= 1ull << 52;
    n->limbs[0] = (uint32_t)(2 * fraction + 1);
    n->limbs[1] = (uint32_t)((2 * fraction + 1) >> 32);
    n->count = n->limbs[1] == 0 ? 1 : 2;
    return (exponent != 0 ? exponent : 1) - 1075 - 1;
}

uint64_t nearest_exactly(keel_str number, uint64_t below)
{
    reading r = { .exponent = 0 };
    big middle;
    int shift, order;

    read_digits(&r, number);
    shift = (int)r.exponent - middle_above(below, &middle);
    times_power_of_five(r.exponent >= 0 ? &r.n : &middle, (unsigned)(r.exponent >= 0 ? r.exponent : -r.exponent));
    times_power_of_two(shift >= 0 ? &r.n : &middle, (unsigned)(shift >= 0 ? shift : -shift));
    order = compare(&r.n, &middle);
    return below + (order > 0 || (order == 0 && (r.more || (below & 1) != 0)));
}
