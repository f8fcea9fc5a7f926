/* The loops over text with NEON. */
#include <arm_neon.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define UTF8_FORMS  utf8_neon
#define VEC_BYTES   16u
#define BLOCK_UNITS 16u

typedef uint8x16_t vec;

static inline vec load(const uint8_t *p) { return vld1q_u8(p); }
static inline vec fill(uint8_t c) { return vdupq_n_u8(c); }
static inline vec table16(const uint8_t table[16]) { return load(table); }
static inline vec lookup(vec table, vec index) { return vqtbl1q_u8(table, index); }
static inline vec either(vec a, vec b) { return vorrq_u8(a, b); }
static inline vec both(vec a, vec b) { return vandq_u8(a, b); }
static inline vec differ(vec a, vec b) { return veorq_u8(a, b); }
static inline vec less(vec a, vec b) { return vqsubq_u8(a, b); }
static inline vec low_nibble(vec v) { return both(v, fill(0x0F)); }
static inline vec high_nibble(vec v) { return vshrq_n_u8(v, 4); }
static inline bool any(vec v) { return vmaxvq_u8(v) != 0; }
static inline bool any_high(vec v) { return vmaxvq_u8(v) >= 0x80; }

#define BEFORE(now, earlier, n) vextq_u8(earlier, now, 16 - (n))

static inline bool narrow_block(uint8_t *out, const uint16_t *units)
{
    uint16x8_t low = vld1q_u16(units), high = vld1q_u16(units + 8);

    if (vmaxvq_u16(vorrq_u16(low, high)) >= 0x80) return false;
    vst1q_u8(out, vcombine_u8(vmovn_u16(low), vmovn_u16(high)));
    return true;
}

static inline bool widen_block(uint16_t *out, const uint8_t *bytes)
{
    vec v = load(bytes);

    if (any_high(v)) return false;
    vst1q_u16(out, vmovl_u8(vget_low_u8(v)));
    vst1q_u16(out + 8, vmovl_u8(vget_high_u8(v)));
    return true;
}

#include "ground/utf8_wide.h"
