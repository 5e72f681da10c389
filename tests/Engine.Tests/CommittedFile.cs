using System.Text;

namespace PingOneScenarios.Engine.Tests;

/// <summary>Files of the repository that are made from the tables of the engine; <c>UPDATE_GOLDEN=1</c> makes them again.</summary>
public static class CommittedFile
{
    private static readonly UTF8Encoding WithoutMark = new(encoderShouldEmitUTF8Identifier: false);

    /// <param name="file">The path below the root of the repository, with forward slashes.</param>
    /// <param name="actual">Lines separated by <c>\n</c>.</param>
    public static void Check(string file, string actual)
    {
        var path = RepositoryRoot.PathOf(file.Split('/'));
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, actual, WithoutMark);
            return;
        }
        Assert.True(File.Exists(path), $"there is no {file}; UPDATE_GOLDEN=1 writes it");
        Assert.Equal(File.ReadAllText(path), actual);
    }
}
