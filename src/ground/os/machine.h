/* ground/os/machine.h - what this machine is and gives, found by asking it.
 *
 *     machine_folder place = machine_try_folder("/var/lib/keel");       place.writable: a file was written and synced
 *
 * For 'keel doctor' and 'keel version'. Each answer was probed now; what cannot be known is left empty or 0. */
#ifndef KEEL_OS_MACHINE_H
#define KEEL_OS_MACHINE_H

#include "ground/base.h"

typedef struct machine_system {
    char name[64], release[96]; /* "Linux", "6.1.0-18-amd64" */
    unsigned major, minor;      /* of the release */
    char processor[96];         /* "" where the system does not tell */
    unsigned processors;        /* that this process may use */
} machine_system;

machine_system machine_ask_system(void);

/* "glibc 2.36". Static. */
const char *machine_libc(void);

typedef struct machine_binary {
    bool known; /* could it be found and read? all else is empty if not */
    char path[512];
    uint64_t bytes;
    bool whole;        /* every part that its head speaks of lies inside the file */
    bool moves;        /* loaded at a random address */
    bool locked_links; /* its table of links is read-only once it runs */
    bool data_stack;   /* its stack cannot be executed */
} machine_binary;

machine_binary machine_read_binary(void);

typedef struct machine_memory {
    uint64_t total, available;
    uint64_t limit;         /* set on this process or its group; 0: none */
    const char *limited_by; /* "ulimit -v", "cgroup"; static */
} machine_memory;

machine_memory machine_ask_memory(void);

typedef struct machine_folder {
    bool exists, writable;
    uint64_t free_bytes;
    uint64_t sync_ns; /* one small file to the disk and back again */
    int sys;          /* why it is not writable */
} machine_folder;

/* Writes a small file there, syncs and removes it. Makes no folder. */
machine_folder machine_try_folder(const char *path);

#endif
