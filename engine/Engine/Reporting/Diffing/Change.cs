namespace PingOneScenarios.Engine.Reporting.Diffing;

/// <summary>What kind of thing differs between two runs.</summary>
internal enum ChangeKind
{
    /// <summary>A scenario or a step is only in one of them.</summary>
    Presence,
    Outcome,
    Status,

    /// <summary>How often something was sent: attempts, redirects.</summary>
    Count,
    Request,
    Header,

    /// <summary>Members of an answer, and their types.</summary>
    Shape,
    Value,
    Claim,
    Timing,
}

/// <summary>Something that differs between two runs.</summary>
/// <param name="Scenario">Its title.</param>
/// <param name="Step">Its title, with the turn of a loop; empty for the scenario as a whole.</param>
/// <param name="Kind">What kind of thing it is.</param>
/// <param name="Where">The part: <c>answer header "ETag"</c>, <c>answer $.name</c>.</param>
/// <param name="Before">In the first run, normalised; <c>absent</c> when there was none.</param>
/// <param name="After">In the second run, likewise.</param>
internal sealed record Change(string Scenario, string Step, ChangeKind Kind, string Where, string Before, string After);
