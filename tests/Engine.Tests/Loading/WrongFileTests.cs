using System.Text;

namespace PingOneScenarios.Engine.Tests.Loading;

/// <summary>What is said about wrong files, word by word: tests/cases/wrong against tests/golden/wrong.</summary>
public sealed class WrongFileTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(CaseFiles.OfScenarios), MemberType = typeof(CaseFiles))]
    public async Task Scenarios_are_refused_in_these_words(string file)
    {
        var said = new StringBuilder();
        foreach (var files in CaseFiles.Read(file, "scenario.yaml"))
        {
            using var pack = new TemporaryPack();
            pack.Write(files);
            said.Append("=== ").Append(files.Name).Append('\n').Append(await pack.ValidateAsync()).Append("\n\n");
        }
        Golden.Check("wrong/" + file, said.ToString());
    }

    [Fact]
    public void Whatever_is_nearly_right_is_asked_after()
    {
        var said = File.ReadAllText(RepositoryRoot.PathOf("tests", "golden", "wrong", "did-you-mean.txt"));
        Assert.All(said.Split("scenario.yaml:").Skip(1), problem => Assert.Contains("did you mean", problem, StringComparison.Ordinal));
    }

    [Fact]
    public void No_parser_is_quoted()
    {
        string[] foreign =
        [
            "while scanning",
            "while parsing",
            "did not find",
            "found unexpected",
            "Error while",
            "Unexpected token",
            "Expecting ",
            "<expression>",
            "<eof>",
        ];
        foreach (var file in Directory.EnumerateFiles(RepositoryRoot.PathOf("tests", "golden", "wrong")))
            Assert.All(foreign, words => Assert.DoesNotContain(words, File.ReadAllText(file), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Environments_are_refused_in_these_words()
    {
        var said = new StringBuilder();
        foreach (var files in CaseFiles.Read("environments.txt", "mine.yaml"))
        {
            using var pack = new TemporaryPack();
            pack.Write(files);
            var problems = await TemporaryPack.EnvironmentProblemsAsync(pack.PathOf("mine.yaml"), Ct);
            said.Append("=== ").Append(files.Name).Append('\n').Append(pack.Render(problems)).Append("\n\n");
        }
        Golden.Check("wrong/environments.txt", said.ToString());
    }
}
