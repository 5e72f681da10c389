using System.Text;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Language;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Loading;

/// <summary>An item of <c>steps</c> to its model.</summary>
internal static class StepReader
{
    public static Step? Read(LocatedNode node, FileScope file)
    {
        if (MapReader.Open(node, StepKeys.Step, file) is not { } map)
            return null;
        CheckAction(map, file);
        var isCall = map.Has("call");
        var (title, span) = ReadTitle(map, file);
        return new Step
        {
            Title = title,
            Span = span,
            Id = ReadId(map, title, span, file),
            When = map["when"] is { } when ? ExpressionReader.Read(when, "\"when\"", file) : null,
            ForEach = map["for_each"] is { } items ? ReadItems(items, file) : null,
            Request = map["request"] is { } request ? RequestReader.Read(map, request, file) : null,
            Call = ReadCall(map, file),
            Retry = map["retry"] is { } retry ? RetryReader.Read(retry, file) : null,
            Expect = map["expect"] is { } expect ? ExpectReader.Read(expect, isCall, file) : Expectation.Nothing,
            Extractions = [.. map.Entries("extract", "extract: { id: $.id }").Select(e => ExtractionReader.Read(e, isCall, file))],
            Undo = map["undo"] is { } undo ? ReadUndo(undo, file) : null,
        };
    }

    private static (string Title, SourceSpan Span) ReadTitle(MapReader map, FileScope file) =>
        map.Required("step") is { } node && MapReader.ReadLiteral(node, file) is { } title ? (title.Text, title.Whole) : ("", map.Span);

    private static string ReadId(MapReader map, string title, SourceSpan span, FileScope file)
    {
        var id = map.Literal("id") ?? Slug(title);
        if (id.Length == 0 && title.Length > 0)
            file.Say(
                DiagnosticCodes.MissingKey,
                span,
                "the step has no id",
                "a step's id is made of the letters and digits of its title",
                "give it an id, or a title with letters"
            );
        return id;
    }

    private static ValueTemplate? ReadItems(LocatedNode node, FileScope file)
    {
        var before = file.Problems.ErrorCount;
        var items = ValueReader.Read(node, file);
        if (items is ListTemplate or TextTemplate { Template.Whole: not null } || file.Problems.ErrorCount > before)
            return items;
        file.SayShape(node, "a list, or one expression that gives one,", "for_each: <<users>>, or for_each: [EU, NA]");
        return null;
    }

    private static CallTemplate? ReadCall(MapReader map, FileScope file) =>
        map["call"] is { } node && IncludeReader.ReadScenario(node, file) is { } include
            ? new CallTemplate(include, map.Named("with", "with: { input: value }"))
            : null;

    /// <summary>Lower case, words joined by hyphens: "Create a user" becomes "create-a-user".</summary>
    private static string Slug(string title)
    {
        var slug = new StringBuilder();
        foreach (var letter in title)
        {
            if (char.IsLetterOrDigit(letter))
                slug.Append(char.ToLowerInvariant(letter));
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }
        return slug.ToString().TrimEnd('-');
    }

    private static void CheckAction(MapReader map, FileScope file)
    {
        var (isRequest, isCall) = (map.Has("request"), map.Has("call"));
        if (!isRequest && !isCall)
            SayNoAction(map, file);
        else if (isRequest && isCall)
            SayConflict("call", "a step has a request or a call, not both", "make two steps of it");
        else if (isCall)
            foreach (var key in StepKeys.RequestOnly.Where(map.Has))
                SayConflict(key, $"\"{key}\" belongs to a request, this step is a call", "remove it");
        else if (isRequest && map.Has("with"))
            SayConflict("with", "\"with\" belongs to a call, this step is a request", "remove it");

        void SayConflict(string key, string what, string fix) =>
            file.Say(DiagnosticCodes.ConflictingKeys, map.KeySpan(key), what, null, fix);
    }

    private static void SayNoAction(MapReader map, FileScope file)
    {
        if (!map.Means("request") && !map.Means("call"))
            file.Say(
                DiagnosticCodes.MissingKey,
                map.KeySpan("step"),
                "a step needs a request or a call",
                null,
                "add \"request: METHOD address\" or \"call: file\""
            );
    }

    private static RequestTemplate? ReadUndo(LocatedNode node, FileScope file)
    {
        if (node is ScalarNode)
            return RequestReader.Read(null, node, file);
        if (MapReader.Open(node, RequestKeys.Undo, file) is not { } map)
            return null;
        return map.Required("request") is { } request ? RequestReader.Read(map, request, file) : null;
    }
}
