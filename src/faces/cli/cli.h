/* faces/cli/cli.h - the command 'keel': what its verbs share.
 *
 * One verb is one file: its declaration on top, its options beside its code. The root in main.c lists them.
 * stdout is the answer and is written once, whole; stderr is the talk. A verb ends in an exit status:
 *
 *     if (keel_json_check(text, &options, &err) != KEEL_OK) return cli_fail(c, &err, &input);
 */
#ifndef KEEL_CLI_H
#define KEEL_CLI_H

#include "ground/buf.h"
#include "ground/error.h"
#include "ground/options/options.h"

/* Every option of the program. The first ones are the root's and known everywhere. */
enum cli_option {
    OPTION_HELP,
    OPTION_VERSION,
    OPTION_JSON,
    OPTION_QUIET,
    OPTION_VERBOSE,
    OPTION_COLOUR,
    OPTION_FOLDER,
    OPTION_MAX_SIZE,
    OPTION_MAX_DEPTH,
    OPTION_LINES,
    OPTION_JSONC,
    OPTION_STRICT,
    OPTION_INDENT,
    OPTION_TABS,
    OPTION_ASCII,
};

enum cli_exit {
#define KEEL_EXIT(name, status, meaning) CLI_##name = (status),
#include "ground/exits.def"
#undef KEEL_EXIT
};

/* The text a verb works on: a file, or standard input. */
typedef struct cli_input {
    const char *path; /* as typed; "-" for standard input */
    keel_buf bytes;
} cli_input;

static inline bool cli_given(const call *c, enum cli_option id) { return c->values[id].given; }
static inline uint64_t cli_number(const call *c, enum cli_option id) { return c->values[id].number; }

/* Reads the first operand, or standard input where none is named, within --max-size. */
keel_code cli_read(const call *c, cli_input *input, keel_error *err);

/* Tells the error on stderr (as one JSON line under --json) and returns the exit status that belongs to it. `input`
 * is the text that err->offset speaks of: its line is shown with a caret. NULL: of no text. */
int cli_fail(const call *c, const keel_error *err, const cli_input *input);

/* Writes the answer. Returns CLI_DONE, or what a full or closed stdout means. */
int cli_answer(const call *c, keel_str bytes);

extern const command command_json;
extern const command command_version;

#endif
