#pragma warning disable RS0030 // keeper of files
using System.Text;
using PingOneScenarios.Engine.Diagnostics;

namespace PingOneScenarios.Engine.Files;

/// <summary>The keeper of files an operator names instead of a long value.</summary>
internal static class ValueFiles
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text of a file, at most as much as may be sent of one; null after having said why there is none.</summary>
    /// <param name="path">As the user wrote it; relative to the folder the user is in.</param>
    /// <param name="namedAt">Where the user wrote it.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <param name="ct">Ends the reading.</param>
    public static async Task<string?> ReadAsync(string path, SourceSpan namedAt, DiagnosticBag problems, CancellationToken ct)
    {
        if (!File.Exists(path))
            return Directory.Exists(path)
                ? Say(DiagnosticCodes.FileUnreadable, "is a folder", "name a file in it")
                : Say(DiagnosticCodes.FileMissing, "is not there", ScenarioFiles.NearestFile(path, path, "*"));
        var opened = await OpenedFile.OpenAsync(PackPaths.Canonical(path), ScenarioFiles.LargestContent, ct);
        if (opened.Bytes is not { } bytes)
            return opened == OpenedFile.TooLarge
                ? Say(DiagnosticCodes.FileUnreadable, "is larger than 10 MB", "give a smaller file")
                : Say(DiagnosticCodes.FileUnreadable, opened.What, opened.Fix);
        try
        {
            return StrictUtf8.GetString(ScenarioFiles.WithoutMark(bytes));
        }
        catch (DecoderFallbackException)
        {
            return Say(DiagnosticCodes.FileUnreadable, "is not UTF-8", "save it as UTF-8");
        }

        string? Say(DiagnosticCode code, string what, string fix)
        {
            problems.Add(code, namedAt, $"the file \"{path}\" {what}", null, fix);
            return null;
        }
    }
}
