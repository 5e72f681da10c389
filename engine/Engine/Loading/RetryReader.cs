using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Language;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Loading;

/// <summary><c>retry</c> to its model.</summary>
internal static class RetryReader
{
    private const string Example = "retry: { on: [429, 503, connection], attempts: 5 }";

    public static RetryPolicy? Read(LocatedNode node, FileScope file)
    {
        if (MapReader.Open(node, StepKeys.Retry, file) is not { } map)
            return null;
        var (pause, computed) = ReadPause(map, file);
        return new RetryPolicy
        {
            Span = node.Span,
            On = map.Has("on") ? ReadCauses(map, file) : null,
            Attempts = (int?)map.Number("attempts"),
            Every = pause,
            EveryComputed = computed,
            Backoff = (double?)map.Number("backoff"),
            Jitter = (double?)map.Number("jitter"),
            LongestPause = map.Duration("max_pause") ?? RetryPolicy.UsualLongestPause,
            Within = map.Duration("within"),
            Until = map["until"] is { } until ? ExpressionReader.Read(until, "\"until\"", file) : null,
            FailWhen = map["fail_when"] is { } failWhen ? ExpressionReader.Read(failWhen, "\"fail_when\"", file) : null,
        };
    }

    /// <summary>How often a probe is sent.</summary>
    public static RetryPolicy? ReadOfProbe(LocatedNode node, FileScope file)
    {
        if (MapReader.Open(node, StepKeys.ProbeRetry, file) is not { } map)
            return null;
        var (pause, _) = ReadPause(map, file);
        return new RetryPolicy
        {
            Span = node.Span,
            Attempts = (int?)map.Number("attempts"),
            Every = pause,
            Backoff = (double?)map.Number("backoff"),
            Jitter = (double?)map.Number("jitter"),
            LongestPause = map.Duration("max_pause") ?? RetryPolicy.UsualLongestPause,
            Within = map.Duration("within"),
        };
    }

    private static (TimeSpan Written, Expression? Computed) ReadPause(MapReader map, FileScope file)
    {
        if (map["every"] is ScalarNode { Text.Text: var text } every && text.Contains("<<", StringComparison.Ordinal))
            return (RetryPolicy.UsualPause, ExpressionReader.Read(every, "\"every\"", file));
        var pause = map.Duration("every") ?? RetryPolicy.UsualPause;
        if (map.Duration("within") is { } deadline && deadline <= pause)
            file.Say(
                DiagnosticCodes.InvalidValue,
                map["within"]!.Span,
                "the first pause would pass this deadline, so there is no second attempt",
                $"the pause is {DurationText.Show(pause)}",
                "make within longer than every"
            );
        return (pause, null);
    }

    private static RetryCauses ReadCauses(MapReader map, FileScope file)
    {
        var (timedOut, noConnection) = (false, false);
        var ranges = new List<(int, int)>();
        var texts = new List<string>();
        foreach (var item in map.Items("on", Example))
        {
            if (MapReader.ReadLiteral(item, file)?.Text is not { } cause)
                continue;
            timedOut |= cause == "timeout";
            noConnection |= cause == "connection";
            if (ExpectReader.RangeOf(cause) is { } range)
            {
                ranges.Add(range);
                texts.Add(cause);
            }
            else if (cause is not ("timeout" or "connection"))
                SayCause(item, cause, file);
        }
        var statuses = ranges.Count == 0 ? null : new StatusExpectation(map["on"]!.Span, [.. ranges], [.. texts]);
        return new RetryCauses(statuses, timedOut, noConnection);
    }

    private static void SayCause(LocatedNode item, string written, FileScope file) =>
        file.Say(
            DiagnosticCodes.InvalidValue,
            item.Span,
            $"\"{written}\" calls for no other attempt",
            null,
            Suggestion.Sentence(written, ["timeout", "connection"], "write statuses such as 429 or 5xx, timeout or connection")
        );
}
