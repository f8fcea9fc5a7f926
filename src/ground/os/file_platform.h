/* ground/os/file_platform.h - what file.c asks of each platform. Private to this folder.
 *
 * The platform does, file.c decides and finds the words. Each call answers 0, or the errno that fits best. */
#ifndef KEEL_OS_FILE_PLATFORM_H
#define KEEL_OS_FILE_PLATFORM_H

#include "ground/os/file.h"

typedef intptr_t file_handle;

/* Commands that a person can paste when a path is not what they think, or a disk is full. */
extern const char *const file_platform_look;
extern const char *const file_platform_room;

file_handle file_platform_stdin(void);
int file_platform_open(const char *path, file_handle *file);
void file_platform_close(file_handle file);

/* What a regular file still holds behind its place, else 0: only a hint for the first reservation. */
uint64_t file_platform_size(file_handle file);

/* Reads what is there, `room` bytes at most; `*got` is 0 at the end. */
int file_platform_read(file_handle file, char *at, size_t room, size_t *got);

int file_platform_write_stdout(keel_str bytes);
int file_platform_replace(const char *path, keel_str bytes, unsigned mode);

/* EISDIR for a folder, ENODEV for what is no regular file, EFBIG past `bytes_max`. An empty file has no handle. */
int file_platform_map(const char *path, uint64_t bytes_max, file_view *view);
void file_platform_unmap(file_view *view);

#endif
