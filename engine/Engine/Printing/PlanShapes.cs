using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Forecasting;
using PingOneScenarios.Engine.Reporting.Json;

namespace PingOneScenarios.Engine.Printing;

/// <summary>
/// A plan for a program (decisions/0033). Every member is always there, null where there is nothing; members are added, never
/// renamed or removed, while <c>version</c> is 1.
/// </summary>
internal static class PlanShapes
{
    private const int Version = 1;

    private static readonly JsonWriterOptions Readable = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 1000,
    };

    private static readonly Shape<Forecast> Summary = new Shape<Forecast>("summary", "A plan in numbers.")
        .Number("requests", "How many would be sent.", f => f.Counts.Requests)
        .Flag("isExact", "False when a condition or a list is only known in the run.", f => f.Counts.IsExact)
        .Number("origins", "How many would be contacted.", f => f.Origins.Count(o => o.Requests > 0))
        .Number("created", "How many things would be made.", f => f.Counts.Made)
        .Number("undone", "How many of them would be taken back.", f => f.Counts.Undone)
        .Number("secretsUsed", "How many secrets would be sent.", f => f.Secrets.Count(s => !s.Uses.IsEmpty));

    private static readonly Shape<ForecastOrigin> Origin = new Shape<ForecastOrigin>(
        "origin",
        "An origin that would be contacted or is granted."
    )
        .Text("origin", "Scheme, host and port.", o => o.Origin)
        .Flag("isKnown", "False when only the run knows.", o => o.IsKnown)
        .Number("requests", "How many would go there.", o => o.Requests)
        .Texts("grantedBy", "What grants it; empty when nothing does.", o => o.GrantedBy)
        .NullableText("flag", "The option that would grant it; null when granted.", o => o.Flag);

    private static readonly Shape<ForecastGrant> Grant = new Shape<ForecastGrant>("grant", "What the operator grants beyond origins.")
        .Text("kind", "Of what is granted.", g => g.Kind)
        .Text("what", "What is granted.", g => g.What)
        .Text("by", "What grants it.", g => g.By);

    private static readonly Shape<ForecastSecretUse> SecretUse = new Shape<ForecastSecretUse>(
        "secretUse",
        "A step that would send a secret."
    )
        .Text("step", "Its title.", u => u.Step)
        .Text("origin", "Where to.", u => u.Origin)
        .NullableText("transport", "https, loopback, http; null when only the run knows.", u => u.Transport);

    private static readonly Shape<ForecastSecret> Secret = new Shape<ForecastSecret>("secret", "A secret that was given or would be sent.")
        .Text("name", "As it is masked.", s => s.Name)
        .Text("source", "For people.", s => s.Source)
        .NullableTexts("to", "The only origins it is given for; null when it is not confined.", s => s.To is { } to ? to : null)
        .Number("bits", "How many bits of it the log would tell at most, by what is skipped, repeated or failed.", s => s.Bits)
        .List("uses", "The steps that would send it.", SecretUse, s => s.Uses);

    private static readonly Shape<ForecastThing> Thing = new Shape<ForecastThing>("created", "Something that would be made.")
        .Text("step", "The step that makes it.", t => t.Step)
        .Text("request", "How.", t => t.Request)
        .NullableText("undo", "How it is taken back; null when it stays.", t => t.Undo)
        .Number("count", "How many.", t => t.Count);

    private static readonly Shape<Diagnostic> Problem = new Shape<Diagnostic>("problem", "What is wrong, where, why, and how to mend it.")
        .Text("code", "See p1s explain.", p => p.Code.Id)
        .Choice("severity", "How much it weighs.", p => p.Severity)
        .Text("place", "File, line and column.", p => p.Span.ToString())
        .Text("what", "What is wrong.", p => p.What)
        .NullableText("why", "The reason; null when the message says it all.", p => p.Why)
        .Text("fix", "What to do about it.", p => p.Fix);

    private static readonly Shape<(Forecast? Forecast, ImmutableArray<Diagnostic> Problems)> Plan = new Shape<(
        Forecast? Forecast,
        ImmutableArray<Diagnostic> Problems
    )>("plan", "")
        .Number("version", "1.", _ => Version)
        .Flag("canRun", "Whether there is no error among the problems.", p => p.Problems.All(d => d.Severity != Severity.Error))
        .NullableText("environment", "Its name, none without one; null when the files cannot be read.", p => p.Forecast?.Environment)
        .NullableObject("scenario", "Null when the files cannot be read.", PlannedScenario.Scenario, p => p.Forecast?.Scenario)
        .NullableObject("summary", "Null when the files cannot be read.", Summary, p => p.Forecast)
        .List("origins", "Those that are not granted come first.", Origin, p => p.Forecast?.Origins ?? [])
        .List("grants", "What is granted beyond origins.", Grant, p => p.Forecast?.Grants ?? [])
        .List("secrets", "In the order in which the run meets them.", Secret, p => p.Forecast?.Secrets ?? [])
        .List("created", "Oldest first.", Thing, p => p.Forecast?.Made ?? [])
        .List("problems", "What was found.", Problem, p => p.Problems);

    /// <summary>Without a line break at its end.</summary>
    /// <param name="forecast">Null when the files cannot be read far enough to tell.</param>
    /// <param name="problems">What was found.</param>
    public static string Write(Forecast? forecast, ImmutableArray<Diagnostic> problems)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Readable))
            Plan.Write(json, (forecast, problems));
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The JSON Schema of what <see cref="Write"/> writes.</summary>
    public static string Schema() =>
        ShapeSchema.Write(
            "p1s plan",
            "What p1s plan --format json prints. Members may be added while version is 1, none is renamed or removed.",
            Plan
        );
}
