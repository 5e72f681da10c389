using System.Collections;
using System.Reflection;
using System.Text;

namespace PingOneScenarios.Engine.Tests.Execution;

/// <summary>Every text in everything a run said, found by walking through its events.</summary>
internal static class EventTexts
{
    public static string Of(Happened happened)
    {
        var text = new StringBuilder();
        foreach (var told in happened.Events)
            Append(text, told);
        Append(text, happened.Result);
        foreach (var problem in happened.Problems)
            text.AppendLine(problem.ToString());
        return text.ToString();
    }

    private static void Append(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                break;
            case string plain:
                text.AppendLine(plain);
                break;
            case IEnumerable items:
                foreach (var item in items)
                    Append(text, item);
                break;
            case { } record
                when record.GetType().Namespace!.StartsWith("PingOneScenarios.Engine", StringComparison.Ordinal)
                    && !record.GetType().IsEnum:
                // The source of a diagnostic is the scenario itself; what is printed of it comes with the diagnostic's own text.
                foreach (
                    var property in record
                        .GetType()
                        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
                        .Where(p => p.Name != "Span" && p.GetIndexParameters().Length == 0)
                )
                    Append(text, property.GetValue(record));
                break;
        }
    }
}
