using System.CommandLine;
using PingOneScenarios.Cli.Telemetry;
using PingOneScenarios.Engine;

namespace PingOneScenarios.Cli.Commands;

/// <summary>The option that sends what happens in a run to an OpenTelemetry collector.</summary>
internal sealed class TelemetryOption(Terminal terminal)
{
    private readonly Option<bool> otel = new("--otel")
    {
        Description =
            "Send spans and metrics to an OpenTelemetry collector: http://localhost:4318, or as OTEL_* variables say. One that names an endpoint is enough.",
    };

    public void AddTo(Command command) => command.Add(otel);

    /// <summary>Null when neither the option nor a variable asks for it.</summary>
    public OtlpSettings? Read(ParseResult parsed) => OtlpSettings.Read(terminal.Variable, parsed.GetValue(otel), Workspace.Exists);
}
