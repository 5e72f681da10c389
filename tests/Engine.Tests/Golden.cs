using System.Text;

namespace PingOneScenarios.Engine.Tests;

/// <summary>Texts that are held to a file in tests/golden; <c>UPDATE_GOLDEN=1</c> rewrites the files, whose difference is then read.</summary>
public static class Golden
{
    private static readonly UTF8Encoding WithoutMark = new(encoderShouldEmitUTF8Identifier: false);

    /// <param name="file">The path below tests/golden, with forward slashes.</param>
    /// <param name="actual">Lines separated by <c>\n</c>.</param>
    public static void Check(string file, string actual)
    {
        var path = RepositoryRoot.PathOf(["tests", "golden", .. file.Split('/')]);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual, WithoutMark);
            return;
        }
        Assert.True(File.Exists(path), $"there is no golden file {path}; UPDATE_GOLDEN=1 writes it");
        Assert.Equal(File.ReadAllText(path), actual);
    }
}
