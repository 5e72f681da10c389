using System.Collections.Immutable;
using PingOneScenarios.Engine.Scenarios;

namespace PingOneScenarios.Engine.Loading;

/// <summary>Every key of a scenario file, by the place where it is allowed; in the order in which keys are written best.</summary>
internal static class ScenarioKeys
{
    private static readonly ScalarShape Literal = new(ScalarKind.Literal);
    private static readonly ScalarShape Template = new(ScalarKind.Template);
    private static readonly ScalarShape Expression = new(ScalarKind.Expression);
    private static readonly ScalarShape Duration = new(ScalarKind.Duration);
    private static readonly ScalarShape Flag = new(ScalarKind.Flag);
    private static readonly ScalarShape Path = new(ScalarKind.Path);
    private static readonly AnyShape Any = new();
    private static readonly MapShape Values = new(Any);

    /// <summary>Names with one text or several: headers, and fields where their order does not count.</summary>
    private static readonly MapShape Fields = new(Either(Template, new ListShape(Template)));

    /// <summary>Fields as a map, or as a list of pairs that keeps their order.</summary>
    private static readonly KeyShape Pairs = Either(Fields, new ListShape(new MapShape(Template)));

    public static readonly ImmutableArray<KeyRow> Input =
    [
        new("type", "text (default), url, uuid, number, boolean, duration, list or map.", new ChoiceShape(InputTypeNames.All)),
        new("secret", "Whether its value is hidden and kept from other origins.", Flag),
        new("description", "What it is for.", Literal),
        new("example", "A value as it could be.", Literal),
        new("default", "The value when none is given; may use inputs above it.", Any),
        new("required", "Whether it must have a value; true unless there is a default or a scenario to obtain it from.", Flag),
        new("pattern", "A regular expression the whole text must match.", Literal),
        new("choices", "The only values allowed.", new ListShape(Literal)),
        new("obtain", "The scenario whose output of the same name supplies the value when none is given.", Path),
    ];

    public static readonly ImmutableArray<KeyRow> Basic =
    [
        new("username", "The user or client id.", Template),
        new("password", "The password or client secret.", Template),
    ];

    public static readonly ImmutableArray<KeyRow> Auth =
    [
        new("bearer", "The token of an Authorization: Bearer header.", Template),
        new("basic", "{ username, password } of an Authorization: Basic header.", new TableShape("basic", Basic)),
    ];

    public static readonly ImmutableArray<KeyRow> Redirects =
    [
        new("follow", "How many redirects are followed at most.", new ScalarShape(ScalarKind.Whole)),
    ];

    public static readonly ImmutableArray<KeyRow> Retry =
    [
        new(
            "on",
            "What calls for another attempt: statuses, timeout, connection; for GET, HEAD, PUT and DELETE [429, 503, connection] unless said otherwise.",
            new ListShape(Either(new ScalarShape(ScalarKind.Status), new ChoiceShape(["timeout", "connection"])))
        ),
        new("attempts", "How often the request is sent at most; 3 unless there is a deadline or something to wait for.", Whole()),
        new("every", "The pause behind the first attempt; 1s unless said otherwise.", Duration),
        new("backoff", "What each pause is multiplied by to give the next; 1 with until, else 2.", new ScalarShape(ScalarKind.Number)),
        new(
            "jitter",
            "The share of a pause that is left to chance, from 0 to 1; 0.5 when pauses grow, else 0.",
            new ScalarShape(ScalarKind.Number)
        ),
        new("max_pause", "The longest pause, also when Retry-After asks for a longer one; 30s unless said otherwise.", Duration),
        new("within", "The deadline of all attempts together; 1m when there is something to wait for and no number of attempts.", Duration),
        new("until", "Asks again until this is true of the answer.", Expression),
        new("fail_when", "Stops at once when this is true of the answer: a state that never becomes the one waited for.", Expression),
    ];

    public static readonly ImmutableArray<KeyRow> Part =
    [
        new("text", "The content of the part as text.", Template),
        new("json", "The content of the part as JSON.", Any),
        new("file", "The content of the part from a file of the pack.", Path),
        new("filename", "The file name that is told; that of the file unless said otherwise.", Template),
        new("type", "The media type of the part.", Template),
    ];

