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

/* How many bytes at the end of what was scanned begin a sequence that goes on behind it. */
static size_t cut_sequence(const scan *s)
{
    for (size_t back = 1; back < KEEL_UTF8_BYTES_MAX && back <= s->at - s->valid; back++) {
        unsigned char c = (unsigned char)s->text.data[s->at - back];
        size_t len = c < 0xC0 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;

        if (c >= 0xC0) return back < len ? back : 0;
        if (c < 0x80) return 0;
    }
    return 0;
}

/* What was scanned since it was last asked. A sequence that is cut by the end of the piece waits for the next one;
 * that all is ASCII was seen by the way. */
static bool is_utf8(scan *s)
{
    size_t whole = s->at, start = s->valid;

    if (s->carry.beyond != 0) {
        if (!scan_ended(s)) whole -= cut_sequence(s);
        s->carry.beyond = whole < s->at;
        if (!keel_utf8_valid((keel_str){ s->text.data + start, whole - start })) return false;
    }
    s->valid = whole;
    return true;
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
