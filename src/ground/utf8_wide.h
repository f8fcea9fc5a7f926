/* ground/utf8_wide.h - private: the loops over text in words of vectors, compiled once for each instruction set.
 *
 * Who includes it defines `vec`, VEC_BYTES and the small operations on them, and names the row that results:
 *
 *     load, fill, table16, lookup, high_nibble, low_nibble    make vectors; lookup takes indices below 16
 *     either, both, differ, less                              or, and, exclusive or, subtract down to zero
 *     any, any_high                                           is one bit set; is one byte 0x80 or more
 *     BEFORE(now, earlier, n)                                 the bytes n places before those of `now`
 *     narrow_block, widen_block                               BLOCK_UNITS of ASCII from and to 16 bits, or false
 *
 * It may define UTF8_OWN_TRANSCODING and bring encode_most and decode_most itself.
 *
 * Validation is the lookup of Keiser and Lemire ("Validating UTF-8 in less than one instruction per byte", 2021):
 * whether two neighbouring bytes may follow each other depends on three half bytes alone. Each half byte selects a set
 * of possible faults from a table, and a fault that is in all three sets is real. Only the lengths of three and four
 * remain, which the high halves of the bytes two and three places back tell. 64 bytes of ASCII take one test. */
#include "ground/utf8_forms.h"

#define CHUNK_BYTES 64u
#define CHUNK_VECS  (CHUNK_BYTES / VEC_BYTES)

/* The faults of two neighbours. The last has the high bit: lengths below turns it around where it is right. */
enum {
    CUT_SHORT = 1 << 0,    /* a lead without its continuation */
    STRAY = 1 << 1,        /* a continuation after ASCII */
    OVERLONG_3 = 1 << 2,   /* E0 and below A0 */
    TOO_LARGE = 1 << 3,    /* F4 and 90 or more, or F5 and above */
    SURROGATE = 1 << 4,    /* ED and A0 or more */
    OVERLONG_2 = 1 << 5,   /* C0, C1 */
    FAR_OR_OVER = 1 << 6,  /* F5 and above, or F0 and below 90: they share a bit, since 80 to 8F follows both */
    CONTINUATIONS = 1 << 7 /* two in a row: right only within three or four */
};

#define ANY_LEAD (CUT_SHORT | STRAY | CONTINUATIONS) /* faults that do not ask for the low half of the first */

static const uint8_t first_high[16] = {
    STRAY,
    STRAY,
    STRAY,
    STRAY,
    STRAY,
    STRAY,
    STRAY,
    STRAY,
    CONTINUATIONS,
    CONTINUATIONS,
    CONTINUATIONS,
    CONTINUATIONS,
    CUT_SHORT | OVERLONG_2, /* C. */
    CUT_SHORT,
    CUT_SHORT | OVERLONG_3 | SURROGATE,
    CUT_SHORT | TOO_LARGE | FAR_OR_OVER, /* F. */
};

#define ABOVE_F4 (ANY_LEAD | TOO_LARGE | FAR_OR_OVER)

static const uint8_t first_low[16] = {
    ANY_LEAD | OVERLONG_3 | OVERLONG_2 | FAR_OR_OVER, /* .0 */
    ANY_LEAD | OVERLONG_2,
    ANY_LEAD,
    ANY_LEAD,
    ANY_LEAD | TOO_LARGE, /* .4 */
    ABOVE_F4,
    ABOVE_F4,
    ABOVE_F4,
    ABOVE_F4,
    ABOVE_F4,
    ABOVE_F4,
    ABOVE_F4,
    ABOVE_F4,
    ABOVE_F4 | SURROGATE, /* .D */
    ABOVE_F4,
    ABOVE_F4,
};

#define CONTINUES (STRAY | OVERLONG_2 | CONTINUATIONS)

static const uint8_t second_high[16] = {
    CUT_SHORT,
    CUT_SHORT,
    CUT_SHORT,
    CUT_SHORT,
    CUT_SHORT,
    CUT_SHORT,
    CUT_SHORT,
    CUT_SHORT,
    CONTINUES | OVERLONG_3 | FAR_OR_OVER, /* 8. */
    CONTINUES | OVERLONG_3 | TOO_LARGE,
    CONTINUES | SURROGATE | TOO_LARGE,
    CONTINUES | SURROGATE | TOO_LARGE,
    CUT_SHORT,
    CUT_SHORT,
    CUT_SHORT,
    CUT_SHORT, /* C. */
};

/* 0x80 where a byte must be the third or fourth of its character. */
static inline vec must_continue(vec two_back, vec three_back)
{
    vec third = less(two_back, fill(0xE0 - 0x80)), fourth = less(three_back, fill(0xF0 - 0x80));

    return both(either(third, fourth), fill(0x80));
}

/* Not zero where a byte does not fit to those before it. */
static inline vec misfits(vec now, vec earlier)
{
    vec one_back = BEFORE(now, earlier, 1);
    vec faults =
        both(both(lookup(table16(first_high), high_nibble(one_back)), lookup(table16(first_low), low_nibble(one_back))),
             lookup(table16(second_high), high_nibble(now)));

    return differ(faults, must_continue(BEFORE(now, earlier, 2), BEFORE(now, earlier, 3)));
}

