/* Numbers by the grammar, and their values. */
#include "skills/json/number.h"
#include "skills/json/nearest.h"

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* ---- the grammar alone ---------------------------------------------------------------------------------------- */

static const char *digits(const char *p, const char *end, const char **bad)
{
    if (p == end || !is_digit(*p)) {
        *bad = p;
        return NULL;
    }
    while (p < end && is_digit(*p)) p++;
    return p;
}

const char *number_skip(const char *p, const char *end, const char **bad)
{
    if (p < end && *p == '-') p++;
    if (p < end && *p == '0')
        p++;
    else if ((p = digits(p, end, bad)) == NULL)
        return NULL;
    if (p < end && is_digit(*p)) { /* 01 */
        *bad = p;
        return NULL;
    }
    if (p < end && *p == '.' && (p = digits(p + 1, end, bad)) == NULL) return NULL;
    if (p < end && (*p == 'e' || *p == 'E')) {
        p++;
        if (p < end && (*p == '+' || *p == '-')) p++;
        p = digits(p, end, bad);
    }
    return p;
}

/* ---- eight digits at a time ----------------------------------------------------------------------------------- */

#define EVERY_BYTE(byte) (0x0101010101010101ull * (byte))

/* The eight bytes at `p`, the first in the lowest place. */
static uint64_t load(const char *p)
{
    uint64_t bytes;

    memcpy(&bytes, p, sizeof bytes);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    bytes = __builtin_bswap64(bytes);
#endif
    return bytes;
}

/* How many of the bytes, from the first, are digits. In a digit the high half is 3, also when 6 is added. */
static unsigned count_digits(uint64_t bytes)
{
    uint64_t odd = (bytes ^ EVERY_BYTE('0')) | ((bytes + EVERY_BYTE(6)) ^ EVERY_BYTE('0'));

    odd &= EVERY_BYTE(0xF0);
    return odd == 0 ? 8 : (unsigned)__builtin_ctzll(odd) / 8;
}

/* The number that the first `count` bytes write. Shifted up they have zeros before them; then neighbours are joined:
 * digits to pairs, pairs to fours, fours to one. */
static uint64_t join_digits(uint64_t bytes, unsigned count)
{
    bytes = (bytes & EVERY_BYTE(0x0F)) << (32 - 4 * count) << (32 - 4 * count); /* by 64 in one step is undefined */
    bytes = bytes * 10 + (bytes >> 8);
    return ((bytes & 0x000000FF000000FFull) * (100 + (1000000ull << 32)) +
            (bytes >> 16 & 0x000000FF000000FFull) * (1 + (10000ull << 32))) >>
           32;
}

static const uint32_t powers[] = { 1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000 };

static const char *take_slowly(const char *p, const char *end, uint64_t *n)
{
    for (; p < end && is_digit(*p); p++) *n = *n * 10 + (uint64_t)(*p - '0');
    return p;
}

/* All digits from `p` on are added behind those of `*n`, which wraps past 2^64. Returns the byte behind them. Sixteen
 * at a time without a branch: how many digits a number has is what no processor can guess. */
static inline const char *take_many(const char *p, const char *end, uint64_t *n)
{
    while (end - p >= 16) {
        uint64_t first = load(p), second = load(p + 8);
        unsigned a = count_digits(first), b = count_digits(second) & (0 - (a >> 3));

        *n = (*n * powers[a] + join_digits(first, a)) * powers[b] + join_digits(second, b);
        p += a + b;
        if (a + b < 16) return p;
    }
    return take_slowly(p, end, n);
}

/* The same, where few are expected. */
static inline const char *take_few(const char *p, const char *end, uint64_t *n)
{
    uint64_t bytes;
    unsigned count;

    if (end - p < 8) return take_slowly(p, end, n);
    bytes = load(p);
    count = count_digits(bytes);
    *n = join_digits(bytes, count);
    return count < 8 ? p + count : take_many(p + 8, end, n);
}

/* ---- the value ------------------------------------------------------------------------------------------------ */

#define DIGITS_SURE_MAX 19 /* 10^19 < 2^64 */

#define EXPONENT_HUGE   (1ll << 48) /* no text is long enough to make up for such an exponent */

typedef struct parts {
    const char *start;    /* of the digits, behind the sign */
    const char *fraction; /* behind the point, NULL if there is none */
    const char *end;      /* of the digits */
    uint64_t digits;      /* all of them, as one number; wraps past 2^64 */
    int64_t exponent;     /* as written */
} parts;

static const char *take_exponent(const char *p, const char *end, int64_t *exponent)
{
    bool negative = p < end && *p == '-';
    const char *first;
    int64_t n = 0;

    if (p < end && (*p == '+' || *p == '-')) p++;
    for (first = p; p < end && is_digit(*p); p++)
        if (n < EXPONENT_HUGE) n = n * 10 + (*p - '0');
    *exponent = negative ? -n : n;
    return p == first ? NULL : p;
}

