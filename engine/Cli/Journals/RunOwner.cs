#pragma warning disable RS0030 // keeper of which processes live
using System.Diagnostics;
using System.Globalization;

namespace PingOneScenarios.Cli.Journals;

/// <summary>
/// The keeper of which processes live: a process as a journal names the one that writes a run down, so that another can see whether it still
/// does. Its number alone would not do, since the system gives it again.
/// </summary>
/// <param name="Machine">Its name.</param>
/// <param name="Boot">Another one each time the machine starts; <c>-</c> where the system does not tell.</param>
/// <param name="Space">Where the number counts: containers count by themselves; <c>-</c> where the system does not tell.</param>
/// <param name="Number">Of the process.</param>
/// <param name="Began">When it began, as the system counts.</param>
internal sealed record RunOwner(string Machine, string Boot, string Space, int Number, string Began)
{
    private const string Unknown = "-";

    /// <summary>This process.</summary>
    public static RunOwner Here { get; } =
        new(
            Environment.MachineName,
            BootOfMachine(),
            new FileInfo("/proc/self/ns/pid").LinkTarget ?? Unknown,
            Environment.ProcessId,
            BeginOf(Environment.ProcessId) ?? Unknown
        );

    /// <summary>One as <see cref="ToString"/> wrote it; null when it is none.</summary>
    public static RunOwner? Read(string text) =>
        text.Split(' ') is [var machine, var boot, var space, var number, var began]
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var process)
            ? new RunOwner(Uri.UnescapeDataString(machine), boot, space, process, began)
            : null;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Uri.EscapeDataString(Machine)} {Boot} {Space} {Number} {Began}");

    /// <summary>Whether the process is still there; null when that cannot be seen from here.</summary>
    public bool? Lives()
    {
        if (Machine != Here.Machine)
            return null;
        if (Boot != Here.Boot)
            return false;
        return Space == Here.Space ? BeginOf(Number) == Began : null;
    }

    private static string BootOfMachine() =>
        OperatingSystem.IsLinux() && TextOf("/proc/sys/kernel/random/boot_id") is { } id ? id.Trim() : Unknown;

    // Null when there is no such process. One that has ended and was not taken notice of by its parent is none.
    private static string? BeginOf(int process)
    {
        if (!OperatingSystem.IsLinux())
            return BeginElsewhere(process);
        if (TextOf(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat")) is not { } line)
            return null;
        // The name of the program, in brackets, may hold anything; field 3 stands behind it, and field 22 is when it began.
        var fields = line[(line.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 19 && fields[0] is not ("Z" or "X") ? fields[19] : null;
    }

    private static string? TextOf(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? BeginElsewhere(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return found.StartTime.ToUniversalTime().Ticks.ToString(CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
