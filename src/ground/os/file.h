/* ground/os/file.h - files and streams, read within a bound and replaced as a whole.
 *
 *     keel_buf text = keel_buf_init(1 << 20, NULL);
 *     if (file_read("notes.json", 1 << 20, &text, &err) != KEEL_OK) ...       "-" is standard input
 *
 * Reading never takes more than the bound, also from a stream that has no end. Replacing is atomic: whoever reads
 * the path sees the old bytes or the new ones, also after a power cut.
 * Paths are in the system's own encoding on POSIX, in UTF-8 on Windows. */
#ifndef KEEL_OS_FILE_H
#define KEEL_OS_FILE_H

#include "ground/base.h"
#include "ground/buf.h"
#include "ground/error.h"

#define FILE_STDIN "-"

/* Appends all of the file, or of standard input for "-". Errors: input.missing, input.directory, input.unreadable,
 * input.too_large past `bytes_max`. */
KEEL_MUST_USE keel_code file_read(const char *path, uint64_t bytes_max, keel_buf *out, keel_error *err);

/* The same, and `seen` is told how many bytes there are, after each piece: for whoever waits for a long input. */
typedef struct file_watch {
    void (*seen)(void *ctx, uint64_t bytes);
    void *ctx;
} file_watch;

KEEL_MUST_USE keel_code file_read_watched(const char *path, uint64_t bytes_max, const file_watch *watch, keel_buf *out,
                                          keel_error *err);

/* Writes to standard output, all or KEEL_E_OUTPUT ("output.failed"); err->sys tells a closed pipe (EPIPE) apart. */
KEEL_MUST_USE keel_code file_write_stdout(keel_str bytes, keel_error *err);

/* The mend of a path that is not as expected: `mend`, and behind it the command that looks at the path; without it where
 * the path holds what a shell or a terminal could take for something else. Returns err->code. */
keel_code file_mend_path(keel_error *err, const char *mend, const char *path);

/* The file at `path` now holds `bytes`, and nobody ever sees a part of them. Its permissions stay; a new file gets
 * `mode`. KEEL_E_OUTPUT: it is as it was. */
KEEL_MUST_USE keel_code file_replace(const char *path, keel_str bytes, unsigned mode, keel_error *err);

/* The bytes of a file without copying them: borrowed until file_unmap. For files of our own, which nobody cuts while
 * we look: a foreign one may shrink, and the view would then end the process. */
typedef struct file_view {
    keel_str bytes;
    void *handle; /* private: what the platform needs to end the view */
} file_view;

KEEL_MUST_USE keel_code file_map(const char *path, uint64_t bytes_max, file_view *view, keel_error *err);
void file_unmap(file_view *view);

#endif
