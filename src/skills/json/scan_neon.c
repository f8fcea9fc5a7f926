/* The scan with NEON: sixteen bytes an instruction, and masks gathered by adding neighbours. */
#include "skills/json/scan.h"

#include <arm_neon.h>

/* Four vectors of 0x00 and 0xFF become 64 bits: each byte keeps the one bit of its place, then neighbours are
 * added three times. */
static inline uint64_t bits(uint8x16_t a, uint8x16_t b, uint8x16_t c, uint8x16_t d)
{
    const uint8x16_t place = { 1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128 };
    uint8x16_t low = vpaddq_u8(vandq_u8(a, place), vandq_u8(b, place));
    uint8x16_t high = vpaddq_u8(vandq_u8(c, place), vandq_u8(d, place));

    low = vpaddq_u8(low, high);
    low = vpaddq_u8(low, low);
    return vgetq_lane_u64(vreinterpretq_u64_u8(low), 0);
}

static inline uint64_t equal(const uint8x16_t v[4], char c)
{
    uint8x16_t wanted = vdupq_n_u8((uint8_t)c);

    return bits(vceqq_u8(v[0], wanted), vceqq_u8(v[1], wanted), vceqq_u8(v[2], wanted), vceqq_u8(v[3], wanted));
}

/* As in scan_sse42.c: the table holds, at each value of the low four bits, the one byte that may stand there. */
static inline uint8x16_t is_in(uint8x16_t table, uint8x16_t v, uint8x16_t as)
{
    return vceqq_u8(vqtbl1q_u8(table, vandq_u8(v, vdupq_n_u8(0x0F))), as);
}

static inline uint8x16_t is_blank(uint8x16_t v)
{
    const uint8x16_t blanks = { ' ', 0, 0, 0, 0, 0, 0, 0, 0, '\t', '\n', 0, 0, '\r', 0, 0 };
    return is_in(blanks, v, v);
}

static inline uint8x16_t is_sign(uint8x16_t v)
{
    const uint8x16_t signs = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ':', '{', ',', '}', 0, 0 };
    return is_in(signs, v, vorrq_u8(v, vdupq_n_u8(0x20)));
}

static inline uint8x16_t is_control(uint8x16_t v) { return vcltq_u8(v, vdupq_n_u8(0x20)); }

static inline marks mark(const char *p)
{
    const uint8_t *bytes = (const uint8_t *)p;
    const uint8x16_t v[4] = { vld1q_u8(bytes), vld1q_u8(bytes + 16), vld1q_u8(bytes + 32), vld1q_u8(bytes + 48) };
    uint8x16_t all = vorrq_u8(vorrq_u8(v[0], v[1]), vorrq_u8(v[2], v[3]));

    return (marks){
        .quote = equal(v, '"'),
        .backslash = equal(v, '\\'),
        .sign = bits(is_sign(v[0]), is_sign(v[1]), is_sign(v[2]), is_sign(v[3])),
        .blank = bits(is_blank(v[0]), is_blank(v[1]), is_blank(v[2]), is_blank(v[3])),
        .control = bits(is_control(v[0]), is_control(v[1]), is_control(v[2]), is_control(v[3])),
        .beyond = vmaxvq_u8(all) >> 7,
    };
}

#include "skills/json/scan_bits.h"
#include "skills/json/scan_blocks.h"

void scan_neon(scan *s, char **squeezed) { scan_either(s, squeezed); }
