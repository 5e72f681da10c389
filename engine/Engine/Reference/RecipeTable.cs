using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Reference;

/// <summary>The recipes of Recipes.txt: <c>=== title</c> begins one, <c>---</c> its scenario. A test runs each of them.</summary>
internal static class RecipeTable
{
    private const string TitleMark = "\n=== ";
    private const string ScenarioMark = "\n---\n";

    private static readonly Lazy<ImmutableArray<Recipe>> Read = new(ReadAll);

    /// <summary>In the order of the file.</summary>
    public static ImmutableArray<Recipe> All => Read.Value;

    private static ImmutableArray<Recipe> ReadAll()
    {
        using var stream = typeof(RecipeTable).Assembly.GetManifestResourceStream("Recipes.txt")!;
        using var reader = new StreamReader(stream);
        return [.. ("\n" + reader.ReadToEnd()).Split(TitleMark).Skip(1).Select(ReadOne)];
    }

    private static Recipe ReadOne(string text)
    {
        var title = text.IndexOf('\n', StringComparison.Ordinal);
        var scenario = text.IndexOf(ScenarioMark, StringComparison.Ordinal);
        return new Recipe(
            text[..title],
            text[(title + 1)..scenario].Replace('\n', ' '),
            text[(scenario + ScenarioMark.Length)..].TrimEnd() + "\n"
        );
    }
}
