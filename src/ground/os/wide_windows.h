/* ground/os/wide_windows.h - between our words and those of Windows: paths and errors. Private to this folder.
 *
 * Outside all paths are UTF-8, inside they are UTF-16; an error of the system becomes the errno that fits best, so that
 * the words are the same everywhere. */
#ifndef KEEL_OS_WIDE_WINDOWS_H
#define KEEL_OS_WIDE_WINDOWS_H

#include "ground/base.h"

#include <wchar.h>

#define WIDE_UNITS_MAX 4096u

/* A path as the system wants it. */
typedef struct wide_path {
    wchar_t units[WIDE_UNITS_MAX];
} wide_path;

/* 0, or ENOENT for what is not UTF-8, ENAMETOOLONG for what is too long. */
int wide_from_path(const char *path, wide_path *wide);

/* As UTF-8, with '/' between the folders; cut to nothing where it does not fit. Returns the bytes written. */
size_t wide_to_path(const wchar_t *wide, char *out, size_t size);

/* What the last call of the system failed with. */
int wide_last_error(void);

#endif
