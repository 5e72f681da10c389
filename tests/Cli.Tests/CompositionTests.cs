using PingOneScenarios.Engine;

namespace PingOneScenarios.Cli.Tests;

/// <summary>A command that is made by itself is the one that the tree of all commands has.</summary>
public sealed class CompositionTests
{
    [Fact]
    public void Every_command_is_found_by_the_name_it_has()
    {
        using var workspace = new Workspace();
        using var output = new StringWriter();
        var composition = new Composition(Terminal.Over(output, output, _ => null), new CommandLine([]), workspace, CancellationToken.None);
        Assert.All(composition.Commands, c => Assert.Equal(c.Name, c.Make().Name));
        Assert.Equal(composition.Commands.Select(c => c.Name), composition.Root.Subcommands.Select(c => c.Name));
    }
}
