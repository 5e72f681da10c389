using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using static PingOneScenarios.Engine.Language.Shapes;

namespace PingOneScenarios.Engine.Language;

/// <summary>Every key of a step, in the order in which keys are written best.</summary>
internal static class StepKeys
{
    public static readonly TableShape Retry = new(
        "retry",
        "retry",
        [
            new(
                "on",
                "What calls for another attempt: statuses, timeout (no answer in time), connection (no answer at all).",
                new ListShape(Either(Status, new ChoiceShape(["timeout", "connection"]))),
                "on: [429, 5xx, timeout, connection]"
            )
            {
                Otherwise = $"[429, 503, connection] for {Wording.And(MethodTable.Repeatable)}, else []",
            },
            new(
                "attempts",
                "How often the request is sent at most.",
                new NumberShape(1, RetryPolicy.MostAttempts, IsWhole: true),
                "attempts: 5"
            )
            {
                Otherwise = "3, or as many as the deadline allows when there is one or something to wait for",
            },
            new(
                "every",
                "The pause behind the first attempt. An expression is computed anew for each pause and gives seconds or a text such as \"5s\"; it sees the "
                    + "answer, and what it needs of an answer that is not there leaves the pause as it was.",
                Either(Duration, Expression),
                "every: '<<response.json.interval ?? 5>>'"
            )
            {
                Default = "1s",
            },
            new("backoff", "What each pause is multiplied by to give the next one.", new NumberShape(1, 10, IsWhole: false), "backoff: 1.5")
            {
                Otherwise = "1 with until, else 2",
            },
            new("jitter", "The share of each pause that is left to chance.", new NumberShape(0, 1, IsWhole: false), "jitter: 0.2")
            {
                Otherwise = "0.5 when pauses grow, else 0",
            },
            new("max_pause", "The longest pause, also when Retry-After asks for a longer one.", Duration, "max_pause: 10s")
            {
                Default = "30s",
            },
            new("within", "The deadline of all attempts together.", Duration, "within: 2m")
            {
                Otherwise = "1m with until and without attempts, else none",
            },
            new(
                "until",
                "Asks again until this is true of the answer. What cannot be computed yet (no body, no JSON, no such member) and null are not true yet. The "
                    + "status is only judged of the answer that ends the waiting; 401 and 403 end it at once unless until or fail_when names response.status.",
                Expression,
                "until: '<<response.json.status == \"READY\">>'"
            ),
            new(
                "fail_when",
                "Stops at once when this is true of an answer that is not the one waited for: a state that never becomes it.",
                Expression,
                "fail_when: '<<response.json.status == \"FAILED\">>'"
            ),
        ]
    );

    private static readonly KeyRow That = new(
        "that",
        "Expressions that must all be true. The parts of one that is not are shown with their values.",
        new ListShape(Expression),
        "that: ['<<response.milliseconds < 2000>>']"
    );

    public static readonly TableShape CallExpect = new(
        "call_expect",
        "the expect of a call",
        [That with { Meaning = "Expressions over outputs that must all be true.", Example = "that: ['<<outputs.accessToken != null>>']" }]
    );

    public static readonly TableShape Expect = new(
        "expect",
        "expect",
        [
            new(
                "status",
                "A status, a class such as 2xx, or a list of these.",
                Either(Status, new ListShape(Status) { IsFilled = true }),
                "status: 201"
            )
            {
                Default = "2xx",
            },
            new(
                "headers",
                "Headers and the values or predicates they must match.",
                new MapShape(Any),
                "headers: { content-type: '<<is.containing \"json\">>' }"
            ),
            new(
                "json",
                "The structure the JSON body must match: the members named here must match, further ones are free; lists match item by item.",
                Any,
                "json: { id: <<is.uuid>>, enabled: true }"
            ),
            new("text", "The text the body must be, or a predicate it must match.", Template, "text: <<is.containing \"Welcome\">>"),
            new("within", "The longest the answer may take.", Duration, "within: 2s"),
            That,
        ]
    );

