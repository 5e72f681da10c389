using System.Text;
using PingOneScenarios.Engine.Files;

namespace PingOneScenarios.Engine.Tests.Loading;

/// <summary>All bytes of a file, whatever its size, up to the limit and not one more.</summary>
public sealed class OpenedFileTests
{
    private const int Limit = 100_000;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4_096)]
    [InlineData(65_536)]
    [InlineData(Limit - 1)]
    [InlineData(Limit)]
    public void A_file_is_read_to_its_end(int size)
    {
        using var pack = new TemporaryPack();
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        Assert.Equal(bytes, OpenedFile.Open(Written(pack, bytes), Limit).Bytes);
    }

    [Fact]
    public void One_byte_more_than_the_limit_is_too_large()
    {
        using var pack = new TemporaryPack();
        Assert.Equal(OpenedFile.TooLarge, OpenedFile.Open(Written(pack, new byte[Limit + 1]), Limit));
    }

    [Fact]
    public void A_size_that_is_more_than_there_is_adds_nothing()
    {
        // The system says 4,096 bytes of each of these.
        const string lies = "/sys/kernel/mm/transparent_hugepage/enabled";
        Assert.SkipUnless(File.Exists(lies), "this system has no such file");
        Assert.Equal(Encoding.UTF8.GetBytes(File.ReadAllText(lies)), OpenedFile.Open(lies, Limit).Bytes);
    }

    private static string Written(TemporaryPack pack, byte[] bytes)
    {
        pack.Write("file.bin", bytes);
        return PackPaths.Canonical(pack.PathOf("file.bin"));
    }
}
