/* ground/os/folder.h - folders: go into one, look through one, have one for a while.
 *
 *     char scratch[FOLDER_PATH_MAX];
 *     if (folder_make_scratch(scratch, &err) != KEEL_OK) ...        gone again with folder_remove_flat(scratch)
 *     folder_walk("/usr/share", 16, seen, ctx);
 *
 * Symbolic links are told and never followed. */
#ifndef KEEL_OS_FOLDER_H
#define KEEL_OS_FOLDER_H

#include "ground/base.h"
#include "ground/error.h"

#define FOLDER_PATH_MAX 4096

/* Relative paths are taken from `path` from now on. KEEL_E_INPUT: input.missing, input.unreadable. */
KEEL_MUST_USE keel_code folder_enter(const char *path, keel_error *err);

/* A new empty folder of our own, below TMPDIR or /tmp, for this user alone. The caller ends it. */
KEEL_MUST_USE keel_code folder_make_scratch(char out[FOLDER_PATH_MAX], keel_error *err);

/* Removes a folder and the files in it; a folder that holds folders stays. False: something is left. */
bool folder_remove_flat(const char *path);

typedef enum folder_kind { FOLDER_FILE, FOLDER_FOLDER, FOLDER_LINK, FOLDER_OTHER } folder_kind;

typedef struct folder_entry {
    const char *path; /* from the root of the walk on; borrowed during the call */
    folder_kind kind;
    uint64_t bytes;
    int64_t changed_ms; /* since 1970 */
} folder_entry;

/* Calls `seen` for every entry below `root`, no deeper than `depth_max`, until it says false. What may not be read is
 * left out. The order is the file system's. */
void folder_walk(const char *root, unsigned depth_max, bool (*seen)(void *ctx, const folder_entry *entry), void *ctx);

#endif
