#pragma warning disable RS0030 // keeper of files
using System.Collections.Immutable;
using System.Security.Cryptography;

namespace PingOneScenarios.Engine.Files;

/// <summary>What files held when they were last looked at. What counts is what is in a file, not that somebody wrote it. Not for several threads.</summary>
internal sealed class FileStamps
{
    private readonly Dictionary<string, Stamp> stamps = new(StringComparer.Ordinal);

    /// <summary>The files that were there.</summary>
    public IEnumerable<string> Present => stamps.Where(s => s.Value.Look is not null).Select(s => s.Key);

    /// <summary>Whether one that was there is not there now.</summary>
    public bool HasLost => stamps.Any(s => s.Value.Look is not null && Look(s.Key) is null);

    /// <summary>Whether one seems to have changed, by its size or its time.</summary>
    public bool SeemChanged => stamps.Any(s => Look(s.Key) != s.Value.Look);

    /// <summary>Follows these files and no others; those it followed before are not looked at anew.</summary>
    /// <param name="paths">Absolute; files that are not there may come.</param>
    public void Follow(IEnumerable<string> paths)
    {
        var wanted = paths.ToHashSet(StringComparer.Ordinal);
        foreach (var gone in stamps.Keys.Where(path => !wanted.Contains(path)).ToList())
            stamps.Remove(gone);
        foreach (var path in wanted.Where(path => !stamps.ContainsKey(path)))
            stamps.Add(path, Stamp.Of(path));
    }

    /// <summary>The files that hold something else than when they were last looked at, that have come, or that are gone.</summary>
    public ImmutableArray<string> TakeChanged()
    {
        var changed = ImmutableArray.CreateBuilder<string>();
        foreach (var (path, before) in stamps.ToList())
        {
            var now = Stamp.Of(path);
            stamps[path] = now;
            if (now.Digest != before.Digest)
                changed.Add(path);
        }
        return changed.ToImmutable();
    }

    // Size and time of last writing; null when there is no such file. Symbolic links are followed.
    private static (long Size, long Written)? Look(string path)
    {
        try
        {
            var file = new FileInfo(PackPaths.Canonical(path));
            return file.Exists ? (file.Length, file.LastWriteTimeUtc.Ticks) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // Tells contents apart; of a file that cannot be read, only that.
    private static string Digest(string path)
    {
        var opened = OpenedFile.Open(PackPaths.Canonical(path), ScenarioFiles.LargestContent);
        return opened.Bytes is { } bytes ? Convert.ToHexString(SHA256.HashData(bytes)) : opened.What;
    }

    /// <param name="Look">Null when the file is not there.</param>
    /// <param name="Digest">Empty then.</param>
    private sealed record Stamp((long Size, long Written)? Look, string Digest)
    {
        // In this order: what is written in between is seen the next time.
        public static Stamp Of(string path) =>
            FileStamps.Look(path) is { } look ? new Stamp(look, FileStamps.Digest(path)) : new Stamp(null, "");
    }
}
