using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.JsonPaths;
using PingOneScenarios.Engine.Templating;

namespace PingOneScenarios.Engine.Scenarios;

/// <summary>A step: one request or one call of another scenario, and what is expected of it.</summary>
internal sealed record Step
{
    public required string Title { get; init; }

    /// <summary>The title in its file.</summary>
    public required SourceSpan Span { get; init; }

    /// <summary>Unique in its scenario.</summary>
    public required string Id { get; init; }

    /// <summary>The step is skipped when this is false; null runs it always.</summary>
    public Expression? When { get; init; }

    /// <summary>A list; the step runs once for each of its items. Null runs it once.</summary>
    public ValueTemplate? ForEach { get; init; }

    /// <summary>The request; null when the step is a call.</summary>
    public RequestTemplate? Request { get; init; }

    /// <summary>The call; null when the step is a request.</summary>
    public CallTemplate? Call { get; init; }

    /// <summary>When the request is sent again; null takes the default of the scenario.</summary>
    public RetryPolicy? Retry { get; init; }

    /// <summary>What settles its request when nobody knows whether it arrived; null takes what its method allows.</summary>
    public UnknownPolicy? OnUnknown { get; init; }

    /// <summary>Whether its request is sent with a key by which the server knows it again; null takes the default of the scenario.</summary>
    public bool? SendsKey { get; init; }

    public Expectation Expect { get; init; } = Expectation.Nothing;

    public ImmutableArray<Extraction> Extractions { get; init; } = [];

    /// <summary>How to take back what the step made; null when there is nothing to take back.</summary>
    public RequestTemplate? Undo { get; init; }

    /// <summary>Keys that are written and could not be read, which has been said: what they would have given is not missed.</summary>
    public ImmutableArray<string> Unread { get; init; } = [];

    /// <summary>Whether it runs once for each item of a list.</summary>
    public bool IsLoop => ForEach is not null;

    /// <summary>The expression whose items it runs for; null when it runs once or its list is written out.</summary>
    public Expression? Items => (ForEach as TextTemplate)?.Template.Whole;

    /// <summary>Whether it says how to take back what it made.</summary>
    public bool CanBeTakenBack => Undo is not null;

    /// <summary>Every request it can send.</summary>
    public IEnumerable<StepRequest> Requests
    {
        get
        {
            if (Request is not null)
                yield return new StepRequest(Request, RequestPurpose.Do);
            if (OnUnknown?.Probe is { } probe)
                yield return new StepRequest(probe.Request, RequestPurpose.FindOut);
            if (Undo is not null)
                yield return new StepRequest(Undo, RequestPurpose.TakeBack);
        }
    }

    /// <summary>Everything it computes, in the order of a run.</summary>
    public IEnumerable<StepExpressions> Expressions =>
        [
            In(ComputedKey.ForEach, ForEach?.Templates),
            new(ComputedKey.When, When is null ? [] : [When]),
            In(ComputedKey.Request, Request?.Templates),
            new(ComputedKey.Redirects, Request?.RedirectsUntil is { } until ? [until] : []),
            In(ComputedKey.Call, Call?.With.SelectMany(w => w.Value.Templates)),
            new(ComputedKey.Pause, Retry?.EveryComputed is { } pause ? [pause] : []),
            new(ComputedKey.Retry, [.. Retry?.Expressions ?? []]),
            .. InProbe,
            In(ComputedKey.Expect, Expect.Templates),
            new(ComputedKey.That, Expect.That),
            .. Extractions.SelectMany(e => e.Expressions),
            In(ComputedKey.Undo, Undo?.Templates),
        ];

    // In front of what the step extracts, which the probe takes the place of and cannot see.
    private IEnumerable<StepExpressions> InProbe => OnUnknown?.Probe is { } probe ? In(probe) : [];

    private static IEnumerable<StepExpressions> In(ProbeTemplate probe) =>
        [
            In(ComputedKey.Probe, probe.Request.Templates),
            new(ComputedKey.ProbeRedirects, probe.Request.RedirectsUntil is { } until ? [until] : []),
            In(ComputedKey.ProbeExpect, probe.Expect.Templates),
            new(ComputedKey.ProbeThat, probe.Expect.That),
            .. probe.Extractions.SelectMany(e => e.Expressions).Select(e => e with { Gives = null }),
        ];

