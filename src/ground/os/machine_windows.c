/* What Windows tells of a machine, of this process and of its own program file. */
#include "ground/os/clock.h"
#include "ground/os/file.h"
#include "ground/os/machine.h"
#include "ground/os/wide_windows.h"

#include <errno.h>
#include <stdio.h>
#include <windows.h>

/* The version that GetVersionEx tells is a polite lie for programs without a manifest; this one is not. */
static void ask_release(machine_system *answer)
{
    typedef LONG(WINAPI * version_call)(OSVERSIONINFOW *);
    FARPROC found = GetProcAddress(GetModuleHandleW(L"ntdll.dll"), "RtlGetVersion");
    version_call get_version;
    OSVERSIONINFOW version = { .dwOSVersionInfoSize = sizeof version };

    memcpy(&get_version, &found, sizeof get_version);
    if (get_version == NULL || get_version(&version) != 0) return;
    answer->major = version.dwMajorVersion;
    answer->minor = version.dwMinorVersion;
    snprintf(answer->release, sizeof answer->release, "%lu.%lu.%lu", version.dwMajorVersion, version.dwMinorVersion,
             version.dwBuildNumber);
}

machine_system machine_ask_system(void)
{
    machine_system answer = { .name = "Windows" };
    DWORD size = sizeof answer.processor;
    DWORD_PTR ours, all;

    ask_release(&answer);
    if (RegGetValueA(HKEY_LOCAL_MACHINE, "HARDWARE\\DESCRIPTION\\System\\CentralProcessor\\0", "ProcessorNameString",
                     RRF_RT_REG_SZ, NULL, answer.processor, &size) != ERROR_SUCCESS)
        answer.processor[0] = '\0';
    if (GetProcessAffinityMask(GetCurrentProcess(), &ours, &all))
        answer.processors = (unsigned)__builtin_popcountll(ours);
    return answer;
}

const char *machine_libc(void)
{
#ifdef _UCRT
    return "Microsoft C runtime (ucrt)";
#else
    return "Microsoft C runtime (msvcrt)";
#endif
}

machine_memory machine_ask_memory(void)
{
    machine_memory answer = { 0 };
    MEMORYSTATUSEX status = { .dwLength = sizeof status };
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION job;

    if (GlobalMemoryStatusEx(&status)) {
        answer.total = status.ullTotalPhys;
        answer.available = status.ullAvailPhys;
    }
    if (QueryInformationJobObject(NULL, JobObjectExtendedLimitInformation, &job, sizeof job, NULL) &&
        (job.BasicLimitInformation.LimitFlags & JOB_OBJECT_LIMIT_PROCESS_MEMORY) != 0) {
        answer.limit = job.ProcessMemoryLimit;
        answer.limited_by = "job object";
    }
    return answer;
}

/* ---- our own program file ----------------------------------------------------------------------------------- */

static bool inside(uint64_t offset, uint64_t len, uint64_t bytes) { return offset <= bytes && len <= bytes - offset; }

/* Is the part of the image at that address read-only once it is loaded? */
static bool is_locked(const IMAGE_SECTION_HEADER *sections, unsigned count, DWORD address)
{
    for (unsigned i = 0; i < count; i++)
        if (address >= sections[i].VirtualAddress &&
            address - sections[i].VirtualAddress < sections[i].Misc.VirtualSize)
            return (sections[i].Characteristics & IMAGE_SCN_MEM_WRITE) == 0;
    return false;
}

