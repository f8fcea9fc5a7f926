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
#include "ground/screen.h"
#include "ground/options/options.h"
#include "ground/os/terminal.h"

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
    OPTION_MAN,
    OPTION_KEEP,
};

enum cli_exit {
#define KEEL_EXIT(name, status, meaning) CLI_##name = (status),
#include "ground/exits.def"
#undef KEEL_EXIT
};

#define CLI_TEXT_BYTES_MAX (4u << 20) /* what we write of ourselves: help, tables, scripts */

/* The text a verb works on: a file, or standard input. */
typedef struct cli_input {
    const char *path; /* as typed; "-" for standard input */
    keel_buf bytes;
} cli_input;

static inline bool cli_given(const call *c, enum cli_option id) { return c->values[id].given; }
static inline uint64_t cli_number(const call *c, enum cli_option id) { return c->values[id].number; }

/* How a stream is written to: its width, its colours, a person or a program at its end. */
screen_look cli_look(const call *c, terminal_stream stream);

/* Reads the first operand, or standard input where none is named, within --max-size. Waiting is told on a
 * terminal. The bytes are the caller's to end, also on failure. */
keel_code cli_read(const call *c, cli_input *input, keel_error *err);

/* Tells the error on stderr (as one JSON line under --json) and returns the exit status that belongs to it. `input`
 * is the text that err->offset speaks of: its line is shown with a caret. NULL: of no text. */
int cli_fail(const call *c, const keel_error *err, const cli_input *input);

/* The same error as a person at `look` reads it: cli_fail without the stream. */
void cli_tell(const keel_error *err, const cli_input *input, const screen_look *look, keel_buf *out);

/* Writes the answer. Returns CLI_DONE, or what a full or closed stdout means. */
int cli_answer(const call *c, keel_str bytes);

/* Writes what was gathered in `out` as the answer, and ends the buffer: CLI_DONE, or its failure. */
int cli_answer_buf(const call *c, keel_buf *out);

/* A remark on stderr under --verbose, one line. */
void cli_note(const call *c, const char *format, ...) KEEL_PRINTF(2, 3);

/* `text` as a JSON string, as keel_json_quote writes it; in ASCII if it could steer a terminal, for what is meant for
 * programs is read by people too. */
void cli_quote(keel_str text, keel_buf *out);

/* "3.6 MB", "812 bytes": a size that was measured. "64 MiB", "1,000 bytes": a bound, exact. */
#define CLI_SIZE_BYTES 32
const char *cli_size(uint64_t bytes, char out[CLI_SIZE_BYTES]);
const char *cli_bound(uint64_t bytes, char out[CLI_SIZE_BYTES]);

/* ---- progress: one line on stderr that is drawn again and again, and is gone at the end. Only on a terminal. ----- */

typedef struct progress {
    bool on;
    bool drawn;
    uint64_t begun_ns, drawn_ns;
    size_t width;
} progress;

progress progress_begin(const call *c);
void progress_say(progress *p, const char *format, ...) KEEL_PRINTF(2, 3); /* not before it took a while */
void progress_end(progress *p);

extern const command command_root;
extern const command command_completion;
extern const command command_demo;
extern const command command_doctor;
extern const command command_help;
extern const command command_json;
extern const command command_limits;
extern const command command_version;

/* Answers -h and --help for the command of the call. */
int help_of(const call *c);

/* `keel` alone. */
int help_alone(const call *c);

/* "keel 0.1.0": --version. */
int version_line(const call *c);

#endif
