using System.Collections.Immutable;
using PingOneScenarios.Emulator.Faults;
using PingOneScenarios.Emulator.Tokens;

namespace PingOneScenarios.Emulator;

/// <summary>What a local PingOne is started with. The defaults give a fresh one on a free port.</summary>
internal sealed record EmulatorSettings
{
    /// <summary>The loopback port, 1 to 65535; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Every lifetime is measured on this clock, and the <c>Date</c> header shows it.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public IdSource Ids { get; init; } = IdSource.Random;

    public TokenKey Key { get; init; } = TokenKey.Development;

    /// <summary>How long each answer waits once everything it tells of is done.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>What goes wrong; of several that hit the same request, the first does.</summary>
    public ImmutableArray<Fault> Faults { get; init; } = [];

    /// <summary>Where everything is kept over a restart; null for memory only.</summary>
    public string? StateFile { get; init; }

    /// <summary>Whether there is a page to look at it and to change it; whoever has its address can make any run look good.</summary>
    public bool HasControls { get; init; }

    /// <summary>What a request may have in <c>Host</c> beside the names of this machine, without a port.</summary>
    public ImmutableArray<string> Hosts { get; init; } = [];
}
