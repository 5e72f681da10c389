using System.IO.Compression;
using System.Text;
using PingOneScenarios.Engine.Events;
using PingOneScenarios.Engine.Http;
using PingOneScenarios.Engine.Http.Answers;
using PingOneScenarios.Engine.Tests.Execution;
using PingOneScenarios.Engine.Trust;

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
    [InlineData("deflate", "raw")]
    [InlineData("zstd", "zstd")]
    [InlineData("identity", "none")]
    [InlineData("none", "none")]
    [InlineData("UTF-8", "none")]
    [InlineData("iso-8859-1", "none")]
    [InlineData("application/json", "none")]
    [InlineData("none, gzip", "gzip")]
    [InlineData("gzip, identity", "gzip")]
    [InlineData("gzip, br", "gzip in br")]
    [InlineData("br, gzip", "br in gzip")]
    [InlineData("zstd, deflate", "zstd in raw")]
    [InlineData("gzip, gzip", "gzip in gzip")]
    public async Task An_encoded_answer_is_read(string name, string format)
    {
        var happened = await Get(Pack(format, Encoding.UTF8.GetBytes(Body)), $"Content-Encoding: {name}");
        happened.Passed();
        Assert.Equal("1", happened.Extracted("a"));
    }

    [Theory]
    [InlineData("gzip", "none", "PS4010", "not all of, what its content encoding")]
    [InlineData("br", "gzip", "PS4010", "not all of, what its content encoding")]
    [InlineData("gzip", "gzip cut", "PS4010", "not all of, what its content encoding")]
    [InlineData("deflate", "zlib cut", "PS4010", "not all of, what its content encoding")]
    [InlineData("br", "br cut", "PS4010", "not all of, what its content encoding")]
    [InlineData("zstd", "none", "PS4010", "what its content encoding zstd says")]
    [InlineData("zstd", "zstd cut", "PS4010", "what its content encoding zstd says")]
    [InlineData("compress", "none", "PS4010", "the content encoding compress, which is not read")]
    [InlineData("aes128gcm", "none", "PS4010", "the content encoding aes128gcm, which is not read")]
    [InlineData("gzip, gzip", "gzip", "PS4010", "what its content encoding gzip says")]
    [InlineData("gzip, br, gzip", "gzip", "PS4010", "more than 2 content encodings: gzip, br, gzip")]
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
    [InlineData("raw")]
    [InlineData("zstd")]
    public async Task A_bomb_ends_at_the_limit(string format)
    {
        var happened = await Get(Pack(format, new byte[64 << 20]), $"Content-Encoding: {(format is "zlib" or "raw" ? "deflate" : format)}");
        Assert.Equal("PS4008", happened.Codes);
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("zlib", "deflate")]
    [InlineData("br", "br")]
    [InlineData("raw", "deflate")]
    [InlineData("zstd", "zstd")]
    public void A_bomb_costs_no_more_memory_than_a_few_times_the_limit(string format, string name)
    {
        var bomb = Pack(format, new byte[160 << 20]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Null(AnswerDecoder.Decode(bomb, [name], Budgets.Usual.LargestAnswer, out var failure));
        Assert.Equal(SendFailure.TooLarge, failure!.Failure);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 48 << 20);
    }

    [Theory]
    [InlineData("gzip", 60_000)]
    [InlineData("gzip", 9_000_000)]
    [InlineData("br", 9_000_000)]
    [InlineData("zstd", 9_000_000)]
    public async Task What_compresses_well_and_is_within_the_limit_is_no_bomb(string format, int length)
    {
        var body = Encoding.UTF8.GetBytes($"{{\"a\":1,\"b\":\"{new string('x', length)}\"}}");
        (await Get(Pack(format, body), $"Content-Encoding: {format}")).Passed();
    }

    [Theory]
    [InlineData(12 << 20, 20 << 20, "")]
    [InlineData(12 << 20, 10 << 20, "PS4008")]
    [InlineData(12 << 20, 12 << 20, "PS4008")]
    [InlineData(2000, 1 << 10, "PS4008")]
    [InlineData(500, 1 << 10, "")]
    public async Task The_operator_says_how_large_an_answer_may_be(int length, int limit, string codes)
    {
        var body = Encoding.UTF8.GetBytes($"{{\"a\":1,\"b\":\"{new string('x', length)}\"}}");
        foreach (var format in (string[])["none", "gzip"])
        {
            var happened = await Get(Pack(format, body), limit, $"Content-Encoding: {format}");
            Assert.Equal(codes, happened.Codes);
            if (codes.Length > 0)
                Assert.Contains("allow larger answers", happened.Problem.Fix, StringComparison.Ordinal);
        }
    }

    private static Task<Happened> Get(byte[] body, params string[] headers) => Get(body, Budgets.Usual.LargestAnswer, headers);

    private static async Task<Happened> Get(byte[] body, int limit, params string[] headers)
    {
        var fields = string.Concat(headers.Select(h => h + "\r\n"));
        var answer = $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n{fields}Content-Length: {body.Length}\r\n\r\n";
        await using var server = new LoopbackServer(answer + Encoding.Latin1.GetString(body));
        var run = ScenarioRun.Steps("  - step: A\n    request: GET <<api>>\n    extract: { a: $.a }").With("api", server.Address);
        return await (run with { Budgets = new Budgets { LargestAnswer = limit } }).RunAsync();
    }

    private static byte[] Pack(string format, byte[] body)
    {
        if (format.EndsWith(" cut", StringComparison.Ordinal))
            return Pack(format[..^4], body)[..^6];
        if (format.Split(" in ") is [var inner, var outer])
            return Pack(outer, Pack(inner, body));
        using var packed = new MemoryStream();
        using (
            Stream? stream = format switch
            {
                "gzip" => new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true),
                "zlib" => new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true),
                "br" => new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true),
                "raw" => new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true),
                "zstd" => new ZstdSharp.CompressionStream(packed),
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