    public static readonly ImmutableArray<KeyRow> Request =
    [
        new("request", "METHOD address.", new ScalarShape(ScalarKind.Request)),
        new("query", "Query parameters, added to the address.", Pairs),
        new("headers", "Headers; a list gives several fields of a name.", Fields),
        new(
            "auth",
            "{ bearer: … }, { basic: { username, password } }, or none.",
            Either(new ChoiceShape(["none"]), new TableShape("auth", Auth))
        ),
        new("json", "A JSON body.", Any),
        new("form", "A form body, application/x-www-form-urlencoded.", Pairs),
        new("text", "A text body.", Template),
        new("xml", "An XML body; each value fills the text or the attribute it stands in.", Template),
        new("multipart", "A multipart/form-data body: a text, or a map with text, json or file, for each name.", Parts()),
        new("file", "A body from a file of the pack, as it is.", Path),
        new(
            "redirects",
            "none (default), follow, or { follow: most }.",
            Either(new ChoiceShape(["none", "follow"]), new TableShape("redirects", Redirects))
        ),
        new("cookies", "keep (default: one jar a run), none or fresh.", new ChoiceShape(["keep", "none", "fresh"])),
        new("timeout", "The longest the whole answer may take; 30s unless said otherwise.", Duration),
    ];

    public static readonly ImmutableArray<KeyRow> CallExpect = [new("that", "Expressions that must be true.", new ListShape(Expression))];

    public static readonly ImmutableArray<KeyRow> Expect =
    [
        new(
            "status",
            "A number, a class such as 2xx, or a list of these.",
            Either(new ScalarShape(ScalarKind.Status), new ListShape(new ScalarShape(ScalarKind.Status)))
        ),
        new("headers", "Headers and the values or predicates they must match.", Values),
        new("json", "The structure the JSON body must match.", Any),
        new("text", "The text the body must be, or a predicate it must match.", Template),
        new("within", "The longest the answer may take.", Duration),
        .. CallExpect,
    ];

    public static readonly ImmutableArray<KeyRow> Extraction =
    [
        new("from", "A JSONPath or an expression. Required.", new ScalarShape(ScalarKind.Source)),
        new("secret", "Whether the value is hidden.", Flag),
        new("default", "The value when the answer has none.", Any),
    ];

    public static readonly ImmutableArray<KeyRow> Step =
    [
        new("step", "The title, shown everywhere. Required.", Literal),
        new("id", "Unique in the file; the title in lower case with hyphens unless said otherwise.", Literal),
        new("when", "The step is skipped when this is false; what it extracts is then not provided.", Expression),
        new("for_each", "A list; the step runs once for each item, with item and index in scope, and each extraction becomes a list.", Any),
        .. Request,
        new("call", "Another scenario file to run.", Path),
        new("with", "The inputs of the called scenario.", Values),
        new("retry", "When the request is sent again.", new TableShape("retry", Retry)),
        new("expect", "What must be true of the answer; without it the answer must be 2xx.", new TableShape("expect", Expect)),
        new(
            "extract",
            "Values taken out of the answer, by name.",
            new MapShape(Either(new ScalarShape(ScalarKind.Source), new TableShape("extraction", Extraction)))
        ),
        new(
            "undo",
            "METHOD address, or a map of the request keys: how to take back what the step made.",
            Either(new ScalarShape(ScalarKind.Request), new TableShape("undo", Request))
        ),
    ];

    public static readonly ImmutableArray<KeyRow> Defaults =
    [
        .. Request.Where(k => k.Name is "headers" or "auth" or "timeout"),
        .. Step.Where(k => k.Name == "retry"),
    ];

    public static readonly ImmutableArray<KeyRow> Scenario =
    [
        new("scenario", "The title. Required.", Literal),
        new("description", "What it shows, for people.", Literal),
        new("tags", "Words to find and select it by.", new ListShape(Literal)),
        new("docs", "The address of a page about it.", Literal),
        new("timeout", "The longest the whole scenario may take.", Duration),
        new("inputs", "The values it asks for.", new MapShape(new TableShape("input", Input))),
        new("vars", "Values computed once before the first step.", Values),
        new("defaults", "Headers, authentication, time limit and retry of all steps.", new TableShape("defaults", Defaults)),
        new("steps", "What it does, in order. Required.", new ListShape(new TableShape("step", Step))),
        new(
            "finally",
            "Steps that run whatever happened, each one even if another of them failed.",
            new ListShape(new TableShape("step", Step))
        ),
        new("outputs", "The values it gives to a scenario that calls it or obtains from it.", Values),
    ];

    private static ScalarShape Whole() => new(ScalarKind.Whole);

    private static MapShape Parts()
    {
        var part = Either(Template, new TableShape("part", Part));
        return new MapShape(Either(part, new ListShape(part)));
    }

    private static EitherShape Either(params ImmutableArray<KeyShape> shapes) => new(shapes);
}
