using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace PingOneScenarios.Cli;

/// <summary>Adds examples to the help of each command.</summary>
internal static class Help
{
    private static readonly Dictionary<string, string[]> Examples = new(StringComparer.Ordinal)
    {
        ["p1s"] =
        [
            "p1s run scenarios/authentication/client-secret-jwt.yaml --emulator",
            "p1s validate scenarios/authentication/client-secret-jwt.yaml",
            "p1s run --help",
        ],
        ["run"] =
        [
            "p1s run scenarios/authentication/client-secret-jwt.yaml --emulator",
            "p1s run scenario.yaml --environment my-tenant.yaml --undo always",
            "p1s run scenario.yaml --environment eu --set envID=…",
            "p1s run scenario.yaml --environment my-tenant.yaml --require-journal --journal onboarding.db",
            "p1s run scenario.yaml --emulator --report html=report.html --report junit=junit.xml",
            "p1s run scenario.yaml --emulator --pause",
            "p1s run scenario.yaml --environment my-tenant.yaml --pause-at 'Create a user' --pause-on-failure",
            "p1s run scenario.yaml --emulator --fault '503:every 3'",
            "p1s run scenario.yaml --emulator --otel",
            "p1s run scenarios --tag smoke --not-tag slow --environment my-tenant.yaml --parallel 8 --quiet",
            "p1s run 'scenarios/**/*-login.yaml' --emulator --shard 2/5 --report json=shard-2.json",
            "p1s run scenarios --environment staging.yaml --environment production.yaml",
            "p1s run scenario.yaml --environment my-tenant.yaml --data users.csv --output rows.csv --max-rate 10/s",
            "p1s run scenario.yaml --environment my-tenant.yaml --data rows.failed.csv",
            "p1s run scenarios --environment my-tenant.yaml --retries 2 --undo always --stop-after 5",
            "p1s run scenarios --environment my-tenant.yaml --last-failed=report.json",
            "p1s run scenario.yaml --emulator --repeat 100 --limit p95=300ms --limit failures=1%",
            "p1s run scenario.yaml --emulator --duration 2m --rate 50/s --ramp 0..50/30s --report html=load.html",
        ],
        ["undo"] =
        [
            "p1s undo 3f9c0a12",
            "p1s undo 3f9c0a12 --yes --quiet",
            "p1s undo report.json --environment my-tenant.yaml",
            "p1s undo report.json --environment my-tenant.yaml --yes --quiet",
            "p1s undo report.json --environment eu --set envID=… --run 1a2b3c4d",
        ],
        ["watch"] = ["p1s watch scenario.yaml --emulator", "p1s watch scenario.yaml --environment my-tenant.yaml --undo always --quiet"],
        ["plan"] =
        [
            "p1s plan scenarios/authentication/client-secret-jwt.yaml --emulator",
            "p1s plan theirs.yaml --environment my-tenant.yaml",
            "p1s plan theirs.yaml --environment my-tenant.yaml --format json > plan.json",
        ],
        ["validate"] =
        [
            "p1s validate scenarios/authentication/client-secret-jwt.yaml",
            "p1s validate scenarios --strict",
            "p1s validate scenarios --format sarif > p1s.sarif",
        ],
        ["fmt"] = ["p1s fmt", "p1s fmt scenario.yaml my-tenant.yaml", "p1s fmt scenarios --check"],
        ["report"] = ["p1s report report.json --html report.html", "p1s report report.json --junit junit.xml --markdown summary.md"],
        ["merge"] = ["p1s merge shard-1.json shard-2.json --report junit=junit.xml --report html=report.html", "p1s merge reports/*.json"],
        ["diff"] = ["p1s diff yesterday.json today.json", "p1s diff before.json after.json --format json"],
        ["new"] =
        [
            "p1s new",
            "p1s new create-user.yaml --title 'Create a user' --template management",
            "p1s new ping.yaml --method GET --address '<<apiPath>>/environments/<<envID>>'",
        ],
        ["docs"] = ["p1s docs scenario.yaml > scenario.md", "p1s docs scenarios --output docs"],
        ["runs"] =
        [
            "p1s runs",
            "p1s runs --batch 3f9c0a12",
            "p1s runs --format json",
            "p1s runs prune --keep-days 7 --dry-run",
            "p1s runs forget 3f9c0a12",
        ],
        ["prune"] = ["p1s runs prune", "p1s runs prune --keep-days 7 --keep-runs 100 --dry-run"],
        ["forget"] = ["p1s runs forget 3f9c0a12", "p1s runs forget 3f9c 77b1 --yes"],
        ["show"] = ["p1s show 3f9c0a12", "p1s show 3f9c --verbose", "p1s show 3f9c --report html=run.html --report json=run.json"],
        ["resume"] =
        [
            "p1s resume 3f9c0a12",
            "p1s resume 3f9c0a12 --from create-user    # the file or the server was mended",
            "p1s resume 3f9c0a12 --settle create-user=again",
            "p1s resume 3f9c0a12 --settle create-user=done --set userID=5c0e7f52",
        ],
        ["list"] = ["p1s list scenarios", "p1s list scenarios --tag oidc", "p1s list --format json"],
        ["emulator"] =
        [
            "p1s emulator",
            "p1s emulator --port 8090 > emulator.yaml",
            "p1s emulator --latency 200ms --fault 'drop-after:nth 2:POST /v1/environments/*/users'",
            "p1s emulator --fault '429:every 5:retry-after 2'",
            "p1s emulator --key my-test-key.pem",
            "p1s emulator --fixture scenarios/fixtures/demo.yaml --controls",
            "p1s emulator --state emulator.state",
            "p1s emulator --seed 7 --clock 2026-01-31T12:00:00Z",
        ],
        ["lsp"] = ["p1s lsp    # started by an editor, which speaks the protocol; engine/editors.md says how"],
        ["eval"] =
        [
            "p1s eval 'text.upper \"abc\"'",
            "p1s eval 'response.json._embedded.users[0].id' --json answer.json",
            "p1s eval 'jwt.claims token' --set token=eyJhbGciOi…",
        ],
        ["functions"] = ["p1s functions", "p1s functions text", "p1s functions client_secret_jwt", "p1s functions --format json"],
        ["explain"] = ["p1s explain", "p1s explain PS2001"],
        ["schema"] = ["p1s schema scenario --output scenario.schema.json", "p1s schema plan"],
        ["reference"] = ["p1s reference > REFERENCE.md", "p1s reference diagnostics --output DIAGNOSTICS.md"],
        ["man"] = ["p1s man run | man -l -", "p1s man --output ~/.local/share/man/man1"],
        ["completion"] = ["source <(p1s completion bash)", "p1s completion fish > ~/.config/fish/completions/p1s.fish"],
    };

