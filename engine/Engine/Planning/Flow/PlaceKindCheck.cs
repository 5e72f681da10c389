using PingOneScenarios.Engine.Diagnostics;
using PingOneScenarios.Engine.Scenarios;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Templating.Analysis;
using PingOneScenarios.Engine.Templating.Nodes;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Planning.Flow;

/// <summary>Keys whose whole value certainly is of the wrong kind: <c>for_each</c>, <c>auth</c>, fields, the beginning of an address.</summary>
internal static class PlaceKindCheck
{
    public static void Check(ScenarioFlow flow, Foresight foresight, DiagnosticBag problems)
    {
        CheckAuth(flow.Scenario.Defaults.Auth, foresight, problems);
        foreach (var step in flow.Scenario.AllSteps)
        {
            if (step.Items is { } items && foresight.SampleOf(items.Root) is { } sample and not ListValue)
                Say(items, $"for_each takes a list, this is {sample.Kind}", foresight, "give it a list", problems);
            foreach (var (request, _) in step.Requests)
            {
                CheckAddress(request.Address, flow.Scenario, foresight, problems);
                CheckAuth(request.Auth, foresight, problems);
                CheckFields(request.Query, foresight, problems);
                CheckFields((request.Body as FormBody)?.Fields, foresight, problems);
            }
        }
    }

    private static void CheckAddress(AddressTemplate address, Scenario scenario, Foresight foresight, DiagnosticBag problems)
    {
        if (address.Origin.Whole is not { Root: VariableNode variable } whole || foresight.Known(variable) is not { } known)
            return;
        var type = scenario.Inputs.FirstOrDefault(i => i.Name == variable.Name)?.Type;
        if (known.Sample is TextValue && type is not (InputType.Uuid or InputType.Duration))
            return;
        var what = type is { } written ? written.Name() : known.Sample.Kind;
        problems.Add(
            DiagnosticCodes.WrongKind,
            whole.Span,
            $"an address cannot begin with \"{variable.Name}\", its type is {what}",
            "the beginning of an address is an absolute http or https address",
            "use an input of the type url"
        );
    }

    private static void CheckFields(FieldsTemplate? fields, Foresight foresight, DiagnosticBag problems)
    {
        if (fields?.Computed?.Whole is { } all && foresight.SampleOf(all.Root) is { } sample and not (MapValue or ListValue))
            Say(
                all,
                $"fields are a map or a list of pairs, this is {sample.Kind}",
                foresight,
                "give it a map such as {limit: 10}",
                problems
            );
    }

    // The key of an assertion may be a map, a JWK, and its header is one.
    private static IEnumerable<Template> Texts(AuthTemplate? auth) =>
        auth is AssertionAuth assertion
            ? assertion
                .Arguments.Where(a => a.Name is not ("key" or "header"))
                .Select(a => a.Value)
                .OfType<TextTemplate>()
                .Select(t => t.Template)
            : auth?.Templates ?? [];

    private static void CheckAuth(AuthTemplate? auth, Foresight foresight, DiagnosticBag problems)
    {
        foreach (var expression in Texts(auth).Select(t => t.Whole).OfType<Expression>())
        {
            if (foresight.SampleOf(expression.Root) is { } sample and (ListValue or MapValue or BooleanValue or PredicateValue))
                Say(
                    expression,
                    $"a credential is text, this is {sample.Kind}",
                    foresight,
                    "use the text itself, such as a member of it",
                    problems
                );
        }
    }

    private static void Say(Expression at, string what, Foresight foresight, string fix, DiagnosticBag problems) =>
        problems.Add(DiagnosticCodes.WrongKind, at.Span, what, foresight.Known(at.Root)?.Because, fix);
}
