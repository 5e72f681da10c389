using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Language;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Loading;

/// <summary><c>on_unknown</c> and <c>idempotency</c> of a step to their model.</summary>
internal static class UnknownReader
{
    /// <summary>What is written under <c>on_unknown</c>; null when nothing is, or after having said what is wrong.</summary>
    public static UnknownPolicy? Read(MapReader step, FileScope file)
    {
        if (step["on_unknown"] is not { } node)
            return null;
        if (node is MappingNode)
            return ReadProbe(node, file) is { } probe ? new UnknownPolicy(UnknownWay.Probe, probe) : null;
        if (node is not ScalarNode)
        {
            file.SayShape(node, "one of again, ask and fail, or a probe", "on_unknown: ask");
            return null;
        }
        var before = file.Problems.ErrorCount;
        var way = RequestReader.Choice(
            step,
            "on_unknown",
            [("again", UnknownWay.Again), ("ask", UnknownWay.Ask), ("fail", UnknownWay.Fail)],
            file
        );
        return file.Problems.ErrorCount > before ? null : new UnknownPolicy(way, null);
    }

    /// <summary>Whether a key is to be sent; null when nothing is written.</summary>
    public static bool? ReadKey(MapReader map, FileScope file) =>
        map.Has("idempotency") ? RequestReader.Choice(map, "idempotency", [("header", true)], file) : null;

    /// <summary>Says what has no effect on a request that changes nothing.</summary>
    public static void CheckUseful(MapReader step, RequestTemplate request, FileScope file)
    {
        if (!MethodTable.IsSafe(request.Method) || request.Address.Origin.Segments.IsEmpty)
            return;
        foreach (var key in (ReadOnlySpan<string>)["on_unknown", "idempotency"])
        {
            if (step.Has(key))
                file.Say(
                    DiagnosticCodes.NeverInDoubt,
                    step.KeySpan(key),
                    $"\"{key}\" has no effect on {request.Method}",
                    $"{request.Method} changes nothing, so that it does not matter whether it arrived; retry says when it is sent again",
                    step.Removing(key, "remove it")
                );
        }
    }

    private static ProbeTemplate? ReadProbe(LocatedNode node, FileScope file)
    {
        if (MapReader.Open(node, StepKeys.Probe, file) is not { } map || map.Required("request") is not { } line)
            return null;
        var request = RequestReader.Read(map, line, file);
        if (!MethodTable.IsSafe(request.Method))
            file.Say(
                DiagnosticCodes.ProbeChanges,
                line.Span,
                $"a probe finds out and changes nothing, {request.Method} may change something",
                "it is sent when nobody knows what became of the request of its step, also several times",
                $"ask with {Wording.Or(MethodTable.Safe)}"
            );
        return new ProbeTemplate(request)
        {
            Expect = map["expect"] is { } expect ? ExpectReader.Read(expect, StepKeys.Expect, file) : Expectation.Nothing,
            Extractions =
            [
                .. map.Entries("extract", "extract: { id: $.id }")
                    .Select(e => ExtractionReader.Read(e, StepKeys.ProbeExtraction, false, file)),
            ],
            Absent = map["absent"] is { } absent ? ExpectReader.ReadStatus(absent, file) : null,
            Retry = map["retry"] is { } retry ? RetryReader.ReadOfProbe(retry, file) : null,
            ExtractSpan = map.KeySpan("extract"),
        };
    }
}
