using PingOneScenarios.Engine.Expectations;
using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Templating.Functions;

namespace PingOneScenarios.Engine.Tests.Trust.Labels;

/// <summary>
/// Every function, with what is made of a secret at each of its positions, as a value, in an error, as a path of a difference and in a
/// condition (trust rules 3, 9 and 13).
/// </summary>
/// <param name="Group">What is looked at.</param>
/// <param name="Name">The expression.</param>
/// <param name="Steps">With <c>{0}</c> where the secret is named.</param>
internal sealed record LabelCase(string Group, string Name, string Steps);

internal static class LabelCases
{
    public static readonly string[] Groups = ["value", "error", "path", "condition"];

    /// <summary>The secret itself, and an honest answer that holds it.</summary>
    private static readonly string[] Sources = ["{0}", "response.json.echo", "response.json.parts[0]", "response.text"];

    public static IEnumerable<LabelCase> All()
    {
        foreach (var row in StandardFunctions.Rows.AddRange(PredicateTable.Rows))
        {
            for (var position = 0; position < row.Parameters.Length; position++)
            {
                foreach (var source in Sources)
                {
                    foreach (var argument in ArgumentsOf(row.Parameters[position].Kind, source))
                    {
                        foreach (var group in Groups)
                        {
                            var expression = Call(row, position, argument, isOdd: group == "error");
                            yield return new LabelCase(group, expression, Steps(group, expression));
                        }
                    }
                }
            }
        }
    }

    private static string Call(FunctionRow row, int position, string argument, bool isOdd)
    {
        var given = row.Parameters.Select(
            (p, i) =>
                i == position ? $"({argument})"
                : p.IsRequired || i < position ? Other(p, isOdd)
                : null
        );
        return $"{row.Name} {string.Join(' ', given.OfType<string>())}";
    }

    private static string Other(Parameter parameter, bool isOdd) =>
        parameter.Kind switch
        {
            ParameterKind.Text => isOdd ? "\"\"" : "\"abc\"",
            ParameterKind.Number => isOdd ? "(-1)" : "1",
            ParameterKind.Boolean => "true",
            ParameterKind.List => isOdd ? "[]" : "[\"a\", \"b\"]",
            ParameterKind.Map => isOdd ? "{}" : "{a: 1, b: {c: 2}}",
            ParameterKind.Duration => isOdd ? "\"soon\"" : "\"5s\"",
            _ => isOdd ? "[{a: null}]" : "{a: [\"abc\"]}",
        };

    private static IEnumerable<string> ArgumentsOf(ParameterKind kind, string source)
    {
        var (text, list) = (source, $"regex.all {source} \"....\"");
        return kind switch
        {
            ParameterKind.Text or ParameterKind.Duration =>
            [
                text,
                $"text.slice {text} 0 6",
                $"regex.replace {text} \"(.)(.)\" \"$2$1\"",
                $"text.lower {text}",
                $"text.join (list.reverse (regex.all {text} \".\")) \"\"",
                $"\"a.\" + {text} + \".b\"",
                $"\"https://x.example/?q=\" + (url.encode {text}) + \"#\" + {text}",
            ],
            ParameterKind.Number => [$"text.length {text}"],
            ParameterKind.Boolean => [$"text.contains {text} \"Q\""],
            ParameterKind.List => [list, $"[{text}, \"b\"]", $"[map.of ({list}) ({list})]"],
            ParameterKind.Map => [$"map.of ({list}) ({list})", $"{{a: {text}, alg: {text}, keys: [{text}]}}"],
            _ => [text, list, $"map.of ({list}) ({list})", $"{{kty: {text}, k: {text}}}"],
        };
    }

    private static string Steps(string group, string expression)
    {
        var sent = "  - step: A\n    request: POST <<api>>/echo\n    headers: { X-A: 'a' }\n    text: <<{0}>>\n";
        var taken = "  - step: B\n    request: POST <<away>>/x\n    json: { p: <<p>> }\n";
        return group switch
        {
            "path" => $"{sent}    expect: {{ json: '<<map.of [json.text ({expression})] [1]>>' }}\n"
                + $"  - step: C\n    request: POST <<api>>/echo\n    text: <<{{0}}>>\n    expect: {{ json: {{ echo: '<<{expression}>>' }} }}\n",
            "condition" => $"{sent}    expect: {{ that: ['<<({expression}) == \"x\" && true>>', '<<[{expression}] == [1]>>'] }}\n",
            _ => $"{sent}    extract: {{ p: '<<{expression}>>' }}\n{taken}",
        };
    }
}
