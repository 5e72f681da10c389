using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using PingOneScenarios.Cli.Tests.Driving;
using PingOneScenarios.Engine.Tests;
using PingOneScenarios.Engine.Tests.Events;
using Spectre.Console;

namespace PingOneScenarios.Cli.Tests;

/// <summary>What <c>p1s plan</c> tells about a run before it takes place.</summary>
public sealed class PlanTests
{
    private const string TenSteps = "scenarios/authentication/client-secret-jwt.yaml";
    private const string Everything = "tests/Cli.Tests/Files/plan/everything.yaml --environment tests/Cli.Tests/Files/plan/tenant.yaml";
    private const string Tenant = $"{TenSteps} --environment scenarios/environments/tenant.example.yaml";

    /// <summary>Obviously fake, of odd shapes.</summary>
    private static readonly string[] Canaries =
    [
        "Canary0123456789Canary0123456789Canary01",
        "Can\"ary'2\\x-and-more",
        "Can ary/3?&=+%",
        "Cänäry-🙂-é-long",
        "<Canary>&amp;5",
        "http://Canary:8@x/",
    ];

    [Theory]
    [InlineData("client-secret-jwt", Tenant)]
    [InlineData("everything", Everything)]
    public async Task A_plan_is_word_for_word_what_its_golden_file_says(string name, string line)
    {
        var text = await PlanAsync(line);
        var json = await PlanAsync(line + " --format json");

        Assert.Equal(ExitCode.Passed, text.Code);
        Assert.DoesNotContain(": error ", text.Error, StringComparison.Ordinal);
        Golden.Check($"plan/{name}.txt", text.Output);
        Golden.Check($"plan/{name}.json", json.Output);
    }

    [Fact]
    public async Task The_plan_of_the_ten_steps_shows_all_ten_requests_in_their_order()
    {
        using var plan = JsonDocument.Parse((await PlanAsync($"{TenSteps} --emulator --format json")).Output);

        var steps = plan.RootElement.GetProperty("scenario").GetProperty("steps").EnumerateArray();
        Assert.Equal(
            ["POST", "GET", "POST", "POST", "PUT", "GET", "GET", "POST", "GET", "POST"],
            steps.Select(s => s.GetProperty("request").GetProperty("method").GetString())
        );
        Assert.True(plan.RootElement.GetProperty("canRun").GetBoolean());
        Assert.Equal(12, plan.RootElement.GetProperty("summary").GetProperty("requests").GetInt32());
    }

