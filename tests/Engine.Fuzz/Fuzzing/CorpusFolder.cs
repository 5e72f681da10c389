using System.Security.Cryptography;
using PingOneScenarios.Engine.Tests;

namespace PingOneScenarios.Engine.Fuzz.Fuzzing;

/// <summary>
/// The inputs kept for a target, one a file, named by their content. It only grows: what was interesting once is tried for ever. What
/// once failed is kept in any case, what is only new as long as there is room.
/// </summary>
internal sealed class CorpusFolder(string target)
{
    /// <summary>The seeds of a target are not among them.</summary>
    private const int MostNew = 40;

    /// <summary>In bytes.</summary>
    private const int LargestNew = 400;

    private readonly string folder = RepositoryRoot.PathOf("tests", "Engine.Fuzz", "corpus", target);

    public IReadOnlyList<byte[]> Read() =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)] : [];

    public void Keep(byte[] input)
    {
        if (input.Length is > 0 and <= LargestNew && Read().Count < MostNew)
            Write(input);
    }

    /// <summary>Keeps an input that failed; gives the path of its file.</summary>
    public string Write(byte[] input)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(input))[..16]);
        File.WriteAllBytes(path, input);
        return path;
    }
}
