using System.Collections.Immutable;

namespace PingOneScenarios.Emulator.Store;

/// <summary>From which origins the pages of a browser may call about an application; none when there are none.</summary>
internal sealed record CorsSettings(ImmutableArray<string> Origins);