static inline const char *take_parts(const char *p, const char *end, parts *n)
{
    *n = (parts){ .start = p };
    p = take_few(p, end, &n->digits);
    if (p == n->start || (*n->start == '0' && p - n->start > 1)) return NULL;
    if (p < end && *p == '.') {
        n->fraction = p + 1;
        p = take_many(n->fraction, end, &n->digits);
        if (p == n->fraction) return NULL;
    }
    n->end = p;
    return p < end && (*p | 0x20) == 'e' ? take_exponent(p + 1, end, &n->exponent) : p;
}

/* An integer of more than 19 digits: 20 of them may still fit. */
static bool long_integer_fits(const parts *n)
{
    uint64_t but_last = 0;

    if (n->end - n->start > DIGITS_SURE_MAX + 1) return false;
    (void)take_slowly(n->start, n->end - 1, &but_last);
    return but_last < UINT64_MAX / 10 || (but_last == UINT64_MAX / 10 && n->end[-1] <= '5');
}

static bool as_integer(const parts *n, bool negative, keel_json *out)
{
    if (n->end - n->start > DIGITS_SURE_MAX && !long_integer_fits(n)) return false;
    if (negative && n->digits - 1 > (uint64_t)INT64_MAX) return false; /* also -0, which is a double */
    out->tag = json_tag(negative || n->digits <= INT64_MAX ? KEEL_JSON_INT : KEEL_JSON_UINT, 0);
    out->as.natural = negative ? 0 - n->digits : n->digits;
    return true;
}

/* The first nineteen digits that count, and whether any but zeros follow. */
static decimal first_digits(const parts *n)
{
    decimal d = { .exponent = n->exponent };
    const char *p = n->start;
    int count = 0;

    for (; p < n->end; p++) {
        if (*p == '.') continue;
        if (count < DIGITS_SURE_MAX) {
            d.digits = d.digits * 10 + (uint64_t)(*p - '0');
            count += d.digits != 0;
            d.exponent -= n->fraction != NULL && p >= n->fraction;
        } else {
            d.more |= *p != '0';
            d.exponent += n->fraction == NULL || p < n->fraction;
        }
    }
    return d;
}

static uint64_t as_double(const parts *n, const char *behind)
{
    decimal d = { n->digits, n->exponent - (n->fraction == NULL ? 0 : n->end - n->fraction), false };
    uint64_t bits;

    if (n->end - n->start > DIGITS_SURE_MAX + (n->fraction != NULL)) d = first_digits(n);
    if (!d.more && nearest_usually(d.digits, d.exponent, &bits)) return bits;
    return nearest_double(d, (keel_str){ n->start, (size_t)(behind - n->start) });
}

static void take_value(const parts *n, bool negative, const char *behind, keel_json *out, number_fit *fit)
{
    bool whole = n->fraction == NULL && behind == n->end;
    uint64_t bits;

    *fit = NUMBER_FITS;
    if (whole && as_integer(n, negative, out)) return;
    bits = as_double(n, behind);
    if (bits == DOUBLE_INFINITY)
        *fit = NUMBER_OVERFLOWS;
    else if (whole && bits != 0)
        *fit = NUMBER_LARGE;
    out->tag = json_tag(KEEL_JSON_REAL, 0);
    out->as.natural = bits | (uint64_t)negative << 63;
}

const char *number_parse(const char *p, const char *end, keel_json *out, number_fit *fit)
{
    bool negative = p < end && *p == '-';
    parts n;

    p = take_parts(p + negative, end, &n);
    if (p != NULL) take_value(&n, negative, p, out, fit);
    return p;
}

#define MINIMAL_DIGITS_MAX 15 /* DBL_DIG: so many digits name different doubles, so none is shorter */
#define MINIMAL_ZEROS_MAX  5  /* behind the point; a number below 0.000001 has an exponent */

static bool is_minimal(const parts *n, bool negative, const char *behind)
{
    ptrdiff_t len = n->end - n->start;

    if (behind != n->end || len > MINIMAL_DIGITS_MAX + 1) return false;
    if (n->fraction == NULL) return len <= MINIMAL_DIGITS_MAX && !(negative && n->digits == 0);
    return n->end[-1] != '0' && (*n->start != '0' || n->end - n->fraction <= MINIMAL_ZEROS_MAX + 1);
}

const char *number_parse_minimal(const char *p, const char *end, keel_json *out, number_fit *fit)
{
    const char *start = p;
    bool negative = p < end && *p == '-';
    parts n;

    p = take_parts(p + negative, end, &n);
    if (p == NULL) return NULL;
    *fit = NUMBER_FITS;
    if (is_minimal(&n, negative, p))
        *out = (keel_json){ json_tag(KEEL_JSON_BIG, (uint64_t)(p - start)), { .text = start } };
    else
        take_value(&n, negative, p, out, fit);
    return p;
}
