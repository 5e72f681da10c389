using System.Diagnostics;
using System.Globalization;
using System.Text;
using PingOneScenarios.Engine.Tests.Http;
using PingOneScenarios.Engine.Tests.Loading;

namespace PingOneScenarios.Engine.Tests.Trust;

/// <summary>Trust rule 12: whatever a file holds, looking at it takes neither time nor memory without end.</summary>
/// <remarks>Alone, because time and memory are measured. P1S_HOSTILE=1 takes all 1,000 files.</remarks>
[Collection(Alone.Name)]
public sealed class HostileFileTests
{
    private const int All = 1000;

    private const int Seed = 20_261_130;

    /// <summary>Two seconds are promised; a machine that is busy with other work is given more.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);

    private static readonly bool IsWhole = Environment.GetEnvironmentVariable("P1S_HOSTILE") is not null;

    [Fact]
    public async Task Rule_12_validate_and_plan_end_in_time_and_memory_whatever_a_file_holds()
    {
        var random = new Random(Seed);
        var (slow, slowest, largest) = (new List<string>(), TimeSpan.Zero, 0L);
        for (var i = 0; i < (IsWhole ? All : All / 10); i++)
        {
            var text = Text(random, i);
            var before = GC.GetTotalAllocatedBytes();
            var (time, live) = await LookAtAsync(text);
            (slowest, largest) = (time > slowest ? time : slowest, Math.Max(largest, live));
            if (time > Longest || live > 300L << 20)
                slow.Add(
                    $"{i}: {time}, {live >> 20} MB live, {GC.GetTotalAllocatedBytes() - before >> 20} MB allocated: {text[..Math.Min(400, text.Length)]}"
                );
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"hostile files: at most {slowest}, {largest >> 20} MB more in the heap");
        Assert.True(slow.Count == 0, string.Join("\n\n", slow));
    }

    private static async Task<(TimeSpan Time, long Live)> LookAtAsync(string text)
    {
        using var pack = new TemporaryPack();
        var path = pack.Write("a.yaml", text).PathOf("a.yaml");
        var start = GC.GetTotalMemory(forceFullCollection: true);
        var highest = 0L;
        using var stop = new CancellationTokenSource();
        var watching = Task.Run(
            async () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    highest = Math.Max(highest, GC.GetTotalMemory(forceFullCollection: false) - start);
                    await Task.Delay(5, CancellationToken.None);
                }
            },
            CancellationToken.None
        );
        var watch = Stopwatch.StartNew();
        using (var workspace = new Workspace())
        {
            var loaded = await workspace.LoadAsync([NamedFile.Of(path)], TestContext.Current.CancellationToken);
            _ = loaded[0].Diagnostics.Length;
            _ = await loaded[0]
                .ForecastAsync(new RunSettings { Inputs = [new("api", "https://api.example.com")] }, TestContext.Current.CancellationToken);
        }
        var time = watch.Elapsed;
        await stop.CancelAsync();
        await watching;
        return (time, highest);
    }

    private static string Text(Random random, int i)
    {
        var text = new StringBuilder(
            "scenario: Hostile\ninputs:\n  api: { type: url }\n  rows: { type: list, default: [] }\n  secret: { secret: true, required: false }\nvars:\n"
        );
        var lines = random.Next(2, 14);
        text.Append(CultureInfo.InvariantCulture, $"  v0: {First(random)}\n");
        for (var line = 1; line <= lines; line++)
            text.Append(CultureInfo.InvariantCulture, $"  v{line}: {Line(random, $"v{random.Next(line)}", $"v{line - 1}")}\n");
        text.Append("steps:\n");
        for (var step = 0; step < random.Next(1, 40); step++)
            text.Append(Step(random, step, lines));
        return i % 10 == 9 ? Damaged(random, text) : text.ToString();
    }

    private static string First(Random random) =>
        random.Next(7) switch
        {
            0 => "x",
            1 => $"'<<text.pad_left \"\" {random.Next(1, 10_000)} \"a\">>'",
            2 => "<<list.range 1 10000>>",
            3 => "[" + string.Join(", ", Enumerable.Repeat("1", random.Next(1, 2_000))) + "]",
            4 => "{ " + string.Join(", ", Enumerable.Range(0, random.Next(1, 500)).Select(n => $"a{n}: {n}")) + " }",
            5 => "'" + new string('<', random.Next(1, 40)) + new string('a', random.Next(1, 50_000)) + "'",
            _ => "<<"
                + string.Concat(Enumerable.Repeat("(", random.Next(1, 60)))
                + "1"
                + string.Concat(Enumerable.Repeat(")", random.Next(1, 60)))
                + ">>",
        };

    private static string Line(Random random, string one, string before) =>
        random.Next(14) switch
        {
            0 => $"[{string.Join(", ", Enumerable.Repeat($"<<{before}>>", random.Next(2, 20)))}]",
            1 => $"<<[{string.Join(", ", Enumerable.Repeat(before, random.Next(2, 20)))}]>>",
            2 => $"{{ {string.Join(", ", Enumerable.Range(0, random.Next(2, 20)).Select(n => $"m{n}: <<{before}>>"))} }}",
            3 => $"'<<text.join [{before}, {one}, {before}] \"{one}\">>'",
            4 => $"'<<json.text {before}>>{string.Concat(Enumerable.Repeat($"<<json.text {one}>>", random.Next(1, 9)))}'",
            5 => $"<<list.concat {before} {before}>>",
            6 => $"<<list.flatten [{before}, {before}, {one}]>>",
            7 => $"'<<regex.replace (json.text {before}) \"(.*)*b|.\" \"$_$_\">>'",
            8 => $"'<<text.replace (json.text {before}) \"a\" (json.text {one})>>'",
            9 => $"<<{before} + {before} + {before}>>",
            10 => $"'<<json.path {before} \"$..*..*\">>'",
            11 => $"'<<$\"{{{before}}}{{{before}}}{{{one}}}\">>'",
            12 => $"'<<list.sort (list.distinct {before})>>'",
            _ => $"'<<hash.sha256 (json.text [{before}, {one}])>>'",
        };

    private static string Step(Random random, int step, int lines)
    {
        var name = $"v{random.Next(lines + 1)}";
        var loop = random.Next(4) == 0 ? $"    for_each: <<{name}>>\n" : "";
        var body = random.Next(4) switch
        {
            0 => $"    json: <<{name}>>\n",
            1 => $"    json: {{ a: <<{name}>>, b: [<<{name}>>, <<{name}>>] }}\n",
            2 => $"    text: '<<json.text {name}>> <<json.text {name}>>'\n",
            _ => $"    form: {{ a: '<<json.text {name}>>' }}\n",
        };
        return string.Create(
            CultureInfo.InvariantCulture,
            $"  - step: S{step}\n{loop}    request: POST <<api>>/{step}\n{body}    expect: {{ json: <<{name}>> }}\n"
        );
    }

    private static string Damaged(Random random, StringBuilder text)
    {
        for (var i = 0; i < 20; i++)
            text.Insert(random.Next(text.Length), "[{<>:'\"|-&*!%@"[random.Next(14)].ToString(), random.Next(1, 50));
        return text.ToString();
    }
}
