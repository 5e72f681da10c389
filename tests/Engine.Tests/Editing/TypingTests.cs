using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Editing;

namespace PingOneScenarios.Engine.Tests.Editing;

/// <summary>A file as it comes into being, letter by letter, and an editor that asks all the time.</summary>
public sealed class TypingTests
{
    private const string File = "scenarios/authentication/client-secret-jwt.yaml";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string Text => System.IO.File.ReadAllText(RepositoryRoot.PathOf(File.Split('/')));

    private static string FullPath => EditedFiles.Canonical(RepositoryRoot.PathOf(File.Split('/')));

    [Fact]
    public async Task Every_beginning_of_a_file_can_be_asked_anything_at_its_end()
    {
        var text = Text;
        using var workspace = new Workspace();
        var files = new EditedFiles(workspace);
        for (var length = 0; length <= text.Length; length += 17)
        {
            files.Write(FullPath, text[..length]);
            if (await files.ReadAsync(FullPath, Ct) is { } file)
                Ask(file, length);
        }
    }

    [Fact]
    public async Task Every_place_of_a_file_can_be_asked_anything()
    {
        using var workspace = new Workspace();
        var files = new EditedFiles(workspace);
        files.Write(FullPath, Text);
        var file = await files.ReadAsync(FullPath, Ct);
        for (var offset = -1; offset <= Text.Length + 1; offset++)
            Ask(file!, offset);
    }

    [Fact]
    public async Task Every_mention_of_a_variable_stands_where_it_is_said_to_stand()
    {
        using var workspace = new Workspace();
        var files = new EditedFiles(workspace);
        files.Write(FullPath, Text);
        var file = (await files.ReadAsync(FullPath, Ct))!;
        foreach (
            var name in new[] { "apiPath", "authPath", "envID", "issuer", "appJwtID", "appJwtSecret", "flowID", "authCode", "userPassword" }
        )
        {
            var all = file.ReferencesAt(Text.IndexOf($"{name}:", StringComparison.Ordinal), withDefinitions: true);
            Assert.True(all.Length > 1, name);
            Assert.All(all, span => Assert.Equal(name, span.Text));
        }
    }

    [Fact]
    public async Task An_unsaved_text_is_read_also_where_another_file_includes_it()
    {
        using var pack = new Loading.TemporaryPack();
        pack.Write(
            "a.yaml",
            "scenario: A\nsteps:\n  - { step: Call, call: b.yaml, extract: { x: <<outputs.y>> } }\noutputs: { x: <<x>> }\n"
        );
        pack.Write(
            "b.yaml",
            "scenario: B\nsteps:\n  - { step: Get, request: GET https://h/, expect: { status: 200 }, extract: { y: $.y } }\noutputs: { y: <<y>> }\n"
        );
        var (a, b) = (EditedFiles.Canonical(pack.PathOf("a.yaml")), EditedFiles.Canonical(pack.PathOf("b.yaml")));
        using var workspace = new Workspace();
        var files = new EditedFiles(workspace);
        files.Write(a, System.IO.File.ReadAllText(a));
        Assert.Equal("", pack.Render(await files.CheckAsync(a, Ct)));
        files.Write(b, System.IO.File.ReadAllText(b).Replace("{ y: <<y>> }", "{ z: <<y>> }", StringComparison.Ordinal));
        Assert.Contains("has no output \"y\"", pack.Render(await files.CheckAsync(a, Ct)), StringComparison.Ordinal);
        files.Close(b);
        Assert.Equal("", pack.Render(await files.CheckAsync(a, Ct)));
    }

    [Fact]
    public async Task What_an_editor_is_told_is_what_validate_says()
    {
        foreach (var wrong in Loading.CaseFiles.Read("names.txt", "scenario.yaml"))
        {
            using var pack = new Loading.TemporaryPack();
            pack.Write(wrong);
            var path = EditedFiles.Canonical(pack.PathOf("scenario.yaml"));
            using var workspace = new Workspace();
            var files = new EditedFiles(workspace);
            files.Write(path, wrong.Files[0].Text);
            Assert.Equal(await pack.ValidateAsync(), pack.Render(await files.CheckAsync(path, Ct)));
        }
    }

    [Fact]
    public async Task A_text_that_is_too_large_is_refused_as_a_file_is()
    {
        using var workspace = new Workspace();
        var files = new EditedFiles(workspace);
        files.Write(FullPath, Text + new string(' ', 1 << 20));
        var problem = Assert.Single(await files.CheckAsync(FullPath, Ct));
        Assert.Equal(DiagnosticCodes.YamlTooLarge, problem.Code);
    }

    private static void Ask(EditedFile file, int offset)
    {
        _ = file.HoverAt(offset);
        _ = file.DefinitionAt(offset);
        _ = file.ReferencesAt(offset, withDefinitions: true);
        _ = file.PrepareRename(offset);
        _ = file.Rename(offset, "anotherName");
        _ = file.Symbols;
        if (file.CompleteAt(offset) is { } offered)
            Assert.InRange(
                Math.Clamp(offset, 0, file.Text.Text.Length),
                offered.Replaces.Start,
                offered.Replaces.Start + offered.Replaces.Length
            );
    }
}
