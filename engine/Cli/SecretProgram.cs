#pragma warning disable RS0030 // keeper of processes
using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Cli;

/// <summary>
/// The keeper of processes: runs the program an environment file names for a secret. Without a shell, with the process environment and
/// nothing on standard input; what it writes to standard error is only told when it fails.
/// </summary>
internal static class SecretProgram
{
    private const int LongestWords = 300;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <param name="command">The program, by its path or by a name to be found on the PATH, and its arguments.</param>
    /// <param name="searchPath">The PATH; null finds nothing by name.</param>
    /// <param name="clock">Tells when the time is up.</param>
    /// <param name="ct">Ends the program.</param>
    public static async Task<SecretText> RunAsync(
        ImmutableArray<string> command,
        string? searchPath,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (Find(command[0], searchPath ?? "") is not { } program)
            return SecretText.Missing("there is no such program", "name it by its path, or put its folder on the PATH");
        using var process = new Process { StartInfo = Settings(program, command) };
        using var timer = new CancellationTokenSource(Limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, ct);
        try
        {
            process.Start();
            process.StandardInput.Close();
            return await ReadAsync(process, either.Token);
        }
        catch (Win32Exception)
        {
            return SecretText.Missing("the program cannot be started", "look whether it can be executed");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            var seconds = Limit.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            return SecretText.Missing(
                $"the program did not end within {seconds} seconds",
                "a program that asks questions does not work here"
            );
        }
        finally
        {
            End(process);
        }
    }

    private static async Task<SecretText> ReadAsync(Process process, CancellationToken ct)
    {
        var words = ReadSomeAsync(process.StandardError.BaseStream, keepsReading: true, ct);
        var printed = await ReadSomeAsync(process.StandardOutput.BaseStream, keepsReading: false, ct);
        if (printed.Length > SecretText.Largest)
            return SecretText.Of(printed);
        await process.WaitForExitAsync(ct);
        if (process.ExitCode == 0)
            return SecretText.Of(printed);
        var code = process.ExitCode.ToString(CultureInfo.InvariantCulture);
        return SecretText.Missing(
            $"the program ended with exit code {code}{Said(await words, printed)}",
            "run it by itself and look what it says"
        );
    }

    // What a program writes that fails may still hold what it printed, the secret.
    private static string Said(byte[] words, byte[] printed)
    {
        var said = Encoding.UTF8.GetString(words).Trim();
        foreach (
            var line in Encoding.UTF8.GetString(printed).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        )
            said = said.Replace(line, "…", StringComparison.Ordinal);
        said = string.Join(' ', said.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return said.Length == 0 ? "" : $" and said: {(said.Length <= LongestWords ? said : said[..LongestWords] + "…")}";
    }

    private static async Task<byte[]> ReadSomeAsync(Stream stream, bool keepsReading, CancellationToken ct)
    {
        var bytes = new byte[SecretText.Largest + 1];
        var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct);
        // A program that cannot write on would never end.
        if (keepsReading)
            await stream.CopyToAsync(Stream.Null, ct);
        return bytes[..length];
    }

    private static ProcessStartInfo Settings(string program, ImmutableArray<string> command)
    {
        var settings = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in command.Skip(1))
            settings.ArgumentList.Add(argument);
        return settings;
    }

    // .NET itself would look into the current folder before the PATH, and that may be the folder of somebody else's scenarios.
    private static string? Find(string name, string searchPath)
    {
        if (Path.IsPathRooted(name))
            return File.Exists(name) ? name : null;
        return searchPath
            .Split(Path.PathSeparator)
            .Where(Path.IsPathRooted)
            .SelectMany(folder => OperatingSystem.IsWindows() ? [name + ".exe", name] : (string[])[name], Path.Combine)
            .FirstOrDefault(File.Exists);
    }

    private static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended, or never began.
        }
    }
}
