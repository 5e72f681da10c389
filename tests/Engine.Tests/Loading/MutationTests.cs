using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Formatting;
using PingOneScenarios.Engine.Loading;
using PingOneScenarios.Engine.Planning;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Yaml;
using SourceText = PingOneScenarios.Engine.Diagnostics.SourceText;

namespace PingOneScenarios.Engine.Tests.Loading;

/// <summary>Scenario files with random damage: whatever an author does to a file, it is answered with places and words, and at once.</summary>
public sealed class MutationTests
{
    private const int MutantsOfEachFile = 1300;
    private const int FewestMutants = 10_000;

    /// <summary>Each one of so many is formatted too.</summary>
    private const int FormattedOf = 10;

    /// <summary>In bytes, all together.</summary>
    private const long MostAllocated = 200 << 20;
    private const int Seed = 20240131;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private static readonly string[] Insertions =
    [
        " ",
        "\t",
        "\n",
        "\r",
        ":",
        ": ",
        " #",
        "- ",
        "'",
        "\"",
        "[",
        "]",
        "{",
        "}",
        ",",
        "<<",
        ">>",
        "<",
        ">",
        "&a ",
        "*a",
        "!",
        "!!str ",
        "|\n",
        ">\n",
        "%",
        "@",
        "`",
        "---\n",
        "...\n",
        "? ",
        "\\",
        "~",
        "null",
        "\u0000",
        "\u0085",
        "\u2028",
        "\uFEFF",
        "😀",
        "$.",
        "$[",
        "0",
        "<<: *a",
        "<<a",
        "=",
        "(",
    ];

    public static IEnumerable<TheoryDataRow<string>> Files =>
        Directory
            .EnumerateFiles(RepositoryRoot.PathOf("scenarios"), "*.yaml", SearchOption.AllDirectories)
            .Where(f => new FileInfo(f).Length > 0)
            .Select(f => Path.GetRelativePath(RepositoryRoot.Folder, f).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)
            .Select(f => new TheoryDataRow<string>(f));

    [Theory]
    [MemberData(nameof(Files))]
    public void Damage_is_said_with_its_place_and_at_once(string file)
    {
        var text = File.ReadAllText(RepositoryRoot.PathOf(file.Split('/')));
        var isEnvironment = file.Contains("/environments/", StringComparison.Ordinal);
        var random = new Random(Seed);
        var (refused, most) = (0, 0L);
        for (var i = 0; i < MutantsOfEachFile; i++)
        {
            var mutant = Mutate(text, random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var (problems, time) = Read(mutant, isEnvironment);
            most = Math.Max(most, GC.GetAllocatedBytesForCurrentThread() - before);
            // A busy machine is no fault of the mutant: what takes long has to take long again.
            Assert.True(time < Longest || Read(mutant, isEnvironment).Time < Longest, $"{time} for\n{mutant}");
            refused += problems.HasErrors ? 1 : 0;
            if (i % FormattedOf == 0)
                Formatter.Format(Document.Read(new SourceText("mutant.yaml", mutant), ""), problems);
            foreach (var problem in problems.All)
                Check(problem, mutant);
        }
        Assert.InRange(refused, MutantsOfEachFile / 10, MutantsOfEachFile);
        Assert.InRange(most, 0, MostAllocated);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{file}: {MutantsOfEachFile} mutants, {refused} refused, at most {most >> 10} KB allocated for one"
        );
    }

    [Fact]
    public void There_are_as_many_mutants_as_trust_asks_for()
    {
        var mutants = Files.Count() * MutantsOfEachFile;
        Assert.InRange(mutants, FewestMutants, int.MaxValue);
        TestContext.Current.TestOutputHelper?.WriteLine($"YAML: {mutants} mutants of {Files.Count()} files read and checked, 0 crashes");
    }

    private static (DiagnosticBag Problems, TimeSpan Time) Read(string text, bool isEnvironment)
    {
        var watch = Stopwatch.StartNew();
        var problems = new DiagnosticBag();
        if (isEnvironment)
            ReadEnvironment(new SourceText("mutant.yaml", text), problems);
        else
            ReadScenario(new SourceText("mutant.yaml", text), problems);
        return (problems, watch.Elapsed);
    }

