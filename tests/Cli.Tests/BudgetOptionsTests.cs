using System.CommandLine;
using PingOneScenarios.Cli.Commands;
using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Cli.Tests;

public sealed class BudgetOptionsTests
{
    [Fact]
    public void A_command_that_takes_none_gives_the_usual_ones() =>
        Assert.Equal(Budgets.Usual, new BudgetOptions().Of(new Command("resume").Parse([])));

    [Fact]
    public void What_is_not_given_is_as_usual()
    {
        var (command, options) = (new Command("run"), new BudgetOptions());
        options.AddTo(command);
        Assert.Equal(Budgets.Usual, options.Of(command.Parse([])));
        Assert.Equal(Budgets.Usual with { Steps = 4 }, options.Of(command.Parse(["--max-steps", "4"])));
        Assert.Equal(Budgets.Usual with { SecretBits = 0 }, options.Of(command.Parse(["--max-secret-bits", "0"])));
    }
}
