/* skills/json/scan_blocks.h - private: the scan, in terms of what a form brings along.
 *
 * Included once by each scan_*.c, behind these four:
 *     static inline marks mark(const char *p);                           the kinds of 64 bytes, a bit for each byte
 *     static inline uint64_t prefix_xor(uint64_t bits);                  bit i: the xor of the bits 0 to i
 *     static inline size_t put(uint32_t *to, uint32_t base, uint64_t bits);     base + the place of each bit; how many
 *     static inline char *squeeze(char *to, const char *p, uint64_t keep);      the bytes whose bit is set; behind them
 * `put` and `squeeze` may write up to 64 items, however many they keep.
 *
 * Backslashes come in runs, and every second one of a run begins an escape, from its first on. A run that begins at
 * an even bit is found by adding that bit: the carry clears the run and nothing else. The xor of all quotes so far
 * tells what is inside a string: from its opening quote up to, and without, its closing one. */
#include "skills/json/scan.h"

#define EVEN_BITS 0x5555555555555555u

/* The backslashes that begin an escape; `*escaped` goes in and out as the scan keeps it. */
static inline uint64_t escape_starts(uint64_t backslashes, uint64_t *escaped)
{
    uint64_t free = backslashes & ~*escaped;
    uint64_t runs_even = free & ~(free + (free & ~(free << 1) & EVEN_BITS));
    uint64_t starts = (runs_even & EVEN_BITS) | (free & ~runs_even & ~EVEN_BITS);

    *escaped = starts >> 63;
    return starts;
}

/* The bytes of the block that begin a token; `*blanks` are those outside of strings. */
static inline uint64_t token_starts(scan_carry *c, const marks *m, uint64_t *blanks)
{
    uint64_t escaped = c->escaped, escapes = escape_starts(m->backslash, &c->escaped);
    uint64_t quotes = m->quote & ~(escapes << 1 | escaped);
    uint64_t in_string = prefix_xor(quotes) ^ c->in_string;
    uint64_t scalars = ~(in_string | quotes | m->sign | m->blank);
    uint64_t starts = scalars & ~(scalars << 1 | c->in_scalar);

    c->in_string = 0 - (in_string >> 63); /* all ones if the last byte is in a string */
    c->in_scalar = scalars >> 63;
    c->control |= m->control & in_string;
    c->beyond |= m->beyond;
    *blanks = m->blank & ~in_string;
    return quotes | (m->sign & ~in_string) | starts | (escapes & in_string);
}

static inline __attribute__((always_inline)) size_t scan_block(scan_carry *c, const char *p, uint32_t base,
                                                               uint32_t *to, char **squeezed)
{
    marks m = mark(p);
    uint64_t blanks, starts = token_starts(c, &m, &blanks);

    if (squeezed != NULL) *squeezed = squeeze(*squeezed, p, ~blanks);
    return put(to, base, starts);
}

/* The last block is filled up with blanks in a copy: not a byte behind the text is read. */
static void scan_rest(scan *s, char **squeezed)
{
    size_t len = s->text.len - s->at;
    char block[SCAN_BLOCK];

    memset(block, ' ', sizeof block);
    memcpy(block, s->text.data + s->at, len);
    s->filled += scan_block(&s->carry, block, (uint32_t)s->at, s->index + s->filled, squeezed);
    s->at = s->text.len;
}

static inline __attribute__((always_inline)) void scan_blocks(scan *s, char **squeezed)
{
    const char *p = s->text.data + s->at;
    size_t left = s->text.len - s->at;
    const char *end = p + (left < SCAN_BYTES ? left : SCAN_BYTES) / SCAN_BLOCK * SCAN_BLOCK;
    uint32_t *to = s->index + s->filled, *full = s->index + SCAN_ENTRIES, base = (uint32_t)s->at;
    scan_carry carry = s->carry; /* in registers: stores into the index could change the struct */

    for (; p < end && to <= full; p += SCAN_BLOCK, base += SCAN_BLOCK) to += scan_block(&carry, p, base, to, squeezed);
    s->carry = carry;
    s->at = (size_t)(p - s->text.data);
    s->filled = (size_t)(to - s->index);
    left = s->text.len - s->at;
    if (left > 0 && left < SCAN_BLOCK && to <= full) scan_rest(s, squeezed);
}

/* The two jobs of a form, each compiled for itself. */
static inline __attribute__((always_inline)) void scan_either(scan *s, char **squeezed)
{
    if (squeezed == NULL)
        scan_blocks(s, NULL);
    else
        scan_blocks(s, squeezed);
}
