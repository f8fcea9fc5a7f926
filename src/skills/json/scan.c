/* Which form of the scan, and what is asked of a piece of text once its blocks are done. */
#include "skills/json/scan.h"
#include "ground/assert.h"
#include "ground/cpu.h"
#include "ground/utf8.h"

static scan_form *form_of(keel_cpu_level level)
{
    switch (level) {
#if defined(__x86_64__)
    case KEEL_CPU_AVX512: return scan_avx512;
    case KEEL_CPU_AVX2: return scan_avx2;
    case KEEL_CPU_SSE42: return scan_sse42;
#elif defined(__aarch64__)
    case KEEL_CPU_NEON: return scan_neon;
#endif
    default: return scan_scalar;
    }
}

void scan_begin(scan *s, keel_str text)
{
    KEEL_ASSERT(text.len <= SCAN_TEXT_BYTES_MAX);
    s->text = text;
    s->at = s->valid = s->filled = 0;
    s->last = 0; /* of a text of blanks alone: a blank is no token either */
    s->carry = (scan_carry){ 0 };
    s->form = form_of(keel_cpu());
}

/* What was scanned since it was last asked. A sequence that is cut by the end of the piece waits for the next one;
 * pure ASCII was seen to be so by the way. */
static bool is_utf8(scan *s)
{
    keel_str piece = { s->text.data + s->valid, s->at - s->valid };

    if (s->carry.beyond == 0) {
        s->valid = s->at;
        return true;
    }
    s->valid += keel_utf8_valid_prefix(piece);
    if (s->valid == s->at) s->carry.beyond = 0;
    return s->valid == s->at || (!scan_ended(s) && s->at - s->valid < KEEL_UTF8_BYTES_MAX);
}

bool scan_more(scan *s, size_t kept, char **squeezed)
{
    s->filled = kept;
    s->form(s, squeezed);
    if (s->filled > 0) s->last = s->index[s->filled - 1];
    if (s->carry.control != 0 || !is_utf8(s)) return false;
    if (!scan_ended(s)) return true;
    for (size_t i = 0; i < SCAN_AHEAD; i++) s->index[s->filled + i] = s->last;
    return s->carry.in_string == 0;
}
