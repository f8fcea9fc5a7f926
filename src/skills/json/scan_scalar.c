/* The scan where no vectors are known: a table tells the kind of each byte. */
#include "skills/json/scan.h"

enum { QUOTE = 1, BACKSLASH = 2, SIGN = 4, BLANK = 8, CONTROL = 16, BEYOND = 32 };

static const unsigned char kinds[256] = {
    [0x00 ... 0x08] = CONTROL,
    ['\t'] = CONTROL | BLANK,
    ['\n'] = CONTROL | BLANK,
    [0x0B ... 0x0C] = CONTROL,
    ['\r'] = CONTROL | BLANK,
    [0x0E ... 0x1F] = CONTROL,
    [' '] = BLANK,
    ['"'] = QUOTE,
    [','] = SIGN,
    [':'] = SIGN,
    ['['] = SIGN,
    ['\\'] = BACKSLASH,
    [']'] = SIGN,
    ['{'] = SIGN,
    ['}'] = SIGN,
    [0x80 ... 0xFF] = BEYOND,
};

static inline marks mark(const char *p)
{
    marks m = { 0 };

    for (unsigned i = 0; i < SCAN_BLOCK; i++) {
        uint64_t kind = kinds[(unsigned char)p[i]];
        m.quote |= (kind & 1) << i;
        m.backslash |= (kind >> 1 & 1) << i;
        m.sign |= (kind >> 2 & 1) << i;
        m.blank |= (kind >> 3 & 1) << i;
        m.control |= (kind >> 4 & 1) << i;
        m.beyond |= kind >> 5;
    }
    return m;
}

#include "skills/json/scan_bits.h"
#include "skills/json/scan_blocks.h"

void scan_scalar(scan *s, char **squeezed) { scan_either(s, squeezed); }
