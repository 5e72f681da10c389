using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Scenarios;

/// <summary>The types of inputs as they are written.</summary>
internal static class InputTypeNames
{
    private static readonly ImmutableArray<InputType> Types = [.. Enum.GetValues<InputType>()];

    public static ImmutableArray<string> All { get; } = [.. Types.Select(Name)];

    public static string Name(this InputType type) => type.ToString().ToLowerInvariant();

    /// <summary>What an input of the type takes, in a sentence.</summary>
    public static string Meaning(this InputType type) =>
        type switch
        {
            InputType.Text => "Any text.",
            InputType.Url => "An absolute http or https address; given by the operator, it may be contacted.",
            InputType.Uuid => "A UUID with hyphens.",
            InputType.Number => "A number.",
            InputType.Boolean => "true or false.",
            InputType.Duration => "A length of time such as 30s or 1h30m.",
            InputType.List => "A list; on the command line as JSON.",
            _ => "A map; on the command line as JSON.",
        };

    public static InputType? Find(string name)
    {
        foreach (var type in Types)
        {
            if (type.Name() == name)
                return type;
        }
        return null;
    }
}
