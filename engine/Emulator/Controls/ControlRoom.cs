using PingOneScenarios.Emulator.Faults;

namespace PingOneScenarios.Emulator.Controls;

/// <summary>What there is beside a PingOne when its operator asked for it.</summary>
internal sealed class ControlRoom
{
    public ControlRoom(CurrentOrganization current) => Endpoints = new ControlEndpoints(Access, Log, current);

    /// <summary>The request header that lets one request go wrong, written as <c>--fault</c> is.</summary>
    public const string FaultHeader = "X-Emulator-Fault";

    public ControlAccess Access { get; } = new();

    public RequestLog Log { get; } = new();

    public ControlEndpoints Endpoints { get; }

    /// <summary>The fault that the request itself asks for; null for none.</summary>
    public static Fault? FaultOf(Call call) =>
        call.Header(FaultHeader) is { } text && FaultSyntax.TryRead(text, out var fault, out _) ? fault : null;
}