    [Fact]
    public async Task The_shape_of_the_json_is_stable()
    {
        var shape = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var line in new[] { Everything, "tests/Cli.Tests/Files/plan/astray.yaml" })
        {
            using var plan = JsonDocument.Parse((await PlanAsync(line + " --format json")).Output);
            AddShape(shape, "", plan.RootElement);
        }
        Golden.Check("plan/shape.txt", string.Join('\n', shape) + "\n");
    }

    [Theory]
    [InlineData("--set key={0} --set pin={0} --set password={0}")]
    [InlineData("--set key={0} --set pin={0} --set label={0} --set password={0}")]
    [InlineData("")]
    public async Task No_plan_holds_a_secret_in_any_encoding(string sets)
    {
        foreach (var canary in Canaries)
        {
            string[] given =
            [
                .. sets.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => w.Replace("{0}", canary, StringComparison.Ordinal)),
            ];
            var surroundings = new Surroundings
            {
                Variables = new Dictionary<string, string> { ["PLAN_KEY"] = canary, ["P1S_PASSWORD"] = canary },
            };
            foreach (var format in new[] { "text", "json" })
            {
                var run = await CommandRun.RunAsync(["plan", .. Everything.Split(' '), .. given, "--format", format], surroundings);
                Assert.Contains("‹key›", run.Output + Unescaped(run.Output), StringComparison.Ordinal);
                AssertHoldsNone(canary, run.Printed);
                AssertHoldsNone(canary, Unescaped(run.Output));
            }
        }
    }

    [Fact]
    public async Task A_secret_of_a_file_is_in_no_plan()
    {
        var folder = Directory.CreateTempSubdirectory("p1s-plan-");
        try
        {
            foreach (var canary in Canaries)
            {
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, "key"), canary, TestContext.Current.CancellationToken);
                if (!OperatingSystem.IsWindows())
                    File.SetUnixFileMode(Path.Combine(folder.FullName, "key"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
                var environment = Path.Combine(folder.FullName, "mine.yaml");
                await File.WriteAllTextAsync(
                    environment,
                    $"environment: mine\ninputs: {{ api: https://api.example.com, names: ['{canary.Replace("'", "''", StringComparison.Ordinal)}'] }}\n"
                        + "secrets: { key: { file: key }, pin: { prompt: true } }\nallow: [https://side.example.org]\n",
                    TestContext.Current.CancellationToken
                );
                foreach (var format in new[] { "text", "json" })
                {
                    var run = await CommandRun.RunAsync("plan", Everything.Split(' ')[0], "--environment", environment, "--format", format);
                    Assert.Contains("‹key›", run.Output, StringComparison.Ordinal);
                    AssertHoldsNone(canary, run.Printed);
                    AssertHoldsNone(canary, Unescaped(run.Output));
                }
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_sweep_finds_what_is_there() =>
        Assert.All(Canaries, canary => Assert.ThrowsAny<Exception>(() => AssertHoldsNone(canary, $"x {Uri.EscapeDataString(canary)} y")));

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(120)]
    public async Task No_line_of_a_plan_wraps_on_a_terminal(int width)
    {
        var surroundings = new Surroundings { LiveWidth = width, Variables = Key };

        var run = await CommandRun.RunAsync(["plan", .. Everything.Split(' ')], surroundings);

        var lines = Drawn.Lines(run.Output);
        Assert.Equal(ExitCode.Passed, run.Code);
        Assert.All(lines, line => Assert.InRange(line.GetCellWidth(), 0, width - 1));
        // Wrapped, never cut.
        Assert.DoesNotContain(lines, line => line.EndsWith('…'));
    }

    [Fact]
    public async Task Redirected_it_is_plain_and_fits_80_columns_but_for_its_last_line()
    {
        var run = await PlanAsync(Everything);

        Assert.DoesNotContain('\e', run.Output);
        Assert.All(run.Output.TrimEnd().Split('\n').SkipLast(1), line => Assert.InRange(line.GetCellWidth(), 0, 80));
    }

    [Fact]
    public async Task Nothing_is_sent()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        var run = await PlanAsync($"tests/Cli.Tests/Files/plan/deep/1.yaml --set api=http://{listener.LocalEndpoint}");

        Assert.Equal(ExitCode.Passed, run.Code);
        Assert.Contains($"GET http://{listener.LocalEndpoint}/start-1-2-3-4-5", run.Output, StringComparison.Ordinal);
        Assert.False(listener.Pending());
    }

    private static Dictionary<string, string> Key => new() { ["PLAN_KEY"] = Canaries[0], ["PINGONE_WORKER_SECRET"] = Canaries[0] };

    private static Task<CommandRun> PlanAsync(string line) =>
        CommandRun.RunAsync(["plan", .. line.Split(' ')], new Surroundings { Variables = Key });

    private static void AssertHoldsNone(string canary, string text)
    {
        foreach (var (form, shape) in SecretShapes.Of(canary))
            Assert.False(text.Contains(shape, StringComparison.Ordinal), $"{form} of \"{canary}\" in\n{text}");
    }

    // Every text of a JSON document as it is, one a line; nothing for what is no JSON.
    private static string Unescaped(string output)
    {
        if (!output.StartsWith('{'))
            return "";
        using var document = JsonDocument.Parse(output);
        var texts = new StringBuilder();
        Add(document.RootElement);
        return texts.ToString();

        void Add(JsonElement element)
        {
            if (element.ValueKind == JsonValueKind.Object)
                foreach (var member in element.EnumerateObject())
                    Add(member.Value);
            else if (element.ValueKind == JsonValueKind.Array)
                foreach (var item in element.EnumerateArray())
                    Add(item);
            else if (element.ValueKind == JsonValueKind.String)
                texts.AppendLine(element.GetString());
        }
    }

    // "scenario.steps[].title: String"; what nests in itself is named by its innermost place.
    private static void AddShape(SortedSet<string> shape, string path, JsonElement element)
    {
        if (path.Length > 0)
            shape.Add($"{path}: {(element.ValueKind is JsonValueKind.True or JsonValueKind.False ? "Boolean" : element.ValueKind)}");
        if (element.ValueKind == JsonValueKind.Array)
            foreach (var item in element.EnumerateArray())
                AddShape(shape, path + "[]", item);
        if (element.ValueKind == JsonValueKind.Object)
            foreach (var member in element.EnumerateObject())
                AddShape(
                    shape,
                    member.Name is "obtained" or "call" && member.Value.ValueKind == JsonValueKind.Object
                        ? "scenario"
                        : $"{path}.{member.Name}".TrimStart('.'),
                    member.Value
                );
    }
}
