using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Language;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Yaml;

namespace PingOneScenarios.Engine.Loading;

/// <summary>The root of a scenario file to its model.</summary>
internal static class ScenarioReader
{
    /// <summary>The scenario with all that could be read of it, or null when it is none.</summary>
    /// <param name="document">The file.</param>
    /// <param name="packRoot">The folder its includes must stay in.</param>
    /// <param name="templates">Parses its templates.</param>
    /// <param name="problems">Takes what is wrong with it, also as YAML.</param>
    public static Scenario? Read(Document document, string packRoot, TemplateParser templates, DiagnosticBag problems)
    {
        foreach (var problem in document.Diagnostics)
            problems.Add(problem);
        return document.Root is { } root
            ? Read(root, document.Source, new FileScope(document.FullPath, packRoot, templates, problems))
            : null;
    }

    private static Scenario? Read(LocatedNode root, SourceText source, FileScope file)
    {
        if (MapReader.Open(root, ScenarioKeys.Scenario, file) is not { } map)
            return null;
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        var title = map.Title("scenario");
        if (map.Required("steps") is SequenceNode { Items.IsEmpty: true } none)
            file.Say(DiagnosticCodes.MissingKey, none.Span, "a scenario needs at least one step", null, "add \"- step: …\"");
        return new Scenario
        {
            Source = source,
            FullPath = file.FullPath,
            Title = title?.Text ?? Path.GetFileNameWithoutExtension(source.Path),
            TitleSpan = title?.Whole ?? root.Span,
            Description = map.Literal("description"),
            Docs = map.Literal("docs"),
            Tags = [.. map.Items("tags", "tags: [users]").Select(t => MapReader.ReadLiteral(t, file)?.Text).OfType<string>()],
            Inputs = [.. map.Entries("inputs", "inputs: { envID: { type: uuid } }").Select(e => InputReader.Read(e, file))],
            Vars = Names(map.Named("vars", "vars: { name: value }"), file),
            Defaults = ReadDefaults(map["defaults"], file),
            Steps = ReadSteps(map, "steps", ids, file),
            Finally = ReadSteps(map, "finally", ids, file),
            Outputs = Names(map.Named("outputs", "outputs: { name: <<value>> }"), file),
            Timeout = map.Duration("timeout"),
            Limits = map["limits"] is { } limits ? LimitsReader.Read(limits, file) : [],
            Unread = map.Unread(("inputs", map["inputs"] is MappingNode), ("vars", map["vars"] is MappingNode)),
        };
    }

    private static ImmutableArray<NamedTemplate> Names(ImmutableArray<NamedTemplate> templates, FileScope file)
    {
        foreach (var template in templates)
            NameCheck.Check(template.Name, template.NameSpan, file);
        return templates;
    }

    private static Defaults ReadDefaults(LocatedNode? node, FileScope file)
    {
        if (node is null || MapReader.Open(node, ScenarioKeys.Defaults, file) is not { } map)
            return new Defaults();
        var fields = map["headers"] is { } headers ? FieldReader.ReadHeaders(headers, file) : [];
        AuthReader.CheckAlone(map, fields, file);
        return new Defaults
        {
            Headers = fields,
            Auth = map["auth"] is { } auth ? AuthReader.ReadDefault(auth, file) : null,
            Timeout = map.Duration("timeout"),
            Retry = map["retry"] is { } retry ? RetryReader.Read(retry, file) : null,
            SendsKey = UnknownReader.ReadKey(map, file) ?? false,
        };
    }

    private static ImmutableArray<Step> ReadSteps(MapReader map, string key, Dictionary<string, int> ids, FileScope file)
    {
        var steps = ImmutableArray.CreateBuilder<Step>();
        foreach (var item in map.Items(key, $"{key}: [{{ step: Read it, request: GET <<apiPath>>/… }}]"))
        {
            if (StepReader.Read(item, file) is not { } step)
                continue;
            // Without an id there is no title either, which has been said.
            if (step.Id.Length > 0 && !ids.TryAdd(step.Id, step.Span.Line))
                file.Say(
                    DiagnosticCodes.DuplicateName,
                    step.Span,
                    $"another step has the id \"{step.Id}\" already",
                    $"it stands in line {ids[step.Id]}; a step's id is its title unless it has one",
                    "give one of them an id of its own"
                );
            steps.Add(step);
        }
        return steps.ToImmutable();
    }
}
