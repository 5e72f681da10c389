using PingOneScenarios.Engine.Templating;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Forecasting;

/// <summary>Templates as they are written, on one line.</summary>
internal static class TemplateText
{
    public static string Of(ValueTemplate tree) =>
        tree switch
        {
            FixedTemplate literal => ValueJson.WriteJson(literal.Value),
            TextTemplate text => Of(text.Template),
            ListTemplate list => $"[{string.Join(", ", list.Items.Select(Of))}]",
            MapTemplate { Members.IsEmpty: true } => "{}",
            MapTemplate map => $"{{ {string.Join(", ", map.Members.Select(m => $"{m.Name}: {Of(m.Value)}"))} }}",
            _ => throw new InvalidOperationException(),
        };

    public static string Of(Template template) =>
        string.Concat(
            template.Segments.Select(s => s is LiteralSegment literal ? literal.Text : $"<<{((ExpressionSegment)s).Expression.Text}>>")
        );
}
