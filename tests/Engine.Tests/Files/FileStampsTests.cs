using PingOneScenarios.Engine.Files;

namespace PingOneScenarios.Engine.Tests.Files;

/// <summary>Whether files hold something else than before.</summary>
public sealed class FileStampsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("p1s-stamps-");
    private readonly FileStamps stamps = new();

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Only_what_is_in_a_file_counts()
    {
        var file = Write("a", "one");
        stamps.Follow([file]);
        File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);
        Assert.True(stamps.SeemChanged);
        Assert.Empty(stamps.TakeChanged());
        Assert.False(stamps.SeemChanged);
        Write("a", "two");
        File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);
        Assert.False(stamps.SeemChanged);
        Assert.Equal([file], stamps.TakeChanged());
        Assert.Empty(stamps.TakeChanged());
    }

    [Fact]
    public void A_file_may_come_and_go()
    {
        var file = Path.Combine(folder.FullName, "a");
        stamps.Follow([file]);
        Assert.Empty(stamps.Present);
        Write("a", "");
        Assert.Equal([file], stamps.TakeChanged());
        Assert.Equal([file], stamps.Present);
        File.Delete(file);
        Assert.True(stamps.HasLost);
        Assert.Equal([file], stamps.TakeChanged());
        Assert.False(stamps.HasLost);
    }

    [Fact]
    public void What_is_followed_already_is_not_looked_at_anew()
    {
        var (kept, dropped) = (Write("kept", "1"), Write("dropped", "1"));
        stamps.Follow([kept, dropped]);
        Write("kept", "2");
        Write("dropped", "2");
        stamps.Follow([kept]);
        Assert.Equal([kept], stamps.TakeChanged());
    }

    [Fact]
    public void A_link_that_leads_elsewhere_now_is_a_change()
    {
        var link = Path.Combine(folder.FullName, "link");
        File.CreateSymbolicLink(link, Write("a", "one"));
        stamps.Follow([link]);
        File.Delete(link);
        File.CreateSymbolicLink(link, Write("b", "two"));
        Assert.Equal([link], stamps.TakeChanged());
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
