/* What Linux tells of a machine, of this process and of its own program file. */
#include "ground/os/machine.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <gnu/libc-version.h>
#endif

/* ---- small files of the kernel ------------------------------------------------------------------------------ */

/* The beginning of a file, ended by NUL; empty if it cannot be read. */
static size_t read_head(const char *path, char *out, size_t size)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t got = 0;
    size_t len = 0;

    while (fd >= 0 && len + 1 < size && (got = read(fd, out + len, size - len - 1)) > 0) len += (size_t)got;
    if (fd >= 0) close(fd);
    out[len] = '\0';
    return len;
}

/* "MemTotal:  123 kB" as bytes. 0: there is no such line. */
static uint64_t kilobytes_of(const char *text, const char *name)
{
    const char *line = strstr(text, name);

    return line == NULL ? 0 : strtoull(line + strlen(name), NULL, 10) * 1024;
}

static void processor_name(char *out, size_t size)
{
    char text[4096];
    const char *line, *end;

    out[0] = '\0';
    read_head("/proc/cpuinfo", text, sizeof text);
    line = strstr(text, "model name");
    if (line == NULL || (line = strchr(line, ':')) == NULL) return;
    line += strspn(line, ": \t");
    end = line + strcspn(line, "\n");
    snprintf(out, size, "%.*s", (int)(end - line), line);
}

machine_system machine_ask_system(void)
{
    machine_system answer = { 0 };
    struct utsname name;
    cpu_set_t set;

    if (uname(&name) == 0) {
        snprintf(answer.name, sizeof answer.name, "%.63s", name.sysname);
        snprintf(answer.release, sizeof answer.release, "%s", name.release);
        sscanf(name.release, "%u.%u", &answer.major, &answer.minor);
    }
    processor_name(answer.processor, sizeof answer.processor);
    if (sched_getaffinity(0, sizeof set, &set) == 0) answer.processors = (unsigned)CPU_COUNT(&set);
    return answer;
}

const char *machine_libc(void)
{
#ifdef __GLIBC__
    static char name[32];

    snprintf(name, sizeof name, "glibc %s", gnu_get_libc_version());
    return name;
#else
    return "a C library other than glibc";
#endif
}

/* ---- memory ------------------------------------------------------------------------------------------------- */

static void lower_to(machine_memory *m, uint64_t limit, const char *by)
{
    if (limit == 0 || (m->limit != 0 && m->limit <= limit)) return;
    m->limit = limit;
    m->limited_by = by;
}

/* A group without a limit says "max" (version 2), or a number above all memory (version 1). */
static uint64_t group_limit(const char *path, uint64_t total)
{
    char text[64];
    uint64_t limit;

    if (read_head(path, text, sizeof text) == 0) return 0;
    limit = strtoull(text, NULL, 10);
    return limit < total ? limit : 0;
}

machine_memory machine_ask_memory(void)
{
    machine_memory answer = { 0 };
    struct rlimit space;
    char text[4096];

    read_head("/proc/meminfo", text, sizeof text);
    answer.total = kilobytes_of(text, "MemTotal:");
    answer.available = kilobytes_of(text, "MemAvailable:");
    if (getrlimit(RLIMIT_AS, &space) == 0 && space.rlim_cur != RLIM_INFINITY)
        lower_to(&answer, space.rlim_cur, "ulimit -v");
    lower_to(&answer, group_limit("/sys/fs/cgroup/memory.max", answer.total), "cgroup");
    lower_to(&answer, group_limit("/sys/fs/cgroup/memory/memory.limit_in_bytes", answer.total), "cgroup");
    return answer;
}

/* ---- our own program file ----------------------------------------------------------------------------------- */

#if UINTPTR_MAX > 0xffffffff
typedef Elf64_Ehdr elf_head;
typedef Elf64_Phdr elf_part;
typedef Elf64_Dyn elf_link;
#else
typedef Elf32_Ehdr elf_head;
typedef Elf32_Phdr elf_part;
typedef Elf32_Dyn elf_link;
#endif

static bool inside(uint64_t offset, uint64_t len, uint64_t bytes) { return offset <= bytes && len <= bytes - offset; }

static bool links_now(const char *file, const elf_part *part)
{
    for (uint64_t at = 0; at + sizeof(elf_link) <= part->p_filesz; at += sizeof(elf_link)) {
        elf_link link;
        memcpy(&link, file + part->p_offset + at, sizeof link);
        if (link.d_tag == DT_FLAGS && (link.d_un.d_val & DF_BIND_NOW) != 0) return true;
        if (link.d_tag == DT_BIND_NOW) return true;
    }
    return false;
}

static void read_elf(const char *file, uint64_t bytes, machine_binary *b)
{
    elf_head head;
    bool relro = false, now = false;

    if (bytes < sizeof head) return;
    memcpy(&head, file, sizeof head);
    b->moves = head.e_type == ET_DYN;
    b->whole = memcmp(head.e_ident, ELFMAG, SELFMAG) == 0 && head.e_phentsize == sizeof(elf_part) &&
               inside(head.e_phoff, (uint64_t)head.e_phnum * sizeof(elf_part), bytes) &&
               inside(head.e_shoff, (uint64_t)head.e_shnum * head.e_shentsize, bytes);
    for (unsigned i = 0; b->whole && i < head.e_phnum; i++) {
        elf_part part;
        memcpy(&part, file + head.e_phoff + i * sizeof part, sizeof part);
        b->whole = inside(part.p_offset, part.p_filesz, bytes);
        if (part.p_type == PT_GNU_RELRO) relro = true;
        if (part.p_type == PT_GNU_STACK) b->data_stack = (part.p_flags & PF_X) == 0;
        if (part.p_type == PT_DYNAMIC && b->whole) now = links_now(file, &part);
    }
    b->locked_links = relro && now;
}

machine_binary machine_read_binary(void)
{
    machine_binary answer = { 0 };
    int fd = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
    struct stat st;
    ssize_t len = readlink("/proc/self/exe", answer.path, sizeof answer.path - 1);

    if (len < 0) answer.path[0] = '\0';
    if (fd >= 0 && fstat(fd, &st) == 0 && st.st_size > 0) {
        void *file = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
        answer.bytes = (uint64_t)st.st_size;
        answer.known = file != MAP_FAILED;
        if (answer.known) {
            read_elf(file, answer.bytes, &answer);
            munmap(file, (size_t)st.st_size);
        }
    }
    if (fd >= 0) close(fd);
    return answer;
}
