using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using PingOneScenarios.Cli.Display;
using PingOneScenarios.Emulator;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Tokens;

namespace PingOneScenarios.Cli.Commands;

/// <summary><c>p1s emulator</c>.</summary>
internal sealed class EmulatorCommand(Terminal terminal)
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
    private readonly TroubleOptions trouble = new();

    public Command Command
    {
        get
        {
            var command = new Command("emulator", "Serve a local PingOne on this machine until it is interrupted.") { port, host, key };
            host.Validators.Add(FindNoHosts);
            trouble.AddTo(command);
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
        trouble.Of(parsed) with
        {
            Port = parsed.GetValue(port),
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
            return await ServeAsync(await SettingsAsync(parsed, ct), ct);
        }
        catch (KeyRefusedException refused)
        {
            await terminal.Error.WriteLineAsync(SafeText.Line($"p1s: --key: \"{parsed.GetValue(key)}\" {refused.Message}"));
            return ExitCode.WrongUse;
        }
    }

    private async Task<int> ServeAsync(EmulatorSettings settings, CancellationToken ct)
    {
        await using var server = await EmulatorServer.StartAsync(settings, ct);
        await terminal.Output.WriteLineAsync(EnvironmentFile(server));
        await terminal.Error.WriteLineAsync(
            $"""

            A local PingOne answers at {server.AuthPath} until Ctrl+C; then everything it holds is gone.
            Standard output is an environment file. Save it as emulator.yaml, then in another terminal:

              export {SecretVariable}='{server.WorkerClientSecret}'
              p1s run scenario.yaml --environment emulator.yaml

            Its tokens are signed with the key {server.KeyId}.
            What requests have made is listed at {server.AuthPath}{EmulatorServer.StorePath}

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

    private static string EnvironmentFile(EmulatorServer server) =>
        $$"""
            environment: local-emulator
            inputs:
              apiPath: {{server.ApiPath}}
              authPath: {{server.AuthPath}}
              inboxUrl: {{server.InboxUrl}}
              envID: {{server.EnvironmentId}}
              adminEnvID: {{server.EnvironmentId}}
              adminAppID: {{server.WorkerClientId}}
            secrets:
              adminAppSecret: { env: {{SecretVariable}} }
            """;
}
