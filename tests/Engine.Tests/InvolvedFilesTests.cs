namespace PingOneScenarios.Engine.Tests;

/// <summary>The files a run is made of.</summary>
public sealed class InvolvedFilesTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("p1s-involved-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Everything_that_is_read_or_asked_for_is_among_them()
    {
        Write("pack/pack.yaml", "");
        Write("pack/inner.yaml", "scenario: I\nsteps:\n  - { step: A, call: deep.yaml }\n");
        Write("pack/body", "x");
        Write("pack/part", "x");
        var entry = Write(
            "pack/sub/main.yaml",
            """
            scenario: M
            inputs: { token: { obtain: ../inner.yaml } }
            steps:
              - { step: A, request: POST https://a.example/, file: ../body, undo: { request: POST https://a.example/, file: ../gone } }
              - { step: B, request: POST https://a.example/, multipart: { p: { file: ../part } } }
            finally:
              - { step: C, call: missing.yaml }
            """
        );
        var environment = Write("own/e.yaml", "environment: e\nsecrets: { s: { file: secret } }\ntls: { ca: ca.pem }\n");
        Assert.Equal(
            [
                "own/ca.pem",
                "own/e.yaml",
                "own/secret",
                "pack/body",
                "pack/deep.yaml",
                "pack/gone",
                "pack/inner.yaml",
                "pack/pack.yaml",
                "pack/part",
                "pack/sub/main.yaml",
                "pack/sub/missing.yaml",
                "pack/sub/pack.yaml",
            ],
            await FilesAsync(entry, environment)
        );
    }

    [Fact]
    public async Task What_cannot_be_read_is_among_them_too()
    {
        var entry = Write("main.yaml", "scenario: [");
        Write("pack.yaml", "");
        Assert.Equal(["e.yaml", "main.yaml", "pack.yaml"], await FilesAsync(entry, Path.Combine(folder.FullName, "e.yaml")));
        Assert.Equal(["main.yaml", "pack.yaml"], await FilesAsync(entry, "eu"));
    }

    private async Task<string[]> FilesAsync(string entry, string environment)
    {
        using var workspace = new Workspace();
        var ct = TestContext.Current.CancellationToken;
        var prepared = await (await workspace.LoadAsync(entry, ct)).BindAsync(new RunSettings { Environment = environment }, ct);
        return [.. prepared.Files.Select(f => Path.GetRelativePath(folder.FullName, f)).Order(StringComparer.Ordinal)];
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