static void read_image(keel_str file, machine_binary *b)
{
    IMAGE_DOS_HEADER dos;
    IMAGE_NT_HEADERS64 head;
    const IMAGE_SECTION_HEADER *sections;
    uint64_t at;

    if (file.len < sizeof dos) return;
    memcpy(&dos, file.data, sizeof dos);
    if (dos.e_magic != IMAGE_DOS_SIGNATURE || !inside((uint64_t)dos.e_lfanew, sizeof head, file.len)) return;
    memcpy(&head, file.data + dos.e_lfanew, sizeof head);
    at = (uint64_t)dos.e_lfanew + offsetof(IMAGE_NT_HEADERS64, OptionalHeader) + head.FileHeader.SizeOfOptionalHeader;
    if (head.Signature != IMAGE_NT_SIGNATURE || head.OptionalHeader.Magic != IMAGE_NT_OPTIONAL_HDR64_MAGIC) return;
    if (!inside(at, (uint64_t)head.FileHeader.NumberOfSections * sizeof *sections, file.len)) return;
    sections = (const IMAGE_SECTION_HEADER *)(const void *)(file.data + at);
    b->whole = true;
    for (unsigned i = 0; i < head.FileHeader.NumberOfSections; i++)
        if (!inside(sections[i].PointerToRawData, sections[i].SizeOfRawData, file.len)) b->whole = false;
    b->moves = (head.OptionalHeader.DllCharacteristics & IMAGE_DLLCHARACTERISTICS_DYNAMIC_BASE) != 0;
    b->data_stack = (head.OptionalHeader.DllCharacteristics & IMAGE_DLLCHARACTERISTICS_NX_COMPAT) != 0;
    b->locked_links = is_locked(sections, head.FileHeader.NumberOfSections,
                                head.OptionalHeader.DataDirectory[IMAGE_DIRECTORY_ENTRY_IAT].VirtualAddress);
}

machine_binary machine_read_binary(void)
{
    machine_binary answer = { 0 };
    wide_path wide;
    file_view view;
    DWORD len = GetModuleFileNameW(NULL, wide.units, WIDE_UNITS_MAX);

    if (len == 0 || len >= WIDE_UNITS_MAX) return answer;
    wide_to_path(wide.units, answer.path, sizeof answer.path);
    if (file_map(answer.path, UINT32_MAX, &view, NULL) != KEEL_OK) return answer;
    answer.known = true;
    answer.bytes = view.bytes.len;
    read_image(view.bytes, &answer);
    file_unmap(&view);
    return answer;
}

/* ---- folders ------------------------------------------------------------------------------------------------ */

static int write_and_sync(HANDLE file, uint64_t *ns)
{
    static const char bytes[512] = "keel was here for a moment\n";
    uint64_t start = clock_now_ns();
    DWORD written = 0;
    int sys = 0;

    if (!WriteFile(file, bytes, sizeof bytes, &written, NULL) || !FlushFileBuffers(file)) sys = wide_last_error();
    *ns = clock_now_ns() - start;
    return sys;
}

machine_folder machine_try_folder(const char *path)
{
    machine_folder answer = { 0 };
    wide_path wide;
    ULARGE_INTEGER free_bytes;
    DWORD attributes;
    size_t len;
    HANDLE probe;

    answer.sys = wide_from_path(path, &wide);
    if (answer.sys != 0) return answer;
    attributes = GetFileAttributesW(wide.units);
    answer.exists = attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_DIRECTORY) != 0;
    if (!answer.exists) return answer;
    if (GetDiskFreeSpaceExW(wide.units, &free_bytes, NULL, NULL)) answer.free_bytes = free_bytes.QuadPart;
    len = wcslen(wide.units);
    if (_snwprintf(wide.units + len, WIDE_UNITS_MAX - len, L"\\.keel-probe-%lx", GetCurrentProcessId()) < 0) {
        answer.sys = ENAMETOOLONG;
        return answer;
    }
    probe = CreateFileW(wide.units, GENERIC_WRITE, 0, NULL, CREATE_NEW, FILE_FLAG_DELETE_ON_CLOSE, NULL);
    if (probe == INVALID_HANDLE_VALUE) {
        answer.sys = wide_last_error();
        return answer;
    }
    answer.sys = write_and_sync(probe, &answer.sync_ns);
    answer.writable = answer.sys == 0;
    CloseHandle(probe);
    return answer;
}
