/* ground/assert.h - what must be true, written as code that checks it, in release as well.
 *
 * For our own mistakes only. What came from a peer, a file or a user is never asserted: it is checked and
 * answered with an error. A program that has lost its mind should not write to your disk, so it stops. */
#ifndef KEEL_ASSERT_H
#define KEEL_ASSERT_H

#include <assert.h> /* static_assert */

#define KEEL_ASSERT(fact)                                                                \
    do {                                                                                 \
        if (__builtin_expect(!(fact), 0)) keel_assert_failed(#fact, __FILE__, __LINE__); \
    } while (0)

/* Says which fact, where, and aborts. */
_Noreturn void keel_assert_failed(const char *fact, const char *file, int line);

#endif
