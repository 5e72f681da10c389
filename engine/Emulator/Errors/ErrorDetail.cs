using System.Text.Json.Nodes;

namespace PingOneScenarios.Emulator.Errors;

/// <summary>One entry of an error's <c>details</c>: the code, the property or thing it is about, and what is wrong with it.</summary>
internal sealed record ErrorDetail(string Code, string? Target, string Message)
{
    /// <summary>The <c>innerError</c> properties, such as <c>allowedValues</c>; null leaves the member out.</summary>
    public Func<JsonObject>? InnerError { get; init; }

    public JsonObject ToJson()
    {
        var json = new JsonObject { ["code"] = Code };
        if (Target is not null)
            json["target"] = Target;
        json["message"] = Message;
        if (InnerError is not null)
            json["innerError"] = InnerError();
        return json;
    }
}
