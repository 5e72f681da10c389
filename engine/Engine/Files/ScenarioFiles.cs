#pragma warning disable RS0030 // keeper of files
using System.Text;
using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;

namespace PingOneScenarios.Engine.Files;

/// <summary>The keeper of files: here they are read.</summary>
internal static partial class ScenarioFiles
{
    /// <summary>In bytes.</summary>
    public const int LargestFile = 1 << 20;

    /// <summary>Of a file that is sent, in bytes.</summary>
    public const int LargestContent = 10 << 20;

    /// <summary>How many symbolic links a path may lead through; one with more leads nowhere for the system either.</summary>
    private const int MostLinks = 40;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text of a file, or null after having said why it cannot be read.</summary>
    /// <param name="path">Where it is, canonical: a link that stands there by now is not followed.</param>
    /// <param name="shown">The path as the user knows it.</param>
    /// <param name="namedAt">Where the user named it.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <param name="ct">Ends the reading.</param>
    public static async Task<SourceText?> ReadAsync(
        string path,
        string shown,
        SourceSpan namedAt,
        DiagnosticBag problems,
        CancellationToken ct
    )
    {
        if (Directory.Exists(path))
            return Say(problems, DiagnosticCodes.FileUnreadable, namedAt, $"\"{shown}\" is a folder", "name a file in it");
        if (!File.Exists(path))
            return Say(problems, DiagnosticCodes.FileMissing, namedAt, $"there is no file \"{shown}\"", NearestFile(path, shown, "*.yaml"));
        var opened = await OpenAsync(path, LargestFile, ct);
        if (opened.Bytes is not { } bytes)
            return opened == TooLarge
                ? SayTooLarge(shown, namedAt, problems)
                : Say(problems, DiagnosticCodes.FileUnreadable, namedAt, $"\"{shown}\" {opened.What}", opened.Fix);
        try
        {
            return new SourceText(shown, StrictUtf8.GetString(WithoutMark(bytes)));
        }
        catch (DecoderFallbackException)
        {
            return Say(
                problems,
                DiagnosticCodes.FileUnreadable,
                namedAt,
                $"\"{shown}\" is not UTF-8",
                "save it as UTF-8, for example in the settings of your editor"
            );
        }
    }

    /// <summary>The bytes of a file that is sent, or null after having said why it cannot be.</summary>
    public static byte[]? ReadContent(Include include, DiagnosticBag problems)
    {
        var (path, shown) = (include.FullPath, include.Written);
        if (Directory.Exists(path))
            return SayContent(DiagnosticCodes.FileUnreadable, "is a folder", "name a file in it");
        if (!File.Exists(path))
            return SayContent(
                DiagnosticCodes.FileMissing,
                "is not there",
                "the path is relative to this file; " + NearestFile(path, shown, "*")
            );
        var reading = Task.Run(() => Open(path, LargestContent));
        var opened = reading.Wait(LongestReading) ? reading.GetAwaiter().GetResult() : Unreadable;
        return opened.Bytes
            ?? (
                opened == TooLarge
                    ? SayContent(DiagnosticCodes.FileUnreadable, "is larger than 10 MB", "send a smaller file")
                    : SayContent(DiagnosticCodes.FileUnreadable, opened.What, opened.Fix)
            );

        byte[]? SayContent(DiagnosticCode code, string what, string fix)
        {
            problems.Add(code, include.Span, $"the file \"{shown}\" {what}", null, fix);
            return null;
        }
    }

    /// <summary>Absolute, with symbolic links of the file and of every folder above it resolved as far as they exist.</summary>
    public static string Canonical(string path)
    {
        var links = MostLinks;
        return Resolve(Path.GetFullPath(path), ref links);
    }

    private static string Resolve(string full, ref int links)
    {
        if (Path.GetDirectoryName(full) is not { } parent)
            return full;
        var resolved = Path.Combine(Resolve(parent, ref links), Path.GetFileName(full));
        return links > 0 && new FileInfo(resolved).LinkTarget is { } link && links-- > 0
            ? Resolve(Path.GetFullPath(link, Path.GetDirectoryName(resolved)!), ref links)
            : resolved;
    }

    /// <summary>Whether a canonical path is a folder or lies below it.</summary>
    public static bool IsWithin(string folder, string full) =>
        full == folder
        || full.StartsWith(folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>Whether there is a file or a folder.</summary>
    public static bool Exists(string path) => Path.Exists(path);

    /// <summary>The folder a scenario and what it includes stay in: the nearest one upwards with a <c>pack.yaml</c>, else its own.</summary>
    public static string PackRoot(string entry)
    {
        var own = Path.GetDirectoryName(entry)!;
        for (var folder = own; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "pack.yaml")))
                return folder;
        }
        return own;
    }

    /// <summary>Each place upwards from a scenario where a <c>pack.yaml</c> would decide about its pack root, up to the first that is there.</summary>
    public static IEnumerable<string> PackFiles(string entry)
    {
        for (var folder = Path.GetDirectoryName(entry); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var file = Path.Combine(folder, "pack.yaml");
            yield return file;
            if (File.Exists(file))
                yield break;
        }
    }

    /// <summary>Says that a text is larger than <see cref="LargestFile"/>.</summary>
    public static SourceText? SayTooLarge(string shown, SourceSpan namedAt, DiagnosticBag problems) =>
        Say(problems, DiagnosticCodes.YamlTooLarge, namedAt, $"\"{shown}\" is larger than 1 MB", "split it into several scenarios");

    private static SourceText? Say(DiagnosticBag problems, DiagnosticCode code, SourceSpan at, string what, string fix)
    {
        problems.Add(code, at, what, null, fix);
        return null;
    }

    private static string NearestFile(string path, string shown, string pattern)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (folder is null || !Directory.Exists(folder))
            return $"there is no folder \"{Path.GetDirectoryName(shown)}\" either; look at the path and at the folder you are in";
        var near = Suggestion.For(Path.GetFileName(path), NamesIn(folder, pattern));
        return near is null
            ? "look at the path and at the folder you are in"
            : $"did you mean \"{Path.Combine(Path.GetDirectoryName(shown) ?? "", near)}\"?";
    }

    // None when the folder may be entered but not listed.
    private static string[] NamesIn(string folder, string pattern)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder, pattern).Take(1000).Select(f => Path.GetFileName(f))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static ReadOnlySpan<byte> WithoutMark(byte[] bytes) => bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes.AsSpan(3) : bytes;
}
