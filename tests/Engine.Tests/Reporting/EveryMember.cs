using System.Collections;
using System.Globalization;
using System.Reflection;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Tests.Reporting;

/// <summary>Everything that is in an event, a line a member: two events with the same lines are the same.</summary>
internal static class EveryMember
{
    /// <summary>Behind the path of what is absent.</summary>
    public const string Absent = " (absent)";

    private const BindingFlags All = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>The paths of all members with what is in them, that of an absent one too.</summary>
    public static IEnumerable<(string Path, string Value)> Of(object value) => Of(value.GetType().Name, value);

    private static IEnumerable<(string Path, string Value)> Of(string path, object? value) =>
        value switch
        {
            null => [(path + Absent, "none")],
            MaskedText text => [(path, $"\"{text.Text}\"")],
            MaskedDiagnostic problem => Problem(path, problem),
            string text => [(path, $"\"{text}\"")],
            DateTimeOffset moment => [(path, moment.ToString("O", CultureInfo.InvariantCulture))],
            TimeSpan time => [(path, time.Ticks.ToString(CultureInfo.InvariantCulture))],
            IEnumerable list =>
            [
                (path + ".count", $"{list.Cast<object?>().Count()}"),
                .. list.Cast<object?>().SelectMany(i => Of(path + "[]", i)),
            ],
            _ when value.GetType() is { IsPrimitive: true } or { IsEnum: true } => [(path, $"{value}")],
            _ => value.GetType().GetProperties(All).Where(IsMember).SelectMany(p => Of($"{path}.{p.Name}", p.GetValue(value))),
        };

    private static bool IsMember(PropertyInfo property) => property.Name != "EqualityContract" && property.GetIndexParameters().Length == 0;

    // What a report knows of the file: the line the place begins in.
    private static IEnumerable<(string Path, string Value)> Problem(string path, MaskedDiagnostic problem) =>
        [
            (path + ".Code", $"{problem.Severity} {problem.Code.Id}"),
            (path + ".Place", $"{problem.Span} for {problem.Span.Length}"),
            (path + ".Text", problem.ToString()),
        ];
}
