using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Templating.Nodes;
using PingOneScenarios.Engine.Trust;

namespace PingOneScenarios.Engine.Planning.Flow;

/// <summary>Secrets in the addresses of requests: addresses are logged where bodies and headers are not.</summary>
internal static class SecretPlaceCheck
{
    public static void Check(Scenario scenario, SecretNames secrets, DiagnosticBag problems)
    {
        foreach (var step in scenario.AllSteps)
        {
            var names = secrets.Of(scenario, step);
            foreach (var request in step.Requests)
                Check(request.Template, expression => secrets.FirstIn(expression, names), problems);
        }
    }

    private static void Check(RequestTemplate request, Func<Expression, VariableNode?> find, DiagnosticBag problems)
    {
        var query = request.Query.Templates.Prepend(request.Address.Query).OfType<Template>();
        foreach (var (template, place) in request.Address.Path.Select(t => (t, "a path")).Concat(query.Select(t => (t, "a query"))))
        foreach (var expression in template.Expressions)
        {
            if (find(expression) is { } secret)
                Say(expression.SpanOf(secret), secret.Name, place, request, problems);
        }
    }

    private static void Say(SourceSpan at, string secret, string place, RequestTemplate request, DiagnosticBag problems) =>
        problems.Add(
            DiagnosticCodes.SecretInAddress,
            at,
            $"the secret \"{secret}\" is placed in {place}",
            "addresses end up in the logs of servers and proxies",
            request.Method is "POST" or "PUT" or "PATCH"
                ? "send it as a form field or in a header"
                : "send it in a header, such as auth: { bearer: … }"
        );
}
