#pragma warning disable RS0030 // keeper of what the system says of its mounts

namespace PingOneScenarios.Journals;

/// <summary>Reads what the system says of its mounts.</summary>
internal static class Mounts
{
    // 0: number, 1: parent, 2: device, 3: root, 4: place, 5: options, then any number of fields up to "-", then the kind.
    private const int Place = 4;

    /// <summary>What the file system of a folder is called; null when that is not known.</summary>
    public static string? KindOf(string folder)
    {
        try
        {
            return KindOf(folder, File.ReadLines("/proc/self/mountinfo"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The same, of the lines of <c>/proc/self/mountinfo</c>: of two mounts at one place the later one counts.</summary>
    public static string? KindOf(string folder, IEnumerable<string> mounts)
    {
        var (best, kind) = ("", (string?)null);
        foreach (var fields in mounts.Select(line => line.Split(' ')))
        {
            var dash = Array.IndexOf(fields, "-", Place);
            if (dash < 0 || dash + 1 >= fields.Length)
                continue;
            var place = fields[Place].Replace("\\040", " ", StringComparison.Ordinal).TrimEnd('/');
            if (place.Length >= best.Length && (folder + "/").StartsWith(place + "/", StringComparison.Ordinal))
                (best, kind) = (place, fields[dash + 1]);
        }
        return kind;
    }
}