    private static readonly KeyRow Lasts = new(
        "lasts",
        "How long the value is good for. A run that goes on after that runs the step that gives it again, if nothing on the way there changes anything "
            + "or may be sent again.",
        Duration,
        "lasts: 15m"
    )
    {
        Otherwise = "as long as the run; a token with expires_in beside it, as long as that says",
    };

    /// <summary>What a probe gives.</summary>
    public static readonly TableShape ProbeExtraction = new(
        "probe_extraction",
        "an extraction of a probe",
        [
            new("from", "A JSONPath on the JSON body, or an expression over response or outputs.", Source, "from: $.id")
            {
                IsRequired = true,
            },
            new("secret", "Whether the value is hidden in all that is printed and kept from other origins.", Flag, "secret: true")
            {
                Otherwise = "true for names such as access_token, password, code; else false",
            },
            new(
                "default",
                "The value when the answer has none: no such member or header, nothing found, no body at all. null is a value, and a body that is there and "
                    + "cannot be read stays a failure. Without a default a missing value fails the step.",
                Any,
                "default: null"
            ),
        ]
    );

    public static readonly TableShape Extraction = new("extraction", "an extraction", [.. ProbeExtraction.Rows, Lasts]);

    /// <summary>How often a probe is asked.</summary>
    public static readonly TableShape ProbeRetry = new(
        "probe_retry",
        "the retry of a probe",
        [
            Retry["attempts"] with
            {
                Meaning = "How often the probe is sent at most while it gives no answer.",
                Otherwise = "3, or as many as the deadline allows when there is one",
            },
            Retry["every"] with
            {
                Meaning = "The pause behind the first attempt.",
                Shape = Duration,
                Example = "every: 5s",
            },
            Retry["backoff"] with
            {
                Default = "2",
                Otherwise = null,
            },
            Retry["jitter"],
            Retry["max_pause"],
            Retry["within"] with
            {
                Otherwise = null,
            },
        ]
    );

    /// <summary>What asks whether a request was carried out.</summary>
    public static readonly TableShape Probe = new(
        "probe",
        "a probe",
        [
            RequestKeys.Rows[0] with
            {
                Meaning =
                    $"The method, one that changes nothing ({Wording.Or(MethodTable.Safe)}), and the address in one line. Headers and auth are those of the step "
                    + "unless said otherwise.",
                Example = "request: GET <<apiPath>>/users?name=<<username>>",
                IsRequired = true,
            },
            .. RequestKeys.Rest,
            new(
                "expect",
                "What is true of the answer when the request in doubt was carried out. When the status is as expected and json or that is false, it was not.",
                Expect,
                "expect: { json: { count: <<is.above 0>> } }"
            )
            {
                Otherwise = "the status is 2xx",
            },
            new(
                "extract",
                "What the lost answer would have given, by the same names as in extract of the step.",
                new MapShape(Either(Source, ProbeExtraction), NameKind.Variable),
                "extract: { userID: '$._embedded.users[0].id' }"
            ),
            new(
                "absent",
                "The statuses that say that the request in doubt was not carried out.",
                Either(Status, new ListShape(Status) { IsFilled = true }),
                "absent: 404"
            )
            {
                Otherwise = "none",
            },
            new(
                "retry",
                "How often the probe is sent while it gives no answer: no connection, another status, anything that says neither.",
                ProbeRetry,
                "retry: { attempts: 5, every: 2s }"
            ),
        ]
    )
    {
        Rules = [RequestKeys.OneBody],
    };

    public static readonly KeyRow IdempotencyRow = new(
        "idempotency",
        "header sends an Idempotency-Key, the same for every attempt: the author's word that the server knows a request again by it, so that it may be sent "
            + "again. A header Idempotency-Key that is written stays, and changes nothing else. GET, HEAD, OPTIONS and QUERY are sent without one.",
        new ChoiceShape(["header"]),
        "idempotency: header"
    );

