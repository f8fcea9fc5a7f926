/* ground/base.h - what every other header of Keel begins with.
 *
 *     keel_str name = KEEL_STR("keel.jsonc");      a view: bytes and their number, not NUL-terminated
 *     if (keel_str_equal(name, other)) ...
 *
 * A keel_str never owns its bytes. Each call that gives one out says how long the bytes stay.
 * Not here: buffers that grow (buf.h), memory (arena.h), what went wrong (error.h). */
#ifndef KEEL_BASE_H
#define KEEL_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define KEEL_VERSION_MAJOR 0
#define KEEL_VERSION_MINOR 1
#define KEEL_VERSION_PATCH 0
#define KEEL_VERSION       "0.1.0"

#if defined(_WIN32) && defined(KEEL_SHARED)
#ifdef KEEL_BUILDING
#define KEEL_API __declspec(dllexport)
#else
#define KEEL_API __declspec(dllimport)
#endif
#elif defined(__GNUC__)
#define KEEL_API __attribute__((visibility("default")))
#else
#define KEEL_API
#endif

#if defined(__MINGW32__) && !defined(__clang__)
#define KEEL_PRINTF_STYLE \
    gnu_printf /* ours everywhere: %zu and %llu mean what C says, also where the system's do not */
#else
#define KEEL_PRINTF_STYLE printf
#endif
#if defined(__GNUC__)
#define KEEL_MUST_USE         __attribute__((warn_unused_result))
#define KEEL_PRINTF(at, rest) __attribute__((format(KEEL_PRINTF_STYLE, at, rest)))
#else
#define KEEL_MUST_USE
#define KEEL_PRINTF(at, rest)
#endif

#ifdef __cplusplus
extern "C" {
#define KEEL_STR(literal) (keel_str{ "" literal, sizeof(literal) - 1 })
#else
#define KEEL_STR(literal) ((keel_str){ "" literal, sizeof(literal) - 1 })
#endif

/* Some bytes of somebody else. `data` may be NULL only where `len` is 0. */
typedef struct keel_str {
    const char *data;
    size_t len;
} keel_str;

/* For "%.*s": KEEL_STR_ARG(s) stands for the two arguments. Longer than INT_MAX is cut there. */
#define KEEL_STR_ARG(s) (int)((s).len > 0x7fffffff ? 0x7fffffff : (s).len), ((s).data != NULL ? (s).data : "")

static inline keel_str keel_str_from(const char *terminated)
{
    keel_str s = { terminated, terminated == NULL ? 0 : strlen(terminated) };
    return s;
}

static inline bool keel_str_equal(keel_str a, keel_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

static inline bool keel_str_starts(keel_str s, keel_str with)
{
    return s.len >= with.len && (with.len == 0 || memcmp(s.data, with.data, with.len) == 0);
}

/* "0.1.0" of the library that is linked, where KEEL_VERSION is that of the header. Static. */
KEEL_API const char *keel_version(void);

#ifdef __cplusplus
}
#endif

#endif