    /// <summary>The expressions of some templates, as those of a key.</summary>
    public static StepExpressions In(ComputedKey key, IEnumerable<Template>? templates, Extraction? gives = null) =>
        new(key, templates is null ? [] : [.. templates.SelectMany(t => t.Expressions)], gives);
}

/// <summary>Another scenario, run in a bag of its own.</summary>
internal sealed record CallTemplate(Include File, ImmutableArray<NamedTemplate> With);

/// <summary>What must be true of an answer.</summary>
internal sealed record Expectation
{
    /// <summary>Without anything said, the answer must be 2xx.</summary>
    public static Expectation Nothing { get; } = new();

    /// <summary>What is written behind <c>expect</c>; null when nothing is.</summary>
    public SourceSpan? Span { get; init; }

    /// <summary>The statuses that pass; null when none is written.</summary>
    public StatusExpectation? Status { get; init; }

    public ImmutableArray<NamedTemplate> Headers { get; init; } = [];

    public ValueTemplate? Json { get; init; }

    /// <summary>What the body must be as text; a text in full, or a predicate.</summary>
    public ValueTemplate? Text { get; init; }

    /// <summary>The longest the answer may have taken.</summary>
    public TimeExpectation? Within { get; init; }

    /// <summary>Expressions that must be true.</summary>
    public ImmutableArray<Expression> That { get; init; } = [];

    /// <summary>Of all but <see cref="That"/>.</summary>
    public IEnumerable<Template> Templates =>
        Headers.SelectMany(h => h.Value.Templates).Concat(Json?.Templates ?? []).Concat(Text?.Templates ?? []);

    /// <summary>Whether nothing but the status is judged.</summary>
    public bool IsStatusOnly => Headers.IsEmpty && Json is null && Text is null && Within is null && That.IsEmpty;
}

/// <summary>A list of statuses and classes of statuses.</summary>
/// <param name="Span">Where they are written.</param>
/// <param name="Ranges">Inclusive bounds; <c>2xx</c> is 200 to 299.</param>
/// <param name="Texts">As written, one by one.</param>
internal sealed record StatusExpectation(SourceSpan Span, ImmutableArray<(int Low, int High)> Ranges, ImmutableArray<string> Texts)
{
    /// <summary><c>200, 201 or 3xx</c>.</summary>
    public string Text { get; } = Wording.Or(Texts);

    /// <summary>What is expected of an undo: 404 and 410 say that it is gone already, which is what undo is for.</summary>
    public static StatusExpectation GoneAt(SourceSpan span) => new(span, [(200, 299), (404, 404), (410, 410)], ["2xx", "404", "410"]);

    public bool Allows(int status) => Ranges.Any(r => status >= r.Low && status <= r.High);
}

/// <summary>A length of time an answer must not take longer than.</summary>
internal sealed record TimeExpectation(SourceSpan Span, TimeSpan Longest);

/// <summary>How long a value is good for.</summary>
internal sealed record Lifetime(SourceSpan Span, TimeSpan Longest);

/// <summary>A value taken out of an answer: by JSONPath, or by an expression or text with expressions.</summary>
internal sealed record Extraction
{
    public required string Name { get; init; }

    public required SourceSpan NameSpan { get; init; }

    /// <summary>Where the path or expression is written.</summary>
    public required SourceSpan Span { get; init; }

    /// <summary>Null when <see cref="Template"/> is set.</summary>
    public JsonPath? Path { get; init; }

    /// <summary>Null when <see cref="Path"/> is set.</summary>
    public Template? Template { get; init; }

    /// <summary>As written; null leaves it to what the value is.</summary>
    public bool? Secret { get; init; }

    /// <summary>What it is when the answer has no such value; null makes that a failure.</summary>
    public ValueTemplate? Default { get; init; }

    /// <summary>How long its value is good for; null for as long as the run.</summary>
    public Lifetime? Lasts { get; init; }

    /// <summary>Whether its path can select several values, so that it gives a list.</summary>
    public bool GivesList => Path is { IsSingular: false };

    /// <summary>Its variable is there behind the last of them.</summary>
    public IEnumerable<StepExpressions> Expressions =>
        [
            Step.In(ComputedKey.Extraction, Template is null ? null : [Template]),
            Step.In(ComputedKey.ExtractionDefault, Default?.Templates, gives: this),
        ];
}
