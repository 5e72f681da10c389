namespace PingOneScenarios.Emulator.Tests.OpenApi;

/// <summary>One request and its answer.</summary>
/// <param name="Method">As sent.</param>
/// <param name="Path">From the root of the server, without the query.</param>
/// <param name="RequestType">The media type of the request, parameters included; null without a body.</param>
/// <param name="Request">The body of the request.</param>
/// <param name="Status">Of the answer.</param>
/// <param name="AnswerType">The media type of the answer.</param>
/// <param name="Answer">The body of the answer.</param>
internal sealed record Exchange(
    string Method,
    string Path,
    string? RequestType,
    ReadOnlyMemory<byte> Request,
    int Status,
    string? AnswerType,
    ReadOnlyMemory<byte> Answer
);
