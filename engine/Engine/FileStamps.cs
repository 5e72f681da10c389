using System.Collections.Immutable;
using PingOneScenarios.Engine.Files;

namespace PingOneScenarios.Engine;

/// <summary>What files held when they were last looked at. What counts is what is in a file, not that somebody wrote it. Not for several threads.</summary>
public sealed class FileStamps
{
    private readonly Dictionary<string, Stamp> stamps = new(StringComparer.Ordinal);

    /// <summary>The files that were there.</summary>
    public IEnumerable<string> Present => stamps.Where(s => s.Value.Look is not null).Select(s => s.Key);

    /// <summary>Whether one that was there is not there now.</summary>
    public bool HasLost => stamps.Any(s => s.Value.Look is not null && ScenarioFiles.Look(s.Key) is null);

    /// <summary>Whether one seems to have changed, by its size or its time.</summary>
    public bool SeemChanged => stamps.Any(s => ScenarioFiles.Look(s.Key) != s.Value.Look);

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

    /// <param name="Look">Null when the file is not there.</param>
    /// <param name="Digest">Empty then.</param>
    private sealed record Stamp((long Size, long Written)? Look, string Digest)
    {
        // In this order: what is written in between is seen the next time.
        public static Stamp Of(string path) =>
            ScenarioFiles.Look(path) is { } look ? new Stamp(look, ScenarioFiles.Digest(path)) : new Stamp(null, "");
    }
}
