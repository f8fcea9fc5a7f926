/* The way in: what happens when Node loads keel.node. */
#include "addon.h"

#include "error.h"
#include "ground/cpu.h"
#include "ground/limits.h"

#include <stdlib.h>

addon *addon_of(napi_env env)
{
    void *data = NULL;

    napi_get_instance_data(env, &data);
    return data;
}

bool node_done(napi_env env, napi_status status)
{
    const napi_extended_error_info *info;
    bool pending = false;

    if (status == napi_ok) return true;
    if (napi_get_last_error_info(env, &info) != napi_ok) return false;
    napi_is_exception_pending(env, &pending);
    if (!pending) napi_throw_error(env, NULL, info->error_message == NULL ? "Node refused" : info->error_message);
    return false;
}

bool node_arguments(napi_env env, napi_callback_info info, size_t count, napi_value *out)
{
    return node_done(env, napi_get_cb_info(env, info, &count, out, NULL, NULL));
}

bool node_export(napi_env env, napi_value object, const char *name, napi_callback function)
{
    napi_value value;

    return node_done(env, napi_create_function(env, name, NAPI_AUTO_LENGTH, function, NULL, &value)) &&
           node_done(env, napi_set_named_property(env, object, name, value));
}

static void addon_free(napi_env env, void *data, void *hint)
{
    addon *a = data;

    (void)env, (void)hint; /* references end with their environment */
    keel_buf_deinit(&a->units);
    keel_buf_deinit(&a->bytes);
    keel_buf_deinit(&a->result);
    keel_memory_resize(NULL, a, sizeof *a, 0);
}

static bool addon_new(napi_env env)
{
    size_t string_max = (size_t)keel_limit_of(KEEL_LIMIT_NODE_STRING)->standard;
    size_t result_max = (size_t)keel_limit_of(KEEL_LIMIT_NODE_RESULT)->standard;
    addon *a = keel_memory_resize(NULL, NULL, 0, sizeof *a);

    if (a == NULL) return node_done(env, napi_throw_error(env, "memory.refused", "no memory for the addon")), false;
    *a = (addon){
        .units = keel_buf_init(string_max, NULL),
        .bytes = keel_buf_init(string_max, NULL),
        .result = keel_buf_init(result_max, NULL),
    };
    return node_done(env, napi_set_instance_data(env, a, addon_free, NULL));
}

/* KEEL_CPU lowers what the fast paths may use. A name that means nothing fails the load. */
static bool obey_cpu_setting(napi_env env)
{
    keel_error err = KEEL_ERROR_INIT;
    const char *wanted = getenv("KEEL_CPU");

    if (wanted == NULL || wanted[0] == '\0' || keel_cpu_force(keel_str_from(wanted), &err) == KEEL_OK) return true;
    error_throw(env, &err, NULL);
    return false;
}

static bool export_text(napi_env env, napi_value exports, const char *name, const char *value)
{
    napi_value string;

    return node_done(env, napi_create_string_utf8(env, value, NAPI_AUTO_LENGTH, &string)) &&
           node_done(env, napi_set_named_property(env, exports, name, string));
}

NAPI_MODULE_INIT(/* napi_env env, napi_value exports */)
{
    bool done = obey_cpu_setting(env) && addon_new(env) && export_text(env, exports, "version", keel_version()) &&
                export_text(env, exports, "cpu", keel_cpu_name(keel_cpu())) && json_exports(env, exports);

    return done ? exports : NULL;
}
