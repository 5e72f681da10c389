using PingOneScenarios.Engine.Fuzz.Fuzzing;
using PingOneScenarios.Engine.Fuzz.Targets;

namespace PingOneScenarios.Cli.Tests.LanguageServer;

/// <summary>A short run of the fuzz target of the command; see <c>tests/Engine.Fuzz</c>.</summary>
public sealed class FramingFuzzTests
{
    [Fact]
    public void Any_bytes_an_editor_may_send_are_cut_into_the_same_messages()
    {
        var campaign = new Campaign(FramingTarget.Row, new CorpusFolder(FramingTarget.Row.Name).Read(), seed: 20260131);
        foreach (var input in campaign.Beginning.Concat(Enumerable.Range(0, 400).Select(_ => campaign.Next())))
            Assert.Null(campaign.Try(input, out _)?.Failure);
    }
}
