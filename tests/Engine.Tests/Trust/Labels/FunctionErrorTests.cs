using System.Text.Json;
using System.Text.RegularExpressions;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Tests.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Tests.Trust.Labels;

/// <summary>
/// Trust rule 9 on messages: every error in the tables of functions once more, with every literal of the call as a secret. What is said then
/// is one of the sentences in the source, and no part of an argument.
/// </summary>
public sealed partial class FunctionErrorTests
{
    /// <summary>What a sentence may be put together of: none of it is a value, a piece or a count of one.</summary>
    private static readonly string[] Harmless =
    [
        "item.Kind",
        "i.Kind",
        "value.Kind",
        "a[0]!.Kind",
        "encoding",
        "name",
        "place",
        "allowed",
        "lowest",
        "highest",
        "DurationText.Examples",
        "MostItems",
        "bound.What",
    ];

    /// <summary>Sites that no call can reach with few letters: they take megabytes, seconds or a broken program.</summary>
    private static readonly string[] Large =
    [
        "the result is longer than 16 MB",
        "the result has more than 1000000 items",
        "the text is longer than 1 MB",
        "the selector can take too long on this page; use > and fewer parts",
        "the path is longer than 1000 characters",
        "the search takes too long",
        "matching takes too long; a pattern without lookarounds and backreferences is fast",
        "the search takes too long, it looks at the document again and again; say the path more precisely",
    ];

    private static readonly SecretLabel Label = new("hidden");

    private static readonly string[] Tables =
    [
        .. Directory.EnumerateFiles(RepositoryRoot.PathOf("tests", "cases"), "functions-*.txt").Select(f => Path.GetFileName(f)!),
        "function-errors.txt",
    ];

    private static ITestOutputHelper Output => TestContext.Current.TestOutputHelper!;

    [Fact]
    public void Rule_9_an_error_says_nothing_of_a_secret_argument()
    {
        var (wrong, said) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var call in Tables.SelectMany(ErrorsIn))
        {
            var (problem, secrets) = Tried(call);
            if (problem?.Code != DiagnosticCodes.EvaluationFailed)
                continue;
            said.Add(problem.What);
            var told = $"{problem.What}\n{problem.Why}\n{problem.Fix}";
            var words = $"{string.Join('\n', Sentences().Select(s => s.Text))}\n{problem.Why}\n{problem.Fix}";
            wrong.AddRange(
                secrets
                    .Where(s =>
                        s.Length > 2
                        && told.Contains(s, StringComparison.OrdinalIgnoreCase)
                        && !words.Contains(s, StringComparison.OrdinalIgnoreCase)
                    )
                    .Select(s => $"{call}: \"{s}\" in {problem.What}")
            );
            if (!Sentences().Any(s => s.Fits(problem.What)))
                wrong.Add($"{call}: not one of the sentences: {problem.What}");
        }
        var unseen = Sentences().Where(s => !Large.Contains(s.Text) && !said.Any(s.Fits)).Select(s => $"{s.File}: {s.Text}").ToList();
        Output.WriteLine($"{said.Count} messages of {Sentences().Count} sites");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(30)));
        Assert.True(unseen.Count == 0, "no row for:\n" + string.Join('\n', unseen));
    }

    [Fact]
    public void Rule_9_the_sentence_of_an_error_is_put_together_of_no_value()
    {
        foreach (var sentence in Sentences())
            Assert.All(Inserted().Matches(sentence.Text), m => Assert.Contains(m.Groups[1].Value, Harmless));
    }

    private static IEnumerable<string> ErrorsIn(string table) =>
        CaseTable
            .Read(table)
            .Select(row => row.Data.Item2)
            .Where(p => p[^1].StartsWith("error", StringComparison.Ordinal))
            .Select(p => p[0]);

    // The call with a labelled variable for each literal; null where it is refused before any value is known.
    private static (Diagnostic? Problem, List<string> Secrets) Tried(string call)
    {
        var (bench, secrets) = (new ExpressionBench(), new List<string>());
        foreach (
            var member in JsonDocument
                .Parse(File.ReadAllText(RepositoryRoot.PathOf("tests", "cases", "functions-variables.json")))
                .RootElement.EnumerateObject()
        )
            bench.With(member.Name, ValueJson.From(member.Value), Label);
        var hidden = Literal()
            .Replace(
                call,
                m =>
                {
                    if (m.Groups["key"].Success || m.Groups["word"].Success)
                        return m.Value;
                    var value = m.Groups["number"].Success ? ValueJson.From(JsonDocument.Parse(m.Value).RootElement) : bench.Value(m.Value);
                    secrets.AddRange(value.Texts());
                    var name = $"hidden{secrets.Count}x{m.Index}";
                    bench.With(name, value, Label);
                    return name;
                }
            );
        try
        {
            bench.Render($"<<{hidden}>>");
            return (null, secrets);
        }
        catch (DiagnosticException e)
        {
            return (hidden.Contains("hidden", StringComparison.Ordinal) ? e.Diagnostic : null, secrets);
        }
    }

    private static List<Sentence> Sentences() => found;

    private static readonly List<Sentence> found =
    [
        .. new[] { "Templating", "Expectations/Predicates" }
            .SelectMany(folder =>
                Directory.EnumerateFiles(
                    RepositoryRoot.PathOf(["engine", "Engine", .. folder.Split('/')]),
                    "*.cs",
                    SearchOption.AllDirectories
                )
            )
            .SelectMany(file =>
                Site()
                    .Matches(File.ReadAllText(file))
                    .Select(m => new Sentence(Path.GetFileName(file), m.Groups[1].Value.Replace("\\\"", "\"", StringComparison.Ordinal)))
            ),
    ];

    private sealed record Sentence(string File, string Text)
    {
        public bool Fits(string what) =>
            Regex.IsMatch(
                what,
                ": "
                    + Inserted().Replace(Regex.Escape(Text).Replace("\\{", "{", StringComparison.Ordinal), ".*")
                    + "( \\(more is not told|$)"
            );
    }

    [GeneratedRegex("""new FunctionException\(\s*\$?"((?:[^"\\]|\\.)*)"[,)\s]""")]
    private static partial Regex Site();

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Inserted();

    [GeneratedRegex(
        """(?<key>"(?:[^"\\]|\\.)*"\s*:)|(?<text>"(?:[^"\\]|\\.)*"|'[^']*')|(?<word>[A-Za-z_$][\w.]*)|(?<number>-?\d+(?:\.\d+)?(?:[eE]\d+)?)"""
    )]
    private static partial Regex Literal();
}
