/* ground/options/render.h - what a person reads about the commands, made from the same tables as the parser.
 *
 *     help_long(path, path_len, &look, &out);          'keel json fmt --help'
 *     man_page(path, path_len, &out);                  keel-json-fmt(1)
 *     completion_script(SHELL_BASH, &root, &out);      all commands, options and words
 *
 * So none of them can differ from what is accepted. A path leads from the root to the command that is told.
 * All pure: tables in, text out. A buffer that was too small is told by keel_buf_check. */
#ifndef KEEL_OPTIONS_RENDER_H
#define KEEL_OPTIONS_RENDER_H

#include "ground/options/layout.h"
#include "ground/options/options.h"

typedef enum completion_shell { SHELL_BASH, SHELL_ZSH, SHELL_FISH, SHELL_POWERSHELL } completion_shell;

/* "bash", "zsh", "fish", "powershell"; NULL behind the last. Static. */
const char *completion_shell_name(size_t index);

/* What a newcomer needs: the first commands, and where the others are. */
void help_newcomer(const command *root, const layout_look *look, keel_buf *out);

/* Every command in its tree, a line each. */
void help_all(const command *root, const layout_look *look, keel_buf *out);

/* -h: use, and a line for each option. --help: also the paragraphs, examples, exit codes and where to read on. */
void help_short(const command *const *path, size_t path_len, const layout_look *look, keel_buf *out);
void help_long(const command *const *path, size_t path_len, const layout_look *look, keel_buf *out);

/* "keel json fmt [OPTIONS] [FILE]" */
void help_use(const command *const *path, size_t path_len, keel_buf *out);

/* The exit codes named in `which` ("0 2 3"), or all for NULL: "CODE\tMEANING\n" each. */
void help_exits(const char *which, keel_buf *rows);

/* One page of section 1, in man's own macros. `extra` is roff that stands before SEE ALSO, NULL for none. */
void man_page(const command *const *path, size_t path_len, const char *extra, keel_buf *out);

/* `text` as roff shows it as it is. */
void man_text(const char *text, keel_buf *out);

/* A script that the shell reads once and then completes commands, options, values and words by itself. */
void completion_script(completion_shell shell, const command *root, keel_buf *out);

#endif
