#include "ground/os/wide_windows.h"

#include <errno.h>
#include <windows.h>

#define LONG_PREFIX   L"\\\\?\\"
#define SCRATCH_UNITS 32u /* what the name of a scratch file may add later */

static const struct {
    DWORD code;
    int sys;
} errors[] = {
    { ERROR_FILE_NOT_FOUND, ENOENT },    { ERROR_PATH_NOT_FOUND, ENOENT },
    { ERROR_INVALID_NAME, ENOENT },      { ERROR_BAD_NETPATH, ENOENT },
    { ERROR_INVALID_DRIVE, ENOENT },     { ERROR_DIRECTORY, ENOTDIR },
    { ERROR_ACCESS_DENIED, EACCES },     { ERROR_SHARING_VIOLATION, EACCES },
    { ERROR_LOCK_VIOLATION, EACCES },    { ERROR_WRITE_PROTECT, EROFS },
    { ERROR_DISK_FULL, ENOSPC },         { ERROR_HANDLE_DISK_FULL, ENOSPC },
    { ERROR_BROKEN_PIPE, EPIPE },        { ERROR_NO_DATA, EPIPE },
    { ERROR_NOT_ENOUGH_MEMORY, ENOMEM }, { ERROR_OUTOFMEMORY, ENOMEM },
    { ERROR_INVALID_HANDLE, EBADF },     { ERROR_FILE_EXISTS, EEXIST },
    { ERROR_ALREADY_EXISTS, EEXIST },    { ERROR_FILENAME_EXCED_RANGE, ENAMETOOLONG },
};

int wide_last_error(void)
{
    DWORD code = GetLastError();

    for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++)
        if (errors[i].code == code) return errors[i].sys;
    return EIO;
}

/* Beyond MAX_PATH the system wants a path that is whole and marked. */
static int lengthen(wide_path *wide)
{
    static const size_t prefix = sizeof LONG_PREFIX / sizeof(wchar_t) - 1;
    wide_path whole;
    DWORD len = GetFullPathNameW(wide->units, (DWORD)(WIDE_UNITS_MAX - prefix), whole.units, NULL);

    if (len == 0) return wide_last_error();
    if (len >= WIDE_UNITS_MAX - prefix) return ENAMETOOLONG;
    if (wcsncmp(whole.units, L"\\\\", 2) == 0) return 0; /* marked already, or of another machine */
    memcpy(wide->units, LONG_PREFIX, prefix * sizeof(wchar_t));
    memcpy(wide->units + prefix, whole.units, ((size_t)len + 1) * sizeof(wchar_t));
    return 0;
}

int wide_from_path(const char *path, wide_path *wide)
{
    int units = MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, path, -1, wide->units, WIDE_UNITS_MAX);

    if (units == 0) return GetLastError() == ERROR_INSUFFICIENT_BUFFER ? ENAMETOOLONG : ENOENT;
    return units + (int)SCRATCH_UNITS < MAX_PATH ? 0 : lengthen(wide);
}

size_t wide_to_path(const wchar_t *wide, char *out, size_t size)
{
    int bytes = WideCharToMultiByte(CP_UTF8, 0, wide, -1, out, (int)size, NULL, NULL);

    if (bytes <= 0) out[0] = '\0';
    for (char *at = out; *at != '\0'; at++)
        if (*at == '\\') *at = '/';
    return strlen(out);
}
