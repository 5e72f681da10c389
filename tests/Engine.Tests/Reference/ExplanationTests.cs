using System.Collections.Immutable;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Reference;
using PingOneScenarios.Engine.Tests.Loading;

namespace PingOneScenarios.Engine.Tests.Reference;

/// <summary>Explanations say the truth: the wrong example has the mistake, the right one has none.</summary>
public sealed class ExplanationTests
{
    /// <summary>Only a run, its operator or a command that writes files can cause them.</summary>
    private static readonly ImmutableHashSet<string> OnlyInARun =
    [
        "PS1016",
        "PS1017",
        "PS1018",
        "PS1023",
        "PS1024",
        "PS2012",
        "PS2013",
        "PS2014",
        "PS2015",
        "PS2016",
        "PS2017",
        "PS2018",
        "PS3001",
        "PS3004",
        "PS3006",
        "PS3008",
        "PS3009",
        "PS5001",
        "PS5002",
        "PS5004",
        "PS5005",
        "PS5006",
        "PS5007",
        "PS7015",
        "PS7016",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Codes => [.. DiagnosticCodes.All.Select(c => c.Id)];

    [Fact]
    public void Every_code_is_explained_once() =>
        Assert.Equal(DiagnosticCodes.All.Select(c => c.Id).Order(StringComparer.Ordinal), ExplanationTable.All.Select(e => e.Code.Id));

    [Theory, MemberData(nameof(Codes))]
    public async Task The_wrong_example_has_this_mistake_and_no_other(string code)
    {
        var explanation = ExplanationTable.Find(code)!;
        var found = (await ProblemsAsync(explanation.Wrong)).Select(p => p.Code.Id).Distinct();
        var isFound = code[2] is not ('4' or '6') && !OnlyInARun.Contains(code);
        Assert.Equal(isFound ? [code] : [], found);
    }

    [Theory, MemberData(nameof(Codes))]
    public async Task The_right_example_has_nothing_that_could_be_said_of_it(string code) =>
        Assert.Empty(await ProblemsAsync(ExplanationTable.Find(code)!.Right));

    [Theory, MemberData(nameof(Codes))]
    public void The_examples_differ_and_the_text_is_prose(string code)
    {
        var explanation = ExplanationTable.Find(code)!;
        Assert.False(explanation.Wrong.SequenceEqual(explanation.Right));
        Assert.EndsWith(".", explanation.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("  ", explanation.Text, StringComparison.Ordinal);
        Assert.InRange(explanation.Text.Length, 40, 500);
    }

    private static async Task<ImmutableArray<Diagnostic>> ProblemsAsync(ImmutableArray<ExampleFile> files)
    {
        using var pack = new TemporaryPack();
        foreach (var file in files)
            pack.Write(file.Path, file.Text);
        var path = pack.PathOf(files[0].Path);
        return files[0].IsEnvironment
            ? await TemporaryPack.EnvironmentProblemsAsync(path, Ct)
            : await TemporaryPack.ProblemsAsync(path, Ct);
    }
}
