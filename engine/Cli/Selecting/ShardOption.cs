using System.CommandLine;
using System.CommandLine.Parsing;
using PingOneScenarios.Engine.Batch;

namespace PingOneScenarios.Cli.Selecting;

/// <summary><c>--shard k/n</c>.</summary>
internal sealed class ShardOption
{
    private readonly Option<Shard?> shard = new("--shard")
    {
        Description = "Do only the k-th of n parts of the runs; p1s merge puts the JSON reports of all parts together.",
        CustomParser = Read,
        HelpName = "k/n",
    };

    public void AddTo(Command command) => command.Add(shard);

    /// <summary>Null when all runs are to be done here.</summary>
    public Shard? Of(ParseResult parsed) => parsed.GetValue(shard);

    private static Shard? Read(ArgumentResult written)
    {
        var text = written.Tokens[0].Value;
        if (Shard.Read(text) is { } shard)
            return shard;
        var zero = text.StartsWith("0/", StringComparison.Ordinal) ? "; parts are counted from 1" : "";
        written.AddError($"--shard takes k/n, part k of n parts, for example 2/5, this is \"{text}\"{zero}");
        return null;
    }
}