    private static void ReadEnvironment(SourceText source, DiagnosticBag problems)
    {
        EnvironmentLoader.Read(Document.Read(source, "/pack/mutant.yaml"), problems);
    }

    private static void ReadScenario(SourceText source, DiagnosticBag problems)
    {
        var document = Document.Read(source, "/pack/mutant.yaml");
        if (ScenarioReader.Read(document, "/pack", new TemplateParser(Loads.Functions), problems) is { } scenario)
            Planner.Check(
                new ScenarioTree(scenario, ImmutableDictionary.CreateRange([KeyValuePair.Create(scenario.FullPath, scenario)])),
                problems
            );
    }

    private static void Check(Diagnostic problem, string mutant)
    {
        var span = problem.Span;
        Assert.True(
            span.Start >= 0 && span.Length >= 0 && span.Start + span.Length <= span.Source.Text.Length,
            $"{problem.What} at {span.Start}+{span.Length} in\n{mutant}"
        );
        Assert.True(problem.What.Length > 0 && problem.Fix.Length > 0);
        var lines = problem.ToString().Split('\n');
        Assert.StartsWith($"{span.Source.Path}:{span.Line}:{span.Column}: ", lines[0], StringComparison.Ordinal);
        Assert.True(span.Source.Text.Length == 0 || lines.Any(l => l.TrimEnd().EndsWith('^')), $"no caret: {problem}");
    }

    // One to three changes of letters or lines.
    internal static string Mutate(string text, Random random)
    {
        for (var changes = random.Next(1, 4); changes > 0; changes--)
            text = random.Next(9) switch
            {
                < 4 => MutateLetters(text, random),
                < 8 => MutateLines(text, random),
                _ => random.Next(2) == 0 ? FlipBytes(text, random) : AddAlias(text, random),
            };
        return text;
    }

    // What is then no UTF-8 never gets past the reading of files; here it is seen as its letters.
    private static string FlipBytes(string text, Random random)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var flips = bytes.Length == 0 ? 0 : random.Next(1, 5); flips > 0; flips--)
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        return Encoding.UTF8.GetString(bytes);
    }

    // One value is named, another one becomes that.
    private static string AddAlias(string text, Random random)
    {
        var lines = text.Split('\n');
        var keyed = Enumerable.Range(0, lines.Length).Where(i => lines[i].Contains(": ", StringComparison.Ordinal)).ToList();
        if (keyed.Count == 0)
            return text;
        var (named, used) = (keyed[random.Next(keyed.Count)], keyed[random.Next(keyed.Count)]);
        lines[used] = lines[used][..(lines[used].IndexOf(": ", StringComparison.Ordinal) + 2)] + "*m";
        var at = lines[named].IndexOf(": ", StringComparison.Ordinal) + 2;
        lines[named] = lines[named].Insert(at, "&m ");
        return string.Join('\n', lines);
    }

    private static string MutateLetters(string text, Random random)
    {
        var at = random.Next(text.Length + 1);
        var length = Math.Min(random.Next(1, 4), text.Length - at);
        return random.Next(4) switch
        {
            0 => text.Remove(at, length),
            1 => text.Insert(at, text.Substring(at, length)),
            2 => text[..at],
            _ => text.Insert(at, Insertions[random.Next(Insertions.Length)]),
        };
    }

    private static string MutateLines(string text, Random random)
    {
        var lines = text.Split('\n').ToList();
        var at = random.Next(lines.Count);
        switch (random.Next(4))
        {
            case 0:
                lines.RemoveAt(at);
                break;
            case 1:
                lines.Insert(at, lines[random.Next(lines.Count)]);
                break;
            case 2:
                lines[at] = new string(' ', random.Next(6)) + lines[at].TrimStart();
                break;
            default:
                var other = random.Next(lines.Count);
                (lines[at], lines[other]) = (lines[other], lines[at]);
                break;
        }
        return new StringBuilder().AppendJoin('\n', lines).ToString();
    }
}
