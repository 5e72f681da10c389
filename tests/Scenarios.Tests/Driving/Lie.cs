using PingOneScenarios.Engine.Http;

namespace PingOneScenarios.Scenarios.Tests.Driving;

/// <summary>One change of all answers to one step.</summary>
/// <param name="To">The step that is lied to.</param>
/// <param name="Kind">What is done: <c>status</c>, <c>header</c>, <c>drop</c>, <c>rename</c>, <c>type</c>, <c>empty</c>, <c>other</c>, <c>body</c>, <c>token</c>.</param>
/// <param name="Place">Where: a header, or a member of the body as <c>$.name.given</c>.</param>
/// <param name="Tell">Does it.</param>
internal sealed record Lie(Told To, string Kind, string Place, Func<HttpExchange, HttpExchange> Tell)
{
    public bool IsMember => Place.StartsWith('$');

    /// <summary>The member or the header, without what is done to it; headers in lower case.</summary>
    public string At => IsMember ? Place.Split(' ')[0] : Place.Split(' ')[0].ToLowerInvariant();

    public override string ToString() => $"\"{To.Step}\"{(To.Turn > 0 ? $" turn {To.Turn}" : "")}: {Kind} {Place}";
}
