using PingOneScenarios.Cli.Tests.Driving;

namespace PingOneScenarios.Cli.Tests;

/// <summary>The command as people meet it, word for word.</summary>
public sealed class TranscriptTests(Peers peers) : IClassFixture<Peers>
{
    public static TheoryData<string> Names => [.. Transcript.Names];

    [Theory, MemberData(nameof(Names))]
    public Task The_command_prints_what_its_transcript_says(string name) => Transcript.CheckAsync(name, peers);
}
