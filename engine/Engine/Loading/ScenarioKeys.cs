using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Loading;

/// <summary>A key an author can write, with what documentation says of it.</summary>
internal sealed record KeyRow(string Name, string Meaning);

/// <summary>Every key of the language, by the place where it is allowed.</summary>
internal static class ScenarioKeys
{
    public static readonly ImmutableArray<KeyRow> Scenario =
    [
        new("scenario", "The title. Required."),
        new("description", "What it shows, for people."),
        new("tags", "Words to find and select it by."),
        new("docs", "The address of a page about it."),
        new("inputs", "The values it asks for."),
        new("vars", "Values computed once before the first step."),
        new("defaults", "Headers, authentication and time limit of all steps."),
        new("steps", "What it does, in order. Required."),
        new("finally", "Steps that run whatever happened, each one even if another of them failed."),
        new("outputs", "The values it gives to a scenario that calls it or obtains from it."),
        new("timeout", "The longest the whole scenario may take."),
    ];

    public static readonly ImmutableArray<KeyRow> Input =
    [
        new("type", "text (default), url, uuid, number, boolean, duration, list or map."),
        new("secret", "Whether its value is hidden and kept from other origins."),
        new("description", "What it is for."),
        new("example", "A value as it could be."),
        new("default", "The value when none is given; may use inputs above it."),
        new("required", "Whether it must have a value; true unless there is a default or a scenario to obtain it from."),
        new("pattern", "A regular expression the whole text must match."),
        new("choices", "The only values allowed."),
        new("obtain", "The scenario whose output of the same name supplies the value when none is given."),
    ];

    public static readonly ImmutableArray<KeyRow> Defaults =
    [
        new("headers", "Headers of all requests."),
        new("auth", "Authentication of all requests."),
        new("timeout", "The longest an answer may take."),
    ];

    public static readonly ImmutableArray<KeyRow> Request =
    [
        new("request", "METHOD address."),
        new("query", "Query parameters, added to the address."),
        new("headers", "Headers; a list gives several fields of a name."),
        new("auth", "{ bearer: … }, { basic: { username, password } }, or none."),
        new("json", "A JSON body."),
        new("form", "A form body, application/x-www-form-urlencoded."),
        new("text", "A text body."),
        new("redirects", "none (default), follow, or { follow: most }."),
        new("cookies", "keep (default: one jar a run), none or fresh."),
        new("timeout", "The longest the whole answer may take; 30s unless said otherwise."),
    ];

    public static readonly ImmutableArray<KeyRow> Step =
    [
        new("step", "The title, shown everywhere. Required."),
        new("id", "Unique in the file; the title in lower case with hyphens unless said otherwise."),
        .. Request,
        new("call", "Another scenario file to run."),
        new("with", "The inputs of the called scenario."),
        new("expect", "What must be true of the answer; without it the answer must be 2xx."),
        new("extract", "Values taken out of the answer, by name."),
        new("undo", "METHOD address, or a map of the request keys: how to take back what the step made."),
    ];

    public static readonly ImmutableArray<KeyRow> CallExpect = [new("that", "Expressions that must be true.")];

    public static readonly ImmutableArray<KeyRow> Expect =
    [
        new("status", "A number, a class such as 2xx, or a list of these."),
        new("headers", "Headers and the values or predicates they must match."),
        new("json", "The structure the JSON body must match."),
        .. CallExpect,
    ];

    public static readonly ImmutableArray<KeyRow> Extraction =
    [
        new("from", "A JSONPath or an expression. Required."),
        new("secret", "Whether the value is hidden."),
        new("default", "The value when the answer has none."),
    ];

    public static readonly ImmutableArray<KeyRow> Auth =
    [
        new("bearer", "The token of an Authorization: Bearer header."),
        new("basic", "{ username, password } of an Authorization: Basic header."),
    ];

    public static readonly ImmutableArray<KeyRow> Basic =
    [
        new("username", "The user or client id."),
        new("password", "The password or client secret."),
    ];

    public static readonly ImmutableArray<KeyRow> Redirects = [new("follow", "How many redirects are followed at most.")];

    public static readonly ImmutableArray<KeyRow> Environment =
    [
        new("environment", "Its name. Required."),
        new("inputs", "Values of inputs; the origins of addresses among them are granted."),
        new("secrets", "Where secrets come from."),
        new("allow", "Origins that may be contacted beyond those of the inputs."),
    ];

    public static readonly ImmutableArray<KeyRow> Secret =
    [
        new("env", "The process environment variable that holds it."),
        new("file", "The file that holds it, relative to the environment file."),
        new("prompt", "true asks for it on the terminal."),
        new("to", "The only origins it may be sent to."),
    ];
}
