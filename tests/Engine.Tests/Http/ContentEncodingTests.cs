using System.IO.Compression;
using System.Text;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Tests.Execution;

namespace PingOneScenarios.Engine.Tests.Http;

/// <summary>Trust rule 12: what an answer may become when it is decoded.</summary>
public sealed class ContentEncodingTests
{
    private const string Body = "{\"a\":1}";

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("x-gzip", "gzip")]
    [InlineData("GZIP", "gzip")]
    [InlineData("br", "br")]
    [InlineData("deflate", "zlib")]
    [InlineData("identity", "none")]
    public async Task An_encoded_answer_is_read(string name, string format)
    {
        var happened = await Get(Pack(format, Encoding.UTF8.GetBytes(Body)), $"Content-Encoding: {name}");
        happened.Passed();
        Assert.Equal("1", happened.Extracted("a"));
    }

    [Theory]
    [InlineData("gzip", "none", "PS4010", "what its content encoding says")]
    [InlineData("br", "gzip", "PS4010", "what its content encoding says")]
    [InlineData("gzip", "gzip cut", "PS4010", "what its content encoding says")]
    [InlineData("deflate", "zlib cut", "PS4010", "what its content encoding says")]
    [InlineData("br", "br cut", "PS4010", "what its content encoding says")]
    [InlineData("zstd", "none", "PS4010", "other than gzip, deflate and br")]
    [InlineData("gzip, gzip", "gzip", "PS4010", "more than one content encoding")]
    public async Task What_cannot_be_decoded_is_never_a_pass(string name, string format, string code, string why)
    {
        var happened = await Get(Pack(format, Encoding.UTF8.GetBytes(Body)), $"Content-Encoding: {name}");
        Assert.Equal(code, happened.Codes);
        Assert.Equal(Outcome.Broken, happened.Outcome);
        Assert.Contains(why, happened.Problem.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_zlib_stream_that_needs_a_dictionary_is_never_a_pass()
    {
        // The flag FDICT (RFC 1950, section 2.2) and the checksum of a dictionary nobody has.
        var happened = await Get([0x78, 0xbb, 1, 2, 3, 4, 5, 6, 7, 8], "Content-Encoding: deflate");
        Assert.Equal("PS4010", happened.Codes);
        Assert.Equal(Outcome.Broken, happened.Outcome);
    }

    [Fact]
    public async Task Two_fields_of_the_header_are_two_encodings()
    {
        var happened = await Get(Pack("gzip", Encoding.UTF8.GetBytes(Body)), "Content-Encoding: gzip", "Content-Encoding: gzip");
        Assert.Equal("PS4010", happened.Codes);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("zlib")]
    [InlineData("br")]
    public async Task A_bomb_ends_at_the_limit(string format)
    {
        var happened = await Get(Pack(format, new byte[64 << 20]), $"Content-Encoding: {(format == "zlib" ? "deflate" : format)}");
        Assert.Equal("PS4008", happened.Codes);
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("zlib", "deflate")]
    [InlineData("br", "br")]
    public void A_bomb_costs_no_more_memory_than_a_few_times_the_limit(string format, string name)
    {
        var bomb = Pack(format, new byte[160 << 20]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Null(AnswerDecoder.Decode(bomb, [name], HttpSender.LargestAnswer, out var failure));
        Assert.Equal(SendFailure.TooLarge, failure!.Failure);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 48 << 20);
    }

    [Fact]
    public async Task What_compresses_well_and_is_small_is_no_bomb()
    {
        var body = Encoding.UTF8.GetBytes($"{{\"a\":1,\"b\":\"{new string('x', 60_000)}\"}}");
        (await Get(Pack("gzip", body), "Content-Encoding: gzip")).Passed();
    }

    private static async Task<Happened> Get(byte[] body, params string[] headers)
    {
        var fields = string.Concat(headers.Select(h => h + "\r\n"));
        var answer = $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n{fields}Content-Length: {body.Length}\r\n\r\n";
        await using var server = new LoopbackServer(answer + Encoding.Latin1.GetString(body));
        return await ScenarioRun
            .Steps("  - step: A\n    request: GET <<api>>\n    extract: { a: $.a }")
            .With("api", server.Address)
            .RunAsync();
    }

    private static byte[] Pack(string format, byte[] body)
    {
        if (format.EndsWith(" cut", StringComparison.Ordinal))
            return Pack(format[..^4], body)[..^6];
        using var packed = new MemoryStream();
        using (
            Stream? stream = format switch
            {
                "gzip" => new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true),
                "zlib" => new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true),
                "br" => new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true),
                _ => null,
            }
        )
        {
            if (stream is null)
                return body;
            stream.Write(body);
        }
        return packed.ToArray();
    }
}