/* The largest bytes that may end a text: only the last three places forbid something, a lead that asks for more than
 * what is left. A vector takes the end of the row. */
static const uint8_t last_most[CHUNK_BYTES] = { [0 ... CHUNK_BYTES - 4] = 0xFF, 0xF0 - 1, 0xE0 - 1, 0xC0 - 1 };

/* Not zero where a character begins that does not end with these bytes. */
static inline vec unfinished(vec last) { return less(last, load(last_most + CHUNK_BYTES - VEC_BYTES)); }

static inline bool chunk_is_ascii(const uint8_t *chunk)
{
    vec all = load(chunk);

    for (size_t i = 1; i < CHUNK_VECS; i++) all = either(all, load(chunk + i * VEC_BYTES));
    return !any_high(all);
}

/* Whole chunks of ASCII that a text begins with: most texts are nothing else, and this loop is the shortest. */
static inline size_t ascii_chunks(const uint8_t *bytes, size_t len)
{
    size_t at = 0;

    while (len - at >= CHUNK_BYTES && chunk_is_ascii(bytes + at)) at += CHUNK_BYTES;
    return at;
}

/* What the chunks so far leave to the next: their last vector, and whether it may end within a character. Only ASCII
 * need ask for the end: other bytes are held against those before them anyway. */
typedef struct past {
    vec last;
    bool may_be_open;
} past;

/* Do these bytes fit to those before them? */
static inline bool chunk_fits(const uint8_t *chunk, past *p)
{
    vec now[CHUNK_VECS], all = fill(0), wrong = fill(0), earlier = p->last;
    bool may_be_open = p->may_be_open;

    for (size_t i = 0; i < CHUNK_VECS; i++) {
        now[i] = load(chunk + i * VEC_BYTES);
        all = either(all, now[i]);
    }
    p->last = now[CHUNK_VECS - 1];
    p->may_be_open = any_high(all);
    if (!p->may_be_open) return !may_be_open || !any(unfinished(earlier));
    for (size_t i = 0; i < CHUNK_VECS; i++) wrong = either(wrong, misfits(now[i], i == 0 ? earlier : now[i - 1]));
    return !any(wrong);
}

static size_t valid_prefix(const uint8_t *bytes, size_t len)
{
    uint8_t rest[CHUNK_BYTES] = { 0 }; /* the zeros after the text show what it left unfinished */
    past p = { fill(0), false };
    size_t at = ascii_chunks(bytes, len);

    for (; len - at >= CHUNK_BYTES; at += CHUNK_BYTES)
        if (!chunk_fits(bytes + at, &p)) return utf8_plain_valid_from(bytes, len, at);
    if (len > at) memcpy(rest, bytes + at, len - at);
    return chunk_fits(rest, &p) ? len : utf8_plain_valid_from(bytes, len, at);
}

static size_t ascii_prefix(const uint8_t *bytes, size_t len)
{
    size_t at = ascii_chunks(bytes, len);

    while (len - at >= VEC_BYTES && !any_high(load(bytes + at))) at += VEC_BYTES;
    return at + utf8_plain.ascii_prefix(bytes + at, len - at);
}

static size_t narrow(uint8_t *out, const uint16_t *units, size_t len)
{
    size_t at = 0;

    while (len - at >= BLOCK_UNITS && narrow_block(out + at, units + at)) at += BLOCK_UNITS;
    return at + utf8_plain.narrow(out + at, units + at, len - at);
}

#ifndef UTF8_OWN_TRANSCODING
/* Blocks of ASCII at once, all else one by one; at the end less than a block is left. */
static size_t encode_most(uint8_t **out, const uint16_t *units, size_t len)
{
    size_t at = 0;

    while (len - at >= BLOCK_UNITS) {
        if (narrow_block(*out, units + at)) {
            *out += BLOCK_UNITS;
            at += BLOCK_UNITS;
        } else {
            at = utf8_plain_encode(out, units, len, at, at + BLOCK_UNITS);
        }
    }
    return at;
}

static size_t decode_most(uint16_t **out, const uint8_t *bytes, size_t len)
{
    size_t at = 0;

    while (len - at >= BLOCK_UNITS) {
        if (widen_block(*out, bytes + at)) {
            *out += BLOCK_UNITS;
            at += BLOCK_UNITS;
        } else {
            at = utf8_plain_decode(out, bytes, at, at + BLOCK_UNITS);
        }
    }
    return at;
}
#endif

static size_t from_utf16(uint8_t *out, const uint16_t *units, size_t len)
{
    uint8_t *to = out;
    size_t at = encode_most(&to, units, len);

    utf8_plain_encode(&to, units, len, at, len);
    return (size_t)(to - out);
}

static size_t to_utf16(uint16_t *out, const uint8_t *bytes, size_t len)
{
    uint16_t *to = out;
    size_t at = decode_most(&to, bytes, len);

    utf8_plain_decode(&to, bytes, at, len);
    return (size_t)(to - out);
}

const utf8_forms UTF8_FORMS = { valid_prefix, ascii_prefix, narrow, from_utf16, to_utf16 };
