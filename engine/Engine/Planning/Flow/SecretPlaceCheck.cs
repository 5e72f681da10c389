using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;

namespace PingOneScenarios.Engine.Planning.Flow;

/// <summary>Secrets in the addresses of requests: addresses are logged where bodies and headers are not.</summary>
internal static class SecretPlaceCheck
{
    public static void Check(Scenario scenario, SecretNames secrets, DiagnosticBag problems)
    {
        var names = secrets.Of(scenario);
        foreach (var request in scenario.AllSteps.SelectMany(s => new[] { s.Request, s.Undo }).OfType<RequestTemplate>())
        {
            foreach (var segment in request.Address.Path)
                Check(segment, "a path", request, names, problems);
            foreach (var query in request.Query.Select(f => f.Value).Prepend(request.Address.Query).OfType<Template>())
                Check(query, "a query", request, names, problems);
        }
    }

    private static void Check(Template template, string place, RequestTemplate request, IReadOnlySet<string> names, DiagnosticBag problems)
    {
        foreach (var expression in template.Expressions)
        {
            if (SecretNames.FirstIn(expression.Root, names) is not { } secret)
                continue;
            problems.Add(
                DiagnosticCodes.SecretInAddress,
                expression.SpanOf(secret.Span),
                $"the secret \"{secret.Name}\" is placed in {place}",
                "addresses end up in the logs of servers and proxies",
                request.Method is "POST" or "PUT" or "PATCH"
                    ? "send it as a form field or in a header"
                    : "send it in a header, such as auth: { bearer: … }"
            );
        }
    }
}
