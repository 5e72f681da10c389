using System.Collections.Immutable;
using PingOneScenarios.Engine.Language;

namespace PingOneScenarios.Engine.Formatting;

/// <summary>A place in a file as the formatter sees it: which table orders its keys, and what stands below them.</summary>
internal sealed class FormatLevel
{
    /// <summary>The root of a scenario file.</summary>
    public static readonly FormatLevel Scenario = new(ScenarioKeys.Scenario);

    /// <summary>The root of an environment file.</summary>
    public static readonly FormatLevel Environment = new(EnvironmentKeys.Environment);

    /// <summary>Where any keys are allowed, in the order the author gave them.</summary>
    private static readonly FormatLevel Free = new(new AnyShape());

    private readonly List<KeyShape> shapes;

    private FormatLevel(KeyShape shape) => shapes = [.. Flat(shape)];

    /// <summary>The table of its keys; empty where the names are the author's.</summary>
    public ImmutableArray<KeyRow> Keys => Table?.Rows ?? [];

    /// <summary>The place of each item of a list.</summary>
    public FormatLevel Each => shapes.OfType<ListShape>().FirstOrDefault() is { } list ? new FormatLevel(list.Item) : Free;

    /// <summary>Whether it is a step.</summary>
    public bool IsStep => Table == StepKeys.Step;

    private TableShape? Table => shapes.OfType<TableShape>().FirstOrDefault();

    /// <summary>The place of the value under a key.</summary>
    public FormatLevel Under(string key)
    {
        var row = Keys.FirstOrDefault(k => k.Name == key);
        var shape = row?.Shape ?? (Table is null ? shapes.OfType<MapShape>().FirstOrDefault()?.Value : null);
        return shape is null ? Free : new FormatLevel(shape);
    }

    private static IEnumerable<KeyShape> Flat(KeyShape shape) => shape is EitherShape either ? either.Shapes.SelectMany(Flat) : [shape];
}
