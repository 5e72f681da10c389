#pragma warning disable RS0030 // keeper of files
using System.Text;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Files;

/// <summary>The keeper of the files of scenarios: their texts, and what they send.</summary>
internal static class ScenarioFiles
{
    /// <summary>In bytes.</summary>
    public const int LargestFile = 1 << 20;

    /// <summary>Of a file that is sent, in bytes.</summary>
    public const int LargestContent = 10 << 20;

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
    ) => await ReadBytesAsync(path, shown, namedAt, problems, ct) is { } bytes ? Decode(bytes, shown, namedAt, problems) : null;

    /// <summary>The bytes of a file, half as large as its text, or null after having said why it cannot be read.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public static async Task<byte[]?> ReadBytesAsync(
        string path,
        string shown,
        SourceSpan namedAt,
        DiagnosticBag problems,
        CancellationToken ct
    )
    {
        if (Directory.Exists(path))
            return SayNoBytes(problems, DiagnosticCodes.FileUnreadable, namedAt, $"\"{shown}\" is a folder", "name a file in it");
        if (!File.Exists(path))
            return SayNoBytes(
                problems,
                DiagnosticCodes.FileMissing,
                namedAt,
                $"there is no file \"{shown}\"",
                NearestFile(path, shown, "*.yaml")
            );
        var opened = await OpenedFile.OpenAsync(path, LargestFile, ct);
        if (opened.Bytes is { } bytes)
            return bytes;
        if (opened == OpenedFile.TooLarge)
            SayTooLarge(shown, namedAt, problems);
        else
            Say(problems, DiagnosticCodes.FileUnreadable, namedAt, $"\"{shown}\" {opened.What}", opened.Fix);
        return null;
    }

    /// <summary>The text that the bytes of a file are, or null after having said that they are none.</summary>
    /// <param name="bytes">With or without a mark of their order.</param>
    /// <param name="shown">The path as the user knows it.</param>
    /// <param name="namedAt">Where the user named it.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static SourceText? Decode(byte[] bytes, string shown, SourceSpan namedAt, DiagnosticBag problems)
    {
        try
        {
            var text = WithoutMark(bytes);
            return new SourceText(shown, StrictUtf8.GetString(text)) { HasMark = text.Length < bytes.Length };
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
    /// <param name="path">Where it is, canonical.</param>
    /// <param name="shown">The path as it is written.</param>
    /// <param name="namedAt">Where it is written.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static byte[]? ReadContent(string path, string shown, SourceSpan namedAt, DiagnosticBag problems)
    {
        if (Directory.Exists(path))
            return SayContent(DiagnosticCodes.FileUnreadable, "is a folder", "name a file in it");
        if (!File.Exists(path))
            return SayContent(
                DiagnosticCodes.FileMissing,
                "is not there",
                "the path is relative to this file; " + NearestFile(path, shown, "*")
            );
        var opened = OpenedFile.OpenInTime(path, LargestContent);
        return opened.Bytes
            ?? (
                opened == OpenedFile.TooLarge
                    ? SayContent(DiagnosticCodes.FileUnreadable, "is larger than 10 MB", "send a smaller file")
                    : SayContent(DiagnosticCodes.FileUnreadable, opened.What, opened.Fix)
            );

        byte[]? SayContent(DiagnosticCode code, string what, string fix)
        {
            problems.Add(code, namedAt, $"the file \"{shown}\" {what}", null, fix);
            return null;
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

    private static byte[]? SayNoBytes(DiagnosticBag problems, DiagnosticCode code, SourceSpan at, string what, string fix)
    {
        Say(problems, code, at, what, fix);
        return null;
    }

    internal static string NearestFile(string path, string shown, string pattern)
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

    /// <summary>Without a byte order mark.</summary>
    public static ReadOnlySpan<byte> WithoutMark(byte[] bytes) => bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes.AsSpan(3) : bytes;
}
