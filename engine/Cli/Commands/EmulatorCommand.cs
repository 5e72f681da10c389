using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using System.Text.Json;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Cli.Locals;
using PingOneScenarios.Emulator;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.State;
using PingOneScenarios.Emulator.Tokens;
using PingOneScenarios.Engine;
using PingOneScenarios.Engine.Planning;

namespace PingOneScenarios.Cli.Commands;

/// <summary><c>p1s emulator</c>.</summary>
internal sealed class EmulatorCommand(Terminal terminal, Workspace workspace)
{
    /// <summary>The process environment variable the printed environment file takes the worker's secret from.</summary>
    private const string SecretVariable = "P1S_EMULATOR_SECRET";

    private readonly Option<int> port = new("--port", "-p")
    {
        Description = "The port on 127.0.0.1; 0 takes a free one.",
        DefaultValueFactory = _ => 0,
        CustomParser = ReadPort,
        HelpName = "number",
    };
    private readonly Option<string[]> host = new("--host")
    {
        Description = "Answer requests for this host too, though only from this machine. May be repeated.",
        HelpName = "name",
    };
    private readonly Option<string?> key = new("--key")
    {
        Description = "Sign tokens with the RSA private key of this file (PEM), in place of one that everybody has.",
        HelpName = "file",
    };
    private readonly Option<string?> state = new("--state")
    {
        Description = "Keep what it holds in this file, so that the next start goes on with it.",
        HelpName = "file",
    };
    private readonly LocalOptions locals = new();

    public Command Command
    {
        get
        {
            var command = new Command("emulator", "Serve a local PingOne on this machine until it is interrupted.")
            {
                port,
                host,
                key,
                state,
            };
            host.Validators.Add(FindNoHosts);
            locals.AddTo(command);
            command.SetAction(RunAsync);
            return command;
        }
    }

    private static void FindNoHosts(OptionResult result)
    {
        if (result.Tokens.FirstOrDefault(token => !LoopbackHost.IsHost(token.Value)) is { } wrong)
            result.AddError($"--host takes the name of a host without a port, for example pingone.test, this is \"{wrong.Value}\"");
    }

    private async Task<EmulatorSettings> SettingsAsync(ParseResult parsed, CancellationToken ct) =>
        locals.Of(parsed) with
        {
            Port = parsed.GetValue(port),
            StateFile = parsed.GetValue(state),
            Hosts = ImmutableArray.Create(parsed.GetValue(host) ?? []),
            Key = parsed.GetValue(key) is { } file ? await KeyFile.ReadAsync(file, ct) : TokenKey.Development,
        };

    private static int ReadPort(ArgumentResult written)
    {
        var text = written.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= IPEndPoint.MaxPort)
            return number;
        written.AddError($"--port takes a number from 0 to {IPEndPoint.MaxPort}, this is \"{text}\"");
        return 0;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        try
        {
            var settings = await SettingsAsync(parsed, ct);
            return await ServeAsync(settings, new FixtureRunner(terminal, workspace, locals.FixturesOf(parsed)), ct);
        }
        catch (StateRefusedException refused) when (refused.IsLoss)
        {
            const string Loss = "what the local PingOne has held since it was last written is lost";
            await terminal.Error.WriteLineAsync(SafeText.Line($"p1s: --state: \"{refused.Path}\" {refused.Why}; {Loss}"));
            return ExitCode.Broken;
        }
        catch (StateRefusedException refused)
        {
            await terminal.Error.WriteLineAsync(SafeText.Line($"p1s: --state: \"{refused.Path}\" {refused.Why}"));
            return ExitCode.WrongUse;
        }
        catch (KeyRefusedException refused)
        {
            await terminal.Error.WriteLineAsync(SafeText.Line($"p1s: --key: \"{parsed.GetValue(key)}\" {refused.Message}"));
            return ExitCode.WrongUse;
        }
    }

    private async Task<int> ServeAsync(EmulatorSettings settings, FixtureRunner fixtures, CancellationToken ct)
    {
        await using var local = await LocalServer.StartAsync(settings, fixtures, ct);
        var server = local.Emulator;
        await terminal.Output.WriteLineAsync(EnvironmentFile(local));
        await terminal.Error.WriteLineAsync(
            $"""

            A local PingOne answers at {server.AuthPath} until Ctrl+C; then everything it holds {Remains(settings)}.
            Standard output is an environment file. Save it as emulator.yaml, then in another terminal:

              export {SecretVariable}='{server.WorkerClientSecret}'{Exports(local)}
              p1s run scenario.yaml --environment emulator.yaml

            Its tokens are signed with the key {server.KeyId}.
            What requests have made is listed at {server.AuthPath}{EmulatorServer.StorePath}
            {(server.ControlsAddress is { } address ? $"Its controls, for one browser: {address}\n" : "")}
            """
        );
        try
        {
            await Task.Delay(Timeout.Infinite, ct);
        }
        catch (OperationCanceledException)
        {
            await terminal.Error.WriteLineAsync("The local PingOne has ended.");
        }
        return ExitCode.Passed;
    }

    /// <summary>What fixtures gave stands in it too: secrets by the variable they are taken from.</summary>
    private static string EnvironmentFile(LocalServer local)
    {
        var server = local.Emulator;
        var lines = new List<string>
        {
            $$"""
                environment: local-emulator
                inputs:
                  apiPath: {{server.ApiPath}}
                  authPath: {{server.AuthPath}}
                  inboxUrl: {{server.InboxUrl}}
                  jwksUrl: {{server.JwksUrl}}
                  envID: {{server.EnvironmentId}}
                  adminEnvID: {{server.EnvironmentId}}
                  adminAppID: {{server.WorkerClientId}}
                """,
        };
        lines.AddRange(local.Given.Where(given => !given.IsSecret).Select(given => $"  {given.Name}: {given.Json}"));
        lines.Add("secrets:");
        lines.Add($"  adminAppSecret: {{ env: {SecretVariable} }}");
        lines.AddRange(local.Given.Where(given => given.IsSecret).Select(given => $"  {given.Name}: {{ env: {VariableOf(given)} }}"));
        return string.Join('\n', lines);
    }

    private static string Remains(EmulatorSettings settings) =>
        settings.StateFile is { } file ? $"is kept in {SafeText.Line(file)}" : "is gone";

    private static string VariableOf(RunOutput given) => $"P1S_FIXTURE_{InputBinder.VariableName(given.Name)["P1S_".Length..]}";

    // A shell takes everything between single quotes as it is.
    private static string Exports(LocalServer local) =>
        string.Concat(
            local
                .Given.Where(given => given.IsSecret)
                .Select(given => $"\n  export {VariableOf(given)}='{TextOf(given).Replace("'", @"'\''", StringComparison.Ordinal)}'")
        );

    private static string TextOf(RunOutput given)
    {
        using var json = JsonDocument.Parse(given.Reveal());
        return json.RootElement.ValueKind == JsonValueKind.String ? json.RootElement.GetString()! : given.Reveal();
    }
}
