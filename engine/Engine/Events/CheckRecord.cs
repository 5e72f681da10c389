using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Events;

/// <summary>Something that was expected of an answer.</summary>
/// <param name="What">What was looked at: <c>status</c>, <c>header "Location"</c>, <c>$.name</c>, or an expression.</param>
/// <param name="Expected">As it may be shown.</param>
/// <param name="Actual">As it may be shown.</param>
/// <param name="Passed">Whether it was as expected.</param>
/// <param name="Span">Where it is written.</param>
public sealed record CheckRecord(MaskedText What, MaskedText Expected, MaskedText Actual, bool Passed, ShownLine Span);
