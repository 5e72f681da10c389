namespace PingOneScenarios.Engine.Scenarios;

/// <summary>By which version of HTTP the operator has requests sent: what the server chooses in TLS and 1.1 without, always 1.1, or always 2.</summary>
internal enum HttpChoice
{
    Negotiated,
    OneOne,
    Two,
}