    /// <summary>What each exit code means, in the order of their numbers.</summary>
    public static readonly ImmutableArray<(string Code, string Meaning)> ExitCodes =
    [
        ("0", "passed"),
        ("1", "an expectation failed"),
        ("2", "wrong use of the command"),
        ("3", "invalid scenario, environment or input; nothing was sent"),
        ("4", "broken: could not be judged, for example no connection, or an output could not be written"),
        ("5", "refused by policy, for example an origin nobody granted"),
        ("6", "passed, but --undo could not take everything back"),
        (
            "7",
            "in doubt: something may have been made, but no answer came; p1s resume goes on with a run that waits for that to be settled"
        ),
        ("130", "cancelled"),
    ];

    public static void AddExamples(RootCommand root)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
        {
            if (option.Action is HelpAction usual)
                option.Action = new HelpWithExamples(usual);
        }
    }

    /// <summary>Null when there are none.</summary>
    public static string[]? ExamplesOf(Command command) => Examples.GetValueOrDefault(command is RootCommand ? "p1s" : command.Name);

    /// <summary>The command that was asked for: <c>p1s run</c>.</summary>
    public static string CommandPath(ParseResult parsed) => string.Join(' ', Names(parsed.CommandResult).Reverse());

    // A command that was parsed by itself stands at the top of what was parsed.
    private static IEnumerable<string> Names(CommandResult? result)
    {
        for (; result is not null; result = result.Parent as CommandResult)
        {
            if (result.Command is not RootCommand)
                yield return result.Command.Name;
        }
        yield return "p1s";
    }

    private sealed class HelpWithExamples(HelpAction usual) : SynchronousCommandLineAction
    {
        // Whoever asks for help need not have got the rest right.
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var code = usual.Invoke(parseResult);
            var command = parseResult.CommandResult.Command;
            if (ExamplesOf(command) is not { } examples)
                return code;
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var example in examples)
                output.WriteLine("  " + example);
            output.WriteLine();
            output.WriteLine("Exit codes:");
            foreach (var (exitCode, meaning) in ExitCodes)
                output.WriteLine($"  {exitCode, -3}  {meaning}");
            return code;
        }
    }
}
