using System.Collections.Immutable;

namespace PingOneScenarios.Engine.Forecasting;

/// <summary>A step: one request, or one call of another scenario.</summary>
internal sealed record ForecastStep
{
    public required string Title { get; init; }

    /// <summary>Where it is written: <c>file:line:column</c>.</summary>
    public required string Place { get; init; }

    /// <summary>Why it would not run; null when it would, or when that is only known in the run.</summary>
    public string? Skipped { get; init; }

    /// <summary>The condition as it is written; null without one.</summary>
    public string? When { get; init; }

    /// <summary>What the condition gives; null when that is only known in the run.</summary>
    public bool? WhenResult { get; init; }

    /// <summary>The list the step runs over, one turn for each item; null without one.</summary>
    public string? ForEach { get; init; }

    /// <summary>How many items the list has; null when that is only known in the run.</summary>
    public int? Items { get; init; }

    /// <summary>When the request is sent again, in words; null when never.</summary>
    public string? Retry { get; init; }

    /// <summary>Null for a call.</summary>
    public ForecastRequest? Request { get; init; }

    /// <summary>Null for a request.</summary>
    public ForecastScenario? Call { get; init; }

    /// <summary>What is expected of the answer, in short.</summary>
    public ImmutableArray<string> Expect { get; init; } = [];

    public ImmutableArray<ForecastExtraction> Extracts { get; init; } = [];

    /// <summary>What would settle the request if nobody knew whether it arrived, in words; null leaves it to what its method allows.</summary>
    public string? OnUnknown { get; init; }

    /// <summary>The request that would find out; null without one.</summary>
    public ForecastRequest? Probe { get; init; }

    /// <summary>How the step would be taken back; null when it cannot be.</summary>
    public ForecastRequest? Undo { get; init; }
}

/// <summary>A variable that a step provides.</summary>
/// <param name="Name">Of the variable.</param>
/// <param name="IsSecret">Whether its value is never shown.</param>
internal sealed record ForecastExtraction(string Name, bool IsSecret)
{
    /// <summary>How long its value is good for; null for as long as the run.</summary>
    public string? Lasts { get; init; }
}

/// <summary>A request with what is known of it now; <c>(known after "…")</c> stands for what is not.</summary>
internal sealed record ForecastRequest
{
    public required string Method { get; init; }

    /// <summary>Encoded as it would be sent, as far as it is known.</summary>
    public required string Address { get; init; }

    /// <summary>Scheme, host and port; null when they are only known in the run.</summary>
    public string? Origin { get; init; }

    /// <summary>The parameters that are added to the address, not encoded.</summary>
    public ImmutableArray<ForecastField> Query { get; init; } = [];

    public ImmutableArray<ForecastField> Headers { get; init; } = [];

    /// <summary>"bearer ‹accessToken›"; null without any.</summary>
    public string? Auth { get; init; }

    /// <summary>Null without one.</summary>
    public ForecastBody? Body { get; init; }

    /// <summary>How many redirects it follows.</summary>
    public int Redirects { get; init; }

    /// <summary>What has to happen before all of it is known: <c>after "Create a user"</c>, <c>in the run</c>.</summary>
    public ImmutableArray<string> Pending { get; init; } = [];
}

/// <summary>A name and a text: a header, a query parameter, a form field, a part.</summary>
internal sealed record ForecastField(string Name, string Text);

/// <summary>What a request carries.</summary>
/// <param name="Kind">The key of the body in a scenario: json, form, text, xml, multipart, file.</param>
/// <param name="MediaType">Null takes the usual one of the kind.</param>
/// <param name="Text">JSON, text, XML, or the name of the file; null for fields.</param>
/// <param name="Fields">Of a form, or the parts of a multipart body.</param>
internal sealed record ForecastBody(string Kind, string? MediaType, string? Text, ImmutableArray<ForecastField> Fields);
