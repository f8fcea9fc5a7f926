/* Runs a fuzzer's entry over files, and over all files of folders: FUZZER PATH... */
#include "fuzz.h"

#include <dirent.h>
#include <sys/stat.h>

#define INPUT_BYTES_MAX (64u << 20)
#define PATH_BYTES_MAX  4096

static size_t inputs;

static int run_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    struct stat info;
    uint8_t *bytes;
    size_t len;

    if (file == NULL || fstat(fileno(file), &info) != 0 || info.st_size > INPUT_BYTES_MAX) {
        fprintf(stderr, "cannot read %s\n", path);
        return 1;
    }
    /* A block of exactly that size: the sanitizer sees the first byte read behind it. */
    bytes = malloc((size_t)info.st_size + (info.st_size == 0));
    if (bytes == NULL) return 1;
    len = fread(bytes, 1, (size_t)info.st_size, file);
    fclose(file);
    LLVMFuzzerTestOneInput(bytes, len);
    free(bytes);
    inputs++;
    return 0;
}

static int run_path(const char *path)
{
    char inner[PATH_BYTES_MAX];
    struct dirent *entry;
    DIR *folder = opendir(path);
    int failed = 0;

    if (folder == NULL) return run_file(path);
    while ((entry = readdir(folder)) != NULL) {
        if (entry->d_name[0] == '.') continue;
        if (snprintf(inner, sizeof inner, "%s/%s", path, entry->d_name) >= (int)sizeof inner) return 1;
        failed |= run_path(inner);
    }
    closedir(folder);
    return failed;
}

int main(int argc, char **argv)
{
    int failed = 0;

    for (int i = 1; i < argc; i++) failed |= run_path(argv[i]);
    printf("%zu inputs\n", inputs);
    return failed;
}
