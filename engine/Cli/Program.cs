using PingOneScenarios.Cli.Locals;
using PingOneScenarios.Emulator;
using PingOneScenarios.Engine;

namespace PingOneScenarios.Cli;

/// <summary>Where the process begins and ends.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        var terminal = Terminal.OfProcess();
        if (Inherited.LacksMemory())
        {
            terminal.Error.WriteLine("p1s: ulimit -v leaves too little memory; p1s needs 512 MB of address space");
            return ExitCode.WrongUse;
        }
        using var signals = new Signals();
        return await RunAsync(arguments, terminal, signals.Abort, signals.Stop);
    }

    /// <summary>Runs a command line and gives its exit code. No exception leaves it.</summary>
    /// <param name="arguments">Without the name of the program.</param>
    /// <param name="terminal">Where text goes.</param>
    /// <param name="abort">Ends everything at once.</param>
    /// <param name="ct">Ends in order: <c>finally</c> and undo still run.</param>
    public static async Task<int> RunAsync(string[] arguments, Terminal terminal, CancellationToken abort, CancellationToken ct)
    {
        var code = await ObeyAsync(arguments, terminal, abort, ct);
        return terminal.TellLost(isReadToTheEnd: false) ? ExitCode.Gravest([code, ExitCode.Broken]) : code;
    }

    private static async Task<int> ObeyAsync(string[] arguments, Terminal terminal, CancellationToken abort, CancellationToken ct)
    {
        try
        {
            using var workspace = new Workspace();
            return await new Composition(terminal, new CommandLine(arguments), workspace, abort).RunAsync(arguments, ct);
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Cancelled;
        }
        catch (Exception e) when ((e is FileNotFoundException or DirectoryNotFoundException) && !HasFolder())
        {
            await terminal.Error.WriteLineAsync("p1s: the working folder is gone; change to one that is there");
            return ExitCode.WrongUse;
        }
        catch (EmulatorStartException e)
        {
            await terminal.Error.WriteLineAsync($"p1s: {e.Message} --port names another one, --port 0 takes a free one.");
            return ExitCode.WrongUse;
        }
        catch (FixtureFailedException e)
        {
            await terminal.Error.WriteLineAsync($"p1s: {e.Message}");
            return ExitCode.Invalid;
        }
        catch (IOException) when (abort.IsCancellationRequested || ct.IsCancellationRequested)
        {
            return ExitCode.Cancelled;
        }
#pragma warning disable CA1031 // the last resort: a bug is said in one line, without a stack trace
        catch (Exception e)
#pragma warning restore CA1031
        {
            await terminal.Error.WriteLineAsync(
                $"p1s failed inside ({e.GetType().Name}); this is a bug in p1s, not in your scenario. Please report it with the command line."
            );
            return ExitCode.Broken;
        }
    }

    private static bool HasFolder()
    {
        try
        {
            return Path.GetFullPath(".").Length > 0;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }
}
