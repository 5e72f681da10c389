using System.Text;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests;

public sealed class ImageTests : WithEmulator
{
    private const string Gif = "GIF89a\u0003\0\u0002\0\0\0\0";

    [Fact]
    public async Task An_image_is_measured_read_and_deleted()
    {
        var made = await Worker.SendAsync(HttpMethod.Post, $"{EnvironmentPath}/images", Gif, "image/gif");
        Assert.Equal(201, made.Status);
        Assert.Equal(("gif", "3", "2"), (made["targets.original.type"], made["targets.original.width"], made["targets.original.height"]));
        var path = $"{EnvironmentPath}/images/{made["id"]}";
        Assert.Equal(made.Body, (await Worker.GetAsync(path)).Body);
        Assert.Equal(204, (await Worker.DeleteAsync(path)).Status);
        Assert.Equal("404 NOT_FOUND", (await Worker.GetAsync(path)).Failure);
        Assert.Equal("404 NOT_FOUND", (await Worker.DeleteAsync(path)).Failure);
    }

    [Theory]
    [InlineData("text/plain", Gif, "415 INVALID_REQUEST")]
    [InlineData("image/png", "not a picture", "400 INVALID_DATA INVALID_VALUE image")]
    [InlineData("image/png", "", "400 INVALID_DATA INVALID_VALUE image")]
    public async Task What_is_no_image_is_refused(string type, string body, string failure) =>
        Assert.Equal(failure, (await Worker.SendAsync(HttpMethod.Post, $"{EnvironmentPath}/images", body, type)).Failure);

    [Theory]
    [InlineData("89504E470D0A1A0A0000000D494844520000003000000020", "png 48x32")]
    [InlineData("474946383761030002000000", "gif 3x2")]
    [InlineData("FFD8FFE000044A46FFC000110800100020030111", "jpg 32x16")]
    [InlineData("FFD8FFE0", null)]
    [InlineData("FFD8FFE00000", null)]
    [InlineData("89504E47", null)]
    [InlineData("", null)]
    public void Sizes_are_read_from_the_first_bytes(string bytes, string? size)
    {
        var read = ImageBytes.SizeOf(Convert.FromHexString(bytes));
        Assert.Equal(size, read is null ? null : $"{read.Format} {read.Width}x{read.Height}");
    }

    [Fact]
    public void No_bytes_break_the_reading()
    {
        for (var length = 0; length < 64; length++)
        {
            Assert.Null(ImageBytes.SizeOf(Encoding.ASCII.GetBytes(new string('x', length))));
            Assert.Null(ImageBytes.SizeOf([0xff, 0xd8, .. Enumerable.Repeat((byte)0xff, length)]));
        }
    }
}
