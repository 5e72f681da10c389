namespace PingOneScenarios.Emulator.Tests.OpenApi;

/// <summary>How a schema of OpenAPI is taken.</summary>
/// <param name="IsRequest">What only an answer has is not required.</param>
/// <param name="OneOfMayOverlap">Several alternatives of <c>oneOf</c> may fit.</param>
/// <param name="IsClosed">A member that no part of the schema knows does not fit.</param>
internal readonly record struct Reading(bool IsRequest, bool OneOfMayOverlap, bool IsClosed);
