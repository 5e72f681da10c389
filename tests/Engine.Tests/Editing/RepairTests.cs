using System.Text;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Tests.Loading;

namespace PingOneScenarios.Engine.Tests.Editing;

/// <summary>The certain changes that diagnostics bring with them: each mends its problem and breaks nothing.</summary>
public sealed class RepairTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(CaseFiles.OfScenarios), MemberType = typeof(CaseFiles))]
    public async Task A_repair_mends_its_problem(string file)
    {
        var told = new StringBuilder();
        foreach (var files in CaseFiles.Read(file, "scenario.yaml"))
        {
            using var pack = new TemporaryPack();
            pack.Write(files);
            var path = EditedFiles.Canonical(pack.PathOf("scenario.yaml"));
            var edited = new EditedFiles(new Workspace());
            var text = await File.ReadAllTextAsync(path, Ct);
            edited.Write(path, text);
            var before = await edited.CheckAsync(path, Ct);
            foreach (var problem in await edited.RepairsAsync(path, Ct))
            {
                var repair = problem.Repair!;
                edited.Write(path, Apply(text, repair));
                var after = await edited.CheckAsync(path, Ct);
                Assert.True(Count(after, problem) < Count(before, problem), $"{files.Name}: {problem}\n→ {repair.Text}");
                Assert.DoesNotContain(after, a => a.Code == DiagnosticCodes.NotYaml);
                told.Append(problem.Code.Id).Append(' ').Append(problem.What).Append(" → ");
                told.Append(repair.Text.Length == 0 ? "(removed)" : repair.Text).Append('\n');
                edited.Write(path, text);
            }
        }
        if (told.Length > 0 || File.Exists(RepositoryRoot.PathOf("tests", "golden", "repairs", file)))
            Golden.Check("repairs/" + file, told.ToString());
    }

    [Theory]
    [InlineData("steps:\n  - step: A\n    call: b.yaml\n    headers:\n      X: 1\n\n    # kept\n    expect:\n", "headers", true)]
    [InlineData("steps:\n  - call: b.yaml\n    headers: { X: 1 }", "headers", true)]
    [InlineData("steps:\r\n  - call: b.yaml\r\n    headers:\r\n    - a\r\n    - b\r\n    step: A\r\n", "headers", true)]
    [InlineData("steps:\n  - headers: { X: 1 }\n    call: b.yaml\n    step: A\n", "headers", false)]
    [InlineData("steps: [{ step: A, call: b.yaml, headers: { X: 1 } }]\n", "headers", false)]
    public async Task What_does_not_belong_is_removed_with_its_value(string text, string key, bool canBeRemoved)
    {
        using var pack = new TemporaryPack();
        var path = EditedFiles.Canonical(pack.PathOf("a.yaml"));
        var edited = new EditedFiles(new Workspace());
        edited.Write(path, "scenario: A\n" + text);
        var repair = (await edited.RepairsAsync(path, Ct)).SingleOrDefault(d => d.What.Contains($"\"{key}\"", StringComparison.Ordinal));
        Assert.Equal(canBeRemoved, repair is not null);
        if (repair is null)
            return;
        var left = Apply("scenario: A\n" + text, repair.Repair!);
        Assert.DoesNotContain(key, left, StringComparison.Ordinal);
        Assert.DoesNotContain("X:", left, StringComparison.Ordinal);
        Assert.Equal(
            text.Contains("# kept", StringComparison.Ordinal),
            left.Contains("    # kept\n    expect:\n", StringComparison.Ordinal)
        );
    }

    private static int Count(IEnumerable<Diagnostic> problems, Diagnostic like) =>
        problems.Count(p => p.Code == like.Code && p.What == like.What && p.Span.Source.Path == like.Span.Source.Path);

    private static string Apply(string text, SourceEdit repair) =>
        text[..repair.Span.Start] + repair.Text + text[(repair.Span.Start + repair.Span.Length)..];
}
