using System.Collections.Concurrent;
using PingOneScenarios.Engine.Tests;

namespace PingOneScenarios.Cli.Tests.Driving;

/// <summary>A command line that goes on while its output is read, inside this process.</summary>
internal sealed class RunningCommand : IAsyncDisposable
{
    private readonly HeardWriter output = new();
    private readonly BlockingCollection<ConsoleKeyInfo> keys = [];
    private readonly CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly Task<int> code;

    static RunningCommand() => Environment.CurrentDirectory = RepositoryRoot.Folder;

    private RunningCommand(string[] arguments, Surroundings surroundings)
    {
        var terminal = Terminal.Over(
            output,
            output,
            surroundings.Variable,
            surroundings.LiveWidth is { } width ? () => (width, 40) : null,
            surroundings.Input,
            surroundings.LiveWidth is null ? null : () => keys.Take()
        );
        code = Task.Run(() => Program.RunAsync(arguments, terminal, TestContext.Current.CancellationToken, stop.Token));
    }

    /// <summary>Both streams, as they were written.</summary>
    public string Printed => output.ToString();

    public static RunningCommand Start(params string[] arguments) => Start(arguments, new Surroundings());

    /// <summary>On a live terminal keys can be pressed.</summary>
    public static RunningCommand Start(string[] arguments, Surroundings surroundings) => new(arguments, surroundings);

    /// <summary>Waits until a text has been printed so many times.</summary>
    public Task SeeAsync(string text, int times = 1) => output.SeeAsync(text, times, code);

    public void Press(string typed)
    {
        foreach (var letter in typed)
            keys.Add(new ConsoleKeyInfo(letter, KeyOf(letter), shift: false, alt: false, control: false));
    }

    public void Press(ConsoleKey key, bool control = false) => keys.Add(new ConsoleKeyInfo('\0', key, shift: false, alt: false, control));

    /// <summary>Ctrl+C.</summary>
    public Task InterruptAsync() => stop.CancelAsync();

    /// <summary>The exit code.</summary>
    public Task<int> EndAsync() => code.WaitAsync(HeardWriter.Patience, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await EndAsync();
        keys.CompleteAdding();
        stop.Dispose();
        await output.DisposeAsync();
    }

    private static ConsoleKey KeyOf(char letter) =>
        letter switch
        {
            '\n' => ConsoleKey.Enter,
            >= 'a' and <= 'z' => (ConsoleKey)char.ToUpperInvariant(letter),
            _ => ConsoleKey.NoName,
        };
}
