using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Scenarios;

/// <summary>The types of inputs as they are written.</summary>
internal static class InputTypeNames
{
    private static readonly ImmutableArray<InputType> Types = [.. Enum.GetValues<InputType>()];

    public static ImmutableArray<string> All { get; } = [.. Types.Select(Name)];

    public static string Name(this InputType type) => type.ToString().ToLowerInvariant();

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
