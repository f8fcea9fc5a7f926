/* Files as Windows has them. Permissions are the folder's: `mode` says nothing here. */
#include "ground/os/file_platform.h"
#include "ground/os/wide_windows.h"

#include <errno.h>
#include <stdio.h>
#include <windows.h>

#define SCRATCH_TRIES   100u
#define WRITE_BYTES_MAX (1u << 20) /* at once: a console refuses larger pieces */

const char *const file_platform_look = "dir";
const char *const file_platform_room = "fsutil volume diskfree .";

file_handle file_platform_stdin(void) { return (file_handle)GetStdHandle(STD_INPUT_HANDLE); }

static bool is_folder(HANDLE file)
{
    BY_HANDLE_FILE_INFORMATION facts;

    return GetFileInformationByHandle(file, &facts) && (facts.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY) != 0;
}

int file_platform_open(const char *path, file_handle *file)
{
    wide_path wide;
    int sys = wide_from_path(path, &wide);
    HANDLE opened;

    if (sys != 0) return sys;
    opened = CreateFileW(wide.units, GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL,
                         OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS /* a folder too, to tell what it is */, NULL);
    if (opened == INVALID_HANDLE_VALUE) return wide_last_error();
    if (is_folder(opened)) {
        CloseHandle(opened);
        return EISDIR;
    }
    *file = (file_handle)opened;
    return 0;
}

void file_platform_close(file_handle file) { CloseHandle((HANDLE)file); }

uint64_t file_platform_size(file_handle file)
{
    LARGE_INTEGER size;

    if (GetFileType((HANDLE)file) != FILE_TYPE_DISK || !GetFileSizeEx((HANDLE)file, &size)) return 0;
    return (uint64_t)size.QuadPart;
}

int file_platform_read(file_handle file, char *at, size_t room, size_t *got)
{
    DWORD n = 0, ask = room > INT32_MAX ? INT32_MAX : (DWORD)room;

    *got = 0;
    if (!ReadFile((HANDLE)file, at, ask, &n, NULL)) {
        DWORD code = GetLastError();
        return code == ERROR_BROKEN_PIPE || code == ERROR_HANDLE_EOF
                   ? 0
                   : wide_last_error(); /* the writer has gone: the end */
    }
    *got = n;
    return 0;
}

static int write_all(HANDLE file, keel_str bytes)
{
    while (bytes.len > 0) {
        DWORD n = 0, ask = bytes.len > WRITE_BYTES_MAX ? WRITE_BYTES_MAX : (DWORD)bytes.len;
        if (!WriteFile(file, bytes.data, ask, &n, NULL)) return wide_last_error();
        bytes.data += n;
        bytes.len -= n;
    }
    return 0;
}

int file_platform_write_stdout(keel_str bytes) { return write_all(GetStdHandle(STD_OUTPUT_HANDLE), bytes); }

static bool is_folder_at(const wide_path *path)
{
    DWORD attributes = GetFileAttributesW(path->units);

    return attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_DIRECTORY) != 0;
}

/* A new file beside `path`, under a name that nobody has. */
static int make_scratch(const wide_path *path, wide_path *scratch, HANDLE *file)
{
    for (unsigned i = 0; i < SCRATCH_TRIES; i++) {
        int units = _snwprintf(scratch->units, WIDE_UNITS_MAX, L"%ls.%lx-%lx", path->units,
                               (unsigned long)GetCurrentProcessId(), (unsigned long)GetTickCount() + i);
        if (units < 0 || units >= (int)WIDE_UNITS_MAX) return ENAMETOOLONG;
        *file = CreateFileW(scratch->units, GENERIC_WRITE, 0, NULL, CREATE_NEW, FILE_ATTRIBUTE_NORMAL, NULL);
        if (*file != INVALID_HANDLE_VALUE) return 0;
        if (GetLastError() != ERROR_FILE_EXISTS) return wide_last_error();
    }
    return EEXIST;
}

/* ReplaceFileW keeps the old file's rights and attributes, but there must be an old file, and not every file system
 * knows it; a replacing move does the rest, and is on disk when it returns. */
static int put_in_place(const wide_path *scratch, const wide_path *path)
{
    if (ReplaceFileW(path->units, scratch->units, NULL, REPLACEFILE_IGNORE_MERGE_ERRORS, NULL, NULL)) return 0;
    if (MoveFileExW(scratch->units, path->units, MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH)) return 0;
    return wide_last_error();
}

int file_platform_replace(const char *path, keel_str bytes, unsigned mode)
{
    wide_path wide, scratch;
    HANDLE file;
    int sys = wide_from_path(path, &wide);

    (void)mode;
    if (sys == 0 && is_folder_at(&wide)) sys = EISDIR; /* wine would replace it, with all that is in it */
    if (sys == 0) sys = make_scratch(&wide, &scratch, &file);
    if (sys != 0) return sys;
    sys = write_all(file, bytes);
    if (sys == 0 && !FlushFileBuffers(file)) sys = wide_last_error();
    if (!CloseHandle(file) && sys == 0) sys = wide_last_error();
    if (sys == 0) sys = put_in_place(&scratch, &wide);
    /* A failed ReplaceFileW may have taken the old file away: then the scratch is the only copy, and stays. */
    if (sys != 0 && GetFileAttributesW(wide.units) != INVALID_FILE_ATTRIBUTES) DeleteFileW(scratch.units);
    return sys;
}

static int map_open(HANDLE file, uint64_t bytes_max, file_view *view)
{
    LARGE_INTEGER size;
    HANDLE mapping;
    void *at;
    int sys = 0;

    if (GetFileType(file) != FILE_TYPE_DISK) return ENODEV;
    if (!GetFileSizeEx(file, &size)) return wide_last_error();
    if ((uint64_t)size.QuadPart > bytes_max) return EFBIG;
    if (size.QuadPart == 0) return 0;
    mapping = CreateFileMappingW(file, NULL, PAGE_READONLY, 0, 0, NULL);
    if (mapping == NULL) return wide_last_error();
    at = MapViewOfFile(mapping, FILE_MAP_READ, 0, 0, 0);
    if (at == NULL)
        sys = wide_last_error();
    else
        *view = (file_view){ { at, (size_t)size.QuadPart }, at };
    CloseHandle(mapping); /* the view keeps it alive */
    return sys;
}

int file_platform_map(const char *path, uint64_t bytes_max, file_view *view)
{
    file_handle file;
    int sys = file_platform_open(path, &file);

    if (sys != 0) return sys;
    sys = map_open((HANDLE)file, bytes_max, view);
    file_platform_close(file);
    return sys;
}

void file_platform_unmap(file_view *view) { UnmapViewOfFile(view->handle); }