    /// <summary>Keys that make sense for a request only, not for a call.</summary>
    public static readonly ImmutableArray<string> RequestOnly =
    [
        .. RequestKeys.Rest.Select(k => k.Name),
        "retry",
        "on_unknown",
        "idempotency",
        "undo",
    ];

    public static readonly KeyRow RetryRow = new(
        "retry",
        "When the request is sent again: after a failure, or until the answer is as wished. Every attempt is computed anew.",
        Retry,
        "retry: { on: [429, 503, connection], attempts: 5 }"
    );

    public static readonly TableShape Step = new(
        "step",
        "a step",
        [
            new("step", "The title, shown everywhere.", Literal, "step: Create a user") { IsRequired = true },
            new("id", "A short name, unique in the file.", Literal, "id: create-user")
            {
                Otherwise = "the title in lower case with hyphens",
            },
            new(
                "when",
                "The step is skipped when this is false; what it extracts is then not provided.",
                Expression,
                "when: '<<region == \"EU\">>'"
            ),
            new(
                "for_each",
                "A list; the step runs once for each item, with item and index in scope, and each extraction becomes a list.",
                Either(new ListShape(Any), Expression),
                "for_each: [EU, NA]"
            ),
            .. RequestKeys.Rows,
            new("call", "Another scenario file to run, with variables of its own.", PackPath, "call: ../shared/worker-access-token.yaml"),
            new("with", "The inputs of the called scenario.", new MapShape(Any), "with: { envID: <<envID>> }"),
            RetryRow,
            new(
                "on_unknown",
                "What settles a request of which nobody knows whether it was carried out, because no answer came: again sends it once more, ask lets a person "
                    + "say what became of it, fail leaves it in doubt and ends the run, and a probe is a request that finds out. What a probe says it did not do "
                    + "must be seen twice, 2 s apart, before the request is sent again; what a probe cannot tell is asked.",
                Either(new ChoiceShape(["again", "ask", "fail"]), Probe),
                "on_unknown: { request: GET <<apiPath>>/users?name=<<username>>, expect: { json: { count: <<is.above 0>> } } }"
            )
            {
                Otherwise = "again for PUT and DELETE when the run is resumed, and for what sends an idempotency key; ask for the rest",
            },
            IdempotencyRow,
            new("expect", "What must be true of the answer.", Expect, "expect: { status: 201, json: { id: <<is.uuid>> } }")
            {
                Otherwise = "the status is 2xx",
            },
            new(
                "extract",
                "Values taken out of the answer, by the names that later steps use.",
                new MapShape(Either(Source, Extraction), NameKind.Variable),
                "extract: { userID: $.id, flowID: '<<response.headers.location | url.query \"flowId\">>' }"
            ),
            new(
                "undo",
                "How to take back what the step made: METHOD address, or a map of the keys of a request. Headers and auth are those of the step "
                    + "unless said otherwise.",
                Either(Request, RequestKeys.Undo),
                "undo: DELETE <<apiPath>>/environments/<<envID>>/users/<<userID>>"
            ),
        ]
    )
    {
        Rules =
        [
            new OneOfRule(["request", "call"])
            {
                Lack = new("a step needs a request or a call", "add \"request: METHOD address\" or \"call: file\""),
                Conflict = new("a step has a request or a call, not both", "make two steps of it"),
            },
            RequestKeys.OneBody,
            new ExcludesRule("call", RequestOnly)
            {
                Conflict = new("\"%key\" belongs to a request, this step is a call", RuleWords.RemoveIt),
            },
            new ExcludesRule("request", ["with"])
            {
                Conflict = new("\"%key\" belongs to a call, this step is a request", RuleWords.RemoveIt),
            },
            new NarrowsRule("call", "expect", CallExpect),
        ],
    };
}
