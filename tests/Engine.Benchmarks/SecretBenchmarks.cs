using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using PingOneScenarios.Engine.Leaks;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Benchmarks;

/// <summary>The two guards behind the labels: the mask (trust rule 9) and the self-test (trust rule 10), with the secrets of a ten-step run.</summary>
public class SecretBenchmarks
{
    private static readonly (string Name, string Text)[] Secrets =
    [
        ("adminAppSecret", "fake~Secret.0123456789_abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMN"),
        ("userPassword", "fake-Password.0042"),
        ("basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("1f9c3a52-7a1e-4a57-8c57-2f60e4d1b6aa:fake~Secret.0123456789_abc"))),
        .. Enumerable.Range(0, 6).Select(i => ($"token{i}", BenchWorld.FakeToken + i.ToString(CultureInfo.InvariantCulture))),
        ("code", "8a1f9c3a-fake-code-57b6"),
        ("session", "ST-fake-0123456789abcdef"),
        ("verifier", new string('v', 43)),
    ];

    /// <summary>An answer as PingOne writes it, over several lines.</summary>
    private static readonly string Page =
        "{\n"
        + string.Concat(
            Enumerable
                .Range(0, 100)
                .Select(i =>
                    $"  \"id{i}\": \"00000000-0000-4000-8000-{i:d12}\",\n  \"href{i}\": \"https://api.pingone.eu/v1/environments/{i}\",\n"
                )
        )
        + "}";

    private static readonly string Printed = string.Concat(
        Enumerable
            .Range(1, 15)
            .Select(i =>
                $"   {i}/10  passed    Create something and look at it  201  12 ms\n      POST /v1/environments/1f9c3a52/things  → thingID{i}\n"
            )
    );

    private static readonly string Exchanges = string.Concat(Enumerable.Repeat(Page, 3));

    private readonly SecretMask mask = Learned();

    [Benchmark(Description = "12 secrets learned by the mask")]
    public bool Learn() => !ReferenceEquals(mask, Learned());

    [Benchmark(Description = "mask an answer of 10 KB")]
    public string Mask() => mask.Apply(Page);

    [Benchmark(Description = "mask an address")]
    public string MaskAddress() => mask.Apply("https://api.pingone.eu/v1/environments/1f9c3a52-7a1e-4a57-8c57-2f60e4d1b6aa/users");

    [Benchmark(Description = "self-test of a ten-step run, 2 KB printed")]
    public int Scan() => Scanned(Printed);

    [Benchmark(Description = "self-test of a ten-step run, 30 KB printed")]
    public int ScanExchanges() => Scanned(Exchanges);

    // As in a run: what is looked for is put together once, at its end.
    private int Scanned(string text)
    {
        var scan = new SecretScan();
        _ = scan.Watch(() => mask.Held);
        return scan.NamesIn(text).Count;
    }

    private static SecretMask Learned()
    {
        var learned = new SecretMask();
        foreach (var (name, text) in Secrets)
            learned.Add($"‹{name}›", text);
        return learned;
    }
}
