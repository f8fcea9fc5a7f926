/* ground/error.h - what went wrong, where, and how to mend it.
 *
 *     keel_error err = KEEL_ERROR_INIT;
 *     if (keel_json_check(text, NULL, &err) != KEEL_OK)
 *         fprintf(stderr, "%s\n  where  %s\n  mend   %s\n", err.what, err.place, err.mend);
 *
 * The code and the name are for programs, the three sentences for people. A call that can fail returns its
 * code and takes the error last; NULL is welcome there. Whoever knows the cause writes it, once; callers add
 * where they were. The struct has a fixed size, so that "out of memory" can still be told.
 * A mend names an option of the call by its field: "option 'depth_max'"; the faces translate it (ground/mend.h).
 * Not here: secrets. They have a type of their own that no formatter takes. */
#ifndef KEEL_ERROR_H
#define KEEL_ERROR_H

#include "ground/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/* OK and MORE are ordinary answers: done, and "give me more bytes". What the others mean, and the exit status of each, is
 * in ground/codes.def; a compiler tells where the two lists differ. */
typedef enum keel_code {
    KEEL_OK,
    KEEL_MORE,
    KEEL_E_USAGE,
    KEEL_E_INPUT,
    KEEL_E_SYNTAX,
    KEEL_E_LIMIT,
    KEEL_E_MEMORY,
    KEEL_E_UNSUPPORTED,
    KEEL_E_OUTPUT,
    KEEL_E_BUG
} keel_code;

#define KEEL_NOWHERE UINT64_MAX

typedef struct keel_error {
    keel_code code;
    const char *name; /* its own name, static: "json.syntax"; 'keel help json.syntax' has a page on it */
    int sys;          /* errno where the kernel spoke, else 0 */
    uint64_t offset;  /* the byte of the input that is meant, KEEL_NOWHERE if none is */
    char what[192];
    char place[160];
    char mend[192];
} keel_error;

#ifdef __cplusplus
#define KEEL_ERROR_INIT                          \
    {                                            \
        KEEL_OK, "", 0, KEEL_NOWHERE, "", "", "" \
    }
#else
#define KEEL_ERROR_INIT                                     \
    {                                                       \
        .code = KEEL_OK, .name = "", .offset = KEEL_NOWHERE \
    }
#endif

/* Begins an error afresh and returns `code`, so that a function can end in `return keel_error_set(...)`. */
KEEL_API keel_code keel_error_set(keel_error *err, keel_code code, const char *name, const char *what, ...)
    KEEL_PRINTF(4, 5);

/* The same, with what the kernel said: `sys` is an errno, and its meaning is added in words. */
KEEL_API keel_code keel_error_system(keel_error *err, keel_code code, const char *name, int sys, const char *what, ...)
    KEEL_PRINTF(5, 6);

/* These three add to an error that was set, and return its code; KEEL_OK where `err` is NULL, so whoever may be handed
 * NULL returns the code by itself. `within` puts a place around the one that stands. */
KEEL_API keel_code keel_error_place(keel_error *err, const char *place, ...) KEEL_PRINTF(2, 3);
KEEL_API keel_code keel_error_mend(keel_error *err, const char *mend, ...) KEEL_PRINTF(2, 3);
KEEL_API keel_code keel_error_within(keel_error *err, const char *place, ...) KEEL_PRINTF(2, 3);

/* "E_SYNTAX"; "KEEL_OK" is "OK". Static. */
KEEL_API const char *keel_code_name(keel_code code);

/* The exit status of a command that ends with this code. */
KEEL_API int keel_code_exit(keel_code code);

#ifdef __cplusplus
}
#endif

#endif
