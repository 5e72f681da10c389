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
        var isCall = map.Has("call");
        var (title, span) = ReadTitle(map, file);
        var items = map["for_each"] is { } written ? ReadItems(written, file) : null;
        var called = ReadCall(map, file);
        var request = map["request"] is { } line ? RequestReader.Read(map, line, file) : null;
        var unknown = UnknownReader.Read(map, file);
        if (request is not null)
            UnknownReader.CheckUseful(map, request, file);
        return new Step
        {
            Title = title,
            Span = span,
            Id = ReadId(map, title, span, file),
            When = map["when"] is { } when ? ExpressionReader.Read(when, "\"when\"", file) : null,
            ForEach = items,
            Request = request,
            Call = called,
            Retry = map["retry"] is { } retry ? RetryReader.Read(retry, file) : null,
            OnUnknown = unknown,
            SendsKey = UnknownReader.ReadKey(map, file),
            Expect = map["expect"] is { } expect
                ? ExpectReader.Read(expect, map.Narrowed("expect") ?? StepKeys.Expect, file)
                : Expectation.Nothing,
            Extractions =
            [
                .. map.Entries("extract", "extract: { id: $.id }").Select(e => ExtractionReader.Read(e, StepKeys.Extraction, isCall, file)),
            ],
            Undo = map["undo"] is { } undo ? ReadUndo(undo, file) : null,
            Unread = map.Unread(
                ("for_each", items is not null),
                ("call", called is not null),
                ("request", map.Has("request")),
                ("extract", map["extract"] is MappingNode)
            ),
        };
    }

    private static (string Title, SourceSpan Span) ReadTitle(MapReader map, FileScope file) =>
        map.Title("step") is { } title ? (title.Text, title.Whole) : ("", map.Span);

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

    private static RequestTemplate? ReadUndo(LocatedNode node, FileScope file)
    {
        if (node is ScalarNode)
            return RequestReader.Read(null, node, file);
        if (MapReader.Open(node, RequestKeys.Undo, file) is not { } map)
            return null;
        var undo = map.Required("request") is { } request ? RequestReader.Read(map, request, file) : null;
        if (undo?.RedirectsUntil is { } until)
            file.Say(
                DiagnosticCodes.InvalidValue,
                until.Span,
                "\"until\" has no place in an undo",
                "an undo waits for nothing: it takes back, and is done",
                "remove it"
            );
        return undo;
    }
}
