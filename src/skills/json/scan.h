/* skills/json/scan.h - private: where the tokens of a text begin, sixty-four bytes at a time.
 *
 *     scan s;
 *     scan_begin(&s, text);
 *     if (scan_more(&s, 0, NULL)) ...   s.index[0 .. s.filled): offsets into the text, in its order
 *
 * In the index are: each sign of { } [ ] : , outside of strings; each quote that opens or closes a string; the first
 * byte of everything else that is no blank; and each backslash in a string that begins an escape. So a string without
 * escapes is two entries in a row, and one with escapes names them all in between.
 * What the scan itself refuses: control characters in strings, text that is not UTF-8, a string that never ends.
 *
 * The index holds a piece of the text at a time and is filled again as it is used up: whatever the length of the
 * text, it stays in the cache. Behind the last entry of the text the same one follows SCAN_AHEAD times, so that a
 * reader may look ahead and ask only now and then whether it has gone too far.
 * Cost: one pass, 64 bytes a step by the instructions of this processor; no memory beside the struct.
 * Not here: what the tokens mean (fast.c). */
#ifndef KEEL_JSON_SCAN_H
#define KEEL_JSON_SCAN_H

#include "ground/base.h"

#define SCAN_BLOCK          64u
#define SCAN_AHEAD          8u
#define SCAN_ENTRIES        4096u                         /* 16 KiB of index, beside the text in the first cache */
#define SCAN_BYTES          (1u << 14)                    /* of text, in one go */
#define SCAN_ROOM           (SCAN_BYTES + 2 * SCAN_BLOCK) /* for what is squeezed in one go */
#define SCAN_TEXT_BYTES_MAX (UINT32_MAX - SCAN_BLOCK)     /* offsets are of 32 bits */

typedef struct scan scan;

/* One form for each kind of processor: as many blocks as the index and SCAN_BYTES have room for. */
typedef void scan_form(scan *s, char **squeezed);

/* The kinds of the bytes of a block, a bit for each; `beyond` is not 0 if one is not ASCII. */
typedef struct marks {
    uint64_t quote, backslash, sign, blank, control, beyond;
} marks;

/* What one block tells the next. */
typedef struct scan_carry {
    uint64_t escaped;   /* 1: the first byte of the next block is escaped */
    uint64_t in_string; /* all ones: the next block begins inside a string */
    uint64_t in_scalar; /* 1: a scalar reached the end of the block */
    uint64_t control;   /* not 0: a control character stood in a string */
    uint64_t beyond;    /* not 0: some byte was not ASCII */
} scan_carry;

struct scan {
    keel_str text;
    scan_form *form;
    size_t at;    /* scanned so far: a whole number of blocks, or the end */
    size_t valid; /* up to here it is UTF-8 */
    scan_carry carry;
    size_t filled; /* entries; SCAN_AHEAD copies of the last one follow when all was scanned */
    uint32_t last; /* entry so far */
    uint32_t index[SCAN_ENTRIES + 2 * SCAN_BLOCK + SCAN_AHEAD];
};

/* Begins; `text` is no longer than SCAN_TEXT_BYTES_MAX and is borrowed as long as the scan is used. */
void scan_begin(scan *s, keel_str text);

/* Is all of the text in the index, or gone through it? */
static inline bool scan_ended(const scan *s) { return s->at == s->text.len; }

/* Goes on behind the first `kept` entries, which stay. Where `squeezed` is not NULL the bytes that are no blanks
 * outside of strings are copied to *squeezed, which has room for SCAN_ROOM and moves behind them.
 * False: the text is no JSON. */
bool scan_more(scan *s, size_t kept, char **squeezed);

scan_form scan_scalar, scan_sse42, scan_avx2, scan_avx512, scan_neon;

#endif
