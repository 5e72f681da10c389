using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Trust;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Documenting;

/// <summary>Parts of a scenario as they are written in its file; what may be a secret is left out.</summary>
internal static class Written
{
    private const string Hidden = "…";

    /// <summary>A value over several lines loses the indentation its lines have in common.</summary>
    public static string Of(ValueTemplate value)
    {
        var lines = (new string(' ', value.Span.Column - 1) + value.Span.Text).TrimEnd().Split('\n').Select(l => l.TrimEnd()).ToList();
        var common = lines.Where(l => l.Length > 0).Min(l => l.Length - l.TrimStart(' ').Length);
        return string.Join('\n', lines.Select(l => l.Length > common ? l[common..] : ""));
    }

    /// <summary>The default of an input; of a secret one only what is made by functions.</summary>
    public static string Default(Input input) => input.Default is not { } value ? "" : Passed(value, input);

    /// <summary>A value for an input; for a secret one only what is made by variables and functions.</summary>
    /// <param name="value">What is written.</param>
    /// <param name="input">The input it is for; null when there is none.</param>
    public static string Passed(ValueTemplate value, Input? input) =>
        input is not null && SecretRule.IsSecret(input) && (value is FixedTemplate || value.Templates.Any(MayHoldSecret))
            ? Hidden
            : Of(value);

    /// <summary>What many runs must keep to: <c>p95 at most 300 ms</c>.</summary>
    public static string Limit(Limit limit) =>
        $"{LimitTable.Of(limit.Measure).Name} at {(limit.Measure == LimitMeasure.Rate ? "least" : "most")} {LimitText.Show(limit.Bound, limit.Unit)}";

    /// <summary>The list a step is run for; null when it is run once.</summary>
    public static string? Items(Step step) => step.ForEach is { } list ? Of(list) : null;

    public static string Request(RequestTemplate request) => $"{request.Method} {Address(request.Address)}";

    /// <summary>The address, its origin left out when it is an expression.</summary>
    public static string Path(AddressTemplate address)
    {
        var whole = Address(address);
        var origin = address.Origin.Literal ?? $"<<{address.Origin.Whole?.Text}>>";
        return whole.StartsWith(origin, StringComparison.Ordinal) && whole.Length > origin.Length ? whole[origin.Length..] : whole;
    }

    private static string Address(AddressTemplate address)
    {
        var written = address.Span.Text.Trim();
        var mark = address.Query is null ? -1 : written.LastIndexOf('?');
        return mark < 0 ? written : written[..(mark + 1)] + string.Join('&', written[(mark + 1)..].Split('&').Select(WithoutCredential));
    }

    private static string WithoutCredential(string parameter)
    {
        var equals = parameter.IndexOf('=', StringComparison.Ordinal);
        return
            equals < 0
            || parameter.Contains("<<", StringComparison.Ordinal)
            || !CredentialNames.Contains(parameter.AsSpan(0, equals), status: 200)
            ? parameter
            : parameter[..(equals + 1)] + Hidden;
    }

    private static bool MayHoldSecret(Template template) =>
        template.Segments.Any(s => s is LiteralSegment) || template.Expressions.Any(e => e.Text.AsSpan().IndexOfAny("\"'`") >= 0);
}
