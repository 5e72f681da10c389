#pragma warning disable RS0030 // keeper of files
using System.Security.Cryptography;

namespace PingOneScenarios.Engine.Files;

/// <content>Files are looked at, to see whether they have changed.</content>
internal static partial class ScenarioFiles
{
    /// <summary>Size and time of last writing; null when there is no such file. Symbolic links are followed.</summary>
    public static (long Size, long Written)? Look(string path)
    {
        try
        {
            var file = new FileInfo(Canonical(path));
            return file.Exists ? (file.Length, file.LastWriteTimeUtc.Ticks) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Tells contents apart; of a file that cannot be read, only that.</summary>
    public static string Digest(string path)
    {
        var opened = Open(Canonical(path), LargestContent);
        return opened.Bytes is { } bytes ? Convert.ToHexString(SHA256.HashData(bytes)) : opened.What;
    }
}
