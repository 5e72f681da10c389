using PingOneScenarios.Cli.Tests.Driving;

namespace PingOneScenarios.Cli.Tests.Selecting;

/// <summary>A folder of scenarios that run on the emulator, and the commands that are given it.</summary>
internal sealed class SelectionStage : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public string Folder => folder.Folder;

    /// <summary>Which passes when the emulator answers 501 to an address it does not have.</summary>
    public SelectionStage Scenario(string file, string tags = "", string head = "", int status = 501, string use = "")
    {
        folder.Write(
            file,
            $"""
            scenario: "{Path.GetFileNameWithoutExtension(file)}"
            tags: [{tags}]
            inputs:
              authPath: {"{ type: url }"}
            {head}
            steps:
              - step: Ask
                request: GET <<authPath>>/nowhere{use}
                expect: {"{ status: "}{status}{" }"}

            """
        );
        return this;
    }

    /// <summary>Which obtains an input from another.</summary>
    public SelectionStage Caller(string file, string obtained, string tags = "") =>
        Scenario(file, tags, $"  got: {{ obtain: {obtained} }}", use: "?got=<<got>>");

    /// <summary>Which others obtain from.</summary>
    public SelectionStage Callee(string file, string tags = "")
    {
        Scenario(file, tags);
        folder.Write(file, folder.Read(file) + "outputs: { got: x }\n");
        return this;
    }

    public SelectionStage Write(string file, string text)
    {
        folder.Write(file, text);
        return this;
    }

    public string PathOf(string file) => folder.PathOf(file);

    public string Read(string file) => folder.Read(file);

    public string Seen(string printed) => folder.Seen(printed);

    /// <summary>The arguments with <c>@</c> in the place of the folder.</summary>
    public Task<CommandRun> RunAsync(string line) => CommandRun.RunAsync(Arguments(line));

    public Task<CommandRun> RunAsync(string line, Surroundings surroundings) => CommandRun.RunAsync(Arguments(line), surroundings);

    /// <summary>The files that were run, in their order.</summary>
    public async Task<string> RunFilesAsync(string line)
    {
        var run = await RunAsync($"run {line} --emulator");
        return string.Join(
            ' ',
            Seen(run.Output)
                .Split('\n')
                .Where(l => l.Contains(", environment ", StringComparison.Ordinal))
                .Select(l => l[..l.IndexOf(',', StringComparison.Ordinal)])
        );
    }

    public void Dispose() => folder.Dispose();

    private string[] Arguments(string line) => [.. line.Split(' ').Select(a => a.Replace("@", Folder, StringComparison.Ordinal))];
}
