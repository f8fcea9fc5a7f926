/* A folder of a test's own, on every platform; scratch_end removes it with its files. */
#ifndef KEEL_TEST_SCRATCH_H
#define KEEL_TEST_SCRATCH_H

#include "ground/os/folder.h"
#include "harness.h"

#include <stdio.h>

typedef struct scratch {
    char folder[FOLDER_PATH_MAX];
    char path[FOLDER_PATH_MAX + 512];
} scratch;

static inline bool scratch_begin(scratch *s)
{
    keel_error err = KEEL_ERROR_INIT;

    return CHECK_SAYS(folder_make_scratch(s->folder, &err) == KEEL_OK, "%s", err.what);
}

/* The path of a file in it; borrowed until the next call. */
static inline const char *scratch_path(scratch *s, const char *name)
{
    snprintf(s->path, sizeof s->path, "%s/%s", s->folder, name);
    return s->path;
}

static inline void scratch_end(scratch *s) { CHECK(folder_remove_flat(s->folder)); }

#endif
