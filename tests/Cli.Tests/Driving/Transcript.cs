using System.Text;
using PingOneScenarios.Engine.Tests;

namespace PingOneScenarios.Cli.Tests.Driving;

/// <summary>
/// Files in tests/golden/cli: command lines behind <c>$</c>, below each what it prints and how it ends. The commands are run again and must
/// print the same. A new case is a line <c>$ p1s …</c>; <c>UPDATE_GOLDEN=1</c> writes what it prints. What stands behind <c>&lt;&lt;&lt;</c> is
/// typed, a word a line.
/// </summary>
internal static class Transcript
{
    private static readonly string Folder = RepositoryRoot.PathOf("tests", "golden", "cli");

    public static IEnumerable<string> Names => NamesIn(Folder);

    public static IEnumerable<string> NamesIn(string folder) =>
        Directory.EnumerateFiles(folder, "*.txt").Select(f => Path.GetFileNameWithoutExtension(f)).Order();

    public static Task CheckAsync(string name, Peers peers) => CheckAsync(Folder, name, peers);

    /// <summary>The same in another folder; a line that begins with <c>#</c> above a command stays.</summary>
    public static async Task CheckAsync(string folder, string name, Peers peers)
    {
        var path = Path.Combine(folder, name + ".txt");
        var expected = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        var actual = new StringBuilder();
        var lines = expected.Split('\n');
        foreach (var (line, next) in lines.Zip(lines.Skip(1)))
        {
            if (line.StartsWith("# ", StringComparison.Ordinal) && next.StartsWith("$ ", StringComparison.Ordinal))
                actual.Append(line).Append('\n');
            else if (line.StartsWith("$ ", StringComparison.Ordinal))
                actual.Append(line).Append('\n').Append(await RunAsync(line[2..], peers)).Append('\n');
        }
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            await File.WriteAllTextAsync(path, actual.ToString(), TestContext.Current.CancellationToken);
        else
            Assert.Equal(expected, actual.ToString());
    }

    private static async Task<string> RunAsync(string line, Peers peers)
    {
        foreach (var (placeholder, address) in peers.Names)
            line = line.Replace(placeholder, address, StringComparison.Ordinal);
        var words = Words(line);
        var command = words.IndexOf("p1s");
        var variables = words.Take(command).Select(w => w.Split('=', 2)).ToDictionary(w => w[0], w => w[1]);
        var typed = words.IndexOf("<<<");
        using var input =
            typed < 0 ? null : new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(words.Skip(typed + 1).Select(w => w + "\n"))));
        var run = await CommandRun.RunAsync(
            [.. words.Take(typed < 0 ? words.Count : typed).Skip(command + 1)],
            new Surroundings { Variables = variables, Input = input }
        );
        return Stable.Text(run.Printed, peers) + $"[exit {run.Code}]\n";
    }

    // Words are separated by spaces; single quotes keep them together.
    private static List<string> Words(string line) =>
        [.. line.Split('\'').SelectMany((part, i) => i % 2 == 1 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
}
